import { describe, expect, it } from 'vitest'
import {
  depthOf,
  sanitizeJsonText,
  stringMembers,
  toJsonText,
} from '../../supabase/functions/_shared/json-text.ts'

describe('sanitizeJsonText', () => {
  it.each([
    ['a NUL escape', String.raw`{"a":"x\u0000y"}`, String.raw`{"a":"x\ufffdy"}`],
    ['a high surrogate alone', String.raw`["\ud83d"]`, String.raw`["\ufffd"]`],
    ['a low surrogate alone', String.raw`["\uDE00!"]`, String.raw`["\ufffd!"]`],
    ['surrogates in the wrong order', String.raw`["\ude00\ud83d"]`, String.raw`["\ufffd\ufffd"]`],
    ['a second high surrogate', String.raw`["\ud83d\ud83d\ude00"]`, '["\\ufffd\\ud83d\\ude00"]'],
    ['a NUL escape after an escaped backslash', String.raw`["\\\u0000"]`, '["\\\\\\ufffd"]'],
    ['an escape in a key', String.raw`{"\u0000":1}`, String.raw`{"\ufffd":1}`],
  ])('replaces %s', (_what, text, expected) => {
    expect(sanitizeJsonText(text).text).toBe(expected)
  })

  it.each([
    ['a pair of surrogates', String.raw`["\uD83D\uDE00"]`],
    ['an escaped backslash before u0000', String.raw`["\\u0000"]`],
    ['two escaped backslashes before ud83d', String.raw`["\\\\ud83d"]`],
    ['other escapes', String.raw`["\n\"\/\u00e9\\"]`],
    ['numbers as they are written', '[12345678901234567890, 1e400, -0.10]'],
  ])('leaves %s alone', (_what, text) => {
    expect(sanitizeJsonText(text)).toEqual({ text, nulEscapes: 0, loneSurrogates: 0 })
  })

  it('counts what it replaced', () => {
    const { nulEscapes, loneSurrogates } = sanitizeJsonText(String.raw`["\u0000\u0000\ud83d"]`)
    expect({ nulEscapes, loneSurrogates }).toEqual({ nulEscapes: 2, loneSurrogates: 1 })
  })

  it('mends a body full of escapes', () => {
    const text = `["${'\\u0000'.repeat(170_000)}"]`
    expect(sanitizeJsonText(text).nulEscapes).toBe(170_000)
  })
})

describe('depthOf', () => {
  it.each([
    ['3', 0],
    ['{}', 1],
    ['[[],[{}]]', 3],
    ['"[[["', 0],
    [String.raw`{"a":"\"[","b":[1]}`, 2],
    [`${'['.repeat(10_000)}`, 10_000],
  ])('of %.20s is %i', (text, depth) => {
    expect(depthOf(text)).toBe(depth)
  })

  it('ends on a string that never closes', () => {
    expect(depthOf('{"a":"[[[')).toBe(1)
  })
})

describe('stringMembers', () => {
  it('finds the string values of the outermost object only', () => {
    const text = String.raw`{"a":"x","b":{"c":"no"},"d\u0065":"}","f":["no"],"g":1,"a":"\""}`
    const found = stringMembers(text).map(({ key, start, end }) => [key, text.slice(start, end)])
    expect(found).toEqual([
      ['a', '"x"'],
      ['de', '"}"'],
      ['a', String.raw`"\""`],
    ])
  })
})

describe('toJsonText', () => {
  it('gives text that jsonb accepts, whatever the strings hold', () => {
    expect(toJsonText({ a: '\0\ud83d' })).toBe(String.raw`{"a":"\ufffd\ufffd"}`)
  })
})
