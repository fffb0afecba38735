-- Purpose: makes sure of the companies that documents about people name.
-- Input -> output: claims, one per company, the people who make them, and companies to be locked
--   with these -> rows written.
-- Called by: extracted.write_employers.
-- Writes to: ops.entities, core.companies; what core.refresh_company_index writes.
-- Idempotence: yes; what stands is not written.
-- Errors: 40P01 when the lock order is broken.
-- Example: v_written := core.coalesce_employers(v_claims, v_linkedin_urls, v_origins);
-- Only companies that lack something get here, so that nobody waits for a well-known employer.
-- Their locks come after those of people, in one statement, and nothing is locked after them:
-- whoever holds the lock of a company waits for no person.
-- It had one parameter, then two.
drop function if exists core.coalesce_employers(core.company_claim[]);
drop function if exists core.coalesce_employers(core.company_claim[], text[]);

create or replace function core.coalesce_employers(
  p_claims core.company_claim[],
  p_linkedin_urls text[],
  p_further_companies text[] default '{}'
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_domains text[] := array(select c.domain from unnest(p_claims) as c);
  v_written integer;
begin
  if coalesce(p_claims, '{}') = '{}' then
    return 0;
  end if;
  perform ops.lock_entities('company', v_domains || p_further_companies);
  select r.inserted + r.updated
  into v_written
  from core.coalesce_companies(p_claims, false) as r;
  if v_written > 0 then
    perform core.lock_employers(v_domains, p_linkedin_urls);
    perform core.refresh_company_index(v_domains);
  end if;
  return v_written;
end;
$$;

comment on function core.coalesce_employers(core.company_claim[], text[], text[]) is
  'Locks the companies of the claims, and p_further_companies with them, and coalesces names and '
  'pages into core.companies. p_linkedin_urls: the people who name them; core.refresh_leads sees '
  'to their leads afterwards. Returns the rows written. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: 40P01 when the lock order is broken.';

revoke all on function core.coalesce_employers(core.company_claim[], text[], text[]) from public;
