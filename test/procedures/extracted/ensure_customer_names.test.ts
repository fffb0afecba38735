import { beforeEach, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { enrich, matchesOf } from '../../support/customer-names.ts'
import { countStatements, statementsIn } from '../../support/statements.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

/** Names as [origin, name]. */
async function ensure(...names: readonly (readonly [string | null, string | null])[]) {
  await house.sql`
    select extracted.ensure_customer_names(array_agg(
      row(n.item ->> 0, n.item ->> 1)::extracted.customer_name
    ))
    from jsonb_array_elements(${JSON.stringify(names)}::text::jsonb) as n (item)`
}

const stored = () => house.rows(`select * from extracted.customer_names order by customer_name`)

beforeEach(() => house.sql`truncate extracted.customer_names, core.companies, ops.documents`)

describe('extracted.ensure_customer_names', () => {
  it('stores names with their keys and what they match', async () => {
    await enrich(house, { domain: 'b.example', name: 'Brelmoth' })
    await ensure(['v.example', 'BRELMOTH Group, Inc.'], ['v.example', 'Quorvane'])
    expect(await stored()).toEqual([
      {
        origin_company_domain: 'v.example',
        customer_name: 'BRELMOTH Group, Inc.',
        customer_name_key: 'brelmoth group, inc',
        exact_key: 'brelmoth group inc',
        bare_key: 'brelmoth group',
        weak_key: 'brelmoth',
        weak_words: 'group',
        matched_domain: 'b.example',
        matched_linkedin_url: null,
        match_method: 'core-weak-suffix',
        matched_at: expect.any(String),
      },
      {
        origin_company_domain: 'v.example',
        customer_name: 'Quorvane',
        customer_name_key: 'quorvane',
        exact_key: 'quorvane',
        bare_key: 'quorvane',
        weak_key: 'quorvane',
        weak_words: null,
        matched_domain: null,
        matched_linkedin_url: null,
        match_method: null,
        matched_at: null,
      },
    ])
  })

  it('stores every spelling, each once, and writes nothing the second time', async () => {
    const names = [
      ...(['Acme', 'ACME', 'Acme', 'Ácme'].map((name) => ['v.example', name]) as [
        string,
        string,
      ][]),
      ['w.example', 'Acme'] as const,
    ]
    await ensure(...names)
    expect(Object.keys(await matchesOf(house))).toHaveLength(4)
    const before = await versionsOf(house.sql)
    await ensure(...names)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('leaves out what is no name, and does nothing for nothing', async () => {
    await ensure(['v.example', null], [null, 'Acme'], ['v.example', '...'], ['v.example', ' '])
    await house.sql`select extracted.ensure_customer_names('{}')`
    await house.sql`select extracted.ensure_customer_names(null)`
    expect(await stored()).toEqual([])
  })

  it('stores names without a key to match by, which never match', async () => {
    await enrich(house, { domain: 'b.example', name: '\u{1f4a3}' })
    await ensure(['v.example', '\u{1f4a3}'])
    expect(await stored()).toMatchObject([{ exact_key: null, matched_domain: null }])
  })

  it('takes hostile names as they are, up to 500 characters', async () => {
    const names = ['日本'.repeat(250), `'; drop table x; --`, '\u202eemca', '\\', '%_']
    await ensure(...names.map((name) => ['v.example', name] as const))
    const kept = (await stored()).map((row) => row.customer_name)
    expect(kept.toSorted()).toEqual(names.toSorted())
    expect(await failure(ensure(['v.example', 'a'.repeat(501)]))).toMatchObject({ code: '23514' })
  })

  it('of 1,000 names takes as many statements as of two', async () => {
    await countStatements(house.sql)
    const spent = (prefix: string, size: number) =>
      statementsIn(house.sql, () =>
        ensure(...Array.from({ length: size }, (_, n) => ['v.example', `${prefix} ${n}`] as const))
      )
    expect(await spent('many', 1000)).toBe(await spent('two', 2))
  })
})
