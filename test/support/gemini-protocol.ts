/** What generateContent takes and answers, as documented; the words are those of the vendor. */
import { type Json, objectIn, schemaViolations, type Violation } from './gemini-schema.ts'

/** Status, body and headers of an answer. */
export type Reply = Readonly<{ status: number; body: Json; headers?: Record<string, string> }>

/** Token counts of a reply; those that are left out are not in it. */
export type Usage = Readonly<{
  promptTokenCount?: number
  candidatesTokenCount?: number
  thoughtsTokenCount?: number
  toolUsePromptTokenCount?: number
}>

/** The models that are there. */
export const MODELS = [
  'gemini-3-flash-preview',
  'gemini-2.5-flash',
  'gemini-2.5-flash-lite',
  'gemini-2.0-flash',
]

const BODY_MEMBERS = new Set(
  'contents tools toolConfig safetySettings systemInstruction generationConfig cachedContent'.split(
    ' '
  )
)
const CONFIG_MEMBERS = new Set(
  (
    'stopSequences responseMimeType responseSchema responseJsonSchema responseModalities ' +
    'candidateCount maxOutputTokens temperature topP topK seed presencePenalty ' +
    'frequencyPenalty responseLogprobs logprobs speechConfig thinkingConfig mediaResolution'
  ).split(' ')
)

/** Status names of google.rpc.Code. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

/** An error as Google's services write it. */
export function googleError(status: number, message: string, details: readonly Json[] = []): Reply {
  const error = { code: status, message, status: STATUS_NAMES[status] }
  return { status, body: { error: details.length === 0 ? error : { ...error, details } } }
}

const type = (name: string) => `type.googleapis.com/google.rpc.${name}`

/** 400: a key that is none. */
export function badKey(): Reply {
  const metadata = { service: 'generativelanguage.googleapis.com' }
  const reason = { reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata }
  return googleError(400, 'API key not valid. Please pass a valid API key.', [
    { '@type': type('ErrorInfo'), ...reason },
  ])
}

/** 403: no key at all. */
export function noKey(): Reply {
  const message =
    "Method doesn't allow unregistered callers (callers without established identity). Please " +
    'use API Key or other form of API consumer identity to call this API.'
  return googleError(403, message)
}

/** 404: no such model. */
export function noModel(model: string): Reply {
  const message =
    `models/${model} is not found for API version v1beta, or is not supported for ` +
    'generateContent. Call ListModels to see the list of available models and their supported ' +
    'methods.'
  return googleError(404, message)
}

/** 429: over the quota; how long to wait is in the body, there is no Retry-After. */
export function overQuota(model: string, retrySeconds: number | null): Reply {
  const metric = 'generativelanguage.googleapis.com/generate_content_paid_tier_requests'
  const violation = { quotaMetric: metric, quotaDimensions: { location: 'global', model } }
  const wait = { '@type': type('RetryInfo'), retryDelay: `${retrySeconds}s` }
  return googleError(
    429,
    'You exceeded your current quota, please check your plan and billing details.' +
      (retrySeconds === null ? '' : ` Please retry in ${retrySeconds}s.`),
    [
      { '@type': type('QuotaFailure'), violations: [violation] },
      ...(retrySeconds === null ? [] : [wait]),
    ]
  )
}

function unknownNames(value: Json, known: ReadonlySet<string>, field: string): Violation[] {
  const at = field === '' ? '' : ` at '${field}'`
  return Object.keys(value)
    .filter((name) => !known.has(name))
    .map((name) => `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`)
    .map((description) => ({ field, description }))
}

function contentViolations(body: Json): Violation[] {
  const contents = Array.isArray(body.contents) ? body.contents.map(objectIn) : []
  if (contents.length === 0) {
    return [
      {
        field: 'contents',
        description: '* GenerateContentRequest.contents: contents is not specified',
      },
    ]
  }
  const isEmpty = (content: Json) => !Array.isArray(content.parts) || content.parts.length === 0
  return contents
    .flatMap((content, at) => (isEmpty(content) ? [at] : []))
    .map(
      (at) => `* GenerateContentRequest.contents[${at}].parts: contents.parts must not be empty.`
    )
    .map((description) => ({ field: 'contents', description }))
}

function configViolations(config: Json): Violation[] {
  const schema = config.responseSchema
  const where = 'generation_config.response_schema'
  const wrong = schema === undefined ? [] : schemaViolations(schema, where)
  const isJson = config.responseMimeType === 'application/json'
  if ((schema !== undefined || config.responseJsonSchema !== undefined) && !isJson) {
    const description = 'Response schema requires response_mime_type application/json.'
    wrong.push({ field: where, description })
  }
  const { temperature, maxOutputTokens } = config
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 2)) {
    const field = 'generation_config.temperature'
    wrong.push({ field, description: `* ${field}: must be in the range [0.0, 2.0].` })
  }
  if (maxOutputTokens !== undefined && !(Number(maxOutputTokens) > 0)) {
    const field = 'generation_config.max_output_tokens'
    wrong.push({ field, description: `* ${field}: must be positive.` })
  }
  return wrong
}

/** What is refused of a request's body; null for nothing. */
export function refusalOf(text: string): Reply | null {
  let body: Json
  try {
    body = objectIn(JSON.parse(text))
  } catch {
    return googleError(
      400,
      'Invalid JSON payload received. Parsing terminated before end of input.'
    )
  }
  const config = objectIn(body.generationConfig)
  const wrong = [
    ...unknownNames(body, BODY_MEMBERS, ''),
    ...unknownNames(config, CONFIG_MEMBERS, 'generation_config'),
    ...contentViolations(body),
    ...configViolations(config),
  ]
  if (wrong.length === 0) return null
  const message = wrong.map(({ description }) => description).join('\n')
  return googleError(400, message, [{ '@type': type('BadRequest'), fieldViolations: wrong }])
}

function usageMetadata(usage: Usage): Json {
  const { promptTokenCount = 0, candidatesTokenCount, thoughtsTokenCount = 0 } = usage
  const tools = usage.toolUsePromptTokenCount ?? 0
  const total = promptTokenCount + (candidatesTokenCount ?? 0) + thoughtsTokenCount + tools
  const promptTokensDetails = [{ modality: 'TEXT', tokenCount: promptTokenCount }]
  return { ...usage, promptTokenCount, totalTokenCount: total, promptTokensDetails }
}

/** A 200: candidates, or what became of the prompt, and what it took. */
export function generated(model: string, members: Json, usage: Usage): Reply {
  const ids = { modelVersion: model, responseId: `r-${usage.promptTokenCount ?? 0}` }
  return { status: 200, body: { ...members, usageMetadata: usageMetadata(usage), ...ids } }
}

/** The one candidate of a reply; without a text it has no parts. */
export function candidate(text: string | null, finishReason: string, more: Json = {}): Json {
  const parts = text === null ? {} : { parts: [{ text }] }
  return { candidates: [{ content: { ...parts, role: 'model' }, finishReason, index: 0, ...more }] }
}
