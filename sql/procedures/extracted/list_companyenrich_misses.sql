-- Purpose: the values of a CompanyEnrich document that no look-up knows.
-- Input -> output: a document -> dimension, field of the document, value as given.
-- Called by: extracted.load_companyenrich, extracted.answer_companyenrich.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: employees '7-9' -> ('employee_range', 'employees', '7-9').
create or replace function extracted.list_companyenrich_misses(
  p_document extracted.companyenrich_document,
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
  -- Cut like a label: an index over misses could not hold a value of any length.
  select m.dimension, m.field, reference.clean_label(m.raw_value)
  from (
    values
      (
        'employee_range', 'employees', p_document.employees, p_document.matched_employee_range
      ),
      ('revenue_range', 'revenue', p_document.revenue, p_document.matched_revenue_range),
      ('company_type', 'type', p_document.type, p_document.matched_type),
      ('industry', 'industry', p_document.industry, p_document.matched_industry)
  ) as m (dimension, field, raw_value, matched)
  where m.raw_value is not null and m.matched is null;
end;
$$;

comment on function extracted.list_companyenrich_misses(extracted.companyenrich_document) is
  'The values of a document that no look-up knows, by dimension and field. Units: none. Nulls: an '
  'empty document gives no rows. Errors: none.';

revoke all on function extracted.list_companyenrich_misses(extracted.companyenrich_document)
  from public;
