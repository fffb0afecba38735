import { beforeEach, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { buyersOf, extractionOf } from '../support/case-studies.ts'
import { forgetCustomers, vendor } from '../support/company-customers.ts'
import {
  type Content,
  contentOf,
  differencesOf,
  rowsWritten,
  versionsOf,
} from '../support/content.ts'
import { copyCustomers, dropGuards } from '../support/legacy-customers.ts'
import { type Row, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

/** A payload on its way to raw. */
type Landing = Readonly<{ table: string; payload: Row; domain?: string }>

const next = random(604)
const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
const vendors = ['v1.example', 'v2.example', 'v3.example']
const names = ['Globex', 'GLOBEX.', 'Initech Inc', 'Initech', 'Hooli', 'Umbrella GmbH', 'V1']
const domains = [
  'globex.example',
  'initech.example',
  'hooli.example',
  'umbrella.example',
  'v1.example',
]
const urlOf = (origin: string) => `https://${origin}/customers/${pick(['a', 'b', 'c', 'd'])}`

function list(origin: string): Row {
  return {
    origin_company_domain: pick([origin, `www.${origin}`]),
    origin_company_name: pick([null, 'V1', 'Vendor']),
    workflow_slug: 'claygent-get-all-company-customers',
    customers: Array.from({ length: 1 + Math.floor(next() * 4) }, () => ({
      companyName: pick(names),
      url: pick(['', urlOf(origin)]),
      hasCaseStudy: pick([true, false, null]),
    })),
  }
}

const makers: (() => Landing)[] = [
  () => ({ table: 'claygent_customers_structured_raw', payload: list(pick(vendors)) }),
  () => ({ table: 'claygent_customers_structured_raw', payload: list(pick(vendors)) }),
  () => ({ table: 'claygent_customers_v2_raw', payload: list(pick(vendors)) }),
  () => ({ table: 'claygent_customers_raw', payload: list(pick(vendors)) }),
  () => ({ table: 'company_customer_claygent_payloads', payload: list(pick(vendors)) }),
  () => {
    const origin_company_domain = pick(vendors)
    const payload = {
      origin_company_domain,
      company_customer_name: pick(names),
      company_customer_domain: pick([null, ...domains, 'bit.ly']),
      case_study_url: pick([null, urlOf(origin_company_domain)]),
      workflow_slug: 'manual-company-customers',
    }
    return { table: 'manual_company_customers', payload }
  },
  () => {
    const origin = pick(vendors)
    const more = { origin_company_domain: origin, company_customer_name: pick(names) }
    const payload = extractionOf(urlOf(origin), ['Jo Example'], more, {
      customer_company_domain: pick([null, ...domains]),
    })
    return { table: 'gemini_case_study_payloads', payload }
  },
  () => {
    const origin = pick(vendors)
    const payload = buyersOf(pick([null, urlOf(origin)]), ['Jo Example'], {
      origin_company_domain: origin,
      customer_company_name: pick(names),
      customer_company_domain: pick([null, ...domains]),
    })
    return { table: 'case_study_buyers_payloads', payload }
  },
  () => {
    const payload = {
      origin_company_domain: pick(vendors),
      customer_company_name: pick(names),
      domain: pick(domains),
      success: pick([true, false, null]),
    }
    return { table: 'orphan_customer_domain_payloads', payload }
  },
  () => {
    const payload = {
      origin_company_domain: pick(vendors),
      customer_company_name: pick(names),
      candidates: [{ domain: pick(domains), confidence: pick(['high', 'low']) }],
    }
    return { table: 'gemini_domain_inference_payloads', payload }
  },
  () => {
    const domain = pick(domains)
    const payload = { name: pick(['Globex', 'Initech', 'Hooli Ltd', 'Umbrella']) }
    return { table: 'companyenrich_payloads', payload, domain }
  },
]

async function land(...landings: readonly Landing[]): Promise<void> {
  for (const table of new Set(landings.map((one) => one.table))) {
    const some = landings.filter((one) => one.table === table)
    const column = table === 'companyenrich_payloads' ? 'domain, ' : ''
    await house.sql.unsafe(
      `insert into raw.${table} (${column}payload)
      select ${column ? `l.item ->> 'domain', ` : ''}l.item -> 'payload'
      from jsonb_array_elements($1::text::jsonb) with ordinality as l (item, place)
      order by l.place`,
      [JSON.stringify(some)]
    )
  }
}

const varied = (count: number) => Array.from({ length: count }, () => pick(makers)())
const failures = () =>
  house.rows('select source, message from ops.failures where resolved_at is null')
const consolidate = () =>
  house.sql`call ops.consolidate_claygent_customers(p_require_domain => false, p_dry_run => false)`
/** What core says about customers, without the numbers of landings. */
const customers = (content: Content) => content['core.company_customers'] ?? []

beforeEach(async () => {
  const tables = await house.rows(`select schemaname || '.' || tablename as name from pg_tables
    where schemaname in ('extracted', 'core')
      or schemaname = 'raw' or tablename in ('documents', 'failures', 'entities', 'merges')`)
  await house.sql.unsafe(`truncate ${tables.map((row) => row.name).join(', ')}`)
})

describe('customers of all sources', () => {
  it('landed side by side, consolidated and landed again, are what a rebuild makes of raw', async () => {
    const landings = varied(260)
    const worker = async (some: Landing[]) => {
      for (const one of some) await land(one)
    }
    await Promise.all(
      [0, 1, 2, 3, 4].map((n) => worker(landings.filter((_, at) => at < 200 && at % 5 === n)))
    )
    await consolidate()
    await land(...landings.slice(200))
    await house.sql`call ops.match_customer_names(p_dry_run => false)`
    expect(await failures()).toEqual([])
    const landed = await contentOf(house.sql)
    expect(customers(landed).length).toBeGreaterThan(10)
    for (const size of [1, 7, 1000]) {
      await house.sql`call ops.rebuild(null, ${size})`
      expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
    }
    const versions = await versionsOf(house.sql)
    await house.sql`call ops.rebuild(null, 1000)`
    expect(rowsWritten(versions, await versionsOf(house.sql))).toEqual({})
    // Core alone is lost: raw gives it back.
    await house.sql`truncate core.company_customers`
    await house.sql`call ops.rebuild(null, 7)`
    expect(customers(await contentOf(house.sql))).toEqual(customers(landed))
  }, 240_000)

  it('are left alone by a replay of everything in the order of landing', async () => {
    for (const one of varied(120)) await land(one)
    await consolidate()
    const versions = await versionsOf(house.sql)
    for (const { source } of await house.rows('select source from ops.sources order by 1')) {
      await house.sql`call ops.replay(${String(source)}, p_batch_size => 11)`
    }
    expect(rowsWritten(versions, await versionsOf(house.sql))).toEqual({})
  }, 120_000)

  it('of the predecessor keep what they know through all of that', async () => {
    await dropGuards(house.sql)
    await copyCustomers(
      house.sql,
      {
        origin_company_domain: 'www.v1.example',
        customer_name: 'GLOBEX',
        customer_domain: 'kept.example',
        customer_domain_source: 'manual',
        case_study_url: 'https://v1.example/legacy',
      },
      { origin_company_domain: 'v1.example', customer_name: 'Wayne', has_case_study: true },
      {
        origin_company_domain: vendor,
        customer_name: 'Stark',
        customer_domain: 'stark.example',
        customer_domain_source: 'gemini-orphan-resolve',
      }
    )
    await Promise.all([
      house.sql`call ops.cleanup_company_customer_domains(false, 1)`,
      ...varied(60).map((one) => land(one)),
    ])
    await house.sql`call ops.cleanup_company_customer_domains(false)`
    expect(await failures()).toEqual([])
    const landed = await contentOf(house.sql)
    await house.sql`call ops.rebuild(null, 7)`
    expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
    expect(
      await house.rows(`select customer_name, customer_domain from core.company_customers
        where landing_no is null order by 1`)
    ).toEqual([
      { customer_name: expect.stringMatching(/^globex/i), customer_domain: 'kept.example' },
      { customer_name: 'Stark', customer_domain: 'stark.example' },
      { customer_name: 'Wayne', customer_domain: null },
    ])
    await forgetCustomers(house.sql)
  }, 120_000)
})
