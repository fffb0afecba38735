-- Purpose: where people work now.
-- Input -> output: LinkedIn URLs -> domains, once per person.
-- Called by: core.lock_employers, core.refresh_leads.
-- Reads: core.people, core.companies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.list_present_employers(array['https://www.linkedin.com/in/jo-doe']).
create or replace function core.list_present_employers(p_linkedin_urls text[])
returns table (domain text)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select c.domain
  from unnest(p_linkedin_urls) as u (linkedin_url)
  cross join lateral (
    select s.core_company_id from core.people as s where s.linkedin_url = u.linkedin_url offset 0
  ) as p
  cross join lateral (
    select s.domain from core.companies as s where s.id = p.core_company_id offset 0
  ) as c;
end;
$$;

comment on function core.list_present_employers(text[]) is
  'The domains of the companies where p_linkedin_urls work now. Units: none. Nulls: people without '
  'an employer give no row; a null or empty array gives none. Errors: none.';

revoke all on function core.list_present_employers(text[]) from public;
