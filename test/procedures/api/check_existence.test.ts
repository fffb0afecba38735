import { beforeAll, describe, expect, it } from 'vitest'
import { call, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const check = (request: unknown) => call(house.sql, 'check_existence', JSON.stringify(request))
const companies = (domain: unknown, members = {}) =>
  check({ domain, schema_name: 'core', table_name: 'companies', ...members })

beforeAll(async () => {
  await house.land('there.example', { name: "O'Hara 100%_\\ Ltd", keywords: ['a'] })
  await house.sql`insert into public.top_priority_companies (domain) values ('WWW.Listed.example')`
})

describe('api.check_existence', () => {
  it('says that a value is there, and echoes what was asked', async () => {
    expect(await companies('there.example')).toEqual({
      success: true,
      exists: true,
      domain: 'there.example',
      schema_name: 'core',
      table_name: 'companies',
      column_name: 'domain',
    })
  })

  it('says that a value is not there', async () => {
    expect(await companies('elsewhere.example')).toMatchObject({ success: true, exists: false })
  })

  it('compares domains normalised, names of schema and table whatever their case', async () => {
    const request = { schema_name: ' CORE ', table_name: 'Companies', column_name: 'DOMAIN' }
    const answer = await companies('https://www.There.example/', request)
    expect(answer).toMatchObject({ success: true, exists: true, schema_name: 'core' })
  })

  it('finds a domain as received as well', async () => {
    const answer = await check({
      domain: 'WWW.Listed.example',
      schema_name: 'public',
      table_name: 'top_priority_companies',
    })
    expect(answer.exists).toBe(true)
  })

  it.each([
    [`O'Hara 100%_\\ Ltd`, true],
    [`o'hara 100%_\\ ltd`, false],
    ['%', false],
    ['_', false],
    [`' or ''='`, false],
    ['Größe', false],
  ])('compares other columns as given, case-sensitive: %s', async (value, exists) => {
    expect(await companies(value, { column_name: 'name' })).toMatchObject({ success: true, exists })
  })

  it.each([
    ['companies_full', 'domain', true],
    ['company_keywords', 'keyword', false],
    ['companies', 'landing_no', false],
    ['companies', 'created_at', false],
    ['company_vc_investors', 'company_domain', false],
  ])('looks into %s.%s, views and columns of any type', async (table_name, column_name, exists) => {
    const answer = await companies('there.example', { table_name, column_name })
    expect(answer).toMatchObject({ success: true, exists, column_name })
  })

  it.each([
    ['domain', { domain: undefined }],
    ['domain', { domain: ' ' }],
    ['domain', { domain: {} }],
    ['schema_name', { schema_name: null }],
    ['table_name', { table_name: [] }],
  ])('needs %s', async (path, members) => {
    expect(await companies('there.example', members)).toMatchObject({
      success: false,
      exists: false,
      error: { code: 'WH101', message: 'Missing parameters', issues: [{ path }] },
    })
  })

  const hostile = [
    'companies; drop table core.companies',
    `companies' or '1'='1`,
    'companies"',
    'core.companies',
    'pg_catalog.pg_class',
    'companies--',
    'compañies',
    'ﬁrms',
    'ｃompanies',
    'com panies',
    'companies\u0000x'.replace('\u0000', '\\u0000'),
    '%I',
    '1companies',
    'x'.repeat(64),
    '*',
  ]

  it.each(hostile)('refuses %s as the name of a schema, table or column', async (name) => {
    const cases = [
      ['schema_name', 'Invalid schema or table name'],
      ['table_name', 'Invalid schema or table name'],
      ['column_name', 'Invalid column name'],
    ] as const
    for (const [path, message] of cases) {
      const answer = await companies('there.example', { [path]: name })
      expect(answer).toMatchObject({
        success: false,
        exists: false,
        error: { code: 'WH501', message, hint: expect.any(String), issues: [{ path }] },
      })
    }
    expect(await companies('there.example')).toMatchObject({ exists: true })
  })

  it.each(['ops', 'api', 'client', 'outbound', 'pg_catalog', 'information_schema', 'nowhere'])(
    'does not look into schema %s',
    async (schema_name) => {
      expect(await companies('there.example', { schema_name })).toMatchObject({
        success: false,
        error: { code: 'WH502', message: `Schema ${schema_name} is not readable here` },
      })
    }
  )

  it('knows no table or column that does not exist', async () => {
    expect(await companies('x', { table_name: 'nothing' })).toMatchObject({
      success: false,
      exists: false,
      error: { code: 'WH503', message: 'Table core.nothing does not exist' },
    })
    expect(await companies('x', { column_name: 'nothing' })).toMatchObject({
      error: { code: 'WH504', message: 'Column nothing does not exist in core.companies' },
    })
    // Neither indexes and sequences nor system columns count.
    expect(await companies('x', { table_name: 'companies_pkey' })).toMatchObject({
      error: { code: 'WH503' },
    })
    expect(
      await companies('x', { schema_name: 'raw', table_name: 'landing_no_seq' })
    ).toMatchObject({ error: { code: 'WH503' } })
    expect(await companies('x', { column_name: 'ctid' })).toMatchObject({
      error: { code: 'WH504' },
    })
  })

  it.each([7, [], null, 'text'])(
    'takes a request that is %s for one without parameters',
    async (request) => {
      expect(await check(request)).toMatchObject({ success: false, error: { code: 'WH101' } })
    }
  )
})
