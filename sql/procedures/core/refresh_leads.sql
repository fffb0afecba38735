-- Purpose: keeps what leads are found by like what is known of them, when people or their employers
--   have changed.
-- Input -> output: LinkedIn URLs of locked people -> rows written. The companies that changed in
--   this transaction were left by ops.note_changed_companies, and are forgotten here.
-- Called by: whoever has written rows of people or companies in core, as the last step of the
--   landing, whatever the number of steps in which they were written:
--   extracted.take_person_profile and load_person_profile, take_companyenrich, take_vc_portfolio,
--   core.rematch_person_job_titles, core.fill_person_job_titles, core.fill_person_locations,
--   core.fill_cleaned_company_names, ops.refresh_leads_slice, ops.refresh_company_index_slice.
-- Writes to: what core.write_leads writes.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: perform core.refresh_leads(array['https://www.linkedin.com/in/jo-doe']).
-- A lead shows its employer too, which another transaction may be changing. Whoever changes a
-- company writes its row of core.company_index before it looks for the leads there; whoever writes
-- a lead holds that row for share. So either this waits for the change and reads it, or the change
-- waits for this and finds the lead. Order of locks: entities (ops.lock_entities), then companies
-- in core.company_index (core.lock_employers), then rows of core.lead_index, each by key; who has
-- a row of core.lead_index waits for no company any more.
create or replace function core.refresh_leads(p_linkedin_urls text[] default '{}')
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_noted text := nullif(current_setting('pipeline.changed_companies', true), '');
  v_domains text[];
begin
  if v_noted is null and coalesce(p_linkedin_urls, '{}') = '{}' then
    return 0;
  end if;
  if v_noted is not null then
    v_domains := string_to_array(v_noted, E'\n');
    v_noted := set_config('pipeline.changed_companies', '', true);
    -- Most are held already, by who wrote them.
    perform core.lock_company_index(v_domains, '{}');
  end if;
  perform core.lock_company_index(
    '{}', array(select e.domain from core.list_present_employers(p_linkedin_urls) as e)
  );
  return core.write_leads(
    p_linkedin_urls || array(
      select p.linkedin_url
      from unnest(v_domains) as d (domain)
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

comment on function core.refresh_leads(text[]) is
  'Brings core.lead_index and core.company_alumni up to what is known of the people '
  'p_linkedin_urls, and of those who work at the companies that changed in this transaction; the '
  'caller holds the locks of both. Returns the rows written. Units: rows. Nulls: a null or empty '
  'array means no people. Errors: none.';

revoke all on function core.refresh_leads(text[]) from public;

-- It was a function of its own for companies.
drop function if exists core.refresh_company_leads(text[]);
