import { beforeEach, describe, expect, it } from 'vitest'
import {
  customersOf,
  fold,
  forgetCustomers,
  mention,
  vendor,
} from '../../support/company-customers.ts'
import { contentOf } from '../../support/content.ts'
import {
  copyCustomers,
  dropGuards,
  guardsOf,
  type LegacyCustomer,
  nothingCleaned,
} from '../../support/legacy-customers.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const cleanUp = async (options = 'false') =>
  (await house.rows(`call ops.cleanup_company_customer_domains(${options})`))[0] as Row
const copy = (...rows: LegacyCustomer[]) => copyCustomers(house.sql, ...rows)
const none = nothingCleaned
const guards = () => guardsOf(house)
const stored = async () => (await contentOf(house.sql))['core.company_customers']

beforeEach(async () => {
  await house.sql`select ops.restore_customer_guards(false)`
  await forgetCustomers(house.sql)
  await dropGuards(house.sql)
})

describe('the clean-up of customers', () => {
  it('merges the twins of a customer into the clean row, and nothing is lost', async () => {
    const copies: LegacyCustomer[] = [
      {
        origin_company_domain: 'www.vendor.example',
        customer_name: 'GLOBEX',
        created_at: '2025-01-01',
        customer_domain: 'globex.example',
        customer_domain_source: 'manual',
      },
      {
        origin_company_domain: 'https://vendor.example/customers/',
        customer_name: 'Globex.',
        case_study_url: 'https://vendor.example/c/1',
        has_case_study: true,
        origin_company_name: 'V',
      },
      {
        origin_company_domain: vendor,
        customer_name: 'Globex',
        has_case_study: false,
        source: 'claygent',
      },
      {
        origin_company_domain: 'Vendor.example.',
        customer_name: 'globex',
        customer_domain: 'late.example',
        customer_domain_source: 'x',
        created_at: '2026-02-01',
      },
      { origin_company_domain: 'VENDOR.example', customer_name: 'Initech' },
    ]
    await copy(...copies)
    const before = await house.rows('select * from core.company_customers order by created_at')
    const counts = {
      ...none,
      p_after: vendor,
      p_dirty_total: '4',
      p_duplicates_deleted: '3',
      p_updated: '1',
      p_fields_merged: '4',
      p_keys_filled: '2',
    }
    expect(await cleanUp('')).toEqual(counts)
    expect(await house.rows('select * from core.company_customers order by created_at')).toEqual(
      before
    )
    expect(await house.rows('select * from ops.merges')).toEqual([])
    expect(await cleanUp()).toEqual({ ...counts, p_guards_restored: '8' })
    expect(await customersOf(house)).toEqual([
      {
        customer_name: 'Globex',
        origin_company_name: 'V',
        customer_domain: 'globex.example',
        domain_source: 'manual',
        case_study_url: 'https://vendor.example/c/1',
        has_case_study: true,
        source: 'claygent',
      },
      {
        customer_name: 'Initech',
        origin_company_name: null,
        customer_domain: null,
        domain_source: null,
        case_study_url: null,
        has_case_study: null,
        source: 'claygent_v2',
      },
    ])
    const merges = await house.rows(`select table_name, origin_company_domain as domain,
        jsonb_array_length(before -> 'company_customers') as before,
        jsonb_array_length(after -> 'company_customers') as after, merged_by
      from ops.merges order by log_id`)
    const merge = { table_name: 'core.company_customers', domain: vendor, merged_by: 'postgres' }
    expect(merges).toEqual([
      { ...merge, before: 4, after: 1 },
      { ...merge, before: 1, after: 1 },
    ])
    expect(await cleanUp()).toEqual({ ...none, p_after: vendor })
    expect(
      await house.rows(`select workflow_slug, records_processed, status from ops.enrichment_runs
        order by started_at`)
    ).toEqual([
      {
        workflow_slug: 'company-customer-domains-cleanup',
        records_processed: 4,
        status: 'completed',
      },
      {
        workflow_slug: 'company-customer-domains-cleanup',
        records_processed: 0,
        status: 'completed',
      },
    ])
  })

  it('keeps the clean row, else one with a domain, else one with a case study, else the oldest', async () => {
    const at = (name: string, n: number, more: Partial<LegacyCustomer>): LegacyCustomer => ({
      origin_company_domain: `${'www.'.repeat(n)}${vendor}`,
      customer_name: `${name}${'.'.repeat(n)}`,
      ...more,
    })
    const domain = { customer_domain: 'x.example', customer_domain_source: 'manual' }
    const url = { case_study_url: 'https://vendor.example/c/1' }
    await copy(
      at('clean', 1, { ...domain, ...url, created_at: '2020-01-01' }),
      at('clean', 0, {}),
      at('domain', 1, { ...url, created_at: '2020-01-01' }),
      at('domain', 2, domain),
      at('url', 1, { created_at: '2020-01-01' }),
      at('url', 2, url),
      at('old', 1, {}),
      at('old', 2, { created_at: '2020-01-01' }),
      // A bad domain is none.
      at('bad', 1, { customer_domain: 'A Person', customer_domain_source: 'x' }),
      at('bad', 2, domain)
    )
    const row = await cleanUp()
    expect(row).toMatchObject({ p_dirty_total: '9', p_duplicates_deleted: '5', p_updated: '4' })
    expect((await customersOf(house)).map((one) => one.customer_name)).toEqual([
      'bad..',
      'clean',
      'domain..',
      'old..',
      'url..',
    ])
  })

  it('cleans customer domains, and empties those that are none, with the old value in the log', async () => {
    const values: [string, string | null][] = [
      ['https://www.Globex.example/', 'globex.example'],
      ['globex.example', 'globex.example'],
      ['Jo Example', null],
      ['software', null],
      ['bit.ly', null],
      ['10.0.0.1', null],
      ['', null],
      ['https://vendor.example/about', null],
    ]
    await copy(
      ...values.map(([customer_domain], n) => ({
        origin_company_domain: vendor,
        customer_name: `c${n}`,
        customer_domain,
        customer_domain_source: n % 2 ? null : 'gemini-3-flash-preview',
      })),
      // The vendor itself.
      {
        origin_company_domain: vendor,
        customer_name: 'Vendor',
        origin_company_name: 'VENDOR',
        customer_domain: vendor,
        customer_domain_source: 'x',
      }
    )
    expect(await cleanUp()).toMatchObject({
      p_dirty_total: '0',
      p_domains_cleaned: '1',
      p_domains_cleared: '6',
      p_keys_filled: '9',
      p_guards_restored: '8',
    })
    expect(
      (await customersOf(house)).map((row) => [row.customer_domain, row.domain_source])
    ).toEqual([
      ...values.map(([, domain], n) => [
        domain,
        domain && (n % 2 ? 'legacy' : 'gemini-3-flash-preview'),
      ]),
      [vendor, 'x'],
    ])
    expect(
      (
        await house.rows(`select before #>> '{company_customers,0,customer_domain}' as was
          from ops.merges order by log_id`)
      ).map((row) => row.was)
    ).toEqual(values.filter(([was, is]) => was !== is).map(([was]) => was))
  })

  it('cleans case studies of customers and of the staging table, which loses no row', async () => {
    const url = 'https://vendor.example/c/1'
    await copy(
      { origin_company_domain: vendor, customer_name: 'a', case_study_url: '' },
      { origin_company_domain: vendor, customer_name: 'b', case_study_url: `${url}/?utm_source=x` },
      { origin_company_domain: vendor, customer_name: 'c', case_study_url: 'Visited the page' }
    )
    const stage = (domain: string, address: string, name: string | null = null) =>
      house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url,
          origin_company_name, processed)
        values (${domain}, ${address}, ${name}, true)`
    await stage(vendor, `${url}/`)
    await stage('www.vendor.example', 'HTTPS://vendor.example/c/2#x', '')
    await stage('https://vendor.example', `${url}/a`)
    await stage(vendor, `${url}/a/`)
    expect(await cleanUp()).toMatchObject({
      p_staging_updated: '2',
      p_urls_cleaned: '5',
      p_unusable: '0',
      p_guards_restored: '8',
    })
    expect((await customersOf(house)).map((row) => row.case_study_url)).toEqual([null, url, null])
    // What stands under its own address keeps it.
    expect(
      await house.rows(`select origin_company_domain as d, case_study_url as u,
          origin_company_name as n, processed as p
        from raw.staging_case_study_urls order by 2`)
    ).toEqual(
      [url, `${url}/a`, `${url}/a/`, 'https://vendor.example/c/2'].map((u) => ({
        d: vendor,
        u,
        n: null,
        p: true,
      }))
    )
  })

  it('leaves rows without a usable key alone, says which, and guards against more', async () => {
    await copy(
      { origin_company_domain: 'no domain', customer_name: 'Globex' },
      { origin_company_domain: vendor, customer_name: '---' },
      { origin_company_domain: 'www.vendor.example', customer_name: 'Initech' }
    )
    await house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url)
      values ('localhost', 'https://vendor.example/x'), (${vendor}, 'see the page')`
    expect(await cleanUp('')).toMatchObject({ p_unusable: '4', p_dirty_total: '1' })
    expect(await cleanUp()).toMatchObject({
      p_unusable: '4',
      p_updated: '1',
      p_guards_restored: '8',
    })
    expect(
      (await house.rows('select reason from ops.list_unusable_customers() order by 1')).map(
        (row) => row.reason
      )
    ).toEqual([
      'case_study_url is no URL',
      'customer_name has neither letters nor digits',
      'origin_company_domain is no domain',
      'origin_company_domain is no domain',
    ])
    expect((await guards()).filter((row) => row.valid)).not.toHaveLength(8)
    expect(
      (await failure(copy({ origin_company_domain: 'www.x.example', customer_name: 'X' }))).code
    ).toBe('23514')
    const error = await failure(house.sql`select ops.restore_customer_guards()`)
    expect(error).toMatchObject({ code: 'WH905' })
    expect(error.hint).toMatch(/list_unusable_customers/)
    // Mended, they are validated by the next run.
    await house.sql`delete from core.company_customers where customer_name in ('Globex', '---')`
    await house.sql`delete from raw.staging_case_study_urls`
    expect(await cleanUp()).toMatchObject({ p_unusable: '0', p_guards_restored: '0' })
    expect((await guards()).filter((row) => row.valid)).toHaveLength(8)
  })

  it('meets what the pipeline knows: a clean twin, its mentions and its domains', async () => {
    await mention(house.sql, { name: 'Globex', landing: 5, matched: 'match.example', has: false })
    await fold(house.sql, ['Globex'])
    await copy(
      {
        origin_company_domain: 'www.vendor.example',
        customer_name: 'GLOBEX',
        case_study_url: 'https://vendor.example/c/1',
        has_case_study: true,
        customer_domain: 'model.example',
        customer_domain_source: 'gemini-3-flash-preview',
      },
      { origin_company_domain: 'www.vendor.example', customer_name: 'Initech' }
    )
    await mention(house.sql, { name: 'initech', landing: 6, originName: 'Vendor' })
    await cleanUp()
    expect(await customersOf(house)).toEqual([
      {
        customer_name: 'Globex',
        origin_company_name: null,
        // Read in a case study: better than a matched name.
        customer_domain: 'model.example',
        domain_source: 'gemini-3-flash-preview',
        case_study_url: 'https://vendor.example/c/1',
        has_case_study: true,
        source: 'claygent_structured',
      },
      {
        customer_name: 'Initech',
        origin_company_name: 'Vendor',
        customer_domain: null,
        domain_source: null,
        case_study_url: null,
        has_case_study: null,
        source: 'claygent_structured',
      },
    ])
    const content = await stored()
    await fold(house.sql, ['Globex', 'Initech'])
    expect(await stored()).toEqual(content)
  })

  it('goes on where it was stopped: slices that were committed stand', async () => {
    await copy(
      ...['a', 'b', 'c', 'd'].map((name) => ({
        origin_company_domain: `www.${name}.example`,
        customer_name: name === 'c' ? 'poison' : 'x',
      }))
    )
    await house.sql`alter table core.company_customers add constraint company_customers_poison_check
      check (customer_name <> 'poison' or origin_company_domain like 'www.%')`
    const error = await failure(cleanUp('false, 1'))
    await house.sql`alter table core.company_customers drop constraint company_customers_poison_check`
    expect(error.code).toBe('23514')
    const domains = async () =>
      (
        await house.rows('select origin_company_domain as d from core.company_customers order by 1')
      ).map((row) => row.d)
    expect(await domains()).toEqual(['a.example', 'b.example', 'www.c.example', 'www.d.example'])
    expect(await guards()).toEqual([])
    expect(await cleanUp("false, 1, 'b.example'")).toMatchObject({
      p_updated: '2',
      p_guards_restored: '8',
    })
    expect(await domains()).toEqual(['a.example', 'b.example', 'c.example', 'd.example'])
    for (const size of ['0', 'null', '20001']) {
      expect((await failure(cleanUp(`true, ${size}`))).code).toBe('WH903')
    }
  })

  it('may run while customers land, and by analysts', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `Customer ${n}`)
    await copy(
      ...names.flatMap((customer_name) =>
        ['www.', 'https://', ''].map((prefix) => ({
          origin_company_domain: `${prefix}${vendor}`,
          customer_name: `${customer_name}${prefix ? '.' : ''}`,
        }))
      )
    )
    const land = (name: string) =>
      house.sql`insert into raw.claygent_customers_structured_raw (payload)
        values (${JSON.stringify({ origin_company_domain: vendor, customers: [{ companyName: name, url: `https://vendor.example/c/${name.slice(9)}`, hasCaseStudy: true }] })}::text::jsonb)`
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await Promise.all([
        analyst`call ops.cleanup_company_customer_domains(false, 1)`,
        ...names.map(land),
      ])
      expect((await failure(analyst`select ops.drop_customer_guards()`)).code).toBe('42501')
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    await cleanUp()
    const rows = await customersOf(house)
    expect(rows).toHaveLength(30)
    expect(rows.every((row) => row.has_case_study === true)).toBe(true)
    expect(await house.rows('select * from ops.failures')).toEqual([])
    expect((await guards()).every((row) => row.valid)).toBe(true)
  })
})
