import { isProblem, type Problem } from '../../errors.ts'
import { now } from '../../outbound/clock.ts'
import type { Settings } from '../../settings.ts'
import type { CallAnswer, Caller, JsonObject } from '../callers.ts'
import { withoutKey } from '../exchange.ts'
import { keyVariableOf } from '../kinds.ts'
import { fetchPage, type Page } from '../page.ts'
import { checkAnswer } from './check.ts'
import { type Ask, generate, objectIn } from './client.ts'
import { readReply, type Unusable } from './reply.ts'
import type { GeminiTask } from './schemas.ts'
import { isAboutPage, questionOf } from './tasks.ts'

/** The body of a delivery, read: the request, and under `ask` a row of reference.ai_tasks. */
type Call = Readonly<{
  ask: Ask
  maxPromptBytes: number
  timeoutMs: number
  request: JsonObject
}>

function callOf(body: unknown): Call | null {
  const request = objectIn(body)
  const ask = objectIn(request.ask)
  if (typeof ask.model !== 'string') return null
  return {
    ask: {
      model: ask.model,
      temperature: typeof ask.temperature === 'number' ? ask.temperature : null,
      maxOutputTokens: Number(ask.max_output_tokens),
    },
    maxPromptBytes: Number(ask.max_prompt_bytes),
    timeoutMs: Number(ask.timeout_seconds) * 1000,
    request,
  }
}

/** An answer of our own: Gemini was not asked. */
function unasked(error: string, startedAt: string, latencyMs: number): CallAnswer {
  const none = { httpStatus: null, retryAfterSeconds: null, responseExcerpt: null }
  return { ...none, error, latencyMs, startedAt }
}

/** A page that does not come, or not in a form that can be read. */
function withoutPage(found: Problem, answer: CallAnswer): CallAnswer {
  const { code, message, hint } = found
  const unusable: Unusable = { code: 'page', message }
  return {
    ...answer,
    retryAfterSeconds: found.retryAfterSeconds ?? null,
    isFinal: found.status !== 503,
    result: { unusable, page_problem: { code, message, hint } },
  }
}

/** What is landed of a page: where it was found, not its text. */
function pageFacts(page: Page | null): JsonObject {
  if (page === null) return {}
  const { finalUrl, charset, text, isCut } = page
  return { page: { final_url: finalUrl, charset, characters: text.length, is_cut: isCut } }
}

/** What became of a reply, as `extracted.land_gemini_results` takes it. */
function resultOf(task: GeminiTask, call: Call, reply: JsonObject, page: Page | null): JsonObject {
  const { modelVersion, finishReason, text, usage, unusable } = readReply(reply)
  const read = unusable ?? checkAnswer(task, text ?? '', call.request, page)
  return {
    model: call.ask.model,
    model_version: modelVersion,
    finish_reason: finishReason,
    ...usage,
    ...pageFacts(page),
    response_text: text,
    ...('code' in read ? { unusable: read } : { answer: read.answer, dropped: read.dropped }),
  }
}

async function ask(
  task: GeminiTask,
  call: Call | null,
  limitMs: number,
  { isDevelopment, vendors }: Settings
): Promise<CallAnswer> {
  const startedAt = new Date().toISOString()
  const started = now()
  const since = () => Math.round(now() - started)
  const { baseUrl, apiKey } = vendors.gemini
  if (apiKey === null) return withoutKey(keyVariableOf('gemini'))
  if (call === null) {
    return { ...unasked('the delivery names no model (ask)', startedAt, since()), isFinal: true }
  }
  let page: Page | null = null
  if (isAboutPage(task)) {
    const found = await fetchPage(String(call.request.case_study_url), { isDevelopment })
    if (isProblem(found)) {
      return withoutPage(found, unasked(`${found.code}: ${found.message}`, startedAt, since()))
    }
    page = found
  }
  const question = questionOf(task, call.request, page, call.maxPromptBytes)
  const left = Math.min(limitMs, call.timeoutMs) - since()
  const { answer, reply } = await generate({ baseUrl, apiKey }, call.ask, question, left)
  const whole = { ...answer, startedAt, latencyMs: since() }
  return reply === null ? whole : { ...whole, result: resultOf(task, call, reply, page) }
}

/** Makes the caller of a kind that Gemini answers. */
export function askGemini(task: GeminiTask): Caller {
  return (body, limitMs, settings) => ask(task, callOf(body), limitMs, settings)
}
