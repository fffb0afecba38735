-- Purpose: the last job of a person at one of some companies.
-- Input -> output: person, domains -> company, title and end.
-- Called by: core.get_leads_by_company_customers, api.list_leads_by_company_customers.
-- Reads: core.company_alumni, core.person_work_history, core.person_past_employer.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.find_past_job('https://www.linkedin.com/in/jo-doe', v_domains).
create or replace function core.find_past_job(
  p_linkedin_url text,
  p_domains text[],
  out previous_domain text,
  out previous_name text,
  out previous_title text,
  out previous_end_date date
)
language plpgsql
stable
set search_path = ''
as $$
begin
  select a.company_domain, a.ended_on
  into previous_domain, previous_end_date
  -- First those of the person, which are few: the domains may be thousands.
  from (
    select k.company_domain, k.ended_on
    from core.company_alumni as k
    where k.linkedin_url = p_linkedin_url
    offset 0
  ) as a
  where a.company_domain = any (p_domains)
  order by a.ended_on desc nulls last, a.company_domain
  limit 1;

  select h.company_name, h.title
  into previous_name, previous_title
  from (
    select j.company_name, j.title, j.end_date, j.experience_order, j.source, j.company_domain
    from core.person_work_history as j
    where j.linkedin_url = p_linkedin_url
    offset 0
  ) as h
  where h.company_domain = previous_domain
  order by h.end_date desc nulls last, h.experience_order, h.source
  limit 1;
  if previous_name is null then
    select min(f.past_company_name)
    into previous_name
    from core.person_past_employer as f
    where f.linkedin_url = p_linkedin_url and f.past_company_domain = previous_domain;
  end if;
end;
$$;

comment on function core.find_past_job(text, text[]) is
  'The last job of p_linkedin_url at one of p_domains: its company, title and end. Units: dates. '
  'Nulls: all null when there is none; title and end are null where no source gives them. Errors: '
  'none.';

revoke all on function core.find_past_job(text, text[]) from public;
grant execute on function core.find_past_job(text, text[]) to pipeline_analyst;
