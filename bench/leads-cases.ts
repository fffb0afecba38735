import type postgres from 'postgres'

/** A list of the query API with some filters. */
export type ListCase = Readonly<{
  path: string
  filters: number
  /** Names and values of the filters. */
  query: Readonly<Record<string, string>>
  /** Most milliseconds for the rows of a page, and with an exact total. */
  rowsMs: number
  totalMs: number
}>

/** The commonest industry: filters that leave much are the slow ones. */
async function commonIndustry(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select i.matched_industry as name from core.company_industries as i
    group by i.matched_industry order by count(*) desc, i.matched_industry limit 1`
  return row?.name ?? ''
}

/** The investor with most companies. */
async function commonInvestor(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select v.vc_name as name from core.vc_portfolio as v
    group by v.vc_name order by count(*) desc, v.vc_name limit 1`
  return row?.name ?? ''
}

const list = (path: string, query: ListCase['query'], rowsMs = 50, totalMs = 300): ListCase => ({
  path,
  filters: Object.keys(query).length,
  query,
  rowsMs,
  totalMs,
})

/** Lists that need a company say which: that is no filter. */
const about = (path: string, needed: ListCase['query'], query: ListCase['query'] = {}) => ({
  ...list(path, { ...needed, ...query }, 50, 50),
  filters: Object.keys(query).length,
})

/** What is measured: each list with 0, 1, 3 and 5 filters, as far as it takes so many. */
export async function listCases(sql: postgres.Sql): Promise<ListCase[]> {
  const industry = await commonIndustry(sql)
  const role = { job_function: 'General' }
  const three = { ...role, seniority: 'VP', person_country: 'united states' }
  const ranges = { employee_range: '1-10,11-50,51-200' }
  const signal = { ...role, seniority: 'VP', industry }
  const all = { include_incomplete: 'true' }
  const investor = { ...role, seniority: 'VP', vc_name: await commonInvestor(sql) }
  const place = { country: 'united states' }
  const small = { ...place, industry, employee_range: '1-10' }
  const largest = { domains: 'company-0.example' }
  const vendor = { company_domain: 'company-0.example' }
  return [
    list('/api/leads', {}),
    list('/api/leads', role),
    list('/api/leads', three),
    list('/api/leads', { ...three, industry, ...ranges }),
    list('/api/leads/new-in-role', {}),
    list('/api/leads/new-in-role', role),
    list('/api/leads/new-in-role', signal),
    list('/api/leads/new-in-role', { ...signal, ...all, started_within_days: '365' }),
    list('/api/leads/recently-promoted', {}),
    list('/api/leads/recently-promoted', role),
    list('/api/leads/recently-promoted', signal),
    list('/api/leads/recently-promoted', { ...signal, ...all, promoted_within_days: '365' }),
    list('/api/leads/at-vc-portfolio', {}),
    list('/api/leads/at-vc-portfolio', role),
    list('/api/leads/at-vc-portfolio', investor),
    list('/api/leads/at-vc-portfolio', { ...investor, ...all }),
    about('/api/leads/by-past-employer', largest),
    about('/api/leads/by-past-employer', largest, role),
    about('/api/leads/by-past-employer', largest, three),
    about('/api/leads/by-past-employer', largest, { ...three, industry, ...all }),
    about('/api/leads/by-company-customers', vendor),
    about('/api/leads/by-company-customers', vendor, role),
    about('/api/leads/by-company-customers', vendor, three),
    about('/api/leads/by-company-customers', vendor, { ...three, industry, ...all }),
    list('/api/companies', {}),
    list('/api/companies', place),
    list('/api/companies', small),
    list('/api/companies', { ...small, city: 'ba', name: 'so' }),
    list('/api/people', {}),
    list('/api/people', role),
    list('/api/people', three),
    list('/api/people', { ...three, job_title: 'manager', person_city: 'ba' }),
  ]
}

/** Reads of one thing by its key. */
export const lookupPaths = [
  '/api/companies/company-7.example',
  '/api/people?linkedin_url=https://www.linkedin.com/in/none-of-them',
  '/api/companies/company-7.example/has-customers',
] as const

/** The predecessor's lists: a plain view of six joins, OFFSET, and a second query that counts. */
export const plainCases: readonly Readonly<{ filters: number; where: string }>[] = [
  { filters: 0, where: '' },
  { filters: 1, where: `where l.matched_job_function = 'General'` },
  {
    filters: 3,
    where: `where l.matched_job_function = 'General' and l.matched_seniority = 'VP'
      and l.person_country ilike '%united states%'`,
  },
]
