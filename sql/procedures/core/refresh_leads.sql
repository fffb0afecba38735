-- Purpose: keeps what leads are found by like what is known of them, when people have changed.
-- Input -> output: LinkedIn URLs of locked people -> rows written.
-- Called by: whoever has written rows of people in core, as the last step of the transaction:
--   extracted.take_person_profile and load_person_profile, core.rematch_person_job_titles,
--   core.fill_person_job_titles, core.fill_person_locations, ops.refresh_leads_slice.
-- Writes to: what core.write_leads writes.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: perform core.refresh_leads(array['https://www.linkedin.com/in/jo-doe']).
-- A lead shows its employer too, which another transaction may be changing. Whoever changes a
-- company writes its row of core.company_index before it looks for the leads there; whoever writes
-- a lead holds that row for share. So either this waits for the change and reads it, or the change
-- waits for this and finds the lead. Order of locks: entities (ops.lock_entities), then companies
-- in core.company_index, then rows of core.lead_index, each by key.
create or replace function core.refresh_leads(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
begin
  if coalesce(p_linkedin_urls, '{}') = '{}' then
    return 0;
  end if;
  perform t.domain
  from core.company_index as t
  where t.domain = any (
    array(
      select c.domain
      from unnest(p_linkedin_urls) as u (linkedin_url)
      cross join lateral (
        select s.core_company_id from core.people as s where s.linkedin_url = u.linkedin_url
        offset 0
      ) as p
      cross join lateral (
        select s.domain from core.companies as s where s.id = p.core_company_id offset 0
      ) as c
    )
  )
  order by t.domain
  for share;
  return core.write_leads(p_linkedin_urls);
end;
$$;

comment on function core.refresh_leads(text[]) is
  'Brings core.lead_index and core.company_alumni up to what is known of the people '
  'p_linkedin_urls; the caller holds their locks. Returns the rows written. Units: rows. Nulls: a '
  'null or empty array does nothing. Errors: none.';

revoke all on function core.refresh_leads(text[]) from public;
