import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fault, type Gemini, startGemini } from '../support/gemini.ts'

let gemini: Gemini

beforeAll(async () => {
  gemini = await startGemini()
})

beforeEach(() => gemini.reset())

afterAll(() => gemini.stop())

const schema = {
  type: 'OBJECT',
  properties: {
    domain: { type: 'STRING', nullable: true },
    confidence: { type: 'STRING', enum: ['high', 'medium', 'low'] },
    people: {
      type: 'ARRAY',
      maxItems: '2',
      items: { type: 'OBJECT', properties: { name: { type: 'STRING' } }, required: ['name'] },
    },
  },
  required: ['domain', 'confidence', 'people'],
  propertyOrdering: ['confidence', 'domain', 'people'],
}

const model = 'gemini-3-flash-preview'

function bodyOf(prompt: string, config: Record<string, unknown> = {}): Record<string, unknown> {
  const generationConfig = {
    responseMimeType: 'application/json',
    responseSchema: schema,
    ...config,
  }
  return { contents: [{ role: 'user', parts: [{ text: prompt }] }], generationConfig }
}

async function ask(body: unknown, name = model, key: string | null = gemini.apiKey) {
  const response = await fetch(`${gemini.baseUrl}/v1beta/models/${name}:generateContent`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { 'x-goog-api-key': key }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const json = async (...args: Parameters<typeof ask>) => JSON.parse((await ask(...args)).text)

describe('the stand-in for Gemini', () => {
  it('answers by the last rule that fits, in the form and order of the schema', async () => {
    gemini.rule({ answer: { domain: 'first.example', confidence: 'high', people: [] } })
    const people = [{ name: 'Ada', age: 3 }, {}, { name: 'Zoe' }]
    gemini.rule({ when: /orchard/, answer: { people, domain: 5, confidence: 'sure', more: 1 } })
    const reply = await json(bodyOf('which orchard?'))
    expect(reply.candidates).toEqual([
      {
        content: {
          role: 'model',
          parts: [
            { text: '{"confidence":"low","domain":null,"people":[{"name":"Ada"},{"name":""}]}' },
          ],
        },
        finishReason: 'STOP',
        index: 0,
      },
    ])
    const other = await json(bodyOf('which?'))
    expect(JSON.parse(other.candidates[0].content.parts[0].text).domain).toBe('first.example')
    expect(gemini.asked().map(({ prompt }) => prompt)).toEqual(['which orchard?', 'which?'])
  })

  it('says the least that the schema allows where no rule fits, and a text as it is', async () => {
    gemini.rule({ answer: 'no idea', times: 1 })
    expect((await json(bodyOf('a'))).candidates[0].content.parts).toEqual([{ text: 'no idea' }])
    const [{ content }] = (await json(bodyOf('a'))).candidates
    expect(JSON.parse(content.parts[0].text)).toEqual({
      confidence: 'low',
      domain: null,
      people: [],
    })
  })

  it('counts tokens, thoughts apart and where a model thinks only', async () => {
    const least = { promptTokenCount: 2, candidatesTokenCount: 12, thoughtsTokenCount: 40 }
    expect((await json(bodyOf('12345'))).usageMetadata).toMatchObject({
      ...least,
      totalTokenCount: 54,
    })
    const plain = (await json(bodyOf('12345'), 'gemini-2.0-flash')).usageMetadata
    expect(plain).not.toHaveProperty('thoughtsTokenCount')
    gemini.rule({
      usage: { promptTokenCount: 412, candidatesTokenCount: 71, toolUsePromptTokenCount: 9 },
    })
    const given = { promptTokenCount: 412, candidatesTokenCount: 71, totalTokenCount: 492 }
    expect((await json(bodyOf('x'))).usageMetadata).toMatchObject(given)
    expect(gemini.log.at(-1)?.usage).toMatchObject(given)
  })

  it('cuts an answer off at maxOutputTokens; thoughts count', async () => {
    gemini.rule({ answer: { domain: 'a'.repeat(400), confidence: 'high', people: [] } })
    const [cut] = (await json(bodyOf('x', { maxOutputTokens: 50 }))).candidates
    expect(cut).toMatchObject({ finishReason: 'MAX_TOKENS' })
    expect(cut.content.parts[0].text).toHaveLength(40)
    const [none] = (await json(bodyOf('x', { maxOutputTokens: 30 }))).candidates
    expect(none).toEqual({ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 })
  })

  it('refuses keys and models that are none', async () => {
    const bad = await ask(bodyOf('x'), model, 'guessed')
    expect(bad.status).toBe(400)
    expect(JSON.parse(bad.text).error.details[0]).toMatchObject({ reason: 'API_KEY_INVALID' })
    expect(await ask(bodyOf('x'), model, null)).toMatchObject({ status: 403 })
    const missing = await ask(bodyOf('x'), 'gemini-3.0-flash')
    expect(missing.status).toBe(404)
    expect(JSON.parse(missing.text).error).toMatchObject({ code: 404, status: 'NOT_FOUND' })
    expect(gemini.asked()).toEqual([])
  })

  const withSchema = (changed: Record<string, unknown>) =>
    bodyOf('x', { responseSchema: { ...schema, ...changed } })
  it.each([
    ['no JSON', '{"contents": [', /Invalid JSON payload/],
    [
      'a member nobody knows',
      { ...bodyOf('x'), response_format: {} },
      /Unknown name "response_format"/,
    ],
    ['an option nobody knows', bodyOf('x', { maxTokens: 5 }), /"maxTokens" at 'generation_config'/],
    ['no contents', { contents: [] }, /contents is not specified/],
    [
      'contents without parts',
      { contents: [{ role: 'user', parts: [] }] },
      /parts must not be empty/,
    ],
    [
      'a schema without JSON',
      bodyOf('x', { responseMimeType: 'text/plain' }),
      /response_mime_type/,
    ],
    [
      'JSON Schema in a schema',
      withSchema({ additionalProperties: false }),
      /"additionalProperties"/,
    ],
    ['a type of JSON Schema', withSchema({ type: ['object', 'null'] }), /Invalid value at/],
    ['an object without properties', withSchema({ properties: {} }), /should be non-empty/],
    ['a required member that is none', withSchema({ required: ['x'] }), /property is not defined/],
    [
      'a list of nothing',
      withSchema({ properties: { a: { type: 'ARRAY' } } }),
      /items: missing field/,
    ],
    ['a temperature of 3', bodyOf('x', { temperature: 3 }), /temperature/],
    ['no output', bodyOf('x', { maxOutputTokens: 0 }), /max_output_tokens/],
  ])('refuses %s, as the vendor words it', async (_what, body, message) => {
    const { status, text } = await ask(body)
    expect(status).toBe(400)
    expect(JSON.parse(text).error.message).toMatch(message)
    expect(JSON.parse(text).error.status).toBe('INVALID_ARGUMENT')
  })

  it.each([
    ['bad_request', 400],
    ['bad_key', 400],
    ['forbidden', 403],
    ['no_model', 404],
    ['no_location', 400],
    ['throttled', 429],
    ['exhausted', 429],
    ['error', 500],
    ['overloaded', 503],
    ['deadline', 504],
  ] as [Fault, number][])('can answer with %s', async (fault, status) => {
    gemini.rule({ fault })
    const found = await ask(bodyOf('x'))
    expect(found).toMatchObject({ status })
    expect(JSON.parse(found.text).error.code).toBe(status)
    expect(gemini.log).toMatchObject([{ fault, status, text: null, usage: null }])
  })

  it('says in the body of a 429 how long to wait, not in a header', async () => {
    gemini.behave({ retrySeconds: 34 })
    gemini.rule({ fault: 'throttled' })
    const { headers, text } = await ask(bodyOf('x'))
    gemini.behave({ retrySeconds: 1 })
    expect(headers.get('retry-after')).toBeNull()
    expect(JSON.parse(text).error.details.at(-1)).toEqual({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: '34s',
    })
  })

  it.each([
    ['blocked', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    ['safety', { candidates: [{ finishReason: 'SAFETY' }] }],
    ['recitation', { candidates: [{ finishReason: 'RECITATION' }] }],
    ['max_tokens', { candidates: [{ finishReason: 'MAX_TOKENS' }] }],
    ['no_parts', { candidates: [{ content: { role: 'model' }, finishReason: 'STOP' }] }],
    ['prose', { candidates: [{ content: { parts: [{ text: /^I am afraid/ }] } }] }],
    ['fenced', { candidates: [{ content: { parts: [{ text: /^```json\n\{.*\}\n```$/ }] } }] }],
    ['cut', { candidates: [{ content: { parts: [{ text: /^\{[^}]*$/ }] } }] }],
    ['no_candidates', {}],
  ] as [Fault, Record<string, unknown>][])('can answer 200 and %s', async (fault, members) => {
    gemini.rule({ fault })
    const found = await ask(bodyOf('x'))
    const match = (value: unknown): unknown => {
      if (value instanceof RegExp) return expect.stringMatching(value)
      if (Array.isArray(value)) return value.map(match)
      if (typeof value !== 'object' || value === null) return value
      return expect.objectContaining(
        Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, match(inner)]))
      )
    }
    expect(found.status).toBe(200)
    const reply = JSON.parse(found.text)
    expect(reply).toEqual(match({ ...members, modelVersion: model }))
    expect(reply.usageMetadata.promptTokenCount).toBe(1)
    if (fault === 'no_candidates' || fault === 'blocked') expect(reply.candidates).toBeUndefined()
  })

  it.each(['truncated', 'reset'] as Fault[])('can break off: %s', async (fault) => {
    gemini.rule({ fault })
    await expect(ask(bodyOf('x'))).rejects.toThrow()
    expect(gemini.log).toMatchObject([{ fault, status: null }])
  })

  it('can answer with something else than JSON', async () => {
    gemini.rule({ fault: 'garbled' })
    expect((await ask(bodyOf('x'))).text).toMatch(/^<title>/)
  })

  it('goes wrong as often as it is told to, and alike in every run', async () => {
    const faults = async () => {
      const other = await startGemini({ shares: { error: 0.3, throttled: 0.2 }, seed: 7 })
      const { baseUrl, apiKey } = gemini
      Object.assign(gemini, { baseUrl: other.baseUrl, apiKey: other.apiKey })
      for (let n = 0; n < 60; n += 1) await ask(bodyOf('x'))
      Object.assign(gemini, { baseUrl, apiKey })
      await other.stop()
      return other.log.map(({ fault }) => fault)
    }
    const first = await faults()
    expect(await faults()).toEqual(first)
    expect(first.filter((fault) => fault === 'error').length).toBeGreaterThan(8)
    expect(first.filter((fault) => fault === null).length).toBeGreaterThan(15)
  })

  it('throttles what is over its rate', async () => {
    gemini.behave({ ratePerSecond: 3 })
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(bodyOf('x'))))
    gemini.behave({ ratePerSecond: Number.POSITIVE_INFINITY })
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })
})
