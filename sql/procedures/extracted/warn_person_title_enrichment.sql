-- Purpose: says which fields of a title enrichment were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut, no
--   title at all.
-- Called by: extracted.answer_person_title_enrichment, for single payloads.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '{"title": {}}' -> [{"field": "title", "message": "expected text, got object: ..."}].
create or replace function extracted.warn_person_title_enrichment(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.place, w.message
      ),
      '[]'
    )
    from (
      select
        f.place,
        f.field,
        case
          when jsonb_typeof(p_payload -> f.field) in ('object', 'array')
            then format(
              'expected text, got %s: stored as null', jsonb_typeof(p_payload -> f.field)
            )
          when length(p_payload ->> f.field) > 500 then 'over 500 characters: cut'
        end as message
      from unnest(
        array[
          'latest_title', 'job_title', 'title', 'cleaned_job_title', 'seniority_level',
          'seniority', 'job_function'
        ]
      ) with ordinality as f (field, place)
      union all
      select 0, 'latest_title', 'missing: the other values count for the title before'
      where reference.clean_label(
          coalesce(
            reference.json_text(p_payload -> 'latest_title'),
            reference.json_text(p_payload -> 'job_title'),
            reference.json_text(p_payload -> 'title')
          )
        ) is null
    ) as w
    where w.message is not null
  );
end;
$$;

comment on function extracted.warn_person_title_enrichment(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning, but for the title. Errors: '
  'none.';

revoke all on function extracted.warn_person_title_enrichment(jsonb) from public;
