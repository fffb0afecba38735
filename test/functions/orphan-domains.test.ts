import { describe, expect, it } from 'vitest'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import type { Answer } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '64' })
const send: Served['send'] = (path, sent) => served.send(path, sent)

const orphan = '/ingest_orphan_customer_domain'
const uuid = /^[0-9a-f-]{36}$/

async function found(answer: Answer) {
  const [row] = await served.database.sql`
    select e.* from extracted.orphan_customer_domain as e where e.id = ${answer.body.extracted_id}`
  return row
}

describe('an orphan whose domain was found', () => {
  const sample = {
    customer_company_name: 'Fabrikam Foods',
    origin_company_domain: 'vendor.example',
    domain: 'fabrikam.example',
    confidence: 'high',
    reason: 'The only food company of this name.',
    success: true,
    input_tokens: 412,
    output_tokens: 71,
    cost_usd: 0.0000696,
  }

  it('gets it in core, and every field is kept', async () => {
    await addCustomers(served.database.sql, 'vendor.example', 'Fabrikam Foods')
    const answer = await send(orphan, { body: sample })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      raw_id: expect.stringMatching(uuid),
      extracted_id: expect.stringMatching(uuid),
      core_updated: 1,
      unchanged: false,
      written: { 'extracted.orphan_customer_domain': 1, 'core.company_customers': 1 },
      warnings: [],
    })
    expect(await found(answer)).toMatchObject({
      raw_payload_id: answer.body.raw_id,
      origin_company_domain: 'vendor.example',
      customer_company_name: 'Fabrikam Foods',
      inferred_domain: 'fabrikam.example',
      confidence: 'high',
      reason: sample.reason,
      input_tokens: 412,
      output_tokens: 71,
      cost_usd: '0.00006960',
      success: true,
    })
    const [raw] = await served.database.sql`
      select payload, api_key_id from raw.orphan_customer_domain_payloads
      where id = ${answer.body.raw_id}`
    expect(raw).toEqual({ payload: sample, api_key_id: served.apiKeyId })
    expect(await domainOf(served.database.sql, 'vendor.example', 'Fabrikam Foods')).toEqual({
      domain: 'fabrikam.example',
      source: 'gemini-orphan-resolve',
    })
  })

  it('sent again changes nothing, and is answered with the row that stands', async () => {
    const again = await send(orphan, { body: sample })
    expect(again.body).toMatchObject({
      success: true,
      core_updated: 0,
      unchanged: true,
      written: { 'extracted.orphan_customer_domain': 0, 'core.company_customers': 0 },
    })
    const row = await found(again)
    expect(row?.reason).toBe(sample.reason)
    expect(row?.raw_payload_id).not.toBe(again.body.raw_id)
  })

  it('keeps the domain that it has', async () => {
    const other = await send(orphan, { body: { ...sample, domain: 'other.example' } })
    expect(other.body).toMatchObject({ success: true, core_updated: 0, unchanged: false })
    expect((await found(other))?.inferred_domain).toBe('other.example')
    expect(await domainOf(served.database.sql, 'vendor.example', 'Fabrikam Foods')).toMatchObject({
      domain: 'fabrikam.example',
    })
    await served.database.sql`
      insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
        customer_domain, customer_domain_source)
      values ('vendor.example', 'Known', 'known', 'known.example', 'by hand')`
    const known = await send(orphan, { body: { ...sample, customer_company_name: 'Known' } })
    expect(known.body).toMatchObject({ success: true, core_updated: 0 })
    expect(await domainOf(served.database.sql, 'vendor.example', 'Known')).toEqual({
      domain: 'known.example',
      source: 'by hand',
    })
  })

  it.each([
    ['WWW.Spelled.example', 'Acme'],
    ['https://www.spelled.example/customers?x=1', ' ACME, '],
    ['someone@spelled.example', 'acme.'],
  ])('of vendor %j and name %j is met in its normal form', async (origin, name) => {
    await served.database.sql`delete from core.company_customers
      where origin_company_domain = 'spelled.example'`
    await addCustomers(served.database.sql, 'spelled.example', 'Acme')
    const body = { ...sample, origin_company_domain: origin, customer_company_name: name }
    const answer = await send(orphan, {
      body: { ...body, domain: `HTTP://www.acme.example/${name}` },
    })
    expect(answer.body, answer.text).toMatchObject({ success: true, core_updated: 1, warnings: [] })
    expect(await domainOf(served.database.sql, 'spelled.example', 'Acme')).toMatchObject({
      domain: 'acme.example',
    })
  })

  it('of another vendor is another customer', async () => {
    await addCustomers(served.database.sql, 'one.example', 'Twin')
    await addCustomers(served.database.sql, 'two.example', 'Twin')
    const body = { ...sample, origin_company_domain: 'one.example', customer_company_name: 'Twin' }
    expect((await send(orphan, { body })).body.core_updated).toBe(1)
    expect(await domainOf(served.database.sql, 'two.example', 'Twin')).toEqual({
      domain: null,
      source: null,
    })
  })

  it('that core does not have is kept, and creates no customer', async () => {
    const answer = await send(orphan, { body: { ...sample, customer_company_name: 'Nobody' } })
    expect(answer.body).toMatchObject({ success: true, core_updated: 0 })
    expect(await domainOf(served.database.sql, 'vendor.example', 'Nobody')).toBeUndefined()
  })

  const successes: [unknown, number][] = [
    [undefined, 1],
    [null, 1],
    [true, 1],
    ['True', 1],
    [1, 1],
    ['', 1],
    ['perhaps', 1],
    [false, 0],
    ['false', 0],
    ['NO', 0],
    [0, 0],
  ]
  it.each(successes)('with success %j updates %i rows of core', async (success, updated) => {
    const name = `Success ${typeof success} ${success}`
    await addCustomers(served.database.sql, 'success.example', name)
    const answer = await send(orphan, {
      body: {
        customer_company_name: name,
        origin_company_domain: 'success.example',
        domain: 'acme.example',
        success,
      },
    })
    expect(answer.body).toMatchObject({ success: true, core_updated: updated })
    expect((await found(answer))?.inferred_domain).toBe('acme.example')
    expect((await domainOf(served.database.sql, 'success.example', name))?.domain).toBe(
      updated ? 'acme.example' : null
    )
  })

  const unusable: [unknown, boolean][] = [
    [undefined, false],
    [null, false],
    ['', false],
    ['N/A', false],
    ['Acme Corporation', true],
    ['192.0.2.7', true],
    ['localhost', true],
    ['https://bit.ly/3abc', true],
    ['www.unusable.example', true],
    [{ domain: 'acme.example' }, true],
    [['acme.example'], true],
    [42, true],
  ]
  it.each(unusable)('with domain %j gets none', async (domain, isWarned) => {
    const name = `Unusable ${JSON.stringify(domain)}`
    await addCustomers(served.database.sql, 'unusable.example', name)
    const answer = await send(orphan, {
      body: {
        customer_company_name: name,
        origin_company_domain: 'unusable.example',
        domain,
        success: true,
      },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success: true, core_updated: 0 })
    expect(answer.body.warnings).toMatchObject(isWarned ? [{ field: 'domain' }] : [])
    expect((await found(answer))?.inferred_domain).toBeNull()
    expect(await domainOf(served.database.sql, 'unusable.example', name)).toEqual({
      domain: null,
      source: null,
    })
  })

  it('of wrong types and out of range is null, and named in warnings', async () => {
    const text = `{"customer_company_name": "Odd", "origin_company_domain": "vendor.example",
      "confidence": ["high"], "reason": {"a": 1}, "success": {}, "input_tokens": -1,
      "output_tokens": 2.5, "cost_usd": 1e400, "more": {"x": 9007199254740993}}`
    const answer = await send(orphan, { body: text })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'confidence',
      'cost_usd',
      'input_tokens',
      'output_tokens',
      'reason',
      'success',
    ])
    expect(await found(answer)).toMatchObject({
      confidence: null,
      reason: null,
      success: null,
      input_tokens: null,
      output_tokens: null,
      cost_usd: null,
    })
  })

  it('takes what careless senders make of numbers and words', async () => {
    const answer = await send(orphan, {
      body: {
        customer_company_name: `Robert'); drop table core.company_customers; --`,
        origin_company_domain: 'vendor.example',
        confidence: ' None ',
        reason: 'a\u0000b <script>',
        input_tokens: '1,250',
        output_tokens: '85',
        cost_usd: '0.000159',
      },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(await found(answer)).toMatchObject({
      confidence: 'none',
      reason: 'a\ufffdb <script>',
      input_tokens: 1250,
      output_tokens: 85,
      cost_usd: '0.00015900',
      success: null,
    })
  })

  it('with an Idempotency-Key lands once, twenty twins at once too', async () => {
    await addCustomers(served.database.sql, 'twins.example', 'Twins')
    const body = {
      ...sample,
      customer_company_name: 'Twins',
      origin_company_domain: 'twins.example',
    }
    const headers = { 'idempotency-key': 'orphan twins' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(orphan, { body, headers }))
    )
    expect(new Set(answers.map((answer) => answer.body.raw_id)).size).toBe(1)
    expect(answers.map((answer) => answer.body.core_updated)).toEqual(Array(20).fill(1))
    expect(answers.filter((answer) => answer.body.duplicate)).toHaveLength(19)
    const other = await send(orphan, { body: { ...body, domain: 'x.example' }, headers })
    expect(other.status).toBe(409)
  })

  it('of twenty at once gets the first that landed', async () => {
    await addCustomers(served.database.sql, 'race.example', 'Race')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        send(orphan, {
          body: {
            ...sample,
            customer_company_name: at % 2 ? 'Race' : ' RACE ',
            origin_company_domain: 'race.example',
            domain: `race-${at}.example`,
          },
        })
      )
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    const [first] = await served.database.sql`
      select e.inferred_domain from extracted.orphan_customer_domain as e
      where e.origin_company_domain = 'race.example' order by e.landing_no limit 1`
    expect((await domainOf(served.database.sql, 'race.example', 'Race'))?.domain).toBe(
      first?.inferred_domain
    )
  })
})

describe('a refused orphan', () => {
  it('that is sent again by an operator, mended, is taken', async () => {
    await addCustomers(served.database.sql, 'mended.example', 'Mended')
    const answer = await send(orphan, { body: { origin_company_domain: 'mended.example' } })
    const mended = JSON.stringify({
      customer_company_name: 'Mended',
      origin_company_domain: 'mended.example',
      domain: 'good.example',
    })
    const [row] = await served.database.sql`
      select ops.resubmit_rejected(${answer.body.rejected_id}, ${mended}::text::jsonb) as result`
    expect(row?.result).toBeDefined()
    expect((await domainOf(served.database.sql, 'mended.example', 'Mended'))?.domain).toBe(
      'good.example'
    )
  })
})
