import type postgres from 'postgres'

/** The URL of a person of these tests. */
export const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

/** The day so many days before today, UTC. */
export const day = (back: number) =>
  new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

/** A title as the look-up would have it. */
type Role = readonly [title: string, jobFunction: string | null, seniority: string | null]

type Person = Readonly<{
  slug: string
  name?: string
  role?: Role
  country?: string | null
  employer?: string | null
  started?: string | null
  precision?: string
}>

const sales: Role = ['VP, Sales', 'Sales', 'VP']
const risk: Role = ['Head of Risk', 'Security, Risk, & Compliance', 'Head']

const people: readonly Person[] = [
  { slug: 'ann', name: 'Ann 100% Able', started: day(0) },
  { slug: 'bob', name: 'Bob_Baker', role: risk, started: day(89) },
  { slug: 'cat', country: 'Austria', employer: 'globex.example', started: day(91) },
  { slug: 'dan', country: null, started: day(-3) },
  { slug: 'eve', role: ['Thing', 'Miscellaneous', 'VP'], started: '2026-01-01', precision: 'year' },
  { slug: 'fay', employer: 'bare.example', started: day(5) },
  { slug: 'gus', employer: null, started: null },
]

const domains = ['acme.example', 'globex.example', 'bare.example', 'initech.example']

/** Seven people at four companies, with everything that lists of leads show. */
export async function seedLeads(sql: postgres.Sql): Promise<void> {
  for (const domain of domains) {
    const isBare = domain === 'bare.example'
    await sql`insert into raw.companyenrich_payloads (domain, payload) values (${domain}, ${sql.json(
      {
        name: `${domain.split('.')[0]} Ltd`,
        ...(isBare ? {} : { industry: 'Banking', employees: '51-200' }),
        ...(isBare ? {} : { location: { city: { name: 'Graz' }, country: { name: 'Austria' } } }),
      }
    )})`
  }
  await sql`insert into core.company_business_model (domain, is_b2b, is_b2c) values
    ('acme.example', true, true), ('globex.example', true, false)`
  for (const person of people) {
    const { slug, name = slug, role = sales, country = 'Ireland' } = person
    const { employer = 'acme.example', started = day(20), precision = 'day' } = person
    const link = url(slug)
    await sql`insert into core.people (id, linkedin_url, linkedin_slug, full_name, linkedin_url_type,
        core_company_id, source, landing_no)
      values (reference.entity_id('person', ${link}), ${link}, ${slug}, ${name}, 'real',
        reference.entity_id('company', ${employer}), 'test', 1)`
    await sql`insert into core.person_job_titles (id, linkedin_url, raw_job_title,
        matched_cleaned_job_title, matched_job_function, matched_seniority, document_source)
      values (gen_random_uuid(), ${link}, 'x', ${role[0]}, ${role[1]}, ${role[2]}, 'test')`
    await sql`insert into core.person_tenure (id, linkedin_url, job_start_date,
        job_start_precision, source)
      values (gen_random_uuid(), ${link}, ${started}, ${precision}, 'test')`
    if (country !== null) {
      await sql`insert into core.person_locations (id, linkedin_url, city, country, source,
          first_landing_no)
        values (gen_random_uuid(), ${link}, 'Cork', ${country}, 'test', 1)`
    }
  }
  await sql`insert into core.person_promotions (linkedin_url, company_domain, promotion_date,
      new_title, previous_title) values
    (${url('ann')}, 'acme.example', ${day(30)}, 'VP', 'Head'),
    (${url('ann')}, 'acme.example', ${day(300)}, 'Head', 'Clerk'),
    (${url('bob')}, 'globex.example', ${day(10)}, 'Head', 'Clerk'),
    (${url('cat')}, 'globex.example', ${day(-1)}, 'VP', 'Head'),
    (${url('fay')}, 'bare.example', ${day(180)}, 'VP', 'Head')`
  await sql`insert into core.vc_portfolio (domain, vc_name, company_id, description, source,
      landing_no)
    select v.domain, v.vc_name, reference.search_term_id(v.domain), 'Money.', 'test', 1
    from (values ('acme.example', 'Alpha'), ('acme.example', 'beta'), ('bare.example', 'Alpha'))
      as v (domain, vc_name)`
  await sql`insert into core.person_work_history (linkedin_url, source, experience_order,
      company_domain, company_name, title, end_date, is_current) values
    (${url('ann')}, 'test', 0, 'acme.example', 'Acme', 'VP', null, true),
    (${url('ann')}, 'test', 1, 'initech.example', 'Initech', 'Clerk', '2020-05-01', false),
    (${url('ann')}, 'test', 2, 'initech.example', 'Initech', 'Intern', '2018-05-01', false),
    (${url('ann')}, 'test', 3, 'acme.example', 'Acme', 'Temp', '2017-05-01', false),
    (${url('bob')}, 'test', 0, 'initech.example', 'Initech', 'Boss', '2021-05-01', false),
    (${url('bob')}, 'test', 1, 'acme.example', 'Acme', 'Trainee', '2016-05-01', false),
    (${url('cat')}, 'test', 0, 'initech.example', 'Initech', 'Guard', null, true),
    (${url('cat')}, 'test', 1, 'initech.example', 'Initech', 'Guard', '2015-05-01', false),
    (${url('fay')}, 'test', 0, 'globex.example', 'Globex', 'Cook', '2022-05-01', false)`
  await sql`insert into core.person_past_employer (linkedin_url, past_company_name,
      past_company_domain, source) values
    (${url('gus')}, 'Initech', 'initech.example', 'salesnav'),
    (${url('cat')}, 'Acme', 'acme.example', 'salesnav')`
  await sql`insert into core.company_customers (origin_company_domain, customer_name_key,
      customer_name, customer_domain, customer_domain_source) values
    ('vendor.example', 'initech', 'Initech Inc.', 'initech.example', 'manual'),
    ('vendor.example', 'globex', 'Globex', 'globex.example', 'manual'),
    ('vendor.example', 'unknown', 'Unknown', null, null)`
  await sql`call ops.refresh_leads()`
}
