-- Purpose: how many leads core.get_leads_by_past_employer has.
-- Input -> output: its arguments without the page -> the number.
-- Called by: analysts.
-- Reads: core.company_alumni, through core.find_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.count_leads_by_past_employer(array['acme.example']).
create or replace function core.count_leads_by_past_employer(
  p_domains text[],
  p_include_incomplete boolean default true
)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
  v_filter core.lead_filter;
begin
  v_filter.include_incomplete := p_include_incomplete;
  return core.count_alumni(
    core.normalize_domains(p_domains), v_filter
  );
end;
$$;

comment on function core.count_leads_by_past_employer(text[], boolean) is
  'The number of rows of core.get_leads_by_past_employer. Units: rows. Nulls: as '
  'there. Errors: none.';

revoke all on function core.count_leads_by_past_employer(text[], boolean) from public;
grant execute on function core.count_leads_by_past_employer(text[], boolean) to pipeline_analyst;
