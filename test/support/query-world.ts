import type postgres from 'postgres'
import { batchId } from '../../supabase/functions/_shared/endpoints/similar-fields.ts'
import { landLeads } from './clients.ts'
import { landSimilar, listing } from './similar.ts'
import { call, landPeople, landTogether } from './warehouse.ts'

/** A text with everything that means something to LIKE, SQL, CSV or JSON; rows are called so. */
export const oddText = `100%_pure "jam", it's \\ ok, %s`

/** A day some days ago; not the first of a month, which sources write for a whole month. */
export function daysAgo(days: number): string {
  const date = new Date(Date.now() - days * 86_400_000)
  if (date.getUTCDate() === 1) date.setUTCDate(2)
  return date.toISOString().slice(0, 10)
}

const place = {
  cork: ['Cork', 'County Cork', 'Ireland'],
  lyon: ['Lyon', 'Rhône', 'France'],
} as const

type Place = keyof typeof place
type Landing = Parameters<typeof landTogether>[1][number]

function company(domain: string, name: string, more: Record<string, unknown>, at: Place): Landing {
  const [city, state, country] = place[at]
  const payload = {
    name,
    description: `About ${name}`,
    seo_description: `${name} in a line`,
    location: { city: { name: city }, state: { name: state }, country: { name: country } },
    socials: { linkedin_url: `https://www.linkedin.com/company/${domain.split('.')[0]}-example` },
    ...more,
  }
  return { domain, payload }
}

const soft = { industry: 'Software Development', employees: '51-200', type: 'private' }
const bank = { industry: 'Banking', employees: '11-50', type: 'public' }
const numbers = Array.from({ length: 12 }, (_, index) => index + 1)

/** Companies that samples name, twelve like them, and some that differ in everything. */
function companies(): Landing[] {
  const technologies = ['Zed', ...numbers.map((n) => `Postal Base ${n}`)]
  return [
    company('northwind.example', 'Northwind Traders', { ...soft, technologies }, 'cork'),
    company('widgets.example', 'Example Widgets', soft, 'cork'),
    company('gadgets.example', 'Sample Gadgets', soft, 'cork'),
    company('bank.example', 'Other Bank', bank, 'lyon'),
    company('odd.example', oddText, { ...bank, industry: oddText }, 'lyon'),
    ...numbers.map((n) => company(`north-${n}.example`, `Northwind ${n}`, soft, 'cork')),
  ]
}

/** One who rose at the present employer, and worked at others before. */
function profile(who: {
  name: string
  titles: readonly [before: string, now: string]
  at: string
  days: number
  place: Place | null
  before: readonly string[]
}) {
  const job = (title: string, domain: string, from: string, to: string | null) => ({
    title,
    company: domain,
    company_domain: domain,
    start_date: from,
    end_date: to,
    is_current: to === null,
  })
  return {
    name: who.name,
    location_name: who.place === null ? null : place[who.place].join(', '),
    experience: [
      job(who.titles[1], who.at, daysAgo(who.days), null),
      job(who.titles[0], who.at, '2019-03-15', daysAgo(who.days)),
      ...who.before.map((domain) => job('Tester', domain, '2015-02-03', '2018-04-05')),
    ],
  }
}

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`
const testing = ['Manager Testing', 'VP Testing'] as const
const selling = ['Sales Manager', 'Sales Director'] as const

function people() {
  const zelda = {
    titles: testing,
    at: 'widgets.example',
    days: 10,
    place: 'cork',
    before: ['gadgets.example'],
  } as const
  const other = { ...zelda, titles: selling, at: 'bank.example', place: 'lyon' } as const
  const land = (slug: string, payload: unknown) => ({
    linkedin_url: url(slug),
    workflow_slug: 'clay-person-profile',
    payload,
  })
  return [
    land('zelda-quux-example', profile({ ...zelda, name: 'Zelda Quux' })),
    ...numbers.map((n) =>
      land(`zelda-quux-${n}`, profile({ ...zelda, name: `Zelda Quux ${n}`, days: 10 + n / 12 }))
    ),
    land('other', profile({ ...other, name: 'Olga Other', days: 60 })),
    land('long-ago', profile({ ...other, name: 'Lars Long', days: 2500 })),
    land('of-widgets', profile({ ...other, name: 'Wim Was', before: ['widgets.example'] })),
    land('odd', profile({ ...other, name: oddText, at: 'odd.example' })),
    land('incomplete', profile({ ...other, name: 'Ina Incomplete', place: null })),
  ]
}

async function seedLookups(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
    values ('VP Testing', 'VP Testing', 'VP', 'Engineering'),
      ('Manager Testing', 'Manager Testing', 'Manager', 'Engineering'),
      ('Sales Director', 'Sales Director', 'Director', 'Sales'),
      ('Sales Manager', 'Sales Manager', 'Manager', 'Sales'),
      ('Postal Clerk', 'Postal Clerk', null, null)`
  await sql`
    insert into reference.job_title_lookup (latest_title, cleaned_job_title)
    select 'Clerk ' || n, 'Postal Clerk ' || n from generate_series(1, 12) as n`
  for (const [city, state, country] of Object.values(place)) {
    await sql`
      insert into reference.location_lookup (location_name, city, state, country)
      values (${`${city}, ${state}, ${country}`}, ${city}, ${state}, ${country})`
  }
}

/** What core knows beside companies and people. */
async function seedCore(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    insert into core.company_business_model (domain, is_b2b, is_b2c)
    values ('widgets.example', true, false), ('odd.example', true, true);
    insert into core.vc_portfolio (domain, vc_name, company_id, description, source, landing_no)
    select v.domain, v.name, reference.search_term_id(v.domain), 'Widgets.', 'test', 1
    from (values ('widgets.example', 'Example Capital'), ('bank.example', 'Other Fund')) as v
      (domain, name);
    insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
      customer_domain, customer_domain_source)
    values ('northwind.example', 'Nobody', 'nobody', null, null),
      ('northwind.example', 'Sample Gadgets', 'sample gadgets', 'gadgets.example', 'by hand');
    insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
      customer_domain, customer_domain_source)
    select 'northwind.example', 'North ' || n, 'north ' || n, 'north-' || n || '.example', 'by hand'
    from generate_series(1, 12) as n;
    insert into core.case_study_champions (origin_company_domain, full_name_key, full_name,
      job_title, company_name, source)
    values ('northwind.example', 'zelda', 'Zelda', 'VP Jam', 'Sample Gadgets', 'by hand');
    insert into reference.sec_company_info (ticker, cik, sec_company_name)
    values ('NWND', '0000000042', 'NORTHWIND INC');
    select ops.note_changed_companies(array['bank.example', 'odd.example', 'widgets.example']),
      core.refresh_leads()`)
}

/** What clients and people have entered. */
async function seedEntered(sql: postgres.Sql): Promise<void> {
  const lead = { client_domain: 'northwind.example', first_name: 'Wilma', company_name: 'Acme' }
  await landLeads(
    sql,
    [0, ...numbers].map((n) => ({ lead: { ...lead, work_email: `wilma-${n}@acme.example` } }))
  )
  const listed = { domain: 'northwind.example', company_name: 'Northwind', ticker: 'NYSE:NWND' }
  await call(sql, 'ingest_public_company', JSON.stringify(listed))
  const watched = { company_name: 'Example Widgets', domain: 'widgets.example' }
  await call(sql, 'add_priority_company', JSON.stringify(watched))
}

/** A batch that is done: one company was asked about in vain, of the others some are known. */
async function seedSimilar(sql: postgres.Sql): Promise<void> {
  const domains = ['northwind.example', 'north-1.example', 'north-2.example']
  await call(sql, 'find_similar_companies_batch', JSON.stringify({ domains, batch_name: 'spring' }))
  await sql`update raw.company_enrich_similar_batches set batch_id = ${batchId}`
  await landSimilar(
    sql,
    { domain: 'northwind.example', payload: listing({ gadgets: 0.9, bank: 0.4 }), batchId },
    { domain: 'north-1.example', payload: listing({ gadgets: 0.8 }), batchId }
  )
  await sql`delete from outbound.queue`
  await sql`
    update outbound.deliveries
    set state = case subject when 'north-2.example' then 'dead' else 'sent' end,
      last_error = case subject when 'north-2.example' then 'answered with 500' end,
      attempts = 1, finished_at = clock_timestamp()`
}

/**
 * A small warehouse in which there is something to find for every documented example, and
 * something else that the example must leave out.
 */
export async function seedWorld(sql: postgres.Sql): Promise<void> {
  await seedLookups(sql)
  await landTogether(sql, companies())
  await landPeople(sql, people())
  await seedCore(sql)
  await seedSimilar(sql)
  await seedEntered(sql)
}
