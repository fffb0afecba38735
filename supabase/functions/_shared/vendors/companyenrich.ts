import type { CallAnswer, Caller } from './callers.ts'
import { type Exchange, exchange, withoutKey } from './exchange.ts'

/** Path of the preview under the base URL: free of credits, the best 25 companies. */
export const SIMILAR_PATH = '/companies/similar/preview'
/** Characters of an error's own words that go into ours. */
const MAX_DETAIL = 200

/** The body of a delivery of kind similar_companies, as far as the vendor is told of it. */
type SimilarRequest = Readonly<{
  domain: string
  similarity_weight?: number
  country_code?: string | null
}>

/** One domain per request: the answer about several is one list that says not which is whose. */
function bodyOf({ domain, similarity_weight, country_code }: SimilarRequest): string {
  const countries = country_code == null ? {} : { countries: [country_code] }
  return JSON.stringify({
    domains: [domain],
    similarityWeight: similarity_weight ?? 0,
    ...countries,
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** True for what counts as an answer: an object with a list of items, empty or not. */
function isList(text: string): boolean {
  const answer = parse(text) as { items?: unknown } | null
  return typeof answer === 'object' && answer !== null && Array.isArray(answer.items)
}

/** The words of application/problem+json, of which every member may be missing. */
function detailOf(text: string): string {
  const { title, detail } = (parse(text) ?? {}) as { title?: unknown; detail?: unknown }
  const words = [title, detail].filter((word) => typeof word === 'string' && word !== '')
  return words.length === 0 ? '' : `: ${words.join(': ').slice(0, MAX_DETAIL)}`
}

const refusals: Readonly<Record<number, string>> = {
  401: 'CompanyEnrich answered 401: it does not know the key in COMPANYENRICH_API_KEY',
  402: 'CompanyEnrich answered 402: out of credits, or the plan does not cover the call',
  403: 'CompanyEnrich answered 403: the key in COMPANYENRICH_API_KEY may not make the call',
}

function judge({ answer, text }: Exchange): CallAnswer {
  const { httpStatus: status } = answer
  if (status === null || text === null) return { ...answer, result: { status_code: null } }
  if (status >= 200 && status < 300) {
    // As text, since a parsed copy would round large numbers.
    if (isList(text)) return { ...answer, result: { status_code: status, response: text } }
    const error = `answered with ${status} and no list of companies`
    return { ...answer, httpStatus: null, error, result: { status_code: status, body: text } }
  }
  const stopReason = refusals[status]
  return {
    ...answer,
    error: `answered with ${status}${detailOf(text)}`,
    ...(stopReason === undefined ? {} : { stopReason }),
    result: { status_code: status, body: text },
  }
}

/**
 * Asks CompanyEnrich for the companies similar to one domain. Its `result` is what
 * `extracted.land_similar_companies` lands: `{status_code, response}` of an answer with a list of
 * items, `{status_code, body}` of any other. A 2xx without such a list counts as no answer, so it
 * is tried again.
 */
export const findSimilarCompanies: Caller = async (request, limitMs, { vendors }) => {
  const { baseUrl, apiKey } = vendors.companyenrich
  if (apiKey === null) return withoutKey('COMPANYENRICH_API_KEY')
  const init = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    body: bodyOf(request as SimilarRequest),
  }
  return judge(await exchange(`${baseUrl}${SIMILAR_PATH}`, init, { limitMs }))
}
