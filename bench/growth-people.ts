import type { Stock } from './source.ts'

/** Per person. */
const jobs = 10
const pastEmployers = 6
const schools = 2

/** Titles and places of people that are not of the generator, named by their number. */
export const otherTitles = 5000
export const otherPlaces = 2000

/** Employers have the domains of test/support/people.ts, so that those of new people are known. */
const employers = (count: number) => Math.max(400, Math.floor(count / 2))

/** People in key order; keys are hashes, so that new ones fall anywhere between them. */
const entitiesSql = (count: number) => `
  create schema bench;
  create table bench.people as
    select
      'https://www.linkedin.com/in/' || left(md5('person ' || n), 16) as linkedin_url,
      n,
      timestamptz '2024-06-01 00:00:00+00' + make_interval(secs => n) as seen_at
    from generate_series(1, ${count}) as n
    order by 1;
  create table bench.vocabularies as
    select
      ${employers(count)} as employers,
      (select array_agg(s.name order by s.name) from reference.seniorities as s) as seniorities,
      (select array_agg(f.name order by f.name) from reference.job_functions as f) as functions;
  create table bench.employers as
    select 'company-' || n || '.example' as domain, n
    from generate_series(0, ${employers(count)} - 1) as n
    order by 1;
  analyze bench.people;
  analyze bench.employers`

const source = `'person_profile'`
// The titles and employers of job k of person c; job 0 goes on.
const titleNo = `(c.n * 7 + k * 1130) % ${otherTitles}`
const title = `'Invented title ' || ${titleNo}`
const titleKey = `'invented title ' || ${titleNo}`
const match = `
  ${title}, v.functions[1 + ${titleNo} % cardinality(v.functions)],
  v.seniorities[1 + ${titleNo} % cardinality(v.seniorities)], 'lookup'`
const employerNo = '(c.n * 31 + k * 7) % v.employers'
const domain = `'company-' || ${employerNo} || '.example'`
const company = `'Company ' || ${employerNo}`
const page = `'https://www.linkedin.com/company/company-' || ${employerNo}`
const started = `date '2024-03-01' - 400 * k - c.n % 300`
const ended = `case when k > 0 then date '2024-03-01' - 400 * (k - 1) - c.n % 300 - 10 end`

/** Table, columns, values and rows per person; `k` counts them from 0. */
const personTables: [string, string, string, number][] = [
  [
    'core.person_work_history',
    'linkedin_url, source, experience_order, company_domain, company_name, company_linkedin_url, ' +
      'title, matched_cleaned_job_title, matched_job_function, matched_seniority, ' +
      'matched_source, start_date, start_precision, end_date, end_precision, is_current',
    `c.linkedin_url, 'person_experience', k, ${domain}, ${company}, ${page}, ${title}, ${match},
      ${started}, 'day', ${ended}, case when k > 0 then 'day' end, k = 0`,
    jobs,
  ],
  [
    'extracted.person_experience',
    'linkedin_url, experience_order, company_domain, company, company_linkedin_url, title, ' +
      'title_key, matched_cleaned_job_title, matched_job_function, matched_seniority, ' +
      'matched_source, start_date, start_precision, end_date, end_precision, is_current',
    `c.linkedin_url, k, ${domain}, ${company}, ${page}, ${title}, ${titleKey}, ${match},
      ${started}, 'day', ${ended}, case when k > 0 then 'day' end, k = 0`,
    jobs,
  ],
  [
    'core.person_past_employer',
    'linkedin_url, past_company_name, past_company_domain, source',
    `c.linkedin_url, ${company}, ${domain}, ${source}`.replaceAll(/\bk\b/g, '(k + 1)'),
    pastEmployers,
  ],
  [
    'extracted.person_education',
    'linkedin_url, education_order, school_name, degree',
    `c.linkedin_url, k, 'Invented University', 'BSc'`,
    schools,
  ],
  [
    'extracted.person_profile',
    'id, linkedin_url, raw_id, full_name, country, location_name, location_key, latest_title, ' +
      'latest_title_key, latest_company, latest_company_domain, latest_is_current, ' +
      'experience_landing_no',
    `md5('person_profile:' || c.linkedin_url)::uuid, c.linkedin_url, md5(c.linkedin_url)::uuid,
      'Person ' || c.n, 'Country ' || c.n % 200, 'Invented place ' || c.n % ${otherPlaces},
      'invented place ' || c.n % ${otherPlaces}, ${title}, ${titleKey}, ${company}, ${domain}, true, c.n`,
    1,
  ],
  [
    'core.people',
    'id, linkedin_url, linkedin_slug, full_name, full_name_source, full_name_landing_no, ' +
      'linkedin_url_type, core_company_id, core_company_source, source, landing_no',
    `md5('person:' || c.linkedin_url)::uuid, c.linkedin_url, substr(c.linkedin_url, 29),
      'Person ' || c.n, ${source}, c.n, 'real', md5('company:' || ${domain})::uuid, ${source},
      ${source}, c.n`,
    1,
  ],
  [
    'core.person_locations',
    'id, linkedin_url, city, country, location_name, lookup_status, source, first_landing_no',
    `md5('person_location:' || c.linkedin_url)::uuid, c.linkedin_url, 'City ' || c.n % ${otherPlaces},
      'Country ' || c.n % 200, 'Invented place ' || c.n % ${otherPlaces}, 'found', ${source}, c.n`,
    1,
  ],
  [
    'core.person_tenure',
    'id, linkedin_url, job_start_date, job_start_precision, source',
    `md5('person_tenure:' || c.linkedin_url)::uuid, c.linkedin_url, ${started}, 'day', ${source}`,
    1,
  ],
  [
    'core.person_job_titles',
    'id, linkedin_url, raw_job_title, matched_cleaned_job_title, matched_job_function, ' +
      'matched_seniority, source, document_source',
    `md5('person_job_title:' || c.linkedin_url)::uuid, c.linkedin_url, ${title}, ${match},
      ${source}`,
    1,
  ],
  [
    'core.person_promotions',
    'linkedin_url, company_domain, promotion_date, new_title, previous_title',
    `c.linkedin_url, ${domain}, ${started}, ${title}, 'Invented title'`,
    1,
  ],
  ['ops.entities', 'kind, key', `'person', c.linkedin_url`, 1],
  [
    'ops.documents',
    'source, key, document_at, landing_no, raw_id, payload_hash',
    `${source}, c.linkedin_url, c.seen_at, c.n, md5(c.linkedin_url)::uuid, md5(c.linkedin_url)`,
    1,
  ],
  [
    'raw.person_payloads',
    'id, landing_no, linkedin_url, payload',
    `md5(c.linkedin_url)::uuid, c.n, c.linkedin_url, '{}'`,
    1,
  ],
]

/** Known companies, which people are employed by. */
const employersSql = `
  insert into core.companies (
    id, domain, name, exact_key, bare_key, weak_key, linkedin_url, source, landing_no,
    name_source, name_landing_no, linkedin_url_source, linkedin_url_landing_no
  )
  select
    md5('company:' || e.domain)::uuid, e.domain, 'Company ' || e.n, 'company ' || e.n,
    'company ' || e.n, 'company ' || e.n,
    'https://www.linkedin.com/company/company-' || e.n, ${source}, 1, ${source}, 1, ${source}, 1
  from bench.employers as e`

/** People with their employers and what stands before them. */
export const peopleStock: Stock = {
  entitiesSql,
  statements: () => [
    ...personTables.map(
      ([table, columns, values, rows]) =>
        `insert into ${table} (${columns}) select ${values} from bench.people as c
         cross join bench.vocabularies as v cross join generate_series(0, ${rows} - 1) as k`
    ),
    employersSql,
  ],
}
