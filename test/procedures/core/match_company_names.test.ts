import { beforeEach, describe, expect, it } from 'vitest'
import {
  matchName,
  type NameKeys,
  readNameKeys,
  readNamePairs,
} from '../../support/company-names.ts'
import { landFlat } from '../../support/flat-source.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const page = (slug: string) => `https://www.linkedin.com/company/${slug}`

/** Companies of core: domain -> name, or name and page. */
async function known(companies: Record<string, string | null | [string | null, string]>) {
  await house.landTogether(
    Object.entries(companies).map(([domain, given]) => {
      const [name, slug] = Array.isArray(given) ? given : [given, undefined]
      return { domain, payload: { name, socials: { linkedin_url: slug && page(slug) } } }
    })
  )
}

async function found(companies: Record<string, string | null | [string | null, string]>) {
  await landFlat(
    house,
    { rawTable: 'company_discovery_payloads' },
    Object.entries(companies).map(([domain, given]) => {
      const [name, slug] = Array.isArray(given) ? given : [given, undefined]
      return { domain, payload: { name, linkedin_url: slug && page(slug) } }
    })
  )
}

/** What names of customers of `origin` match, in their order: [domain, method, page, ambiguous]. */
async function matches(names: readonly (string | null)[], origin = 'vendor.example') {
  const rows = await house.sql<
    {
      matched_domain: string | null
      match_method: string | null
      matched_linkedin_url: string | null
      is_ambiguous: boolean
    }[]
  >`
    select m.*
    from unnest(${names}::text[]) with ordinality as n (name, place)
    cross join lateral reference.company_name_keys(n.name) as k
    cross join lateral core.match_company_names(array[row(
      ${origin}, n.name, k.name_key, k.bare_key, k.weak_key, k.weak_words
    )::core.name_probe]) as m
    order by n.place`
  return rows.map((row) => [
    row.matched_domain,
    row.match_method,
    row.matched_linkedin_url,
    row.is_ambiguous,
  ])
}

const match = async (name: string | null, origin?: string) => (await matches([name], origin))[0]
const nothing = [null, null, null, false]
const ambiguous = [null, null, null, true]

beforeEach(async () => {
  await house.sql`truncate core.companies, extracted.company_discovery, ops.documents`
})

describe('core.match_company_names finds', () => {
  it.each([
    ['an equal name in core', { 'a.example': 'Ostrelle Ltd' }, {}, 'OSTRELLE, Ltd.', 'core-exact'],
    ['one that was found', {}, { 'a.example': 'Ostrelle Ltd' }, 'ostrelle ltd', 'discovery-exact'],
    ['one without its form', { 'a.example': 'Ostrelle GmbH' }, {}, 'Ostrelle', 'core-suffix'],
    [
      'found without its form',
      {},
      { 'a.example': 'Ostrelle' },
      'Ostrelle S.p.A.',
      'discovery-suffix',
    ],
    ['one that is a group', { 'a.example': 'Ostrelle' }, {}, 'Ostrelle Group', 'core-weak-suffix'],
    [
      'found, a group',
      {},
      { 'a.example': 'Ostrelle Holding' },
      'Ostrelle AG',
      'discovery-weak-suffix',
    ],
    ['accents and case', { 'a.example': 'Société Générale' }, {}, 'SOCIETE GENERALE', 'core-exact'],
    ['other alphabets', { 'a.example': 'ООО Ромашка' }, {}, 'Ромашка', 'core-suffix'],
    ['no spaces', { 'a.example': '株式会社花霞堂' }, {}, '花霞堂', 'core-suffix'],
  ])('%s', async (_, core, discovery, name, method) => {
    await known(core)
    await found(discovery)
    expect(await match(name)).toEqual(['a.example', method, null, false])
  })

  it('the first step that finds any, core before discovery, tight before loose', async () => {
    await known({ 'group.example': 'Ostrelle Group', 'bare.example': 'Ostrelle Inc' })
    await found({ 'found.example': 'Ostrelle GmbH', 'bare-found.example': 'Ostrelle AG' })
    expect(
      await matches(['OSTRELLE GROUP', 'ostrelle gmbh', 'Ostrelle Ltd', 'Ostrelle Holdings'])
    ).toEqual([
      ['group.example', 'core-exact', null, false],
      ['found.example', 'discovery-exact', null, false],
      ['bare.example', 'core-suffix', null, false],
      ['bare.example', 'core-weak-suffix', null, false],
    ])
  })

  it('the page of the row, else that of the other row of its domain, never of another', async () => {
    await known({
      'a.example': ['Ostrelle', 'core-a'],
      'b.example': 'Bee',
      'c.example': ['x', 'c'],
    })
    await found({
      'a.example': ['Ostrelle found', 'found-a'],
      'b.example': ['Bee found', 'found-b'],
      'c.example': 'Cee',
      'd.example': 'Dee',
    })
    expect(await matches(['ostrelle', 'ostrelle found', 'bee', 'cee', 'dee'])).toEqual([
      ['a.example', 'core-exact', page('core-a'), false],
      ['a.example', 'discovery-exact', page('found-a'), false],
      ['b.example', 'core-exact', page('found-b'), false],
      ['c.example', 'discovery-exact', page('c'), false],
      ['d.example', 'discovery-exact', null, false],
    ])
  })
})

describe('core.match_company_names finds nothing', () => {
  it.each([
    ['an equal name', ['Ostrelle', 'OSTRELLE'], [], 'ostrelle'],
    ['an equal name that was found', [], ['Ostrelle', 'OSTRELLE'], 'ostrelle'],
    ['a name without forms', ['Ostrelle Ltd', 'Ostrelle Inc'], [], 'Ostrelle AG'],
    ['a found name without forms', [], ['Ostrelle Ltd', 'Ostrelle Inc'], 'Ostrelle'],
    ['a name without weak words', ['Ostrelle Group', 'Ostrelle Holding'], [], 'Ostrelle'],
    ['a found name without weak words', [], ['Ostrelle Group', 'Ostrelle Holding'], 'Ostrelle'],
  ])('where two companies have %s', async (_, core, discovery, name) => {
    const domains = (names: readonly string[], prefix: string) =>
      Object.fromEntries(names.map((one, number) => [`${prefix}-${number}.example`, one]))
    await known(domains(core, 'core'))
    await found(domains(discovery, 'found'))
    expect(await match(name)).toEqual(ambiguous)
  })

  it('after an ambiguous step, though a later one would be clear', async () => {
    await known({ 'a.example': 'Ostrelle', 'b.example': 'ostrelle!' })
    await found({ 'c.example': 'Ostrelle' })
    expect(await match('Ostrelle')).toEqual(ambiguous)
    // In another step they are no rivals: the first one decides.
    await known({ 'd.example': 'Ostrelle GmbH' })
    expect(await match('Ostrelle GmbH')).toEqual(['d.example', 'core-exact', null, false])
  })

  it('where it is the origin itself, and the origin is as good a rival as any', async () => {
    await known({ 'vendor.example': 'Ostrelle' })
    expect(await match('Ostrelle')).toEqual(nothing)
    expect((await match('Ostrelle', 'other.example'))?.[0]).toBe('vendor.example')
    await found({ 'a.example': 'Ostrelle' })
    expect(await match('Ostrelle')).toEqual(nothing)
    await known({ 'b.example': 'Ostrelle' })
    expect(await match('Ostrelle')).toEqual(ambiguous)
  })

  it('where weak words differ, in any order of the two', async () => {
    await known({ 'group.example': 'Ostrelle Group', 'plain.example': 'Brelmoth Nord' })
    expect(
      await matches(['Ostrelle Holdings', 'Ostrelle Group Ltd', 'Ostrelle', 'Brelmoth Nord Co.'])
    ).toEqual([
      nothing,
      ['group.example', 'core-suffix', null, false],
      ['group.example', 'core-weak-suffix', null, false],
      ['plain.example', 'core-suffix', null, false],
    ])
    // Two rivals of which one is kept apart by its words are none.
    await known({ 'holding.example': 'Ostrelle Holding' })
    expect(await match('Ostrelle Groupe')).toEqual([
      'group.example',
      'core-weak-suffix',
      null,
      false,
    ])
  })

  it('for nothing, and for names of nothing', async () => {
    await known({ 'a.example': '...', 'b.example': null })
    expect(await matches([null, '', '...', '  ', '®'])).toEqual(Array(5).fill(nothing))
    expect([...(await house.sql`select * from core.match_company_names('{}')`)]).toEqual([])
    expect([...(await house.sql`select * from core.match_company_names(null)`)]).toEqual([])
  })
})

describe('hostile names', () => {
  it.each(['a'.repeat(500), '\u202e\u{1f4a3}', `'; drop table core.companies; --`, '%', '_', '\\'])(
    'match as given: %s',
    async (name) => {
      await known({ 'a.example': name, 'b.example': 'Ostrelle' })
      const [domain] = (await match(name)) ?? []
      const [keys] = await house.sql`select (reference.company_name_keys(${name})).name_key as key`
      expect(domain).toBe(keys?.key === null ? null : 'a.example')
    }
  )

  it('of 500 characters are as long as keys get, and the rest counts for nothing', async () => {
    const long = '日本'.repeat(250)
    await known({ 'a.example': long })
    expect((await match(`${long}株式会社`))?.slice(0, 2)).toEqual(['a.example', 'core-exact'])
  })
})

it('agrees with the model of the labelled pairs, in core and among the found', async () => {
  const pairs = readNamePairs()
  const keys = await readNameKeys(house.sql, pairs)
  const names = [...new Set(pairs.map(({ b }) => b))]
  const catalogue = names.map((name, company) => ({
    company,
    keys: keys.get(name) as NameKeys,
  }))
  const companies = Object.fromEntries(names.map((name, number) => [`c-${number}.example`, name]))
  for (const [table, steps] of [
    ['core', ['core-exact', 'core-suffix', 'core-weak-suffix']],
    ['discovery', ['discovery-exact', 'discovery-suffix', 'discovery-weak-suffix']],
  ] as const) {
    await house.sql`truncate core.companies, extracted.company_discovery, ops.documents`
    await (table === 'core' ? known : found)(companies)
    const attempts = await matches(pairs.map(({ a }) => a))
    const expected = pairs.map(({ a }) => {
      const model = matchName(keys.get(a) as NameKeys, catalogue)
      return model.company === null
        ? [null, null, null, model.ambiguous]
        : [`c-${model.company}.example`, steps[model.level ?? 0], null, false]
    })
    expect(attempts).toEqual(expected)
  }
})
