import type { JsonObject } from '../callers.ts'
import type { Page } from '../page.ts'
import type { Question } from './client.ts'
import { CASE_STUDY_BUYER } from './prompts/case-study-buyer.ts'
import { CASE_STUDY_EXTRACTION } from './prompts/case-study-extraction.ts'
import { CUSTOMER_DOMAIN } from './prompts/customer-domain.ts'
import { DOMAIN_INFERENCE } from './prompts/domain-inference.ts'
import { factsOf, pageMaterial } from './prompts/material.ts'
import { ORPHAN_DOMAIN } from './prompts/orphan-domain.ts'
import { type GeminiTask, RESPONSE_SCHEMAS } from './schemas.ts'

const INSTRUCTIONS: Readonly<Record<GeminiTask, string>> = {
  case_study_extraction: CASE_STUDY_EXTRACTION,
  case_study_buyer: CASE_STUDY_BUYER,
  orphan_domain: ORPHAN_DOMAIN,
  domain_inference: DOMAIN_INFERENCE,
  customer_domain: CUSTOMER_DOMAIN,
}

function fact(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** True for the tasks that are asked about a page. */
export function isAboutPage(task: GeminiTask): boolean {
  return task === 'case_study_extraction' || task === 'case_study_buyer'
}

/**
 * What is asked, of a request and, where there is one, a page.
 *
 * @param bytes most bytes of instructions, schema and material together
 */
export function questionOf(
  task: GeminiTask,
  request: JsonObject,
  page: Page | null,
  bytes: number
): Question {
  const instructions = INSTRUCTIONS[task]
  const schema = RESPONSE_SCHEMAS[task]
  const left = bytes - instructions.length - JSON.stringify(schema).length
  const unknown = (words: string) => (page === null ? words : null)
  const customer =
    request.customer_company_name ?? request.company_customer_name ?? request.customer_name
  const known = {
    customer: fact(customer),
    vendor: fact(request.origin_company_name) ?? fact(request.origin_company_domain),
    vendor_domain: fact(request.origin_company_domain),
    vendor_industry: fact(request.origin_company_industry) ?? unknown('Unknown'),
    vendor_description:
      fact(request.origin_company_description) ?? unknown('No description available'),
    case_study_url: fact(request.case_study_url),
  }
  const facts = factsOf(known, page === null ? left : left / 4)
  const material = page === null ? facts : pageMaterial(facts, page, left)
  return { instructions, schema, material }
}
