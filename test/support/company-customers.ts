import type postgres from 'postgres'
import type { Row, Warehouse } from './warehouse.ts'

/** What one document of a source says about a customer, as its extracted row has it. */
export type Mention = Readonly<{
  source?: MentionSource
  origin?: string
  name: string
  /** Landing number; the time of the document follows from it unless `at` is given. */
  landing: number
  at?: string
  originName?: string | null
  url?: string | null
  has?: boolean | null
  matched?: string | null
  /** What a person gives as the domain. */
  domain?: string | null
}>

export type MentionSource =
  | 'claygent_structured'
  | 'claygent_v2'
  | 'claygent'
  | 'claygent_all_customers'
  | 'manual'

/** Evidence about the domain of a customer. */
export type Claim = Readonly<{
  evidence: 'case_study_details' | 'case_study_buyers' | 'gemini_inference' | 'orphan'
  origin?: string
  name: string
  domain: string
  landing: number
  url?: string
  source?: string
  success?: boolean | null
}>

export const vendor = 'vendor.example'

const day = (landing: number) => new Date(Date.UTC(2026, 0, 1) + landing * 3_600_000).toISOString()

const tables: Record<MentionSource, string> = {
  claygent_structured: 'claygent_customers_structured',
  claygent_v2: 'claygent_customers_v2',
  claygent: 'claygent_customers',
  claygent_all_customers: 'company_customer_claygent',
  manual: 'manual_company_customers',
}

const insertOf: Record<'document' | 'all' | 'manual', string> = {
  document: `(origin_company_domain, customer_name_key, raw_id, id, document_at, landing_no,
      origin_company_name, customer_name, case_study_url, has_case_study, matched_domain)
    select m.origin, reference.name_key(m.name), md5(m.landing::text)::uuid,
      md5(m.landing || ' ' || m.name)::uuid, m.at, m.landing, m.origin_name, m.name, m.url, m.has,
      m.matched`,
  all: `(origin_company_domain, customer_name_key, raw_payload_id, id, document_at, landing_no,
      first_landing_no, origin_company_name, company_customer_name, case_study_url, has_case_study,
      company_customer_domain)
    select m.origin, reference.name_key(m.name), md5(m.landing::text)::uuid,
      md5(m.landing || ' ' || m.name)::uuid, m.at, m.landing, m.landing,
      m.origin_name, m.name, m.url,
      coalesce(m.has, false), m.matched`,
  manual: `(origin_company_domain, customer_name_key, raw_id, id, document_at, landing_no,
      first_landing_no, origin_company_name, customer_name, case_study_url, has_case_study, customer_domain)
    select m.origin, reference.name_key(m.name), md5(m.landing::text)::uuid,
      md5(m.landing || ' ' || m.name)::uuid, m.at, m.landing, m.landing,
      m.origin_name, m.name, m.url, m.has,
      m.domain`,
}

/** Writes what documents say into the extracted table of one source. */
export async function mention(sql: postgres.Sql, ...mentions: readonly Mention[]): Promise<void> {
  for (const source of new Set(mentions.map((one) => one.source ?? 'claygent_structured'))) {
    const columns = { claygent_all_customers: insertOf.all, manual: insertOf.manual } as Partial<
      Record<MentionSource, string>
    >
    const rows = mentions
      .filter((one) => (one.source ?? 'claygent_structured') === source)
      .map(({ originName, origin = vendor, at, ...rest }) => ({
        ...rest,
        origin,
        origin_name: originName,
        at: at ?? day(rest.landing),
      }))
    await sql.unsafe(
      `insert into extracted.${tables[source]} ${columns[source] ?? insertOf.document}
      from jsonb_to_recordset($1::text::jsonb) as m (origin text, name text, landing bigint,
        at timestamptz, origin_name text, url text, has boolean, matched text, domain text)`,
      [JSON.stringify(rows)]
    )
  }
}

/** Writes evidence about a domain into its extracted table. */
export async function claim(sql: postgres.Sql, one: Claim): Promise<void> {
  const { evidence, origin = vendor, name, domain, landing, source = null, success = null } = one
  const url = one.url ?? `https://${origin}/customers/${landing}`
  const raw = sql`md5(${String(landing)})::uuid`
  const key = sql`reference.name_key(${name})`
  if (evidence === 'case_study_details') {
    await sql`insert into extracted.case_study_details (case_study_url, raw_payload_id,
        origin_company_domain, company_customer_name, customer_name_key, company_customer_domain,
        company_customer_domain_source, company_customer_domain_landing_no)
      values (${url}, ${raw}, ${origin}, ${name}, ${key}, ${domain}, ${source ?? 'model-1'},
        ${landing})`
  } else if (evidence === 'case_study_buyers') {
    await sql`insert into extracted.case_study_buyer_pages (origin_company_domain, case_study_key,
        case_study_url, raw_payload_id, customer_company_name, customer_name_key,
        customer_company_domain, customer_company_domain_landing_no)
      values (${origin}, ${url}, ${url}, ${raw}, ${name}, ${key}, ${domain}, ${landing})`
  } else if (evidence === 'gemini_inference') {
    await sql`insert into extracted.gemini_domain_inference (origin_company_domain,
        customer_name_key, id, raw_payload_id, customer_company_name, claimed_domain,
        claimed_landing_no)
      values (${origin}, ${key}, ${raw}, ${raw}, ${name}, ${domain}, ${landing})`
  } else {
    await sql`insert into extracted.orphan_customer_domain (origin_company_domain,
        customer_name_key, raw_payload_id, id, document_at, landing_no, customer_company_name,
        inferred_domain, success)
      values (${origin}, ${key}, ${raw}, ${raw}, ${day(landing)}, ${landing}, ${name}, ${domain},
        ${success})`
  }
}

/** Folds customers as those who land do, and returns what was written. */
export async function fold(sql: postgres.Sql, names: string[], origin = vendor): Promise<Row> {
  const [row] = await sql`select r.* from core.coalesce_company_customers(array(
      select row(${origin}::text, reference.name_key(n))::core.company_customer_key
      from unnest(${names}::text[]) as n)) as r`
  return row as Row
}

/** The customers of a vendor as core has them, by name key. */
export async function customersOf(house: Pick<Warehouse, 'rows'>, origin = vendor): Promise<Row[]> {
  return house.rows(`select customer_name, origin_company_name, customer_domain,
      customer_domain_source as domain_source, case_study_url, has_case_study, source
    from core.company_customers where origin_company_domain = '${origin}'
    order by customer_name_key collate "C"`)
}

const written = [
  ...Object.values(tables).map((table) => `extracted.${table}`),
  'extracted.case_study_details',
  'extracted.case_study_buyer_pages',
  'extracted.gemini_domain_inference',
  'extracted.orphan_customer_domain',
  'extracted.customer_names',
  'core.company_customers',
  'core.company_customer_consolidations',
  'raw.staging_case_study_urls',
  'ops.merges',
  'ops.enrichment_runs',
  'core.companies',
  'core.company_names',
]

/** Empties what tests of customers write. */
export async function forgetCustomers(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`truncate ${written.join(', ')} restart identity`)
}
