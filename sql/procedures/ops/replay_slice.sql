-- Purpose: one slice of a replay, in the order of landing.
-- Input -> output: source, slice of raw, where to go on -> last landing number (null: done), rows
--   tried and rows that stand now.
-- Called by: ops.replay.
-- Writes to: what ops.take_documents writes.
-- Idempotence: yes.
-- Errors: WH901 unknown source; those of extracted.take_<source>.
-- Example: select * from ops.replay_slice('companyenrich', null, true, 0, 1000).
create or replace function ops.replay_slice(
  p_source text,
  p_raw_ids uuid[],
  p_failures_only boolean,
  p_after_landing_no bigint,
  p_batch_size integer,
  out last_landing_no bigint,
  out tried integer,
  out taken integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_source ops.sources := ops.find_source(p_source);
  v_raw_ids uuid[];
begin
  execute format(
    'select array_agg(b.id), max(b.landing_no)
     from (
       select p.id, p.landing_no
       from raw.%I as p
       where p.landing_no > $1
         and ($2 is null or p.id = any ($2))
         and (not $3 or exists (
           select from ops.failures as f
           where f.source = $4 and f.raw_id = p.id and f.resolved_at is null
         ))
       order by p.landing_no
       limit $5
     ) as b',
    v_source.raw_table
  )
  into v_raw_ids, last_landing_no
  using p_after_landing_no, p_raw_ids, p_failures_only, p_source, p_batch_size;

  tried := coalesce(cardinality(v_raw_ids), 0);
  taken := case when tried > 0 then ops.take_documents(p_source, v_raw_ids) else 0 end;
end;
$$;

comment on function ops.replay_slice(text, uuid[], boolean, bigint, integer) is
  'Takes the next p_batch_size raw rows of a source after p_after_landing_no again. '
  'last_landing_no is null when there are none. Units: rows. Nulls: p_raw_ids null means all '
  'rows. Errors: WH901 unknown source; those of extracted.take_<source>.';

revoke all on function ops.replay_slice(text, uuid[], boolean, bigint, integer) from public;
grant execute on function ops.replay_slice(text, uuid[], boolean, bigint, integer)
  to pipeline_analyst;
