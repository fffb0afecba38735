import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { answerWith } from '../support/companyenrich-answers.ts'
import { contentOf, rowsWritten, versionsOf } from '../support/content.ts'
import {
  landSimilar,
  listedOf,
  listing,
  mirroredOf,
  type SimilarLanding,
} from '../support/similar.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const land = (...landings: SimilarLanding[]) => landSimilar(house.sql, ...landings)
const mirrored = (domain: string) => mirroredOf(house.sql, domain)
const listed = (domain: string) => listedOf(house.sql, domain)
const rebuild = (size = 1000) => house.sql`call ops.rebuild('company_enrich_similar', ${size})`

describe('an answer', () => {
  it('becomes typed rows, best first, in extracted and core', async () => {
    const item = {
      id: '5f0c1c7e-8f0a-4b7e-9a4e-2f0a1b3c4d5e',
      name: ' Apex  Foods ',
      domain: 'https://www.Apex.example/about',
      website: 'https://www.apex.example',
      industry: 'Food',
      description: 'Sells food.',
      keywords: ['food', 'FOOD', ' shops '],
      logo_url: 'https://logos.example/apex.png',
      unheard_of: { of: 1 },
    }
    await land({ domain: 'Acme.example', payload: answerWith([item], { [item.id]: 0.75 }) })
    expect(
      await house.rows(`select t.*, r.input_domain as asked from extracted.company_enrich_similar as t
        inner join raw.company_enrich_similar_raw as r on r.id = t.raw_id`)
    ).toEqual([
      {
        input_domain: 'acme.example',
        company_domain: 'apex.example',
        raw_id: expect.any(String),
        batch_id: null,
        company_id: item.id,
        company_name: 'Apex Foods',
        company_website: item.website,
        company_industry: 'Food',
        company_description: 'Sells food.',
        company_keywords: ['FOOD', 'shops'],
        company_logo_url: item.logo_url,
        similarity_score: '0.75',
        asked: 'Acme.example',
      },
    ])
    expect(await house.rows('select * from core.company_similar_companies_preview')).toEqual([
      {
        input_domain: 'acme.example',
        company_domain: 'apex.example',
        company_name: 'Apex Foods',
        company_industry: 'Food',
        company_description: 'Sells food.',
        similarity_score: '0.75',
        source: 'company_enrich_similar',
        first_seen_at: expect.any(String),
        last_seen_at: null,
      },
    ])
  })

  it('keeps in raw only what has no domain, is the company itself or stands twice', async () => {
    const items = [
      { id: 1, name: 'Itself', domain: 'www.odd.example' },
      { id: 2, name: 'Nobody' },
      { id: 3, name: 'Address', domain: '192.0.2.1' },
      { id: 4, name: 'Short', domain: 'bit.ly' },
      { id: 5, name: 'Worse', domain: 'twice.example' },
      { id: 'six', name: 'Better', domain: 'TWICE.example' },
      { id: 7, name: { no: 'text' }, website: 'http://site.example/x', keywords: 'none' },
      'no object',
      null,
    ]
    const scores = { '5': 0.1, six: '0.9', '7': 17 }
    await land({ domain: 'odd.example', payload: { items, metadata: { scores } } })
    expect(
      await house.rows(`select company_id, company_name, company_domain, company_keywords,
        similarity_score from extracted.company_enrich_similar
        where input_domain = 'odd.example' order by company_domain`)
    ).toEqual([
      {
        company_id: '7',
        company_name: null,
        company_domain: 'site.example',
        company_keywords: [],
        similarity_score: null,
      },
      {
        company_id: 'six',
        company_name: 'Better',
        company_domain: 'twice.example',
        company_keywords: [],
        similarity_score: '0.9',
      },
    ])
  })

  it.each([
    ['no items', {}],
    ['items of another type', { items: 7 }],
    ['null for everything', { items: null, metadata: null }],
    ['scores of another type', { items: [], metadata: { scores: [1] } }],
  ])('with %s lists nothing and fails nothing', async (_name, payload) => {
    await land({ domain: 'nothing.example', payload })
    expect(await mirrored('nothing.example')).toEqual([])
    expect(await house.rows('select * from ops.failures')).toEqual([])
  })
})

describe('a statement', () => {
  it('without rows does nothing, and of an analyst needs domain and payload only', async () => {
    await land()
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await analyst`insert into raw.company_enrich_similar_raw (input_domain, payload)
        values ('analyst.example', ${JSON.stringify(listing({ one: 0.5 }))}::text::jsonb)`
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await listed('analyst.example')).toEqual(['one'])
  })

  it('leaves out calls that failed, and sorts out what cannot be used', async () => {
    await land(
      { domain: 'refused.example', statusCode: 402, errorMessage: 'out of credits' },
      { domain: 'silent.example', errorMessage: 'no answer in 30 s' },
      { domain: null, payload: {} },
      { domain: '192.0.2.7', payload: {} },
      { domain: 'bit.ly', payload: {} },
      { domain: 'array.example', payload: [] },
      { domain: 'null.example' },
      { domain: 'good.example', payload: listing({ fine: 0.5 }) }
    )
    const failures = await house.rows(`select p.input_domain, f.sqlstate from ops.failures as f
      inner join raw.company_enrich_similar_raw as p on p.id = f.raw_id order by p.landing_no`)
    expect(failures.map(({ input_domain, sqlstate }) => [input_domain, sqlstate])).toEqual([
      [null, 'WH101'],
      ['192.0.2.7', 'WH102'],
      ['bit.ly', 'WH103'],
      ['array.example', 'WH104'],
      ['null.example', 'WH104'],
    ])
    expect(await listed('good.example')).toEqual(['fine'])
    await house.sql`delete from ops.failures`
  })

  it('of 60 with poisoned ones quarantines those alone, until they are replayed', async () => {
    await house.sql.unsafe(`alter table extracted.company_enrich_similar
      add constraint no_poison check (company_name <> 'poison')`)
    const poisoned = [0, 31, 59]
    await land(
      ...Array.from({ length: 60 }, (_, number) => ({
        domain: `set-${number}.example`,
        payload: listing({ [poisoned.includes(number) ? 'poison' : 'fine']: 0.5, other: 0.1 }),
      }))
    )
    const open = `select p.input_domain from ops.failures as f
      inner join raw.company_enrich_similar_raw as p on p.id = f.raw_id
      where f.resolved_at is null order by p.landing_no`
    expect(await house.rows(open)).toEqual(
      poisoned.map((number) => ({ input_domain: `set-${number}.example` }))
    )
    const count = `select count(*)::integer as n from core.company_similar_companies_preview
      where input_domain like 'set-%'`
    expect(await house.row(count)).toEqual({ n: 114 })
    await house.sql.unsafe('alter table extracted.company_enrich_similar drop constraint no_poison')
    await house.sql`call ops.replay('company_enrich_similar', p_failures_only => true)`
    expect(await house.rows(open)).toEqual([])
    expect(await house.row(count)).toEqual({ n: 120 })
  })

  it('of 100 takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const spent = (prefix: string, size: number, label: string) =>
      statementsIn(house.sql, () =>
        land(
          ...Array.from({ length: size }, (_, number) => ({
            domain: `${prefix}-${number}.example`,
            payload: listing({ [label]: 0.5, same: 0.2 }),
          }))
        )
      )
    const two = await spent('two', 2, 'a')
    expect(two).toBeGreaterThan(3)
    expect(await spent('many', 100, 'a')).toBe(two)
    expect(await spent('many', 100, 'b')).toBe(await spent('two', 2, 'b'))
  })
})

describe('a newer answer', () => {
  it('replaces the mirror; in core what it no longer lists keeps its times', async () => {
    await land({ domain: 'newer.example', payload: listing({ a: 0.9, b: 0.5 }) })
    await land({ domain: 'newer.example', payload: listing({ b: 0.8, c: 0.1 }) })
    expect(await mirrored('newer.example')).toEqual(['b', 'c'])
    expect(await listed('newer.example')).toEqual(['b', 'c', '(a)'])
    await land({ domain: 'newer.example', payload: listing({ a: 0.7 }) })
    expect(await listed('newer.example')).toEqual(['a', '(b)', '(c)'])
  })

  it('that lists nothing changes nothing, and is no gap in the times', async () => {
    const domain = 'empty.example'
    await land({ domain, payload: listing({ a: 0.9 }) })
    const before = await versionsOf(house.sql)
    await land({ domain, payload: listing({}) })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    await land({ domain, payload: listing({ b: 0.9 }) })
    const landed = await contentOf(house.sql)
    expect(await listed(domain)).toEqual(['b', '(a)'])
    await rebuild()
    expect(await contentOf(house.sql)).toEqual(landed)
  })

  it('that repeats what stands writes nothing, replayed or not', async () => {
    await land({ domain: 'same.example', payload: listing({ a: 0.9 }) })
    const before = await versionsOf(house.sql)
    await land({ domain: 'same.example', payload: listing({ a: 0.9 }) })
    await house.sql`call ops.replay('company_enrich_similar')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('without a value leaves the one of core; the mirror is as the answer', async () => {
    const domain = 'partial.example'
    const item = { id: 'x', domain: 'x.example', name: 'Full Name', industry: 'Food' }
    await land({ domain, payload: answerWith([item], { x: 0.4 }) })
    await land({ domain, payload: answerWith([{ id: 'x', domain: 'x.example' }], {}) })
    const values = (table: string) =>
      house.row(`select company_name, company_industry, similarity_score from ${table}
        where input_domain = '${domain}'`)
    const nothing = { company_name: null, company_industry: null, similarity_score: null }
    expect(await values('extracted.company_enrich_similar')).toEqual(nothing)
    expect(await values('core.company_similar_companies_preview')).toEqual({
      company_name: 'Full Name',
      company_industry: 'Food',
      similarity_score: '0.4',
    })
  })

  it('that comes late changes no newer list', async () => {
    const domain = 'late.example'
    await land({ domain, payload: listing({ now: 0.9 }) })
    await land({
      domain,
      payload: listing({ once: 0.9, now: 0.1 }),
      receivedAt: '2020-01-01T00:00:00Z',
    })
    expect(await mirrored(domain)).toEqual(['now'])
    expect(await listed(domain)).toEqual(['now', '(once)'])
    expect(
      await house.row(`select first_seen_at, similarity_score
        from core.company_similar_companies_preview
        where input_domain = '${domain}' and company_domain = 'now.example'`)
    ).toEqual({ first_seen_at: '2020-01-01T00:00:00.000Z', similarity_score: '0.9' })
  })
})

describe('the answers about a company', () => {
  beforeAll(async () => {
    await house.sql`truncate raw.company_enrich_similar_raw, extracted.company_enrich_similar,
      core.company_similar_companies_preview, ops.documents, ops.failures`
  })

  const next = random(41)
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
  const payload = () =>
    listing(
      Object.fromEntries(
        ['a', 'b', 'c', 'd']
          .filter(() => next() < 0.4)
          .map((label) => [label, pick([0.1, 0.5, 0.9])])
      )
    )

  it('leave the same one by one, together, concurrently and rebuilt in batches of any size', async () => {
    const histories = Array.from({ length: 20 }, (_, number) => ({
      domain: `seq-${number}.example`,
      payloads: Array.from({ length: 1 + Math.floor(next() * 5) }, payload),
    }))
    for (const { domain, payloads } of histories) {
      for (const one of payloads) await land({ domain, payload: one })
    }
    await land(
      ...histories.flatMap(({ domain, payloads }) =>
        payloads.map((one) => ({ domain: domain.replace('seq', 'all'), payload: one }))
      )
    )
    for (const { domain } of histories) {
      const together = domain.replace('seq', 'all')
      expect(await mirrored(together)).toEqual(await mirrored(domain))
      expect(await listed(together)).toEqual(await listed(domain))
    }
    await Promise.all(
      Array.from({ length: 40 }, () =>
        land(
          ...Array.from({ length: pick([1, 1, 4]) }, () => ({
            domain: `race-${Math.floor(next() * 5)}.example`,
            payload: payload(),
          }))
        )
      )
    )
    const failed = `select p.input_domain from ops.failures as f
      inner join raw.company_enrich_similar_raw as p on p.id = f.raw_id
      where p.input_domain like 'race-%'`
    expect(await house.rows(failed)).toEqual([])
    const landed = await contentOf(house.sql)
    for (const size of [1, 7, 1000]) {
      await rebuild(size)
      expect(await contentOf(house.sql)).toEqual(landed)
    }
    await house.sql`delete from extracted.company_enrich_similar`
    await house.sql`delete from core.company_similar_companies_preview`
    await rebuild(7)
    expect(await contentOf(house.sql)).toEqual(landed)
  })

  it('that are none any more take their rows with them', async () => {
    const domain = 'gone.example'
    await land({ domain, payload: listing({ a: 0.9 }) })
    await house.sql`update raw.company_enrich_similar_raw set input_domain = 'localhost'
      where input_domain = ${domain}`
    await rebuild()
    expect(await mirrored(domain)).toEqual([])
    expect(await listed(domain)).toEqual([])
  })
})
