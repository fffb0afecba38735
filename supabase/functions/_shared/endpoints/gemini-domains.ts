import { z } from 'zod'
import { type Endpoint, optionalText, requiredText } from '../endpoint.ts'
import { callErrors, called, coreGuess, domainWrites } from './gemini-fields.ts'
import { flag, ingestErrors, known } from './parts.ts'

const origin = 'northwind.example'
const customer = 'Fabrikam Foods'
const rawId = '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11'
const errors = [...ingestErrors, ...callErrors]
const timeoutSeconds = 30

/** What may be said of the vendor; what is left out is read from core. */
const vendor = {
  origin_company_name: optionalText('Name of the vendor.', 'Northwind'),
  origin_company_industry: optionalText('Its industry.', 'Software'),
  origin_company_description: optionalText('What it does.', 'Software for bakeries.'),
}

const cost = { input_tokens: 412, output_tokens: 71, total_tokens: 483, cost_usd: 0.00007 }
const call = { raw_id: rawId, model: 'gemini-2.0-flash', dropped: [], ...cost }
const guess = { domain: 'fabrikam.example', confidence: 'high', reason: 'The only one.' }

const orphan: Endpoint = {
  method: 'POST',
  path: '/resolve_orphan_customer_domain',
  scope: 'ingest',
  sqlFunction: 'resolve_orphan_customer_domain',
  timeoutSeconds,
  calls: true,
  routingKey: 'origin_company_domain',
  summary: 'Asks Gemini for the domain of a customer of which only the name is known.',
  description:
    'The call and its answer are kept; core is left to /ingest_orphan_customer_domain, unless ' +
    'persist is true: then it takes the domain as that endpoint does. Industry and description of ' +
    'the vendor are read from core where they are left out. An answer that cannot be used is ' +
    'quarantined with its text: 202, raw_response.',
  request: z.looseObject({
    customer_company_name: requiredText('Name of the customer.', customer),
    origin_company_domain: requiredText('Domain of the vendor, in any spelling.', origin),
    ...vendor,
    persist: flag('True: take it to extracted and core. False when left out.'),
  }),
  response: z.looseObject({
    ...called,
    customer_company_name: known('The name asked about.'),
    origin_company_domain: known('Domain of the vendor, as stored.'),
    domain: known('The domain found, normalised; null when there is none.'),
    confidence: known('high, medium or low; none without an answer.'),
    reason: known('Why the model thinks so.'),
  }),
  writes: [
    ...domainWrites,
    { table: 'raw.orphan_customer_domain_payloads', rule: 'with persist: one row per call' },
    { table: 'extracted.orphan_customer_domain', rule: 'with persist: one row per document' },
    coreGuess,
  ],
  errors,
  sample: {
    request: { customer_company_name: customer, origin_company_domain: origin },
    response: {
      success: true,
      customer_company_name: customer,
      origin_company_domain: origin,
      ...guess,
      ...call,
      warnings: [],
    },
  },
}

const inference: Endpoint = {
  method: 'POST',
  path: '/infer_customer_domain',
  scope: 'ingest',
  sqlFunction: 'infer_customer_domain',
  timeoutSeconds,
  calls: true,
  routingKey: 'origin_company_domain',
  summary: 'Asks Gemini for up to three candidates for the domain of a customer.',
  description:
    'The call and its answer are kept; what is no domain, a shared host or the vendor itself is no ' +
    'candidate. With persist true the answer is taken as /ingest_gemini_domain_inference takes it. ' +
    'An answer that cannot be used is quarantined with its text: 202, raw_response.',
  request: z.looseObject({
    customer_company_name: requiredText('Name of the customer.', customer),
    origin_company_domain: optionalText('Domain of the vendor, in any spelling.', origin),
    ...vendor,
    case_study_url: optionalText('A case study about the customer.', `https://${origin}/x`),
    persist: flag('True: take it to extracted and core. False when left out.'),
  }),
  response: z.looseObject({
    ...called,
    customer_company_name: known('The name asked about.'),
    candidates: z
      .array(z.looseObject({ domain: z.string(), confidence: known(''), reason: known('') }))
      .optional()
      .meta({ description: 'At most three, the likeliest first.' }),
  }),
  writes: [
    ...domainWrites,
    { table: 'raw.gemini_domain_inference_payloads', rule: 'with persist: one row per call' },
    {
      table: 'extracted.gemini_domain_inference',
      rule: 'with persist: per vendor and customer the newest with a candidate',
    },
    coreGuess,
  ],
  errors,
  sample: {
    request: { customer_company_name: customer, origin_company_domain: origin },
    response: { success: true, customer_company_name: customer, candidates: [guess], ...call },
  },
}

const resolution: Endpoint = {
  method: 'POST',
  path: '/run/companies/gemini/resolve-customer-domain/ingest',
  aliases: ['/resolve_customer_domain'],
  scope: 'ingest',
  sqlFunction: 'resolve_customer_domain',
  timeoutSeconds,
  calls: true,
  routingKey: 'origin_company_domain',
  summary: 'Asks Gemini for the domain of a customer of a vendor, and lands it.',
  description:
    'What the model says is a guess: core takes it (source gemini-infer) only at medium confidence ' +
    'at least, and only where nothing better speaks; a domain that stands is not replaced. An ' +
    'answer that cannot be used is quarantined with its text: 202, raw_response.',
  request: z.looseObject({
    customer_name: requiredText('Name of the customer.', customer),
    origin_company_name: requiredText('Name of the vendor.', 'Northwind'),
    origin_company_domain: requiredText('Domain of the vendor, in any spelling.', origin),
    persist: flag('False: only keep the call. True when left out.'),
  }),
  response: z.looseObject({
    ...called,
    customer_name: known('The name asked about.'),
    origin_company_name: known('Name of the vendor.'),
    origin_company_domain: known('Domain of the vendor, as stored.'),
    customer_domain: known('The domain found, normalised; null when there is none.'),
    confidence: known('high, medium or low; none without an answer.'),
    reasoning: known('Why the model thinks so.'),
  }),
  writes: inference.writes,
  errors,
  sample: {
    request: {
      customer_name: customer,
      origin_company_name: 'Northwind',
      origin_company_domain: origin,
    },
    response: {
      success: true,
      customer_name: customer,
      origin_company_name: 'Northwind',
      origin_company_domain: origin,
      customer_domain: guess.domain,
      confidence: guess.confidence,
      reasoning: guess.reason,
      ...call,
      warnings: [],
    },
  },
}

/** What Gemini is asked about the domains of customers. */
export const geminiDomainEndpoints: readonly Endpoint[] = [orphan, inference, resolution]
