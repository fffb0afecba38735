-- Purpose: takes a company off the list of priority companies.
-- Input -> output: its name in any case, or its domain -> rows deleted.
-- Called by: api.remove_priority_company.
-- Writes to: core.priority_companies.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform core.drop_priority_companies('acme').
create or replace function core.drop_priority_companies(p_name text)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_deleted integer;
begin
  delete from core.priority_companies as t
  where t.name_key = reference.name_key(p_name) or t.domain = reference.normalize_domain(p_name);
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

comment on function core.drop_priority_companies(text) is
  'Removes the priority companies of a name or domain; returns how many. Units: rows. Nulls: a '
  'null name removes none. Errors: none.';

revoke all on function core.drop_priority_companies(text) from public;
