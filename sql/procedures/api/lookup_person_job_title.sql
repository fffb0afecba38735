-- Purpose: says what a job title means, for Clay to decide whether to enrich it.
-- Input -> output: {job_title} -> {match_status, job_title, cleaned_job_title, ...}; or
--   {job_titles: [...]} -> {success_count, error_count, results}.
-- Called by: POST /run/people/db/person-job-title/lookup.
-- Reads: reference.job_title_lookup, and nothing else: no rules.
-- Writes to: ops.reference_misses, for what the look-up does not have.
-- Idempotence: yes, apart from the misses.
-- Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item. A failing
--   database is an error, never a miss.
-- Example: select api.lookup_person_job_title('{"job_title": "SDR"}').
create or replace function api.lookup_person_job_title(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_is_batch boolean := ops.is_batch(p_request, 'job_titles');
  v_items jsonb := ops.request_items(p_request, 'job_titles', 'job_title');
  v_results jsonb;
  v_misses text[];
begin
  with given as materialized (
    select
      i.item,
      i.item_no,
      reference.json_text(i.item) as value,
      reference.lookup_key(reference.json_text(i.item)) as lookup_key
    from jsonb_array_elements(v_items) with ordinality as i (item, item_no)
  ),
  found as materialized (
    select
      g.item,
      g.item_no,
      g.value,
      g.lookup_key,
      l.lookup_key is not null as is_match,
      l.cleaned_job_title,
      l.seniority_level,
      l.job_function,
      ops.describe_item_error(
        case
          when jsonb_typeof(g.item) in ('object', 'array') then 'WH104'
          when g.lookup_key is null then 'WH101'
        end,
        case when v_is_batch then '' else 'job_title' end,
        case
          when jsonb_typeof(g.item) in ('object', 'array') then 'must be text'
          else 'missing or blank'
        end,
        case when v_is_batch then 'job_titles.' || g.item_no - 1 else '' end
      ) as error
    from given as g
    left join reference.job_title_lookup as l on l.lookup_key = g.lookup_key
  )
  select
    coalesce(
      jsonb_agg(
        jsonb_build_object(
          'success', f.error is null,
          'match_status', case when f.error is null then f.is_match end,
          'job_title', f.item,
        'cleaned_job_title', f.cleaned_job_title,
        'seniority_level', f.seniority_level,
        'job_function', f.job_function,
          'error', f.error
        )
        order by f.item_no
      ),
      '[]'
    ),
    (
      -- Spellings of one key are one miss.
      select array_agg(m.value)
      from (
        select min(reference.clean_label(u.value)) as value
        from found as u
        where u.lookup_key is not null and not u.is_match
        group by u.lookup_key
      ) as m
    )
  into v_results, v_misses
  from found as f;

  if v_misses is not null then
    perform ops.note_reference_misses('person_job_title_lookup', 'job_title', v_misses);
  end if;
  return ops.answer_items(v_results, v_is_batch);
end;
$$;

comment on function api.lookup_person_job_title(jsonb, jsonb) is
  'What a job title means, or each of a batch, from reference.job_title_lookup. Units: items. '
  'Nulls: a value is required; what the look-up does not have is null, match_status false. '
  'Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item.';

revoke all on function api.lookup_person_job_title(jsonb, jsonb) from public;
grant execute on function api.lookup_person_job_title(jsonb, jsonb) to pipeline_edge, service_role;
