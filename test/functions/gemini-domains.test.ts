import { describe, expect, it } from 'vitest'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import { serveWithGemini } from '../support/gemini-served.ts'

const served = serveWithGemini()
const sql = () => served.database.sql
const post = (path: string, body: unknown, headers = {}) => served.send(path, { body, headers })

const orphan = '/resolve_orphan_customer_domain'
const infer = '/infer_customer_domain'
const resolve = '/run/companies/gemini/resolve-customer-domain/ingest'
const origin = 'vendor.example'
const uuid = /^[0-9a-f-]{36}$/

const rawOf = async (id: string) =>
  (await sql()`select * from raw.resolve_customer_domain_payloads where id = ${id}`)[0]

describe(`POST ${orphan}`, () => {
  const request = { customer_company_name: 'Fabrikam Foods', origin_company_domain: origin }
  const answer = { domain: 'www.fabrikam.example', confidence: 'high', reason: 'The only one.' }
  const usage = { promptTokenCount: 412, candidatesTokenCount: 71 }

  it('answers as documented, keeps the call, and leaves core to the ingest', async () => {
    await addCustomers(sql(), origin, 'Fabrikam Foods')
    served.gemini.rule({ model: 'gemini-2.0-flash', answer, usage })
    const found = await post(orphan, request)
    expect(found.status, found.text).toBe(200)
    expect(found.body).toEqual({
      success: true,
      customer_company_name: 'Fabrikam Foods',
      origin_company_domain: origin,
      domain: 'fabrikam.example',
      confidence: 'high',
      reason: 'The only one.',
      raw_id: expect.stringMatching(uuid),
      model: 'gemini-2.0-flash',
      input_tokens: 412,
      output_tokens: 71,
      total_tokens: 483,
      cost_usd: 0.00007,
      dropped: [],
      warnings: [],
    })
    expect(await rawOf(found.body.raw_id)).toMatchObject({
      task: 'orphan_domain',
      customer_name: 'Fabrikam Foods',
      customer_domain: 'www.fabrikam.example',
      input_tokens: '412',
      output_tokens: '71',
      cost_usd: '0.000070',
      api_key_id: served.apiKeyId,
    })
    expect((await domainOf(sql(), origin, 'Fabrikam Foods'))?.domain).toBeNull()
    // The ingest takes the answer as it is.
    const ingested = await post('/ingest_orphan_customer_domain', { ...found.body })
    expect(ingested.body).toMatchObject({ success: true, core_updated: 1 })
    expect(await domainOf(sql(), origin, 'Fabrikam Foods')).toEqual({
      domain: 'fabrikam.example',
      source: 'gemini-orphan-resolve',
    })
  })

  it('tells the model what core knows of the vendor, or what the request says', async () => {
    await sql()`insert into core.company_descriptions (domain, description, source,
      first_landing_no) values ('known.example', 'Sells ovens to bakers.', 'x', 1)`
    await post(orphan, { customer_company_name: 'Buns', origin_company_domain: 'known.example' })
    const more = { origin_company_industry: 'Bakeries', origin_company_description: 'Bread.' }
    await post(orphan, { customer_company_name: 'Buns', origin_company_domain: origin, ...more })
    const [first, second] = served.gemini.asked().map((asked) => asked.prompt)
    expect(first).toMatch(/"vendor_description": "Sells ovens to bakers."/)
    expect(first).toMatch(/"vendor_industry": "Unknown"/)
    expect(first).toMatch(/"vendor": "known.example"/)
    expect(second).toMatch(/"vendor_industry": "Bakeries"/)
    expect(second).toMatch(/"vendor_description": "Bread."/)
  })

  it('with persist takes it to core at once', async () => {
    await addCustomers(sql(), origin, 'At Once')
    served.gemini.rule({ answer: { ...answer, domain: 'at-once.example' } })
    const body = { ...request, customer_company_name: ' At  Once ', persist: 'true' }
    expect((await post(orphan, body)).body).toMatchObject({ domain: 'at-once.example' })
    expect(await domainOf(sql(), origin, 'At Once')).toEqual({
      domain: 'at-once.example',
      source: 'gemini-orphan-resolve',
    })
  })

  it('with the same Idempotency-Key asks once, twins at once too', async () => {
    served.gemini.rule({ answer })
    const headers = { 'idempotency-key': 'orphan twins' }
    const answers = await Promise.all([1, 2, 3].map(() => post(orphan, request, headers)))
    const again = await post(orphan, request, headers)
    expect(new Set([...answers, again].map(({ body }) => body.raw_id)).size).toBe(1)
    expect(again.body).toMatchObject({ duplicate: true, domain: 'fabrikam.example' })
    expect(served.gemini.asked()).toHaveLength(1)
  })

  it.each([
    [{ origin_company_domain: origin }, 'customer_company_name is required'],
    [{ customer_company_name: 'X' }, 'origin_company_domain is required'],
    [{ ...request, persist: 'perhaps' }, 'persist must be true or false'],
    [{ ...request, origin_company_domain: 'bit.ly' }, /bit\.ly|shared host|link/],
  ])('refuses %j before anything is asked', async (body, message) => {
    const found = await post(orphan, body)
    expect(found.status).toBe(422)
    expect(found.body.error.message).toMatch(message)
    expect(served.gemini.log).toHaveLength(0)
  })
})

describe(`POST ${infer}`, () => {
  it('gives what is a domain of at most three candidates, and lands nothing', async () => {
    await addCustomers(sql(), origin, 'Candid')
    const candidates = ['candid.example', 'Candid Inc', 'www.candid.example', 'four.example'].map(
      (domain) => ({ domain, confidence: 'medium', reason: domain })
    )
    served.gemini.rule({ answer: JSON.stringify({ candidates }) })
    const body = { customer_company_name: 'Candid', origin_company_domain: origin }
    const found = await post(infer, body)
    expect(found.body, found.text).toMatchObject({
      success: true,
      customer_company_name: 'Candid',
      candidates: [
        { domain: 'candid.example', confidence: 'medium' },
        { domain: 'candid.example' },
      ],
      dropped: [{ field: 'candidates', value: 'four.example' }],
    })
    expect((await domainOf(sql(), origin, 'Candid'))?.domain).toBeNull()
    await post(infer, { ...body, persist: true })
    expect(await domainOf(sql(), origin, 'Candid')).toEqual({
      domain: 'candid.example',
      source: 'gemini-infer',
    })
  })

  it('needs no vendor', async () => {
    served.gemini.rule({ answer: { candidates: [] } })
    const found = await post(infer, { customer_company_name: 'Alone' })
    expect(found.body, found.text).toMatchObject({ success: true, candidates: [] })
  })
})

describe(`POST ${resolve}`, () => {
  const request = { customer_name: 'Acme', origin_company_name: 'V', origin_company_domain: origin }
  const answer = { customer_domain: 'acme.example', confidence: 'medium', reasoning: 'Known.' }

  it('lands a guess where nothing else speaks; thinking is paid for', async () => {
    await addCustomers(sql(), origin, 'Acme')
    const usage = {
      promptTokenCount: 1000,
      toolUsePromptTokenCount: 250,
      candidatesTokenCount: 60,
      thoughtsTokenCount: 25,
    }
    served.gemini.rule({ model: 'gemini-3-flash-preview', answer, usage })
    const found = await post(resolve, request)
    // 1250 in at 0.50, 85 out at 3.00 a million.
    expect(found.body, found.text).toMatchObject({
      ...{ success: true, ...request, ...answer },
      ...{ input_tokens: 1250, output_tokens: 85, total_tokens: 1335, cost_usd: 0.00088 },
    })
    expect(await domainOf(sql(), origin, 'Acme')).toEqual({
      domain: 'acme.example',
      source: 'gemini-infer',
    })
  })

  it.each(['manual', 'gemini-3-flash-preview', 'name-match', 'gemini-infer'])(
    'never replaces a domain that is there by %s',
    async (source) => {
      const name = `By ${source}`
      await sql()`insert into core.company_customers (origin_company_domain, customer_name,
          customer_name_key, customer_domain, customer_domain_source)
        values (${origin}, ${name}, reference.name_key(${name}), 'stands.example', ${source})`
      served.gemini.rule({ answer: { ...answer, customer_domain: 'guess.example' } })
      const found = await post(resolve, { ...request, customer_name: name })
      expect(found.body).toMatchObject({ success: true, customer_domain: 'guess.example' })
      expect(await domainOf(sql(), origin, name)).toEqual({ domain: 'stands.example', source })
    }
  )
})
