-- Purpose: locks what companies are found by, where the names of employers that stand are about to
--   change.
-- Input -> output: domains of locked companies, just written, and the people who named them ->
--   nothing; the rows are held until the transaction ends.
-- Called by: core.coalesce_employers, before core.refresh_company_index.
-- Writes to: nothing.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform core.lock_employers(v_domains, array['https://www.linkedin.com/in/jo-doe']).
-- core.refresh_leads will share the rows of the present employers, and core.refresh_company_index
-- needs those it writes for itself: one after the other, two people who each name the employer of
-- the other would wait for each other. Most documents change no row that stands, and new ones are
-- seen by nobody: then nothing is locked here.
create or replace function core.lock_employers(p_domains text[], p_linkedin_urls text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changing text[];
begin
  select array_agg(t.domain)
  into v_changing
  from unnest(p_domains) as d (domain)
  cross join lateral (
    select s.domain, s.name_term from core.company_index as s where s.domain = d.domain offset 0
  ) as t
  cross join lateral (
    select f.name from core.companies_full as f where f.domain = t.domain offset 0
  ) as c
  where t.name_term is distinct from left(reference.fold_case(c.name), 500);
  if v_changing is not null then
    perform core.lock_company_index(
      v_changing, array(select e.domain from core.list_present_employers(p_linkedin_urls) as e)
    );
  end if;
end;
$$;

comment on function core.lock_employers(text[], text[]) is
  'Locks those rows of core.company_index of p_domains whose name is to change, and, if there are '
  'any, shares those of the present employers of p_linkedin_urls, all by domain. Units: none. '
  'Nulls: a null or empty array locks nothing. Errors: none.';

revoke all on function core.lock_employers(text[], text[]) from public;
