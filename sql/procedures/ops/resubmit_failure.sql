-- Purpose: lands a mended payload in place of one in quarantine.
-- Input -> output: failure, mended payload, mended key (null: as it was) -> {raw_id, landed}.
-- Called by: analysts in psql.
-- Writes to: the raw table of the source, with all that follows; ops.failures.
-- Idempotence: a resolved failure is refused.
-- Errors: WH901 unknown failure, or of a client and not for who asks, WH902 already resolved, WH201
--   the mended payload fails as well: then nothing has changed.
-- Example: select ops.resubmit_failure('...', '{"name": "Acme"}', 'acme.example').
create or replace function ops.resubmit_failure(
  p_failure_id uuid,
  p_payload jsonb,
  p_key text default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_failure ops.failures;
  v_source ops.sources;
  v_columns text;
  v_raw_id uuid;
  v_landed jsonb;
begin
  select f.* into v_failure from ops.failures as f where f.failure_id = p_failure_id for update;
  if not found
    or (ops.find_source(v_failure.source)).is_confidential and not ops.may_handle_clients()
  then
    raise exception using
      errcode = 'WH901',
      message = 'the failure does not exist',
      hint = 'look it up: select failure_id, message from ops.failures where resolved_at is null';
  end if;
  if v_failure.resolved_at is not null then
    raise exception using
      errcode = 'WH902',
      message = 'the failure is resolved already',
      hint = 'land a new payload by an insert into the raw table';
  end if;

  v_source := ops.find_source(v_failure.source);
  -- What else the request gave: the envelope, the key that sent it, the workflow it named.
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
  into v_columns
  from pg_catalog.pg_attribute as a
  where a.attrelid = format('raw.%I', v_source.raw_table)::regclass
    and a.attnum > 0
    and not a.attisdropped
    and a.attgenerated = ''
    and a.attname not in (
      'id', 'landing_no', 'received_at', 'payload', v_source.key_column
    );
  perform set_config('pipeline.is_answer_wanted', 'true', true);
  execute format(
    'insert into raw.%1$I (%2$I, payload, %3$s)
     select coalesce($1, p.%2$I), $2, %3$s
     from raw.%1$I as p
     where p.id = $3
     returning id',
    v_source.raw_table, v_source.key_column, v_columns
  )
  into v_raw_id
  using p_key, p_payload, v_failure.raw_id;

  if v_raw_id is null then
    raise exception using
      errcode = 'WH901',
      message = 'the raw row of the failure does not exist any more',
      hint = 'land the payload by an insert into the raw table';
  end if;

  v_landed := current_setting('pipeline.landed')::jsonb;
  if v_landed ? 'failure_id' then
    raise exception using
      errcode = 'WH201',
      message = 'the mended payload fails as well',
      detail = v_landed #>> '{error,message}',
      hint = 'mend it further; the failure is still open';
  end if;

  update ops.failures as f
  set resolved_at = now(),
      resolved_by_raw_id = v_raw_id
  where f.failure_id = p_failure_id;

  return jsonb_build_object('raw_id', v_raw_id, 'landed', v_landed);
end;
$$;

comment on function ops.resubmit_failure(uuid, jsonb, text) is
  'Lands the mended payload p_payload for the failure and resolves it; p_key mends the key. '
  'Units: none. Nulls: p_key null keeps the key as received. Errors: WH901 unknown failure; WH902 '
  'already resolved; WH201 it fails again, nothing has changed.';

revoke all on function ops.resubmit_failure(uuid, jsonb, text) from public;
grant execute on function ops.resubmit_failure(uuid, jsonb, text) to pipeline_analyst;
