import type { CallAnswer, JsonObject } from '../callers.ts'
import { exchange } from '../exchange.ts'

/**
 * The one request to Gemini that is made: models.generateContent, by fetch.
 *
 * Not by the vendor's package (@google/genai 2.32): while it is loaded it reads a dozen environment
 * variables, which ends a function that may read its own only; its errors lack the headers
 * (Retry-After); its time limit is not always kept (googleapis/js-genai#928); it brings 32 MB.
 */

/** Which model is asked, and how: a row of reference.ai_tasks. */
export type Ask = Readonly<{
  model: string
  /** Null: that of the model. */
  temperature: number | null
  /** Thinking included. */
  maxOutputTokens: number
}>

/** What is asked. */
export type Question = Readonly<{
  /** What the model is to do; nothing of a page or a request stands in it. */
  instructions: string
  /** The facts and the page. */
  material: string
  /** The schema of the answer, as Gemini takes it. */
  schema: JsonObject
}>

/** Where Gemini is, and with which key. */
export type Access = Readonly<{ baseUrl: string; apiKey: string }>

/** What came back; with the reply where it is a whole one. */
export type Generated = Readonly<{ answer: CallAnswer; reply: JsonObject | null }>

/** Replies are a few kilobytes; what is longer is none. */
const MAX_REPLY_BYTES = 4_000_000

function bodyOf(ask: Ask, question: Question): string {
  return JSON.stringify({
    systemInstruction: { parts: [{ text: question.instructions }] },
    contents: [{ role: 'user', parts: [{ text: question.material }] }],
    generationConfig: {
      ...(ask.temperature === null ? {} : { temperature: ask.temperature }),
      maxOutputTokens: ask.maxOutputTokens,
      responseMimeType: 'application/json',
      responseSchema: question.schema,
    },
  })
}

/** A value as an object; an empty one for what is none. */
export function objectIn(value: unknown): JsonObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : {}
}

function parse(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? objectIn(parsed) : null
  } catch {
    return null
  }
}

/** Seconds that google.rpc.RetryInfo asks for ("34s", "1.5s"); null without one. */
function retryInfoIn(details: readonly JsonObject[]): number | null {
  const delay = details.map((one) => one.retryDelay).find((one) => typeof one === 'string')
  const seconds = /^(\d{1,9}(?:\.\d+)?)s$/.exec(String(delay ?? ''))?.[1]
  return seconds === undefined ? null : Math.ceil(Number(seconds))
}

/** A refusal with the vendor's own words. */
function refused(answer: CallAnswer, text: string): CallAnswer {
  const error = objectIn(parse(text)?.error)
  const details = Array.isArray(error.details) ? error.details.map(objectIn) : []
  const words = [answer.error, error.status, error.message].filter((one) => one && one !== '')
  const told = {
    ...answer,
    error: words.join(': ').slice(0, 300),
    retryAfterSeconds: answer.retryAfterSeconds ?? retryInfoIn(details),
  }
  // A 400, which fails one delivery; but every other one would fail likewise.
  const isBadKey = details.some((one) => one.reason === 'API_KEY_INVALID')
  return isBadKey ? { ...told, stopReason: 'Gemini refuses GEMINI_API_KEY' } : told
}

/**
 * Asks once. Never throws: what goes wrong is part of the answer.
 *
 * @param limitMs the time the whole exchange may take
 */
export async function generate(
  { baseUrl, apiKey }: Access,
  ask: Ask,
  question: Question,
  limitMs: number
): Promise<Generated> {
  const url = `${baseUrl}/v1beta/models/${encodeURIComponent(ask.model)}:generateContent`
  const { answer, text, wasSent } = await exchange(
    url,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey },
      body: bodyOf(ask, question),
    },
    { limitMs: Math.max(1, limitMs), maxBytes: MAX_REPLY_BYTES }
  )
  if (text === null) return { answer: { ...answer, isCostUnknown: wasSent }, reply: null }
  if (answer.error !== null) return { answer: refused(answer, text), reply: null }
  const reply = parse(text)
  if (reply !== null) return { answer, reply }
  // What was answered is lost: it is asked again.
  const error = 'the reply is no JSON'
  return { answer: { ...answer, httpStatus: null, error, isCostUnknown: true }, reply }
}
