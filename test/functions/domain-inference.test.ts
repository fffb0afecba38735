import { describe, expect, it } from 'vitest'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const infer = '/ingest_gemini_domain_inference'
const uuid = /^[0-9a-f-]{36}$/

describe('a domain that was inferred', () => {
  const body = {
    customer_company_name: 'Globex  Ltd.',
    origin_company_domain: 'www.infer.example',
    origin_company_name: 'Infer',
    candidates: [
      { domain: 'globex-low.example', confidence: 'low', reason: 'First.' },
      { domain: 'https://www.Globex.example/', confidence: 'HIGH', reason: 'Best.' },
      { domain: 'globex-two.example', confidence: 'high', reason: 'Later.' },
    ],
    input_tokens: 100,
    output_tokens: 10,
    cost_usd: 0.00002,
  }

  it('is the first of high confidence, and reaches core', async () => {
    await addCustomers(served.database.sql, 'infer.example', 'Globex Ltd')
    const answer = await send(infer, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      raw_payload_id: expect.stringMatching(uuid),
      raw_id: answer.body.raw_payload_id,
      extracted_id: expect.stringMatching(uuid),
      customer_company_name: 'Globex Ltd.',
      inferred_domain: 'globex.example',
      confidence: 'high',
      core_updated: 1,
      unchanged: false,
      written: { 'extracted.gemini_domain_inference': 1, 'core.company_customers': 1 },
      warnings: [],
    })
    expect(await domainOf(served.database.sql, 'infer.example', 'Globex Ltd')).toEqual({
      domain: 'globex.example',
      source: 'gemini-infer',
    })
    const [row] = await served.database.sql`
      select * from extracted.gemini_domain_inference where id = ${answer.body.extracted_id}`
    expect(row).toMatchObject({
      raw_payload_id: answer.body.raw_id,
      customer_name_key: 'globex ltd',
      reason: 'Best.',
      source: 'gemini-infer',
    })
    expect((await send(infer, { body })).body).toMatchObject({ unchanged: true, core_updated: 0 })
  })

  const lists: [string, unknown, string | null, string | null, number, string[]][] = [
    [
      'no high one',
      [
        { domain: 'a.example', confidence: 'medium' },
        { domain: 'b.example', confidence: 'low' },
      ],
      'a.example',
      'medium',
      1,
      [],
    ],
    [
      'low ones',
      [
        { domain: 'a.example', confidence: 'low' },
        { domain: 'b.example', confidence: 'medium' },
      ],
      'a.example',
      'low',
      0,
      [],
    ],
    ['no confidence', [{ domain: 'a.example' }], 'a.example', null, 0, []],
    ['texts', ['www.a.example', 'b.example'], 'a.example', null, 0, []],
    [
      'a JSON string',
      '[{"domain": "a.example", "confidence": "high"}]',
      'a.example',
      'high',
      1,
      [],
    ],
    [
      'JSON strings inside',
      ['{"domain": "a.example", "confidence": "high"}'],
      'a.example',
      'high',
      1,
      [],
    ],
    ['nothing', [], null, null, 0, []],
    ['null instead of a list', null, null, null, 0, []],
    ['no list', 'a.example', null, null, 0, ['candidates']],
    ['an object', { domain: 'a.example' }, null, null, 0, ['candidates']],
    [
      'no domains',
      [42, null, {}, { domain: 'nobody knows', confidence: 'high' }],
      null,
      null,
      0,
      ['candidates.0.domain', 'candidates.3.domain'],
    ],
    [
      'shared and own hosts first',
      [
        { domain: 'bit.ly', confidence: 'high' },
        { domain: 'lists.example', confidence: 'high' },
        { domain: 'a.example', confidence: 'medium' },
      ],
      'a.example',
      'medium',
      1,
      ['candidates.0.domain', 'candidates.1.domain'],
    ],
  ]
  it.each(lists)('of %s', async (what, candidates, domain, confidence, updated, warned) => {
    await addCustomers(served.database.sql, 'lists.example', what)
    const answer = await send(infer, {
      body: { customer_company_name: what, origin_company_domain: 'lists.example', candidates },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      inferred_domain: domain,
      confidence,
      core_updated: updated,
    })
    const fields = answer.body.warnings.map((warning: { field: string }) => warning.field)
    expect(fields).toEqual(warned)
    expect((await domainOf(served.database.sql, 'lists.example', what))?.domain).toBe(
      updated ? domain : null
    )
  })

  it('without a vendor is kept for itself', async () => {
    await addCustomers(served.database.sql, 'infer.example', 'Alone')
    for (const origin_company_domain of [undefined, null, '', ' ']) {
      const answer = await send(infer, {
        body: { ...body, customer_company_name: 'Alone', origin_company_domain },
      })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ inferred_domain: 'globex.example', core_updated: 0 })
    }
    const rows = await served.database.sql`
      select origin_company_domain from extracted.gemini_domain_inference
      where customer_name_key = 'alone'`
    expect(rows).toEqual([{ origin_company_domain: '' }])
  })

  it('reads the first hundred candidates of a list without end', async () => {
    const candidates = Array.from({ length: 20_000 }, () => 'no domain')
    const answer = await send(infer, { body: { ...body, candidates } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.warnings).toHaveLength(101)
  })
})
