-- Purpose: adds to the look-up of job titles and fills what had missed, in the same transaction.
-- Input -> output: {latest_title, cleaned_job_title, seniority_level, job_function, status,
--   overwrite} -> what the look-up holds now, warnings, filled (rows changed per table); or
--   {job_titles: [...]} -> {success_count, error_count, results, filled}, an item's error
--   naming its field.
-- Called by: POST /run/reference/job-title/update.
-- Writes to: reference.job_title_lookup, ops.reference_misses, and what
--   extracted.rematch_job_titles writes.
-- Idempotence: yes; an unchanged update writes nothing. An Idempotency-Key seen before gives the
--   first answer (duplicate true).
-- Errors: WH101 missing or blank, WH104 wrong type, WH105 Idempotency-Key reused.
-- Example: select api.update_job_title('{"latest_title": "SDR", "cleaned_job_title": "SDR"}').
create or replace function api.update_job_title(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_is_batch boolean := ops.is_batch(p_request, 'job_titles');
  v_updates reference.job_title_update[];
  v_results jsonb;
  v_keys text[];
  v_filled jsonb := '{}';
  v_answer jsonb;
begin
  v_updates := reference.read_job_title_updates(
    ops.request_items(p_request, 'job_titles'), reference.json_boolean(p_request -> 'overwrite')
  );
  if v_is_batch or (v_updates[1]).code is null then
    v_answer := ops.claim_idempotency_key(p_context, p_request);
    if v_answer is not null then
      return v_answer;
    end if;

    perform reference.update_job_titles(v_updates, 'job_title_update');
    perform ops.note_reference_misses(
      'job_title_update', m.dimension, array_agg(m.raw_value), array_agg(m.lookup_key)
    )
    from (
      select d.dimension, d.raw_value, u.lookup_key
      from unnest(v_updates) as u
      cross join lateral (
        values
          ('seniority', u.unknown_seniority),
          ('job_function', u.unknown_job_function)
      ) as d (dimension, raw_value)
      where u.code is null and d.raw_value is not null
    ) as m
    group by m.dimension;
    select array_agg(distinct u.lookup_key order by u.lookup_key)
    into v_keys
    from unnest(v_updates) as u
    where u.code is null;
    if v_keys is not null then
      v_filled := extracted.rematch_job_titles(v_keys);
    end if;
  end if;

  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'success', u.code is null,
        'latest_title', u.latest_title,
        'cleaned_job_title', l.cleaned_job_title,
        'seniority_level', l.seniority_level,
        'job_function', l.job_function,
        'status', l.status,
        'warnings', u.warnings,
        'error', ops.describe_item_error(
          u.code, u.field, u.problem,
          case when v_is_batch then 'job_titles.' || u.item_no - 1 else '' end
        )
      )
      order by u.item_no
    ),
    '[]'
  )
  into v_results
  from unnest(v_updates) as u
  left join reference.job_title_lookup as l on l.lookup_key = u.lookup_key and u.code is null;

  return ops.keep_idempotent_answer(
    p_context,
    ops.answer_items(v_results, v_is_batch, jsonb_build_object('filled', v_filled))
  );
end;
$$;

comment on function api.update_job_title(jsonb, jsonb) is
  'Upserts one or many rows of reference.job_title_lookup and re-matches every row that carries '
  'one of their keys. A seniority or function that no vocabulary knows is not stored. '
  'Units: items and rows. Nulls: an omitted value keeps what is stored, unless overwrite is true. '
  'Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item; WH105 '
  'Idempotency-Key reused.';

revoke all on function api.update_job_title(jsonb, jsonb) from public;
grant execute on function api.update_job_title(jsonb, jsonb) to pipeline_edge, service_role;
