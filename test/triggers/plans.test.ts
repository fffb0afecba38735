import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createCompanyEnrichRequest } from '../support/payloads.ts'
import { createPersonRequest } from '../support/people.ts'
import { listing } from '../support/similar.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

/** A source of lists of customers: each vendor has three, a new one in every version. */
const customerLists = (table: string, plans: number, discarded: number) => ({
  insert: `insert into raw.${table} (origin_company_domain, payload)`,
  request: (number: number, version: number) => ({
    key: `plan-${number}.example`,
    payload: {
      customers: [
        { companyName: `Plan Customer ${number}` },
        { companyName: 'Everybody', url: `https://plan-${number}.example/case/${version}` },
        { companyName: `Version ${version}` },
      ],
    },
  }),
  plans,
  discarded,
})

const sources = {
  companyenrich: {
    insert: 'insert into raw.companyenrich_payloads (domain, payload)',
    request: (number: number, version: number) => {
      const { domain, raw_payload } = createCompanyEnrichRequest(number, version)
      return { key: domain, payload: raw_payload }
    },
    plans: 28,
    // Items of one document may be compared with one another, 25 by 25; a scan of a table that holds
    // those of 150 for each of them discards a hundred times that.
    discarded: 30_000,
  },
  person_profile: {
    insert: 'insert into raw.person_payloads (linkedin_url, payload)',
    request: (number: number, version: number) => {
      const { linkedin_url, raw_payload } = createPersonRequest(number, version)
      return { key: linkedin_url, payload: raw_payload }
    },
    plans: 15,
    // Each of 1,500 jobs is compared with the thirteen seniorities.
    discarded: 20_000,
  },
  clay_cleaned_company_names: {
    insert: 'insert into raw.clay_cleaned_company_names (domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: { original_company_name: 'PLAN LLC', cleaned_company_name: `Plan ${version}` },
    }),
    plans: 8,
    // The load itself has 150; a scan of the table for each would discard twice that each time.
    discarded: 200,
  },
  company_discovery: {
    insert: 'insert into raw.company_discovery_payloads (domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: { name: `Plan ${version}`, linkedin_url: `linkedin.com/company/plan-${number}` },
    }),
    plans: 8,
    // The load itself has 150; a scan of the table for each would discard twice that each time.
    discarded: 200,
  },
  company_enrich_similar: {
    insert: 'insert into raw.company_enrich_similar_raw (input_domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: listing({ everybody: 0.9, [`of-${number}`]: 0.5, [`of-${version}-only`]: 0.1 }),
    }),
    plans: 8,
    // Each of 450 companies is looked at once.
    discarded: 450,
  },
  public_company: {
    insert: 'insert into raw.public_company_payloads (domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: { company_name: `Plan ${version}`, ticker: `P${number}` },
    }),
    plans: 8,
    discarded: 200,
  },
  orphan_customer_domain: {
    insert: 'insert into raw.orphan_customer_domain_payloads (origin_company_domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: { customer_company_name: 'Plan', domain: `found-${version}.example` },
    }),
    plans: 8,
    discarded: 200,
  },
  gemini_domain_inference: {
    insert: 'insert into raw.gemini_domain_inference_payloads (origin_company_domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: {
        customer_company_name: 'Plan',
        candidates: [{ domain: `found-${version}.example`, confidence: 'high' }],
      },
    }),
    plans: 8,
    discarded: 200,
  },
  claygent_customers_structured: customerLists('claygent_customers_structured_raw', 20, 2000),
  claygent_customers_v2: customerLists('claygent_customers_v2_raw', 12, 2000),
  claygent_customers: customerLists('claygent_customers_raw', 12, 2000),
  company_customer_claygent: customerLists('company_customer_claygent_payloads', 12, 2000),
  manual_company_customers: {
    insert: 'insert into raw.manual_company_customers (origin_company_domain, payload)',
    request: (number: number, version: number) => ({
      key: `plan-${number}.example`,
      payload: { company_customer_name: 'Plan', source_notes: String(version) },
    }),
    plans: 12,
    discarded: 200,
  },
  gemini_case_study: {
    insert: 'insert into raw.gemini_case_study_payloads (case_study_url, payload)',
    request: (number: number, version: number) => ({
      key: `https://plan-${number % 30}.example/${number}`,
      payload: {
        origin_company_domain: `plan-${number % 30}.example`,
        company_customer_name: `Customer ${number}`,
        extraction: {
          customer_company_domain: `customer-${number}.example`,
          champions: [{ full_name: 'Jo Doe' }, { full_name: `Person ${version}` }],
        },
      },
    }),
    plans: 20,
    // Each of 300 people is looked at once.
    discarded: 300,
  },
  case_study_buyers: {
    insert: 'insert into raw.case_study_buyers_payloads (case_study_url, payload)',
    request: (number: number, version: number) => ({
      key: number % 3 === 0 ? '' : `https://plan-${number % 30}.example/${number}`,
      payload: {
        origin_company_domain: `plan-${number % 30}.example`,
        customer_company_name: `Customer ${number}`,
        customer_company_domain: `customer-${number}.example`,
        people: [{ fullName: 'Jo Doe' }, { fullName: `Person ${version}` }],
      },
    }),
    plans: 20,
    // Each of 300 people is looked at once.
    discarded: 300,
  },
} as const

type Source = (typeof sources)[keyof typeof sources]

/** The statements of a second bulk load in one session, each with its plan, by auto_explain. */
async function plansOfSecondLoad({ insert, request }: Source, count: number): Promise<string[]> {
  const plans: string[] = []
  const sql = postgres(database.url, {
    max: 1,
    prepare: false,
    onnotice: ({ message }) => plans.push(message ?? ''),
  })
  const land = async (from: number, version = 0) => {
    const requests = Array.from({ length: count }, (_, i) => request(from + i, version))
    await sql`
      ${sql.unsafe(insert)}
      select d.key, d.payload::jsonb
      from unnest(
        ${requests.map(({ key }) => key)}::text[],
        ${requests.map(({ payload }) => JSON.stringify(payload))}::text[]
      ) as d (key, payload)`
  }
  try {
    await land(0)
    await sql`load 'auto_explain'`
    await sql.unsafe(`
      set client_min_messages = log;
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off`)
    await land(count)
    // Refreshed, everything has something before it.
    await land(count, 1)
  } finally {
    await sql.end()
  }
  return plans.filter((plan) => /\b(core|extracted|reference)\./.test(plan))
}

test.each(Object.entries(sources))(
  'plans of %s that were made on empty tables look rows up by key when the tables have grown',
  async (_, source) => {
    await database.sql`analyze`
    const plans = await plansOfSecondLoad(source, 150)
    expect(plans.length).toBeGreaterThan(source.plans)
    // A plan that scans a table, or what it kept of a scan, for every row discards most of it again.
    const discarded = plans.flatMap((plan) =>
      [...plan.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)]
        .filter(([, rows]) => Number(rows) > source.discarded)
        .map(([line]) => `${line}\n${plan.slice(0, 300)}`)
    )
    expect(discarded).toEqual([])
  }
)

test('a table that was counted while its rows were not committed is searched by key', async () => {
  const count = 60
  const requests = Array.from({ length: count }, (_, i) => createPersonRequest(5000 + i, 0))
  const plans: string[] = []
  const sql = postgres(database.url, {
    max: 1,
    prepare: false,
    onnotice: ({ message }) => plans.push(message ?? ''),
  })
  try {
    // As autovacuum leaves them in the middle of a long load: pages, and no rows in them.
    await database.sql`
      update pg_class
      set reltuples = 0, relpages = pg_relation_size(oid) / 8192
      where relnamespace in ('core'::regnamespace, 'extracted'::regnamespace)`
    await sql`load 'auto_explain'`
    await sql.unsafe(`
      set client_min_messages = log;
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on`)
    await sql`
      insert into raw.person_payloads (linkedin_url, payload)
      select d.key, d.payload::jsonb
      from unnest(
        ${requests.map(({ linkedin_url }) => linkedin_url)}::text[],
        ${requests.map(({ raw_payload }) => JSON.stringify(raw_payload))}::text[]
      ) as d (key, payload)`
  } finally {
    await sql.end()
  }
  expect(plans.length).toBeGreaterThan(15)
  // The indexes of domains and dates would be walked from end to end, for each person.
  const walked = /Scan using person_\w+_(domain|date)_idx/g
  expect(plans.flatMap((plan) => plan.match(walked) ?? [])).toEqual([])
})
