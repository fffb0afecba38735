import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Claim,
  claim,
  customersOf,
  fold,
  forgetCustomers,
  type Mention,
  mention,
  vendor,
} from '../../support/company-customers.ts'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const say = (...mentions: Mention[]) => mention(house.sql, ...mentions)
const foldAll = (...names: string[]) => fold(house.sql, names)
const one = async () => (await customersOf(house))[0]
const domain = async () => {
  const row = await one()
  return row && [row.customer_domain, row.domain_source]
}
const nothing = { inserted: 0, updated: 0, deleted: 0 }

beforeEach(() => forgetCustomers(house.sql))

const evidence = {
  manual: 1,
  case_study_details: 2,
  case_study_buyers: 2,
  name_match: 3,
  gemini_inference: 4,
  orphan: 4,
} as const
type Evidence = keyof typeof evidence
const kinds = Object.keys(evidence) as Evidence[]
const sourceWord: Record<Evidence, string> = {
  manual: 'manual',
  case_study_details: 'model-1',
  case_study_buyers: 'gemini-case-study-buyer',
  name_match: 'name-match',
  gemini_inference: 'gemini-infer',
  orphan: 'gemini-orphan-resolve',
}

async function speak(kind: Evidence, landing: number, name = 'Globex'): Promise<void> {
  const value = `${kind.replaceAll('_', '-')}.example`
  if (kind === 'manual') await say({ name, source: 'manual', landing, domain: value })
  else if (kind === 'name_match') await say({ name, landing, matched: value })
  else await claim(house.sql, { evidence: kind, name, landing, domain: value } as Claim)
}

const pairs = kinds.flatMap((a) => kinds.filter((b) => a !== b).map((b) => [a, b] as const))

describe('the domain of a customer', () => {
  it.each(pairs)('is that of %s or %s by precedence, whichever comes first', async (a, b) => {
    for (const [landingA, landingB] of [
      [11, 12],
      [12, 11],
    ] as const) {
      const isA = evidence[a] < evidence[b] || (evidence[a] === evidence[b] && landingA < landingB)
      const winner = isA ? a : b
      for (const isSwapped of [false, true]) {
        await forgetCustomers(house.sql)
        await say({ name: 'Globex', landing: 1 })
        for (const kind of isSwapped ? [b, a] : [a, b]) {
          await speak(kind, kind === a ? landingA : landingB)
          await foldAll('Globex')
        }
        expect(await domain()).toEqual([
          `${winner.replaceAll('_', '-')}.example`,
          sourceWord[winner],
        ])
        const before = await versionsOf(house.sql)
        await foldAll('Globex')
        expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
      }
    }
  })

  it('of a match goes with the match, and inference takes over', async () => {
    await say({ name: 'Globex', landing: 1, matched: 'globex.example' })
    await speak('orphan', 2)
    await foldAll('Globex')
    expect(await domain()).toEqual(['globex.example', 'name-match'])
    await house.sql`update extracted.claygent_customers_structured set matched_domain = null`
    await foldAll('Globex')
    expect(await domain()).toEqual(['orphan.example', 'gemini-orphan-resolve'])
    await house.sql`update extracted.orphan_customer_domain set success = false`
    await foldAll('Globex')
    expect(await domain()).toEqual([null, null])
  })

  it('follows the case study that the row carries, whatever name was read in it', async () => {
    const url = 'https://vendor.example/customers/globex'
    await say({ name: 'Globex', landing: 1, url }, { name: 'Initech', landing: 1 })
    await claim(house.sql, {
      evidence: 'case_study_details',
      name: 'Globex Corporation',
      domain: 'globex.example',
      landing: 2,
      url,
    })
    // Another vendor's story about a customer of the same name says nothing here.
    await claim(house.sql, {
      evidence: 'case_study_buyers',
      origin: 'other.example',
      name: 'Initech',
      domain: 'initech.example',
      landing: 3,
    })
    await foldAll('Globex', 'Initech')
    expect(
      (await customersOf(house)).map((row) => [row.customer_name, row.customer_domain])
    ).toEqual([
      ['Globex', 'globex.example'],
      ['Initech', null],
    ])
    expect(
      await house.rows(`select k.customer_name_key as key from unnest(
        core.list_case_study_customers('{vendor.example}', '{${url},https://x.example/y}')) as k`)
    ).toEqual([{ key: 'globex' }])
    expect(
      await house.rows(`select core.list_case_study_customers('{other.example}', '{${url}}') as l,
        core.list_case_study_customers(null, null) as n`)
    ).toEqual([{ l: [], n: [] }])
  })

  it('is the vendor’s own only where the names are equal, and never a shortener', async () => {
    await say(
      { name: 'Vendor', landing: 1, originName: 'VENDOR ' },
      { name: 'Globex', landing: 1, originName: 'Vendor' },
      { name: 'Nameless', landing: 2 },
      { name: 'Short', landing: 2 }
    )
    for (const [at, name] of ['Vendor', 'Globex', 'Nameless'].entries()) {
      await claim(house.sql, {
        evidence: 'case_study_details',
        name,
        domain: vendor,
        landing: 10 + at,
      })
    }
    await claim(house.sql, {
      evidence: 'case_study_details',
      name: 'Short',
      domain: 'www2.bit.ly',
      landing: 20,
    })
    await claim(house.sql, {
      evidence: 'gemini_inference',
      name: 'Short',
      domain: 'short.example',
      landing: 21,
    })
    await foldAll('Vendor', 'Globex', 'Nameless', 'Short')
    expect(
      (await customersOf(house)).map((row) => [row.customer_name, row.customer_domain])
    ).toEqual([
      ['Globex', null],
      ['Nameless', null],
      ['Short', 'short.example'],
      ['Vendor', vendor],
    ])
  })

  it('alone makes no row', async () => {
    for (const [at, kind] of kinds.entries()) {
      if (kind !== 'manual' && kind !== 'name_match') await speak(kind, at + 1)
    }
    expect(await foldAll('Globex')).toEqual(nothing)
  })
})

describe('a row from outside the pipeline', () => {
  const legacy = (values: Record<string, unknown>) =>
    house.sql`insert into core.company_customers ${house.sql({
      origin_company_domain: vendor,
      customer_name_key: 'globex',
      customer_name: 'GLOBEX',
      source: 'claygent_v2',
      ...values,
    })}`

  it('counts as the oldest, and stays without a mention', async () => {
    await legacy({
      origin_company_name: 'Old',
      case_study_url: 'https://vendor.example/old',
      has_case_study: true,
      customer_domain: 'old.example',
      customer_domain_source: 'gemini-3-flash-preview',
    })
    const before = await versionsOf(house.sql)
    expect(await foldAll('Globex')).toEqual(nothing)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    await say({
      name: 'Globex',
      landing: 5,
      originName: 'New',
      has: false,
      matched: 'globex.example',
    })
    await foldAll('Globex')
    expect(await one()).toEqual({
      customer_name: 'GLOBEX',
      origin_company_name: 'New',
      case_study_url: 'https://vendor.example/old',
      has_case_study: true,
      customer_domain: 'old.example',
      domain_source: 'gemini-3-flash-preview',
      source: 'claygent_structured',
    })
    await house.sql`delete from extracted.claygent_customers_structured`
    expect(await foldAll('Globex')).toEqual(nothing)
    expect(await one()).toMatchObject({ customer_name: 'GLOBEX', customer_domain: 'old.example' })
  })

  it.each([
    ['manual', 'manual', 'old.example'],
    ['gemini-3-flash-preview', 'name_match', 'old.example'],
    ['parallel-case-studies-backfill', 'case_study_details', 'old.example'],
    ['legacy', 'orphan', 'old.example'],
    ['name-match', 'name_match', 'old.example'],
    ['name-match', 'case_study_buyers', 'case-study-buyers.example'],
    ['gemini-orphan-resolve', 'gemini_inference', 'old.example'],
    ['gemini-orphan-resolve', 'name_match', 'name-match.example'],
    ['gemini-3-flash-preview', 'manual', 'manual.example'],
  ] as const)(
    'with a domain of %s beside %s has %s, and gets its own back',
    async (source, kind, expected) => {
      await legacy({ customer_domain: 'old.example', customer_domain_source: source })
      await speak(kind, 7)
      await foldAll('Globex')
      expect((await domain())?.[0]).toBe(expected)
      const before = await versionsOf(house.sql)
      await foldAll('Globex')
      expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
      await house.sql`truncate extracted.claygent_customers_structured,
      extracted.manual_company_customers, extracted.case_study_details,
      extracted.case_study_buyer_pages, extracted.gemini_domain_inference`
      await foldAll('Globex')
      expect(await domain()).toEqual(['old.example', source])
      expect(
        await house.row(`select legacy_customer_domain, legacy_customer_domain_source
        from core.company_customers`)
      ).toEqual({ legacy_customer_domain: null, legacy_customer_domain_source: null })
    }
  )

  it('without a domain is filled like any other', async () => {
    await legacy({})
    await speak('orphan', 7)
    await foldAll('Globex')
    expect(await domain()).toEqual(['orphan.example', 'gemini-orphan-resolve'])
  })
})
