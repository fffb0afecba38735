const term = (value: string) => `hashtextextended(lower(${value}) collate "C", 0)`

/**
 * The read models, as the functions of core would have filled them (a call of `ops.refresh_leads`
 * afterwards writes nothing). All generated values are plain ASCII, so that lower() folds them.
 */
const readModels: string[][] = [
  [
    `insert into reference.search_terms (kind, term_id, term)
     select v.kind, ${term('v.value')}, lower(v.value) from (
       select 'city', city from bench.places union select 'state', state from bench.places
       union select 'country', country from bench.places
       union select 'title', title from bench.titles) as v (kind, value)
     where v.value is not null`,
    `insert into core.company_index (domain, name_term, city_id, state_id, country_id, industry_id,
       employee_range_id)
     select c.domain, lower(c.name), ${term('l.city')}, ${term('l.state')}, ${term('l.country')},
       ${term('i.matched_industry')}, ${term('e.employee_range')}
     from core.companies as c
     left join core.company_locations as l on l.domain = c.domain
     left join core.company_industries as i on i.domain = c.domain
     left join core.company_employee_range as e on e.domain = c.domain`,
  ],
  [
    `insert into core.lead_index (title_id, job_function_id, seniority_id, city_id, state_id,
       country_id, company_id, industry_id, employee_range_id, company_city_id, company_state_id,
       company_country_id, job_start_date, promoted_on, vc_count, is_complete, is_start_exact,
       is_b2b, is_b2c, linkedin_url)
     select ${term('j.matched_cleaned_job_title')}, ${term('j.matched_job_function')},
       ${term('j.matched_seniority')}, ${term('l.city')}, ${term('l.state')}, ${term('l.country')},
       ${term('c.domain')}, x.industry_id, x.employee_range_id, x.city_id, x.state_id, x.country_id,
       t.job_start_date,
       (select max(r.promotion_date) from core.person_promotions as r
        where r.linkedin_url = p.linkedin_url and r.company_domain = c.domain),
       coalesce(v.vc_count, 0),
       x.name_term is not null and x.country_id is not null and x.industry_id is not null
         and l.country is not null and j.matched_job_function is not null
         and j.matched_job_function <> 'Miscellaneous' and j.matched_seniority is not null
         and j.matched_cleaned_job_title is not null,
       t.job_start_date is not null and t.job_start_precision <> 'year'
         and not (t.job_start_precision <> 'day' and extract(month from t.job_start_date) = 1),
       coalesce(b.is_b2b, false), coalesce(b.is_b2c, false), p.linkedin_url
     from core.people as p
     left join core.companies as c on c.id = p.core_company_id
     left join core.company_index as x on x.domain = c.domain
     left join core.person_locations as l on l.linkedin_url = p.linkedin_url
     left join core.person_job_titles as j on j.linkedin_url = p.linkedin_url
     left join core.person_tenure as t on t.linkedin_url = p.linkedin_url
     left join core.company_business_model as b on b.domain = c.domain
     left join (select domain, count(*)::smallint as vc_count from core.vc_portfolio group by 1) as v
       on v.domain = c.domain
     order by p.landing_no`,
  ],
  [
    `insert into core.company_alumni (linkedin_url, company_domain, lead_no, ended_on, is_complete,
       job_function_id, seniority_id, industry_id, country_id)
     select d.linkedin_url, d.domain, i.lead_no, max(d.ended_on), i.is_complete, i.job_function_id,
       i.seniority_id, i.industry_id, i.country_id
     from (
       select linkedin_url, company_domain, end_date, is_current from core.person_work_history
       union all
       select linkedin_url, past_company_domain, null, false from core.person_past_employer
     ) as d (linkedin_url, domain, ended_on, is_current)
     inner join core.lead_index as i on i.linkedin_url = d.linkedin_url
     where d.domain is not null and ${term('d.domain')} is distinct from i.company_id
     group by d.linkedin_url, d.domain, i.lead_no, i.is_complete, i.job_function_id, i.seniority_id,
       i.industry_id, i.country_id
     having not bool_or(d.is_current)`,
  ],
]

/** Statements that fill the read models, as `leadStatements`; core must be analysed by then. */
export function leadIndexStatements(): string[][] {
  return readModels
}

/** The vacuum that index-only scans need. */
export const leadVacuum = 'vacuum (analyze)'
