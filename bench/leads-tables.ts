import type { LeadSizes } from './leads-data.ts'

const source = `'person_profile'`
const industries =
  'array(select i.name from reference.company_industries as i order by md5(i.name))'

/** Table, columns and query. */
export type Filled = [table: string, columns: string, query: string]

/** Companies. */
export const coreCompanies: Filled[] = [
  [
    'core.companies',
    'id, domain, name, linkedin_url, source, landing_no, name_source, name_landing_no',
    `select c.id, c.domain, c.name, 'https://www.linkedin.com/company/company-' || c.n, ${source},
      c.n + 1, ${source}, c.n + 1 from bench.companies as c`,
  ],
  [
    'core.company_locations',
    'domain, city, state, country, has_city, has_state, source, first_landing_no',
    `select c.domain, p.city, p.state, p.country, true, p.state is not null, 'companyenrich', 1
     from bench.companies as c inner join bench.places as p on p.n = c.place
     where bench.u(c.n, 20) < 0.85`,
  ],
  [
    'core.company_industries',
    'domain, matched_industry, source, landing_no',
    `select c.domain, v.names[c.industry], 'companyenrich', 1 from bench.companies as c
     cross join (select ${industries} as names) as v where c.industry is not null`,
  ],
  [
    'core.company_employee_range',
    'domain, employee_range, source, document_at, landing_no',
    `select c.domain, r.name, 'companyenrich', now(), 1 from bench.companies as c
     inner join reference.employee_ranges as r on r.sort_order = c.size`,
  ],
  [
    'core.company_business_model',
    'domain, is_b2b, is_b2c',
    `select c.domain, c.n % 4 > 0, c.n % 3 = 0 from bench.companies as c where c.n % 5 < 2`,
  ],
  [
    'core.company_descriptions',
    'domain, description, tagline, source, first_landing_no',
    `select c.domain, repeat('An invented company that makes invented things. ', 4), c.name,
      'companyenrich', 1 from bench.companies as c where c.n % 2 = 0`,
  ],
]

/** People, what they do and did. */
export const corePeople = ({ jobs, companies }: LeadSizes): Filled[] => [
  [
    'core.people',
    'id, linkedin_url, linkedin_slug, full_name, full_name_source, full_name_landing_no, ' +
      'linkedin_url_type, core_company_id, core_company_source, source, landing_no',
    `select md5('person:' || p.linkedin_url)::uuid, p.linkedin_url, substr(p.linkedin_url, 29),
      p.name, ${source}, p.n, 'real', c.id, case when c.id is not null then ${source} end,
      ${source}, p.n
     from bench.people as p left join bench.companies as c on c.n = p.employer`,
  ],
  [
    'core.person_locations',
    'id, linkedin_url, city, state, country, lookup_status, source, first_landing_no',
    `select md5('person_location:' || p.linkedin_url)::uuid, p.linkedin_url, l.city, l.state,
      l.country, 'found', ${source}, p.n
     from bench.people as p
     left join bench.companies as c on c.n = p.employer
     inner join bench.places as l
       on l.n = case when bench.u(p.n, 21) < 0.7 then coalesce(c.place, p.place) else p.place end
     where bench.u(p.n, 22) < 0.95`,
  ],
  [
    'core.person_job_titles',
    'id, linkedin_url, raw_job_title, matched_cleaned_job_title, matched_job_function, ' +
      'matched_seniority, source, document_source',
    `select md5('person_job_title:' || p.linkedin_url)::uuid, p.linkedin_url,
      coalesce(t.title, 'Invented'), t.title, t.job_function, t.seniority, 'lookup', ${source}
     from bench.people as p inner join bench.titles as t on t.n = p.title`,
  ],
  [
    'core.person_tenure',
    'id, linkedin_url, job_start_date, job_start_precision, source',
    `select md5('person_tenure:' || p.linkedin_url)::uuid, p.linkedin_url,
      case when p.n % 7 = 0 then date_trunc('year', p.started)::date else p.started end,
      case when p.n % 7 = 0 then 'year' when p.n % 7 < 5 then 'month' else 'day' end, ${source}
     from bench.people as p where p.n % 20 > 0`,
  ],
  [
    'core.person_work_history',
    'linkedin_url, source, experience_order, company_domain, company_name, title, start_date, ' +
      'start_precision, end_date, end_precision, is_current',
    `select p.linkedin_url, 'person_experience', k, c.domain, c.name, t.title,
      p.started - 700 * k, 'month', case when k > 0 then p.started - 700 * (k - 1) - 30 end,
      case when k > 0 then 'month' end, k = 0
     from bench.people as p cross join generate_series(0, 2) as k
     inner join bench.companies as c
       on c.n = case when k = 0 then p.employer else bench.z(p.n, 22 + k, ${companies}, 3) end
     left join bench.titles as t on t.n = p.title
     where p.n <= ${jobs} / 3 * 1.03`,
  ],
  [
    'core.person_past_employer',
    'linkedin_url, past_company_name, past_company_domain, source, linkedin_url_type',
    `select p.linkedin_url, c.name, c.domain, 'salesnav', 'real' from bench.people as p
     inner join bench.companies as c on c.n = bench.z(p.n, 30, ${companies}, 3)
     where p.n % 10 = 0`,
  ],
  [
    'core.person_promotions',
    'linkedin_url, company_domain, promotion_date, new_title, previous_title, company_name',
    `select p.linkedin_url, c.domain, p.started, coalesce(t.title, 'Chief'), 'Assistant', c.name
     from bench.people as p inner join bench.companies as c on c.n = p.employer
     left join bench.titles as t on t.n = p.title where p.n % 9 = 0`,
  ],
]

/** Who buys from whom, and who invests. */
export const coreCustomers = ({ customers, companies }: LeadSizes): Filled[] => [
  [
    'core.company_customers',
    'id, origin_company_domain, customer_name_key, customer_name, customer_domain, ' +
      'customer_domain_source, source',
    `select md5('customer ' || n)::uuid, 'company-' || bench.z(n, 31, 4000, 2) || '.example',
      'customer ' || n, 'Customer ' || n, d.domain, case when d.domain is not null then 'manual' end,
      'manual'
     from generate_series(1, ${customers}) as n
     left join lateral (select 'company-' || bench.z(n, 32, ${companies}, 2) || '.example'
       where n % 5 > 0) as d (domain) on true`,
  ],
  [
    'core.vc_portfolio',
    'domain, vc_name, company_id, description, source, landing_no',
    `select distinct on (d.domain, d.vc_name) d.domain, d.vc_name,
       hashtextextended(d.domain collate "C", 0), 'Invented.', 'vc_portfolio', 1
     from generate_series(1, 12000) as n
     cross join lateral (select 'company-' || bench.z(n, 33, ${companies}, 2) || '.example',
       'Capital ' || bench.z(n, 34, 200, 2)) as d (domain, vc_name)`,
  ],
]
