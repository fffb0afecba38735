import { beforeEach, describe, expect, it } from 'vitest'
import { forgetCustomers, vendor } from '../../support/company-customers.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const fill = async (options = 'false') =>
  (await house.rows(`call ops.fill_staging_origin_names(${options})`))[0] as Row
const diagnose = () =>
  house.rows(`select origin_company_domain as domain, reason, raw_id is not null as has_payload,
      fillable_name as name
    from ops.diagnose_null_origin_names()`)
const stage = (...domains: string[]) =>
  house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url)
    select d, 'https://' || d || '/customers/' || n
    from unnest(${domains}::text[]) with ordinality as l (d, n)`
const name = (domain: string, value: string) =>
  house.sql`insert into core.companies (id, domain, source, landing_no, name)
    values (gen_random_uuid(), ${domain}, 'test', 1, ${value})`
const land = (body: unknown) =>
  house.sql`insert into raw.claygent_customers_structured_raw (payload)
    values (${JSON.stringify(body)}::text::jsonb)`

beforeEach(async () => {
  await forgetCustomers(house.sql)
  await house.sql`truncate raw.claygent_customers_structured_raw, ops.documents, ops.failures`
})

describe('the names of publishers', () => {
  it('are filled from core, page by page, and those that are left have a reason', async () => {
    await stage('a.example', 'a.example', 'b.example', 'c.example')
    await name('a.example', 'A')
    await name('c.example', 'C')
    const expected = { p_after: 'c.example', p_examined: '4', p_filled: '3' }
    expect(await fill('')).toEqual(expected)
    expect((await diagnose()).map((row) => row.name)).toEqual(['A', 'A', null, 'C'])
    expect(await fill('false, 1')).toEqual(expected)
    expect(await fill()).toEqual({ p_after: 'b.example', p_examined: '1', p_filled: '0' })
    expect(await fill("false, 1, 'b.example'")).toMatchObject({ p_examined: '0' })
    expect(await diagnose()).toEqual([
      { domain: 'b.example', reason: 'no_payload', has_payload: false, name: null },
    ])
    expect(
      await house.rows(`select workflow_slug as w, records_processed as n
        from ops.enrichment_runs order by started_at`)
    ).toEqual([3, 0, 0].map((n) => ({ w: 'staging-origin-names-backfill', n })))
    expect((await failure(fill('true, 0'))).code).toBe('WH903')
  })

  it('are absent from the newest payload, present in it, or there is no payload', async () => {
    const customers = [{ companyName: 'X' }]
    await land({ origin_company_domain: 'present.example', customers, origin_company_name: null })
    await land({
      origin_company_domain: 'www.present.example',
      customers,
      origin_company_name: 'P',
    })
    await land({
      origin_company_domain: 'absent.example',
      customers: [],
      origin_company_name: 'Old',
    })
    await land({ origin_company_domain: 'absent.example', customers })
    await land({ origin_company_domain: 'null.example', customers, origin_company_name: ' n/a ' })
    await land({ origin_company_domain: '10.0.0.1', customers, origin_company_name: 'Failed' })
    await stage('absent.example', 'none.example', 'null.example', 'present.example')
    expect(await diagnose()).toEqual([
      { domain: 'absent.example', reason: 'absent_in_payload', has_payload: true, name: null },
      { domain: 'none.example', reason: 'no_payload', has_payload: false, name: null },
      { domain: 'null.example', reason: 'absent_in_payload', has_payload: true, name: null },
      { domain: 'present.example', reason: 'present_in_payload', has_payload: true, name: 'P' },
    ])
    expect(await fill()).toMatchObject({ p_examined: '4', p_filled: '1' })
  })

  it('of the requirement: 1,040 are null, 1,014 are filled, 26 are left with their reason', async () => {
    // 614 known from customers of the same vendor, 400 from companies, 26 from nobody.
    await house.sql`insert into core.company_customers (origin_company_domain, customer_name_key,
        customer_name, origin_company_name, source)
      select 'v' || n || '.example', 'x', 'X', 'Vendor ' || n, 'claygent_structured'
      from generate_series(1, 307) as n`
    await house.sql`insert into core.companies (id, domain, source, landing_no, name)
      select gen_random_uuid(), 'v' || n || '.example', 'test', n, 'Company ' || n
      from generate_series(308, 507) as n`
    await house.sql`insert into raw.staging_case_study_urls (origin_company_domain, case_study_url,
        origin_company_name, sent_to_clay)
      select 'v' || 1 + n % 507 || '.example', 'https://v.example/customers/' || n, null, n <= 851
      from generate_series(1, 1014) as n
      union all
      select case when n <= 16 then 'absent.example' else 'none.example' end,
        'https://v.example/others/' || n, null, false
      from generate_series(1, 26) as n
      union all
      select 'named.example', 'https://v.example/named/' || n, 'Named', true
      from generate_series(1, 4000) as n`
    await land({ origin_company_domain: 'absent.example', customers: [{ companyName: 'X' }] })
    const rest = `select sent_to_clay, processed, case_study_url, origin_company_domain, batch_id
      from raw.staging_case_study_urls order by case_study_url`
    const before = await house.rows(rest)
    expect(await diagnose()).toHaveLength(1040)
    expect(await fill('')).toMatchObject({ p_examined: '1040', p_filled: '1014' })
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      expect((await analyst`call ops.fill_staging_origin_names(false, 100)`)[0]).toMatchObject({
        p_examined: '1040',
        p_filled: '1014',
      })
      expect(
        await analyst`select reason, count(*)::integer as n from ops.diagnose_null_origin_names()
          group by reason order by reason`
      ).toEqual([
        { reason: 'absent_in_payload', n: 16 },
        { reason: 'no_payload', n: 10 },
      ])
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await house.rows(rest)).toEqual(before)
    expect(
      await house.row(`select count(*)::integer as n from raw.staging_case_study_urls
        where origin_company_name like 'Vendor %' or origin_company_name like 'Company %'`)
    ).toEqual({ n: 1014 })
  })

  it('are filled once by a landing beside the procedure', async () => {
    await stage(...Array.from({ length: 20 }, (_, n) => `v${n}.example`), vendor)
    await Promise.all([
      fill('false, 2'),
      ...Array.from({ length: 20 }, (_, n) => house.land(`v${n}.example`, { name: `V ${n}` })),
    ])
    await fill()
    expect((await diagnose()).map((row) => row.domain)).toEqual([vendor])
  })
})
