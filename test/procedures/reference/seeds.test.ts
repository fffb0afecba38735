import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const keyed = [
  ['employee_range_lookup', 'size_raw', 'size_key', 'employee_range_key'],
  ['revenue_range_lookup', 'raw_value', 'raw_key', 'revenue_range_key'],
  ['funding_range_lookup', 'raw_value', 'raw_key', 'revenue_range_key'],
  ['company_type_lookup', 'raw_value', 'raw_value', 'company_type_key'],
  ['industry_lookup', 'industry_raw', 'industry_key', 'industry_key'],
  ['top_vcs', 'name', 'name_key', 'name_key'],
  ['top_vc_aliases', 'alias_key', 'alias_key', 'name_key'],
  ['blocked_domains', 'domain', 'domain', 'normalize_domain'],
] as const

test.each(keyed)(
  'the keys of reference.%s are what its key function gives, and are their own keys',
  async (table, raw, key, name) => {
    const { sql } = database
    const rows = await sql`
    select t.*
    from reference.${sql(table)} as t
    where t.${sql(key)} is distinct from reference.${sql(name)}(t.${sql(raw)})
      or t.${sql(key)} is distinct from reference.${sql(name)}(t.${sql(key)})`
    expect([...rows]).toEqual([])
    const [count] = await sql`select count(*)::integer as rows from reference.${sql(table)}`
    expect(count?.rows).toBeGreaterThan(5)
  }
)

const vocabularies = [
  ['employee_ranges', 'match_employee_range'],
  ['revenue_ranges', 'match_revenue_range'],
  ['company_types', 'match_company_type'],
] as const

test.each(vocabularies)('every name of reference.%s matches itself', async (table, match) => {
  const { sql } = database
  const rows = await sql`
    select t.name, reference.${sql(match)}(t.name) as matched
    from reference.${sql(table)} as t
    where reference.${sql(match)}(t.name) is distinct from t.name`
  expect([...rows]).toEqual([])
})

test.each([
  ['employee_ranges', 'min_employees', 'max_employees', 8],
  ['revenue_ranges', 'min_revenue_usd', 'max_revenue_usd', 11],
  ['funding_ranges', 'min_funding_usd', 'max_funding_usd', 11],
] as const)(
  'the rows of reference.%s follow each other without a gap, open at the top',
  async (table, low, high, count) => {
    const { sql } = database
    const rows = await sql`
    select
      r.${sql(high)} as high,
      lead(r.${sql(low)}) over (order by r.sort_order) - 1 as expected
    from reference.${sql(table)} as r
    order by r.sort_order`
    expect(rows.map((row) => row.high)).toEqual(rows.map((row) => row.expected))
    expect(rows.length).toBe(count)
  }
)

test('every canonical industry matches itself, and look-ups lead to canonical names only', async () => {
  const astray = await database.sql`
    select i.name, reference.match_industry(i.name) as matched
    from reference.company_industries as i
    where i.is_canonical and reference.match_industry(i.name) is distinct from i.name
    union all
    select l.industry_raw, l.industry_cleaned
    from reference.industry_lookup as l
    where not exists (
      select from reference.company_industries as i
      where i.is_canonical and i.name = l.industry_cleaned
    )`
  expect([...astray]).toEqual([])
})

test('an industry that is not canonical does not match until it is made so', async () => {
  await database.sql.begin(async (sql) => {
    await sql`
      insert into reference.company_industries (id, name, source)
      values (md5('industry:test:Space Mining')::uuid, 'Space Mining', 'test')`
    const before = await sql`select reference.match_industry('space mining') as name`
    expect(before[0]).toEqual({ name: null })
    await sql`update reference.company_industries set is_canonical = true where source = 'test'`
    const after = await sql`select reference.match_industry('SPACE  mining') as name`
    expect(after[0]).toEqual({ name: 'Space Mining' })
    await sql`delete from reference.company_industries where source = 'test'`
  })
})

test('no canonical vocabulary blocks the domain of a listed investor', async () => {
  const rows = await database.sql`
    select v.name from reference.top_vcs as v where reference.is_blocked_domain(v.domain)`
  expect([...rows]).toEqual([])
})

test('resolves investors by the names that the requirement lists', async () => {
  const rows = await database.sql`
    select n.alias, coalesce(v.name, a.name) as name
    from unnest(array[
      'benchmark', 'Lightspeed Venture Partners', 'New Enterprise Associates', 'NextView Ventures',
      'Ribbit Capital', 'Sequoia Capital', 'Seven Seven Six Ventures', 'Union Square Ventures'
    ]) with ordinality as n (alias, place)
    left join reference.top_vcs as v on v.name_key = reference.name_key(n.alias)
    left join reference.top_vc_aliases as a on a.alias_key = reference.name_key(n.alias)
    order by n.place`
  expect(rows.map((row) => row.name)).toEqual([
    ...[
      'Benchmark',
      'Lightspeed',
      'NEA',
      'NextView',
      'Ribbit',
      'Sequoia',
      'Seven Seven Six',
      'USV',
    ],
  ])
})

test('the tables refuse what is not normal', async () => {
  const { sql } = database
  const refused = [
    sql`insert into reference.blocked_domains (domain, reason) values ('Acme.example', 'x')`,
    sql`insert into reference.blocked_domains (domain, reason) values ('acme.example/', 'x')`,
    sql`insert into reference.top_vcs (name, name_key) values ('Acme', 'Acme')`,
    sql`insert into reference.technologies (id, name, name_key)
      values (gen_random_uuid(), 'Acme', 'acme')`,
    sql`insert into reference.employee_ranges (name, min_employees, max_employees, sort_order)
      values ('5-1', 5, 1, 99)`,
    sql`insert into reference.company_type_lookup (raw_value, matched_company_type)
      values ('Private', 'Private Company')`,
  ]
  for (const insert of refused) await expect(insert).rejects.toMatchObject({ code: '23514' })
})
