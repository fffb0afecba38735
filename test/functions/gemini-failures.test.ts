import { describe, expect, it } from 'vitest'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import type { Fault } from '../support/gemini.ts'
import { serveWithGemini } from '../support/gemini-served.ts'

const served = serveWithGemini()
const sql = () => served.database.sql
const path = '/resolve_orphan_customer_domain'
const origin = 'vendor.example'
const good = { domain: 'acme.example', confidence: 'high', reason: 'x' }
const ask = (name: string, headers = {}) =>
  served.send(path, {
    body: { customer_company_name: name, origin_company_domain: origin, persist: true },
    headers,
  })

const failureOf = async (rawId: string) =>
  (
    await sql()`select f.failure_id, f.source, f.sqlstate from ops.failures as f
    where f.raw_id = ${rawId} and f.resolved_at is null`
  )[0]

describe('an answer that was paid for and cannot be used', () => {
  const whole = JSON.stringify(good)
  const unusable: [Fault | null, unknown, RegExp, string | null][] = [
    ['prose', good, /no JSON/, 'I am afraid I cannot find that on the page.'],
    ['max_tokens', good, /MAX_TOKENS/, whole.slice(0, Math.ceil(whole.length / 2))],
    ['cut', good, /no JSON/, null],
    ['safety', good, /SAFETY/, null],
    ['recitation', good, /RECITATION/, null],
    ['blocked', good, /PROHIBITED_CONTENT/, null],
    ['no_candidates', good, /answered nothing/, null],
    ['no_parts', good, /answered nothing/, null],
    [null, '[]', /form asked for/, '[]'],
    [null, '{"answer": 42}', /form asked for: domain/, '{"answer": 42}'],
    [null, '{"domain": ["a.example"]}', /form asked for: domain/, '{"domain": ["a.example"]}'],
    [null, ' ', /answered nothing/, ' '],
  ]
  it.each(unusable)(
    '(%s) is in quarantine with its text and cost: %j',
    async (fault, answer, why, text) => {
      const name = `Unusable ${fault} ${answer}`
      await addCustomers(sql(), origin, name)
      const usage = { promptTokenCount: 412, candidatesTokenCount: 71 }
      served.gemini.rule({ answer, usage, ...(fault === null ? {} : { fault }) })
      const found = await ask(name)
      expect(found.status, found.text).toBe(202)
      expect(found.body).toMatchObject({
        success: false,
        domain: null,
        confidence: 'none',
        input_tokens: 412,
        error: { code: 'WH201', message: expect.stringMatching(why) },
      })
      if (text !== null) expect(found.body.raw_response).toBe(text)
      expect(await failureOf(found.body.raw_id)).toEqual({
        failure_id: found.body.failure_id,
        source: 'orphan_customer_domain',
        sqlstate: 'WH203',
      })
      expect(await domainOf(sql(), origin, name)).toEqual({ domain: null, source: null })
      // It was answered: it is not asked again by itself.
      expect(served.gemini.asked()).toHaveLength(1)
      // The same question may be put again.
      served.gemini.rule({ answer: good })
      expect((await ask(name)).body).toMatchObject({ success: true, domain: 'acme.example' })
      expect((await domainOf(sql(), origin, name))?.domain).toBe('acme.example')
    }
  )

  it('is usable where only fences stand around it', async () => {
    served.gemini.rule({ answer: good, fault: 'fenced' })
    expect((await ask('Fenced')).body).toMatchObject({ success: true, domain: 'acme.example' })
  })
})

describe('a vendor that does not answer', () => {
  const passing: Fault[] = ['throttled', 'error', 'overloaded', 'truncated', 'garbled', 'reset']
  it.each(passing)('the first time (%s) is asked again', async (fault) => {
    await sql()`update outbound.kinds set default_options = default_options
      || '{"backoff_base_seconds": 0.01, "backoff_cap_seconds": 0.02}' where vendor = 'gemini'`
    served.gemini.behave({ retrySeconds: 0 })
    served.gemini.rule({ answer: good })
    served.gemini.rule({ fault, times: 1 })
    const found = await ask(`Again ${fault}`)
    expect(found.body, found.text).toMatchObject({ success: true, domain: 'acme.example' })
    expect(served.gemini.log).toHaveLength(2)
  })

  const final: [Fault, number, RegExp][] = [
    ['bad_request', 400, /400: INVALID_ARGUMENT: Request contains/],
    ['bad_key', 400, /refuses GEMINI_API_KEY/],
    ['forbidden', 403, /403/],
    ['no_model', 404, /404/],
  ]
  it.each(final)('for good (%s): 502 with its status and words', async (fault, status, words) => {
    served.gemini.rule({ fault })
    const found = await ask(`Final ${fault}`)
    expect(found.status, found.text).toBe(502)
    expect(found.body).toMatchObject({
      success: false,
      vendor_status: status,
      error: { code: 'WH742', message: expect.stringMatching(words) },
    })
    expect(found.text).not.toContain(served.gemini.apiKey)
    expect(served.gemini.log).toHaveLength(1)
  })
})
