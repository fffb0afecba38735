import { beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const path = '/read/companies/db/check-existence'
const ask: (body: unknown) => ReturnType<Served['send']> = (body) => served.send(path, { body })
const question = { domain: 'northwind.example', schema_name: 'testing', table_name: 'companies' }

beforeAll(async () => {
  await served.database.sql`
    insert into testing.companies (name, domain)
    values ('Northwind', 'northwind.example'), ('Robert''); drop table x', 'Mixed Case Value')`
})

describe('check-existence', () => {
  it('says yes and no, in the documented shape', async () => {
    const yes = await ask(question)
    expect(yes.status).toBe(200)
    expect(yes.body).toEqual({ success: true, exists: true, ...question, column_name: 'domain' })
    const no = await ask({ ...question, domain: 'absent.example' })
    expect(no.body).toMatchObject({ success: true, exists: false })
  })

  it('looks for the normalised domain, and takes names in any case', async () => {
    const names = { schema_name: ' Testing', table_name: 'COMPANIES ' }
    const { body } = await ask({ ...names, domain: 'https://www.Northwind.example/about' })
    expect(body).toMatchObject({ success: true, exists: true })
  })

  it('looks in another column for the value as given', async () => {
    const inName = (domain: string) => ask({ ...question, domain, column_name: 'name' })
    expect((await inName("Robert'); drop table x")).body.exists).toBe(true)
    expect((await inName("robert'); drop table x")).body.exists).toBe(false)
  })

  it.each([
    ['a table that is not there', { table_name: 'nothing' }, 404, 'WH503', 'testing.nothing'],
    ['a column that is not there', { column_name: 'nothing' }, 404, 'WH504', 'nothing'],
    ['the schema of the keys', { schema_name: 'ops', table_name: 'api_keys' }, 422, 'WH502', 'ops'],
    ['the catalogue', { schema_name: 'pg_catalog', table_name: 'pg_authid' }, 422, 'WH502', 'pg_'],
    ['the tenants', { schema_name: 'client', table_name: 'leads' }, 422, 'WH502', 'client'],
    ['a name in quotes', { table_name: '"companies"' }, 422, 'WH501', 'table'],
    ['a name of 64 characters', { table_name: 'x'.repeat(64) }, 422, 'WH501', 'table'],
    ['letters beyond ASCII', { schema_name: 'tésting' }, 422, 'WH501', 'schema'],
  ])('refuses %s', async (_what, change, status, code, named) => {
    const answer = await ask({ ...question, ...change })
    expect(answer.status, answer.text).toBe(status)
    expect(answer.body).toMatchObject({ success: false, exists: false, error: { code } })
    expect(answer.body.error.message).toContain(named)
    expect(answer.body.error.hint).not.toBe('')
    expect(Object.keys(answer.body)).toEqual(
      expect.arrayContaining(['domain', 'schema_name', 'table_name', 'column_name'])
    )
  })

  const hostile = [
    "companies'; drop table testing.companies; --",
    'companies union select key_sha256 from ops.api_keys',
    'companies where true or (select pg_sleep(5)) is null --',
    '%I.%I',
    '$1',
    '../companies',
  ]

  it.each(hostile)('treats %s as a name that cannot be, wherever it stands', async (text) => {
    for (const field of ['schema_name', 'table_name', 'column_name']) {
      const answer = await ask({ ...question, [field]: text })
      expect(answer.status, field).toBe(422)
      expect(answer.body.error.code).toBe('WH501')
    }
    const asValue = await ask({ ...question, domain: text })
    expect(asValue.status).toBe(200)
    expect(asValue.body.exists).toBe(false)
    expect((await ask(question)).body.exists).toBe(true)
  })
})
