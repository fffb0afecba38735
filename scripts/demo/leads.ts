import { table } from '../table.ts'
import { say } from './people.ts'
import type { Post } from './requests.ts'

/** The vendor whose customers the demo follows, and one of those customers. */
const vendor = 'quuxworks.example'
const customer = { domain: 'umbrella-stands.example', name: 'Umbrella Stands & Sons' }
const employer = { domain: 'parasol-works.example', name: 'Parasol Works' }

const companyPath = '/run/companies/companyenrich/ingest'
const personPath = '/run/people/clay-native/person-profile/ingest'
const leadsPath = '/api/leads/by-company-customers'

type Row = Record<string, unknown>
type Leads = { data: Row[]; meta: { total: number; customers: number } }

/** Sends a request that must be taken. */
async function send(post: Post, path: string, request: Row): Promise<void> {
  const { status, body } = await post(path, request)
  if (status !== 200) throw new Error(`${path} was not taken: ${JSON.stringify(body)}`)
}

/** Who left the customer; the last one works there still. */
const people = [
  { name: 'Ada Brolly', slug: 'ada-brolly-example', title: 'VP of Sales', left: '2025-09' },
  { name: 'Ben Canopy', slug: 'ben-canopy-example', title: 'Software Engineer', left: '2022-04' },
  { name: 'Cleo Rain', slug: 'cleo-rain-example', title: 'Marketing Manager', left: null },
] as const

function profile({ name, slug, title, left }: (typeof people)[number]): Row {
  const job = (company: typeof customer, what: string, from: string, to: string | null) => ({
    title: what,
    company: company.name,
    company_domain: company.domain,
    start_date: from,
    end_date: to,
    is_current: to === null,
  })
  return {
    linkedin_url: `https://www.linkedin.com/in/${slug}`,
    workflow_slug: 'clay-person-profile',
    raw_payload: {
      name,
      location_name: 'Cork, County Cork, Ireland',
      experience: [
        job(customer, 'Keeper of Stands', '2019-02', left),
        ...(left === null ? [] : [job(employer, title, left, null)]),
      ],
    },
  }
}

/** Asks for leads as the dashboard does. */
async function ask(baseUrl: string, key: string, query: Record<string, string>): Promise<Leads> {
  const path = `${leadsPath}?${new URLSearchParams(query)}`
  const response = await fetch(`${baseUrl}${path}`, { headers: { 'x-api-key': key } })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} was not answered: ${text}`)
  say(`GET /functions/v1${path}:`)
  return JSON.parse(text)
}

function show({ data, meta }: Leads): void {
  const rows = data.map((lead) => ({
    lead: lead.full_name,
    works_as: lead.matched_cleaned_job_title,
    job_function: lead.matched_job_function,
    at: lead.company_name,
    used_to_be: lead.previous_title,
    of_customer: lead.previous_customer_name,
    until: lead.previous_end_date,
  }))
  console.log(table(rows))
  console.log(`  leads: ${meta.total}; customers whose domain is known: ${meta.customers}`)
}

/** What it is all for: people who know a vendor's product, since they worked at its customers. */
export async function showLeads(post: Post, baseUrl: string, key: string): Promise<void> {
  say(`People of ${customer.name}, a customer of ${vendor}; two of them work elsewhere now:`)
  await send(post, companyPath, {
    domain: employer.domain,
    raw_payload: {
      name: employer.name,
      industry: 'Software Development',
      employees: '51-200',
      location: { city: { name: 'Cork' }, country: { name: 'Ireland' } },
    },
  })
  for (const person of people) await send(post, personPath, profile(person))
  console.log(table(people.map(({ name, left }) => ({ name, left: left ?? 'still there' }))))
  show(await ask(baseUrl, key, { company_domain: vendor }))
  const selling = await ask(baseUrl, key, { company_domain: vendor, job_function: 'Sales' })
  show(selling)
  if (selling.meta.total === 0) throw new Error('no lead came out: see the answers above')
}
