-- Purpose: looks a value up in the vocabulary of its dimension.
-- Input -> output: dimension and value as given -> canonical value, or null.
-- Called by: ops.fill_reference_gaps.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: ops.match_reference('employee_range', '501-1K') = '501-1000'.
create or replace function ops.match_reference(p_dimension text, p_raw_value text)
returns text
language plpgsql
stable strict
set search_path = ''
as $$
begin
  return case p_dimension
    when 'employee_range' then reference.match_employee_range(p_raw_value)
    when 'revenue_range' then reference.match_revenue_range(p_raw_value)
    when 'company_type' then reference.match_company_type(p_raw_value)
    when 'industry' then reference.match_industry(p_raw_value)
    when 'seniority' then reference.match_seniority(p_raw_value)
    when 'job_function' then reference.match_job_function(p_raw_value)
    -- Rules are no knowledge: a title is known when the look-up has a row.
    when 'job_title' then (
      select coalesce(l.cleaned_job_title, l.latest_title)
      from reference.job_title_lookup as l
      where l.lookup_key = reference.lookup_key(p_raw_value)
    )
    when 'location' then (
      select l.location_name
      from reference.location_lookup as l
      where l.lookup_key = reference.lookup_key(p_raw_value)
    )
  end;
end;
$$;

comment on function ops.match_reference(text, text) is
  'The canonical value of p_raw_value in a dimension of ops.reference_misses; of a job title the '
  'cleaned one, of a place its name. Units: none. Nulls: null in, null out; null when no look-up '
  'knows it. Errors: none.';

revoke all on function ops.match_reference(text, text) from public;
