import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { count, duplicate, given, ingestErrors, known, outcome, remarks } from './parts.ts'

const origin = 'northwind.example'
const customer = 'Fabrikam Foods'
const rawId = '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11'
const extractedId = '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2'

/** Missing, null and blank are one thing to the requirement: the field "is required". */
function required(description: string, example: string) {
  return z
    .string({ error: (issue) => (issue.input == null ? 'is required' : 'must be a string') })
    .regex(/\S/, { error: 'is required', abort: true })
    .meta({ description, examples: [example] })
}

/** What both requests say about the call of the model: a wrong type is null, with a warning. */
const usage = {
  input_tokens: given('Tokens asked with: a whole number.'),
  output_tokens: given('Tokens answered with: a whole number.'),
  cost_usd: given('Cost in US dollars.'),
}

/** What both answers say about what came of the document. */
const landed = {
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  core_updated: count('Customers of core that got another domain by this document.'),
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the customer already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
  warnings: remarks.warnings,
  error: errorSchema.optional(),
}

const orphan: Endpoint = {
  method: 'POST',
  path: '/ingest_orphan_customer_domain',
  scope: 'ingest',
  sqlFunction: 'ingest_orphan_customer_domain',
  timeoutSeconds: 30,
  routingKey: 'origin_company_domain',
  summary: 'Lands the domain found for a customer of which only the name was known.',
  description:
    'The whole body is the document: kept in raw, and as a row of its own in extracted. Core takes ' +
    'the domain where the customer of this vendor has none, or gets one that nothing better ' +
    'speaks for; not when success is false. Vendor and name are compared in their normal forms. A ' +
    'customer that core does not have gets the domain when somebody names it. Values of a wrong ' +
    'type, and a domain that is a shared host or the vendor itself, become null and are named in ' +
    'warnings.',
  request: z.looseObject({
    customer_company_name: required('Name of the customer.', customer),
    origin_company_domain: required('Domain of the vendor, in any spelling.', origin),
    domain: given('The domain found, in any spelling; null when there is none.'),
    confidence: given('How sure the model is: high, medium, low or none.'),
    reason: given('Why it thinks so.'),
    success: given('Whether the inference went through; left out counts as true.'),
    ...usage,
  }),
  response: z.looseObject({
    ...outcome,
    raw_id: z
      .guid()
      .optional()
      .meta({ description: 'Row of raw.orphan_customer_domain_payloads.' }),
    extracted_id: z.guid().optional().meta({
      description: 'Row of extracted.orphan_customer_domain; absent when quarantined.',
    }),
    ...landed,
  }),
  writes: [
    {
      table: 'raw.orphan_customer_domain_payloads',
      rule: 'one row per request, never changed',
    },
    {
      table: 'extracted.orphan_customer_domain',
      rule: 'one row per document that says something new',
    },
    {
      table: 'core.company_customers',
      rule: 'customer_domain where nothing of higher or equal precedence stands',
    },
  ],
  errors: ingestErrors,
  sample: {
    request: {
      customer_company_name: customer,
      origin_company_domain: origin,
      domain: 'fabrikam.example',
      confidence: 'high',
      reason: 'The only food company of this name.',
      success: true,
      input_tokens: 412,
      output_tokens: 71,
      cost_usd: 0.00007,
    },
    response: {
      success: true,
      raw_id: rawId,
      extracted_id: extractedId,
      core_updated: 1,
      unchanged: false,
      written: { 'extracted.orphan_customer_domain': 1, 'core.company_customers': 1 },
      warnings: [],
    },
  },
}

const inference: Endpoint = {
  method: 'POST',
  path: '/ingest_gemini_domain_inference',
  scope: 'ingest',
  sqlFunction: 'ingest_gemini_domain_inference',
  routingKey: 'origin_company_domain',
  summary: 'Lands what a model says about the domain of a customer.',
  description:
    'The whole body is the document. The best candidate is the first of high confidence, else the ' +
    'first; what is no domain, a shared host or the vendor itself is none. In extracted the newest ' +
    'document with a candidate wins, per vendor and customer. Core takes the domain only where the ' +
    'vendor is given, the confidence is at least medium, and nothing better speaks.',
  request: z.looseObject({
    customer_company_name: required('Name of the customer.', customer),
    origin_company_domain: optionalText('Domain of the vendor, in any spelling.', origin),
    origin_company_name: given('Name of the vendor.'),
    candidates: given(
      'Up to three objects {domain, confidence, reason}, the best first; texts are domains alone.'
    ),
    ...usage,
  }),
  response: z.looseObject({
    ...outcome,
    raw_payload_id: z
      .guid()
      .optional()
      .meta({ description: 'Row of raw.gemini_domain_inference_payloads.' }),
    raw_id: z.guid().optional().meta({ description: 'The same, as other answers call it.' }),
    extracted_id: z.guid().optional().meta({
      description: 'Row of extracted.gemini_domain_inference; absent when quarantined.',
    }),
    customer_company_name: known('The name asked about.'),
    inferred_domain: known('The best candidate of the document; null when it has none.'),
    confidence: known('Its confidence.'),
    ...landed,
  }),
  writes: [
    {
      table: 'raw.gemini_domain_inference_payloads',
      rule: 'one row per request, never changed',
    },
    {
      table: 'extracted.gemini_domain_inference',
      rule: 'one row per vendor and customer; newest wins, null never replaces a value',
    },
    {
      table: 'core.company_customers',
      rule: 'customer_domain where nothing of higher or equal precedence stands',
    },
  ],
  errors: ingestErrors,
  sample: {
    request: {
      customer_company_name: customer,
      origin_company_domain: origin,
      candidates: [{ domain: 'fabrikam.example', confidence: 'high', reason: 'Same name.' }],
    },
    response: {
      success: true,
      raw_payload_id: rawId,
      raw_id: rawId,
      extracted_id: extractedId,
      customer_company_name: customer,
      inferred_domain: 'fabrikam.example',
      confidence: 'high',
      core_updated: 1,
      unchanged: false,
      written: { 'extracted.gemini_domain_inference': 1, 'core.company_customers': 1 },
      warnings: [],
    },
  },
}

/** Domains of customers that were known by name alone, as models find them. */
export const customerDomainEndpoints: readonly Endpoint[] = [orphan, inference]
