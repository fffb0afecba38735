import type { JsonObject } from '../callers.ts'
import { objectIn } from './client.ts'

/** Why an answer that was paid for cannot be used. */
export type Unusable = Readonly<{
  code: 'blocked' | 'truncated' | 'empty' | 'unparsable' | 'invalid' | 'page'
  message: string
}>

/** What a call took: thinking counts as output, as it is paid for. */
export type Usage = Readonly<{
  input_tokens: number
  output_tokens: number
  total_tokens: number
}>

/** A reply of generateContent, read. */
export type Reply = Readonly<{
  /** The model as it names itself; null when it does not. */
  modelVersion: string | null
  finishReason: string | null
  /** The text of the first candidate, without its thoughts; null when there is none. */
  text: string | null
  usage: Usage
  /** Why there is no whole text; null when there is one. */
  unusable: Unusable | null
}>

function listIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectIn) : []
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function countIn(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0
}

function usageOf(reply: JsonObject): Usage {
  const found = objectIn(reply.usageMetadata)
  const input_tokens = countIn(found.promptTokenCount) + countIn(found.toolUsePromptTokenCount)
  const output_tokens = countIn(found.candidatesTokenCount) + countIn(found.thoughtsTokenCount)
  return { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens }
}

function obstacleOf(reason: string | null, block: string | null, text: string): Unusable | null {
  if (block !== null) return { code: 'blocked', message: `the request was blocked (${block})` }
  if (reason === 'MAX_TOKENS') {
    return { code: 'truncated', message: 'the answer was cut off at the most tokens (MAX_TOKENS)' }
  }
  if (reason !== null && reason !== 'STOP') {
    return { code: 'blocked', message: `the model broke off (${reason})` }
  }
  return text.trim() === '' ? { code: 'empty', message: 'the model answered nothing' } : null
}

/** Reads a reply; what is missing or of a wrong type is null, no tokens are 0. */
export function readReply(reply: JsonObject): Reply {
  const candidate = listIn(reply.candidates)[0] ?? {}
  const parts = listIn(objectIn(candidate.content).parts).filter((part) => part.thought !== true)
  const text = parts.map((part) => textIn(part.text) ?? '').join('')
  const finishReason = textIn(candidate.finishReason)
  const block = textIn(objectIn(reply.promptFeedback).blockReason)
  return {
    modelVersion: textIn(reply.modelVersion),
    finishReason,
    text: text === '' ? null : text,
    usage: usageOf(reply),
    unusable: obstacleOf(finishReason, block, text),
  }
}

/** The JSON object in a text, whatever words or fences stand around it; undefined when none. */
export function jsonIn(text: string): unknown {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  for (const candidate of [text, from < 0 || to < from ? '' : text.slice(from, to + 1)]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // The next one may be it.
    }
  }
  return undefined
}
