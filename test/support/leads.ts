import type postgres from 'postgres'

const id = (column: string) => `reference.search_term_id(${column})`

/** What core.lead_index has to hold, by the plain views. */
const expectedLeads = `
  select l.linkedin_url,
    ${id('l.matched_cleaned_job_title')} as title_id,
    ${id('l.matched_job_function')} as job_function_id,
    ${id('l.matched_seniority')} as seniority_id,
    ${id('l.person_city')} as city_id,
    ${id('l.person_state')} as state_id,
    ${id('l.person_country')} as country_id,
    ${id('l.company_domain')} as company_id,
    ${id('l.matched_industry')} as industry_id,
    ${id('l.employee_range')} as employee_range_id,
    ${id('l.company_city')} as company_city_id,
    ${id('l.company_state')} as company_state_id,
    ${id('l.company_country')} as company_country_id,
    l.job_start_date,
    (select p.promotion_date from core.leads_recently_promoted as p
      where p.linkedin_url = l.linkedin_url) as promoted_on,
    (select count(*) from core.leads_at_vc_portfolio as v
      where v.linkedin_url = l.linkedin_url)::smallint as vc_count,
    exists (select from core.leads_complete as c
      where c.linkedin_url = l.linkedin_url) as is_complete,
    t.job_start_date is not null and case t.job_start_precision
      when 'day' then true when 'year' then false else to_char(t.job_start_date, 'MM') <> '01'
    end as is_start_exact,
    coalesce(b.is_b2b, false) as is_b2b,
    coalesce(b.is_b2c, false) as is_b2c
  from core.leads as l
  left join core.person_tenure as t on t.linkedin_url = l.linkedin_url
  left join core.company_business_model as b on b.domain = l.company_domain`

const foundLeads = `
  select linkedin_url, title_id, job_function_id, seniority_id, city_id, state_id, country_id,
    company_id, industry_id, employee_range_id, company_city_id, company_state_id,
    company_country_id, job_start_date, promoted_on, vc_count, is_complete, is_start_exact, is_b2b,
    is_b2c
  from core.lead_index`

/** What core.company_alumni has to hold. */
const expectedAlumni = `
  select p.linkedin_url, d.domain, i.lead_no, i.is_complete, i.job_function_id, i.seniority_id,
    i.industry_id, i.country_id,
    (select max(h.end_date) from core.person_work_history as h
      where h.linkedin_url = p.linkedin_url and h.company_domain = d.domain) as ended_on
  from core.people as p
  inner join core.lead_index as i on i.linkedin_url = p.linkedin_url
  cross join lateral (
    select h.company_domain from core.person_work_history as h
    where h.linkedin_url = p.linkedin_url and not h.is_current and h.company_domain is not null
    union
    select f.past_company_domain from core.person_past_employer as f
    where f.linkedin_url = p.linkedin_url and f.past_company_domain is not null
  ) as d (domain)
  where not exists (
      select from core.person_work_history as h
      where h.linkedin_url = p.linkedin_url and h.company_domain = d.domain and h.is_current)
    and not exists (
      select from core.companies as c where c.id = p.core_company_id and c.domain = d.domain)`

const foundAlumni = `
  select linkedin_url, company_domain, lead_no, is_complete, job_function_id, seniority_id,
    industry_id, country_id, ended_on
  from core.company_alumni`

/** What leads can be filtered by a part of, and the dictionary does not find. */
const unknownTerms = `
  select v.kind, v.value from core.leads as l
  cross join lateral (
    values ('title', l.matched_cleaned_job_title), ('city', l.person_city),
      ('state', l.person_state), ('country', l.person_country), ('city', l.company_city),
      ('state', l.company_state), ('country', l.company_country)
  ) as v (kind, value)
  where v.value is not null
    and not reference.search_term_id(v.value) = any (reference.find_search_terms(v.kind, v.value))
  limit 5`

/** Rows that the read models of leads have and should not have, and the other way round. */
export async function wrongLeads(sql: postgres.Sql): Promise<Record<string, unknown[]>> {
  const pairs = { leads: [foundLeads, expectedLeads], alumni: [foundAlumni, expectedAlumni] }
  const wrong: Record<string, unknown[]> = {}
  for (const [name, [found, expected]] of Object.entries(pairs)) {
    const rows = await sql.unsafe(
      `(select 'too much' as what, x::text from (${found} except all ${expected}) as x)
       union all (select 'missing', x::text from (${expected} except all ${found}) as x) limit 5`
    )
    if (rows.length > 0) wrong[name] = rows
  }
  const unknown = await sql.unsafe(unknownTerms)
  if (unknown.length > 0) wrong.terms = unknown
  return wrong
}
