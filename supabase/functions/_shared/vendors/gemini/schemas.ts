import { z } from 'zod'
import type { JsonObject } from '../callers.ts'

/** What is asked of Gemini: the kinds of `outbound.kinds` that it answers. */
export type GeminiTask =
  | 'case_study_extraction'
  | 'case_study_buyer'
  | 'orphan_domain'
  | 'domain_inference'
  | 'customer_domain'

const text = { type: 'STRING' }
const textOrNull = { type: 'STRING', nullable: true }
const confidence = { type: 'STRING', enum: ['high', 'medium', 'low'] }

/** An object of the schema language of Gemini, all its members required and in this order. */
function object(properties: JsonObject): JsonObject {
  const names = Object.keys(properties)
  return { type: 'OBJECT', properties, required: names, propertyOrdering: names }
}

const list = (items: JsonObject, more: JsonObject = {}) => ({ type: 'ARRAY', items, ...more })

/** The schemas that are sent with the questions. */
export const RESPONSE_SCHEMAS: Readonly<Record<GeminiTask, JsonObject>> = {
  case_study_extraction: object({
    article_title: textOrNull,
    customer_company_domain: textOrNull,
    champions: list(object({ full_name: text, job_title: textOrNull, company_name: textOrNull })),
    confidence,
    reasoning: text,
  }),
  case_study_buyer: object({
    customer_company_name: text,
    customer_company_domain: text,
    people: list(object({ fullName: text, jobTitle: text })),
  }),
  orphan_domain: object({ domain: textOrNull, confidence, reason: text }),
  domain_inference: object({
    candidates: list(object({ domain: text, confidence, reason: text }), { maxItems: '3' }),
  }),
  customer_domain: object({ customer_domain: textOrNull, confidence, reasoning: text }),
}

/** Texts are cut: a model that repeats itself fills no table. */
const MAX_TEXT = 2000
/** A page names a few people; a list of thousands is none. */
const MAX_ITEMS = 200

const said = z
  .string()
  .nullish()
  .transform((value) => value?.trim().slice(0, MAX_TEXT) || null)
/** It must be there, be it null: an answer without it is to another question. */
const domain = z
  .string()
  .nullable()
  .transform((value) => value?.trim().slice(0, MAX_TEXT) || null)
const sure = z
  .string()
  .nullish()
  .transform((value) => {
    const word = value?.trim().toLowerCase() ?? ''
    return ['high', 'medium', 'low'].includes(word) ? word : 'low'
  })
const items = z.array(z.unknown()).max(MAX_ITEMS)

/** A person of a list; in the list itself one that does not fit is dropped, not the answer. */
export const PERSON = z.object({ full_name: z.string(), job_title: said, company_name: said })
/** A buyer of a list. */
export const BUYER = z.object({ fullName: z.string(), jobTitle: said })
/** A candidate of a list. */
export const CANDIDATE = z.object({ domain: z.string(), confidence: sure, reason: said })

/** The answers as they must be; members that are not asked for are left out. */
export const ANSWERS = {
  case_study_extraction: z.object({
    article_title: said,
    customer_company_domain: said,
    champions: items,
    confidence: sure,
    reasoning: said,
  }),
  case_study_buyer: z.object({
    customer_company_name: said,
    customer_company_domain: said,
    people: items,
  }),
  orphan_domain: z.object({ domain, confidence: sure, reason: said }),
  domain_inference: z.object({ candidates: items }),
  customer_domain: z.object({ customer_domain: domain, confidence: sure, reasoning: said }),
} as const satisfies Record<GeminiTask, z.ZodObject>
