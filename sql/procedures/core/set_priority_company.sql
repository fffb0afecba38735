-- Purpose: puts a company on the list of priority companies.
-- Input -> output: name as entered, domain -> nothing.
-- Called by: api.add_priority_company.
-- Writes to: core.priority_companies.
-- Idempotence: yes; a row that stands is not written.
-- Errors: none.
-- Example: perform core.set_priority_company('Acme', 'acme.example').
create or replace function core.set_priority_company(p_company_name text, p_domain text)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into core.priority_companies as t (domain, id, company_name, name_key)
  values (
    p_domain,
    reference.entity_id('priority_company', p_domain),
    p_company_name,
    reference.name_key(p_company_name)
  )
  on conflict (domain) do update
    set company_name = excluded.company_name,
        name_key = excluded.name_key,
        updated_at = excluded.updated_at
    where t.company_name is distinct from excluded.company_name;
end;
$$;

comment on function core.set_priority_company(text, text) is
  'Adds the company p_domain to the priority companies, or renames it there. Units: none. '
  'Nulls: none allowed. Errors: none.';

revoke all on function core.set_priority_company(text, text) from public;
