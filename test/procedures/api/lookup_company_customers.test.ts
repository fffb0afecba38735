import { beforeAll, expect, it } from 'vitest'
import { call, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const questions = [
  ['lookup_company_customers', 'customer_count'],
  ['get_company_has_customers', 'count'],
  ['get_customers_status', 'customer_count'],
  ['get_company_customers_status', 'total_customers'],
] as const

// 100,000 customers of 101 vendors, one of which has a tenth of them; half of them are companies.
beforeAll(async () => {
  await house.sql.unsafe(`
    insert into core.companies (domain, id, name, linkedin_url, source, landing_no)
    select 'customer-' || n || '.example', gen_random_uuid(), 'Customer ' || n,
      'https://www.linkedin.com/company/customer-' || n, 'test', n
    from generate_series(1, 50000) as n;
    insert into core.company_industries (domain, source, matched_industry, landing_no)
    select 'customer-' || n || '.example', 'test', 'Software Development', n
    from generate_series(1, 50000) as n;
    insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
      customer_domain, customer_domain_source)
    select case when n % 10 = 0 then 'big.example' else 'vendor-' || n % 100 || '.example' end,
      'Customer ' || n, 'customer ' || n, 'customer-' || n || '.example', 'by hand'
    from generate_series(1, 100000) as n;
    analyze core.companies, core.company_industries, core.company_customers`)
}, 120_000)

it.each(questions)('%s looks up by index among 100,000 customers', async (name, count) => {
  await house.sql.begin(async (sql) => {
    for (const [domain, expected] of [
      ['vendor-1.example', 1000],
      ['big.example', 10_000],
      ['unknown.example', 0],
    ] as const) {
      const [row] = await sql.unsafe(`select api.${name}('{"domain": "${domain}"}') as answer`)
      expect(row?.answer[count]).toBe(expected)
    }
    const scanned = await sql`
      select s.relname from pg_stat_xact_user_tables as s
      where s.schemaname in ('core', 'extracted') and s.seq_scan > 0`
    expect(scanned.map((table) => table.relname)).toEqual([])
  })
})

it('lists half of them with their company page and industry', async () => {
  const answer = await call(house.sql, 'lookup_company_customers', '{"domain": "big.example"}')
  const known = answer.customers.filter(
    (one: { customer_linkedin_url: unknown }) => one.customer_linkedin_url !== null
  )
  expect(known).toHaveLength(5000)
  expect(known[0].customer_industry).toBe('Software Development')
})
