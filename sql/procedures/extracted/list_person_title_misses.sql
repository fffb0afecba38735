-- Purpose: the values of a title enrichment that no vocabulary knows.
-- Input -> output: a document -> dimension, field of the document, value as given.
-- Called by: extracted.load_person_title_enrichment, extracted.answer_person_title_enrichment.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: seniority_level 'Wizard' -> ('seniority', 'seniority_level', 'Wizard').
create or replace function extracted.list_person_title_misses(
  p_document extracted.person_title_document,
  out dimension text,
  out field text,
  out raw_value text
)
returns setof record
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select m.dimension, m.field, m.raw_value
  from (
    values
      (
        'seniority', 'seniority_level', p_document.seniority_level_raw, p_document.seniority_level
      ),
      ('job_function', 'job_function', p_document.job_function_raw, p_document.job_function)
  ) as m (dimension, field, raw_value, matched)
  where m.raw_value is not null and m.matched is null;
end;
$$;

comment on function extracted.list_person_title_misses(extracted.person_title_document) is
  'The values of a document that no vocabulary knows, by dimension and field. Units: none. Nulls: '
  'an empty document gives no rows. Errors: none.';

revoke all on function extracted.list_person_title_misses(extracted.person_title_document)
  from public;
