-- Purpose: keeps what leads are found by like what is known of them, when employers have changed.
-- Input -> output: domains of locked companies -> rows written.
-- Called by: core.refresh_company_index; core.coalesce_vc_portfolio; whoever else writes a table
--   of companies that core.lead_index shows.
-- Writes to: what core.write_leads writes.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: perform core.refresh_company_leads(array['acme.example']).
-- core.refresh_leads says how the two wait for each other.
create or replace function core.refresh_company_leads(p_domains text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
begin
  if coalesce(p_domains, '{}') = '{}' then
    return 0;
  end if;
  perform t.domain
  from core.company_index as t
  where t.domain = any (p_domains)
  order by t.domain
  for no key update;
  return core.write_leads(
    array(
      select p.linkedin_url
      from unnest(p_domains) as d (domain)
      cross join lateral (
        select s.linkedin_url
        from core.people as s
        where s.core_company_id = reference.entity_id('company', d.domain)
        offset 0
      ) as p
    )
  );
end;
$$;

comment on function core.refresh_company_leads(text[]) is
  'Brings core.lead_index and core.company_alumni up to what is known of the companies p_domains, '
  'for the people who work there; the caller holds the locks of the companies. Returns the rows '
  'written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.refresh_company_leads(text[]) from public;
