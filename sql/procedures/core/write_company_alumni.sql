-- Purpose: makes the list of former employers of people equal to what core knows of them.
-- Input -> output: LinkedIn URLs -> rows written.
-- The rule: every company with a job that is over or that a source names as a former employer,
--   unless the person works there now, in the present job or in another one.
-- Called by: core.write_leads.
-- Reads: core.person_work_history, core.person_past_employer, core.people, core.companies,
--   core.lead_index.
-- Writes to: core.company_alumni.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_written := core.write_company_alumni(array['https://www.linkedin.com/in/jo-doe']).
create or replace function core.write_company_alumni(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  with person as materialized (
    select u.linkedin_url, i.lead_no, i.is_complete, i.job_function_id, i.seniority_id,
      i.industry_id, i.country_id, e.domain as employer_domain
    from (select distinct g.linkedin_url from unnest(p_linkedin_urls) as g (linkedin_url)) as u
    left join lateral (
      select s.lead_no, s.is_complete, s.job_function_id, s.seniority_id, s.industry_id,
        s.country_id
      from core.lead_index as s
      where s.linkedin_url = u.linkedin_url
      offset 0
    ) as i on true
    left join lateral (
      select s.core_company_id from core.people as s where s.linkedin_url = u.linkedin_url offset 0
    ) as p on true
    left join lateral (
      select s.domain from core.companies as s where s.id = p.core_company_id offset 0
    ) as e on true
  ),
  -- Carried along rather than joined again: without hashing, two sets would be compared in full.
  -- Jobs without a domain are left out afterwards: the indexes of jobs with one begin with the
  -- domain, and a plan that was made on a table counted as empty would walk through all of them.
  job as (
    select p.linkedin_url, p.lead_no, p.is_complete, p.job_function_id, p.seniority_id,
      p.industry_id, p.country_id, p.employer_domain, h.company_domain, h.end_date as ended_on,
      h.is_current
    from person as p
    cross join lateral (
      select s.company_domain, s.end_date, s.is_current
      from core.person_work_history as s
      where s.linkedin_url = p.linkedin_url
      offset 0
    ) as h
    where p.lead_no is not null and h.company_domain is not null
    union all
    select p.linkedin_url, p.lead_no, p.is_complete, p.job_function_id, p.seniority_id,
      p.industry_id, p.country_id, p.employer_domain, f.past_company_domain, null, false
    from person as p
    cross join lateral (
      select s.past_company_domain
      from core.person_past_employer as s
      where s.linkedin_url = p.linkedin_url
      offset 0
    ) as f
    where p.lead_no is not null and f.past_company_domain is not null
  ),
  wanted as materialized (
    select j.linkedin_url, j.company_domain, j.lead_no, max(j.ended_on) as ended_on,
      j.is_complete, j.job_function_id, j.seniority_id, j.industry_id, j.country_id
    from job as j
    where j.employer_domain is distinct from j.company_domain
    group by j.linkedin_url, j.company_domain, j.lead_no, j.is_complete, j.job_function_id,
      j.seniority_id, j.industry_id, j.country_id
    having not bool_or(j.is_current)
  ),
  stored as materialized (
    select p.linkedin_url, t.*
    from person as p
    cross join lateral (
      select x.ctid as place, x.company_domain, x.lead_no, x.ended_on, x.is_complete,
        x.job_function_id, x.seniority_id, x.industry_id, x.country_id
      from core.company_alumni as x
      where x.linkedin_url = p.linkedin_url
      offset 0
    ) as t
  ),
  -- A row on one side only, or different ones: none is in both.
  paired as materialized (
    select
      m.linkedin_url,
      m.company_domain,
      min(m.place) as place,
      bool_or(m.place is null) as is_wanted,
      count(
        distinct (
          m.lead_no, m.ended_on, m.is_complete, m.job_function_id, m.seniority_id, m.industry_id,
          m.country_id
        )
      ) = 1 and count(*) = 2 as is_equal,
      max(m.lead_no) filter (where m.place is null) as lead_no,
      max(m.ended_on) filter (where m.place is null) as ended_on,
      bool_or(m.is_complete) filter (where m.place is null) as is_complete,
      max(m.job_function_id) filter (where m.place is null) as job_function_id,
      max(m.seniority_id) filter (where m.place is null) as seniority_id,
      max(m.industry_id) filter (where m.place is null) as industry_id,
      max(m.country_id) filter (where m.place is null) as country_id
    from (
      select w.linkedin_url, w.company_domain, w.lead_no, w.ended_on, w.is_complete,
        w.job_function_id, w.seniority_id, w.industry_id, w.country_id, null::tid as place
      from wanted as w
      union all
      select k.linkedin_url, k.company_domain, k.lead_no, k.ended_on, k.is_complete,
        k.job_function_id, k.seniority_id, k.industry_id, k.country_id, k.place
      from stored as k
    ) as m
    group by m.linkedin_url, m.company_domain
  ),
  gone as (
    delete from core.company_alumni as t
    where t.ctid = any (array(select p.place from paired as p where not p.is_wanted))
    returning 1
  ),
  written as (
    insert into core.company_alumni (
      linkedin_url, company_domain, lead_no, ended_on, is_complete, job_function_id,
      seniority_id, industry_id, country_id
    )
    select
      p.linkedin_url, p.company_domain, p.lead_no, p.ended_on, p.is_complete, p.job_function_id,
      p.seniority_id, p.industry_id, p.country_id
    from paired as p
    where p.is_wanted and not p.is_equal
    order by p.linkedin_url, p.company_domain
    on conflict (linkedin_url, company_domain) do update
      set lead_no = excluded.lead_no,
          ended_on = excluded.ended_on,
          is_complete = excluded.is_complete,
          job_function_id = excluded.job_function_id,
          seniority_id = excluded.seniority_id,
          industry_id = excluded.industry_id,
          country_id = excluded.country_id
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into v_written;
  return v_written;
end;
$$;

comment on function core.write_company_alumni(text[]) is
  'Makes core.company_alumni equal to what core knows of the former employers of p_linkedin_urls. '
  'The caller has written core.lead_index. Returns the rows written. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function core.write_company_alumni(text[]) from public;
