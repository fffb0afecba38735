import { beforeEach, describe, expect, it } from 'vitest'
import { forgetCustomers, vendor } from '../support/company-customers.ts'
import { failure, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const url = `https://${vendor}/customers/globex`

/**
 * What the predecessor sent for every case study: an upsert that sets every column of the body. A
 * payload without a name has the key all the same, with null.
 */
const upsert = (table: string, name: string | null, domain = vendor) =>
  house.sql.unsafe(
    `insert into ${table} (origin_company_name, origin_company_domain, customer_company_name,
      case_study_url, processed)
    values ($1, $2, 'Globex', $3, false)
    on conflict (case_study_url) do update
      set origin_company_name = excluded.origin_company_name,
          origin_company_domain = excluded.origin_company_domain,
          customer_company_name = excluded.customer_company_name,
          case_study_url = excluded.case_study_url,
          processed = excluded.processed`,
    [name, domain, url]
  )

const nameIn = async (table: string) =>
  (await house.row(`select origin_company_name as name from ${table}`))?.name

beforeEach(async () => {
  await forgetCustomers(house.sql)
  await house.sql`truncate raw.claygent_customers_structured_raw, ops.documents`
})

describe('the null origin_company_name', () => {
  it('is what the upsert of the predecessor makes of a payload without a name', async () => {
    // The same table without the guard: neither triggers nor checks are copied.
    await house.sql`create table public.predecessor (like raw.staging_case_study_urls
      including defaults including indexes)`
    try {
      await upsert('public.predecessor', 'Vendor')
      await house.sql`update public.predecessor set processed = true`
      await upsert('public.predecessor', null)
      expect(
        await house.row('select origin_company_name, processed from public.predecessor')
      ).toEqual({ origin_company_name: null, processed: false })
    } finally {
      await house.sql`drop table public.predecessor`
    }
  })

  it('cannot come about by landing the same two payloads', async () => {
    const customers = [{ companyName: 'Globex', url, hasCaseStudy: true }]
    for (const name of [{ origin_company_name: 'Vendor' }, { origin_company_name: null }, {}]) {
      const body = { origin_company_domain: vendor, ...name, customers }
      await house.sql`insert into raw.claygent_customers_structured_raw (payload)
        values (${JSON.stringify(body)}::text::jsonb)`
      await house.sql`update raw.staging_case_study_urls set processed = true`
    }
    expect(
      await house.row('select origin_company_name, processed from raw.staging_case_study_urls')
    ).toEqual({ origin_company_name: 'Vendor', processed: true })
  })

  it.each([[null], ['  ']])(
    'cannot come about by that very upsert with %j either',
    async (blank) => {
      await upsert('raw.staging_case_study_urls', 'Vendor')
      await upsert('raw.staging_case_study_urls', blank)
      expect(await nameIn('raw.staging_case_study_urls')).toBe('Vendor')
    }
  )

  it('cannot hide behind an empty name, which the table refuses', async () => {
    await upsert('raw.staging_case_study_urls', 'Vendor')
    expect((await failure(upsert('raw.staging_case_study_urls', ''))).code).toBe('23514')
    await house.sql`update raw.staging_case_study_urls set origin_company_name = ''`
    expect(await nameIn('raw.staging_case_study_urls')).toBe('Vendor')
  })

  it('cannot come about by any update, and a name may still become another', async () => {
    await upsert('raw.staging_case_study_urls', 'Vendor')
    await house.sql`update raw.staging_case_study_urls set origin_company_name = null`
    expect(await nameIn('raw.staging_case_study_urls')).toBe('Vendor')
    await house.sql`update raw.staging_case_study_urls set origin_company_name = 'Vendor Inc'`
    expect(await nameIn('raw.staging_case_study_urls')).toBe('Vendor Inc')
    await house.sql`update raw.staging_case_study_urls set sent_to_clay = true`
    expect(await nameIn('raw.staging_case_study_urls')).toBe('Vendor Inc')
  })

  it('is filled by a name, of 1,000 rows in one statement too', async () => {
    await house.sql`insert into raw.staging_case_study_urls
        (origin_company_domain, case_study_url, origin_company_name)
      select ${vendor}, 'https://vendor.example/c/' || n, case when n % 2 = 0 then 'Vendor' end
      from generate_series(1, 1000) as n`
    await house.sql`update raw.staging_case_study_urls
      set origin_company_name = case when origin_company_name is null then 'Filled' end`
    expect(
      await house.rows(`select origin_company_name as name, count(*)::integer as n
        from raw.staging_case_study_urls group by 1 order by 1`)
    ).toEqual([
      { name: 'Filled', n: 500 },
      { name: 'Vendor', n: 500 },
    ])
  })
})
