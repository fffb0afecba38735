-- Purpose: locks what companies are found by, by domain, whatever the kind of the lock.
-- Input -> output: domains to hold exclusively, domains to share -> nothing; the rows are held
--   until the transaction ends.
-- Called by: core.lock_employers, core.refresh_leads.
-- Writes to: nothing.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform core.lock_company_index(array['acme.example'], array['other.example']).
create or replace function core.lock_company_index(p_changing text[], p_shared text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  -- Row after row in the order of d: each of the two finds one row, or none.
  perform d.domain
  from (
    select c.domain, bool_or(c.is_changing) as is_changing
    from (
      select u.domain collate "C" as domain, true as is_changing
      from unnest(p_changing) as u (domain)
      union all
      select u.domain collate "C", false
      from unnest(p_shared) as u (domain)
    ) as c
    group by c.domain
    order by c.domain
    offset 0
  ) as d
  left join lateral (
    select t.domain
    from core.company_index as t
    where d.is_changing and t.domain = d.domain
    for no key update
  ) as held on true
  left join lateral (
    select t.domain
    from core.company_index as t
    where not d.is_changing and t.domain = d.domain
    for share
  ) as shared on true;
end;
$$;

comment on function core.lock_company_index(text[], text[]) is
  'Locks the rows of core.company_index of p_changing for a change and shares those of p_shared, '
  'all in the order of their domains; a domain in both is to be changed. Units: none. Nulls: null '
  'or empty arrays lock nothing. Errors: none.';

revoke all on function core.lock_company_index(text[], text[]) from public;
