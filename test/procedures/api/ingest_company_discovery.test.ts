import { describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const ingest = (request: unknown, context: unknown = {}) =>
  call(house.sql, 'ingest_company_discovery', JSON.stringify(request), JSON.stringify(context))
const row = (domain: string) =>
  house.row(`select name, exact_key, linkedin_url from extracted.company_discovery
    where domain = '${domain}'`)

describe('a found company', () => {
  it('lands whole, and is stored with the keys of its name', async () => {
    const request = {
      domain: 'WWW.Acme.example',
      name: 'Acme  Söns, Ltd.',
      linkedin_url: 'http://linkedin.com/company/Acme-Example/?trk=1',
      industry: 'Tests',
    }
    const answer = await ingest(request)
    const page = 'https://www.linkedin.com/company/acme-example'
    expect(answer).toEqual({
      success: true,
      raw_id: expect.any(String),
      extracted_id: expect.any(String),
      domain: 'acme.example',
      name: 'Acme Söns, Ltd.',
      linkedin_url: page,
      unchanged: false,
      written: { 'extracted.company_discovery': 1 },
      warnings: [],
    })
    expect(
      await house.row(`select domain, payload, envelope from raw.company_discovery_payloads
        where id = '${answer.raw_id}'`)
    ).toEqual({ domain: 'WWW.Acme.example', payload: request, envelope: null })
    expect(
      await house.row(`select d.id, d.raw_id, d.exact_key, d.bare_key, d.weak_key, d.weak_words
        from extracted.company_discovery as d where d.domain = 'acme.example'`)
    ).toEqual({
      id: answer.extracted_id,
      raw_id: answer.raw_id,
      exact_key: 'acme sons ltd',
      bare_key: 'acme sons',
      weak_key: 'acme sons',
      weak_words: null,
    })
  })

  it('is found by its name at every level, through an index', async () => {
    for (const [key, level] of Object.entries({ exact_key: 0, bare_key: 1, weak_key: 2 })) {
      const query = `select domain from extracted.company_discovery
        where ${key} = reference.company_name_key('ACME SÖNS, LTD', ${level})`
      await house.sql`set enable_seqscan = off`
      const plan = await house.rows(`explain (format text) ${query}`)
      await house.sql`reset enable_seqscan`
      expect(JSON.stringify(plan)).toContain(`company_discovery_${key}_idx`)
      expect(await house.rows(query)).toEqual([{ domain: 'acme.example' }])
    }
  })

  it('keeps name and keys together: a name of nothing but punctuation has none', async () => {
    await ingest({ domain: 'dots.example', name: 'Dots' })
    await ingest({ domain: 'dots.example', name: '...' })
    expect(await row('dots.example')).toEqual({ name: '...', exact_key: null, linkedin_url: null })
  })

  it('sent twice is unchanged the second time', async () => {
    const request = { domain: 'twice.example', name: 'Twice' }
    await ingest(request)
    expect(await ingest(request)).toMatchObject({
      unchanged: true,
      name: 'Twice',
      written: { 'extracted.company_discovery': 0 },
    })
  })

  it('says what was not read as given', async () => {
    const answer = await ingest({
      domain: 'odd.example',
      name: ['x'],
      linkedin_url: 'https://www.linkedin.com/in/somebody',
    })
    expect(answer).toMatchObject({ success: true, name: null, linkedin_url: null })
    expect(answer.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'linkedin_url',
      'name',
    ])
  })

  it('does not reach core', async () => {
    expect(await house.rows('select domain from core.companies')).toEqual([])
  })
})

describe('a batch of found companies', () => {
  it('is answered item by item, in its order; one that cannot be used harms no other', async () => {
    const answer = await ingest({
      table: 'found',
      companies: [
        { domain: 'b.example', name: 'Bee' },
        { domain: 'bit.ly', name: 'Short' },
        '{"domain": "a.example", "name": "Ay", "linkedin_url": 7}',
        'text',
        { name: 'No domain' },
        { domain: 'b.example', name: 'Newer Bee' },
      ],
    })
    expect(answer).toMatchObject({ success: false, success_count: 3, error_count: 3 })
    expect(answer.error).toBeUndefined()
    const failed = { success: false, failure_id: expect.any(String), error: { code: 'WH201' } }
    expect(answer.results).toMatchObject([
      { success: true, domain: 'b.example', name: 'Bee', warnings: [] },
      { ...failed, domain: 'bit.ly' },
      { success: true, domain: 'a.example', warnings: [{ field: 'linkedin_url' }] },
      { ...failed, domain: null },
      { ...failed, domain: null },
      { success: true, domain: 'b.example', name: 'Newer Bee' },
    ])
    const ids = answer.results.map((result: { raw_id: string }) => result.raw_id)
    expect(new Set(ids).size).toBe(6)
    expect(await row('b.example')).toMatchObject({ name: 'Newer Bee', exact_key: 'newer bee' })
    expect(
      await house.rows(`select distinct envelope from raw.company_discovery_payloads
        where envelope is not null`)
    ).toEqual([{ envelope: { table: 'found' } }])
  })

  it('of which nothing can be used is said to be in quarantine', async () => {
    expect(await ingest({ companies: [{ domain: 'x' }, 1] })).toMatchObject({
      success: false,
      error_count: 2,
      error: { code: 'WH201' },
    })
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    const request = { companies: '[{"domain": "once.example"}]' }
    const context = { idempotency_key: 'one', endpoint: 'x' }
    const first = await ingest(request, context)
    expect(first).toMatchObject({ success: true, success_count: 1 })
    expect(await ingest(request, context)).toEqual({ ...first, duplicate: true })
  })

  it.each([
    [{ companies: [] }, 'WH101', 'companies'],
    [{ companies: { domain: 'x.example' } }, 'WH104', 'companies'],
    [{ companies: '', name: 'x' }, 'WH101', 'domain'],
    [{ companies: null, domain: 'localhost' }, 'WH102', 'domain'],
    [{ domain: 'bit.ly' }, 'WH103', 'domain'],
    [{ domain: {} }, 'WH104', 'domain'],
  ])('%j is an error that names the field', async (request, code, field) => {
    const error = await failure(ingest(request))
    expect(error.code).toBe(code)
    expect(JSON.parse(error.detail)).toMatchObject([{ path: field }])
  })
})
