import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../supabase/functions/_shared/vendors/gemini/check.ts'
import {
  createDomainTest,
  createNameTest,
  hostIn,
} from '../../supabase/functions/_shared/vendors/gemini/evidence.ts'
import { cutToBytes } from '../../supabase/functions/_shared/vendors/gemini/prompts/material.ts'
import { jsonIn, readReply } from '../../supabase/functions/_shared/vendors/gemini/reply.ts'
import { questionOf } from '../../supabase/functions/_shared/vendors/gemini/tasks.ts'

const page = {
  title: 'Ines Vented speaks',
  text: [
    'Zelda\u00a0Quux said so.',
    'Prof. Ren\u00e9e M\u00fcller-L\u00fcd\u00e9, O\u2019Neill & Sons',
    '\u7530\u4e2d\u592a\u90ce\u3055\u3093\u306f\u8a00\u3044\u307e\u3057\u305f',
    'ANA MARIA DE LA CRUZ',
    'see acme-docs.example/start, b\u00fccher.example or sub.deep.example.',
  ].join('\n'),
  links: [
    'https://www.Acme.example/about',
    'https://shop.sold.co.uk/',
    'https://ibm.example:8443/',
  ],
  emails: ['press@mail.example'],
}

describe('a name', () => {
  const isNamed = createNameTest(page)
  it.each([
    'Zelda Quux',
    ' zelda  QUUX ',
    'Ren\u00e9e M\u00fcller-L\u00fcd\u00e9',
    'Renee Muller Lude',
    "O'Neill",
    '\u7530\u4e2d\u592a\u90ce',
    'Ana Mar\u00eda de la Cruz',
    'Ines Vented',
    'Ze\u200blda Quux',
  ])('%j stands on the page', (name) => {
    expect(isNamed(name)).toBe(true)
  })
  it.each(['Zelda Quuxx', 'elda Quux', 'Quux Zelda', 'Zelda Renee', '', ' ', '--', '\u592a\u7530'])(
    '%j does not',
    (name) => {
      expect(isNamed(name)).toBe(false)
    }
  )
})

describe('a domain', () => {
  const isShown = createDomainTest(page)
  it.each([
    'acme.example',
    'https://WWW.acme.example/x?y#z',
    'ibm.example',
    'mail.example',
    'someone@mail.example',
    'acme-docs.example',
    'b\u00fccher.example',
    'xn--bcher-kva.example',
    'deep.example',
    'sold.co.uk',
  ])('%j is shown by the page', (domain) => {
    expect(isShown(domain)).toBe(true)
  })
  it.each([
    'co.uk',
    'example',
    'cme.example',
    'acme.example.evil.example',
    'evilacme.example',
    'vendor.example',
    '',
    'a b',
    '..',
  ])('%j is not', (domain) => {
    expect(isShown(domain)).toBe(false)
  })

  it('is found by its host alone', () => {
    expect(hostIn('HTTPS://user:pw@www.Acme.example:8443/a@b.example')).toBe('acme.example')
    expect(hostIn('//acme.example.')).toBe('acme.example')
    expect(hostIn('www.example')).toBe('www.example')
  })
})

describe('a reply', () => {
  const candidate = {
    content: { parts: [{ text: '{"a":' }, { text: '1}' }] },
    finishReason: 'STOP',
  }

  it('is read without its thoughts, which are paid for', () => {
    const thought = { text: 'hm', thought: true }
    const parts = [thought, ...candidate.content.parts]
    const usageMetadata = {
      ...{ promptTokenCount: 10, toolUsePromptTokenCount: 5 },
      ...{ candidatesTokenCount: 3, thoughtsTokenCount: 4, totalTokenCount: 99 },
    }
    expect(
      readReply({ candidates: [{ ...candidate, content: { parts } }], usageMetadata })
    ).toMatchObject({
      text: '{"a":1}',
      usage: { input_tokens: 15, output_tokens: 7, total_tokens: 22 },
      unusable: null,
    })
  })

  it.each([
    [{}, 'empty'],
    [{ candidates: 'x', usageMetadata: [] }, 'empty'],
    [{ candidates: [null] }, 'empty'],
    [{ candidates: [{ content: null, finishReason: 'STOP' }] }, 'empty'],
    [{ candidates: [{ ...candidate, finishReason: 'MAX_TOKENS' }] }, 'truncated'],
    [{ candidates: [{ ...candidate, finishReason: 'OTHER' }] }, 'blocked'],
    [{ promptFeedback: { blockReason: 'SAFETY' } }, 'blocked'],
    [{ candidates: [candidate], usageMetadata: { promptTokenCount: -1 } }, undefined],
  ])('%j is %j', (reply, code) => {
    const read = readReply(reply)
    expect(read.unusable?.code).toBe(code)
    expect(read.usage).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0 })
  })

  it('holds JSON, whatever stands around it', () => {
    expect(jsonIn('```json\n{"a": {"b": 1}}\n```')).toEqual({ a: { b: 1 } })
    expect(jsonIn('Here: {"a": 1}. Done.')).toEqual({ a: 1 })
    expect(jsonIn('{"a": 1')).toBeUndefined()
    expect(jsonIn('none')).toBeUndefined()
    expect(jsonIn('} {')).toBeUndefined()
  })
})

describe('an answer', () => {
  it('of thousands of people is none', () => {
    const champions = Array.from({ length: 201 }, () => ({ full_name: 'Zelda Quux' }))
    const text = JSON.stringify({ champions, confidence: 'high' })
    expect(checkAnswer('case_study_extraction', text, {}, null)).toMatchObject({ code: 'invalid' })
  })

  it('has texts of bounded length, and no members that were not asked for', () => {
    const said = { domain: ' a.example ', confidence: 'HIGH', reason: 'x'.repeat(9000), evil: 1 }
    expect(checkAnswer('orphan_domain', JSON.stringify(said), {}, null)).toEqual({
      answer: { domain: 'a.example', confidence: 'high', reason: 'x'.repeat(2000) },
      dropped: [],
    })
  })
})

it('a text is cut at a whole character', () => {
  expect(cutToBytes('a\u00e9\u20ac', 3)).toBe('a\u00e9')
  expect(cutToBytes('a\u00e9\u20ac', 5)).toBe('a\u00e9')
  expect(cutToBytes('a\u00e9\u20ac', 6)).toBe('a\u00e9\u20ac')
  expect(cutToBytes('abc', -1)).toBe('')
})

describe('a question', () => {
  const long = '\u0001\u20ac"'.repeat(20_000)
  const request = {
    customer_company_name: `Acme ${long}`,
    origin_company_name: long,
    origin_company_domain: 'vendor.example',
    origin_company_industry: long,
    origin_company_description: long,
    case_study_url: `https://vendor.example/${long}`,
  }
  const numbers = Array.from({ length: 1000 }, (_, at) => at)
  const hostile = {
    ...{ isCut: true, finalUrl: 'https://vendor.example/x', charset: 'utf-8', title: long },
    text: `The text. ${'\u20ac'.repeat(60_000)}`,
    links: numbers.map((at) => `https://${'a'.repeat(60)}.${'b'.repeat(60)}.l${at}.example/`),
    emails: numbers.map((at) => `${'e'.repeat(200)}${at}@mail.example`),
  }

  it.each([
    ['case_study_extraction', hostile, 80_000],
    ['case_study_buyer', hostile, 10_000],
    ['orphan_domain', null, 10_000],
    ['customer_domain', null, 20_000],
  ] as const)('(%s) has no more bytes than it may', (task, shown, bytes) => {
    const { instructions, material, schema } = questionOf(task, request, shown, bytes)
    const whole = `${instructions}${material}${JSON.stringify(schema)}`
    expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(bytes)
    expect(material).toMatch(/"customer": "Acme /)
    if (shown !== null) expect(material).toMatch(/\nThe text\. \u20ac+\n[0-9a-f-]{36}$/)
  })

  it('about a page holds it between marks that are new each time', () => {
    const ask = () => questionOf('case_study_buyer', request, hostile, 80_000).material
    const marks = [ask(), ask()].map((material) => material.slice(-36))
    expect(new Set(marks).size).toBe(2)
  })
})
