import type { Answer } from '../outbound/sender.ts'
import type { Settings } from '../settings.ts'
import { findSimilarCompanies } from './companyenrich.ts'
import { askGemini } from './gemini/callers.ts'

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * What came of one call. 2xx settles the delivery; other statuses are judged as those of webhooks
 * (408, 425, 429, 5xx and null are tried again, other 4xx fail), unless a member of `CallFacts`
 * says more.
 */
export type CallAnswer = Answer

/**
 * Makes one call. Never throws: what goes wrong is part of the answer, as in `outbound/sender.ts`.
 *
 * @param request the body of the delivery, parsed
 * @param limitMs the time the whole call may take
 */
export type Caller = (request: unknown, limitMs: number, settings: Settings) => Promise<CallAnswer>

/** Who makes the calls of each kind. */
export const callers: Readonly<Record<string, Caller>> = {
  similar_companies: findSimilarCompanies,
  case_study_extraction: askGemini('case_study_extraction'),
  case_study_buyer: askGemini('case_study_buyer'),
  orphan_domain: askGemini('orphan_domain'),
  domain_inference: askGemini('domain_inference'),
  customer_domain: askGemini('customer_domain'),
}
