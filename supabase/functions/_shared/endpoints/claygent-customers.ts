import { z } from 'zod'
import { type Endpoint, requiredText, type WrittenTable } from '../endpoint.ts'
import { customerListAnswer, customerListFields } from './customer-list-fields.ts'
import { count, ingestErrors } from './parts.ts'

const origin = 'northwind.example'
const successor = '/run/companies/claygent/customers-of-3/ingest'
const page = `https://${origin}/customers/quayside-foods`

const body =
  'The whole body is the document, kept in raw as it came, whatever is in it. Its customers stand ' +
  'at the top, or in claygent_output, customers_claygent or raw_payload, each an object or a JSON ' +
  'string of one: the first of these places that has any counts. Entries without a name and ' +
  'placeholders such as "none found" are left out; what is not read as given is named in warnings.'

/** What is particular to one of the four. */
type Variant = Readonly<{
  number: 1 | 2 | 3 | 4
  sqlFunction: string
  rawTable: string
  extracted: WrittenTable
  request?: z.ZodRawShape
  response?: z.ZodRawShape
  sample: Readonly<{ request: Record<string, unknown>; response: Record<string, unknown> }>
}>

const liveWrites: readonly WrittenTable[] = [
  {
    table: 'core.company_customers',
    rule: 'one row per vendor and customer; null never replaces a value',
  },
  {
    table: 'raw.staging_case_study_urls',
    rule: 'one row per URL; only nulls are filled, flags are never reset',
  },
]

function endpointOf(variant: Variant): Endpoint {
  const isLive = variant.number === 3
  return {
    method: 'POST',
    path: `/run/companies/claygent/customers-of-${variant.number}/ingest`,
    aliases: [`/${variant.sqlFunction}`],
    ...(isLive ? {} : { deprecated: { successor } }),
    scope: 'ingest',
    sqlFunction: variant.sqlFunction,
    routingKey: 'origin_company_domain',
    summary: `Lands the customers of a vendor as Claygent lists them${isLive ? '' : ' (deprecated)'}.`,
    description: isLive
      ? `${body} Core and the staging table of case studies are written in the same transaction.`
      : `${body} Core gets them through ops.consolidate_claygent_customers only.`,
    request: z.looseObject({
      origin_company_domain: requiredText('Domain of the vendor, in any spelling.', origin),
      ...variant.request,
      ...customerListFields,
    }),
    response: z.looseObject({ ...customerListAnswer(variant.rawTable), ...variant.response }),
    writes: [
      { table: variant.rawTable, rule: 'one row per request, never changed' },
      variant.extracted,
      {
        table: 'extracted.customer_names',
        rule: 'one row per vendor and spelling, with its match',
      },
      ...(isLive ? liveWrites : []),
    ],
    errors: ingestErrors,
    sample: variant.sample,
  }
}

const customers = [
  { companyName: 'Quayside Foods', url: page, hasCaseStudy: true },
  { companyName: 'Lantern Motors', url: '', hasCaseStudy: false },
]
const list = { customers, confidence: 'high', reasoning: 'Both stand on the page of customers.' }
const vendor = { origin_company_domain: origin, origin_company_name: 'Northwind' }

function sampleAnswer(table: string, isLive: boolean): Record<string, unknown> {
  return {
    success: true,
    raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
    domain: origin,
    customers_extracted: 2,
    customer_names: ['Quayside Foods', 'Lantern Motors'],
    confidence: 'high',
    customers_skipped: 0,
    customers_to_core: isLive ? 2 : 0,
    staging_case_study_urls: isLive ? 1 : 0,
    case_study_urls_skipped: 0,
    staging_errors: null,
    unchanged: false,
    written: { [table]: 2, ...(isLive ? { 'core.company_customers': 2 } : {}) },
    warnings: [],
  }
}

const workflowSlug = requiredText(
  'Workflow of the registry; an unknown one lands and is answered with 202.',
  'claygent-get-all-company-customers'
)
const history = 'one row per customer and document, kept for good'

const structured = endpointOf({
  number: 3,
  sqlFunction: 'ingest_company_customers_structured',
  rawTable: 'raw.claygent_customers_structured_raw',
  extracted: { table: 'extracted.claygent_customers_structured', rule: history },
  request: {
    batch_id: z.unknown().optional().meta({
      description: 'Goes to the case study URLs that are staged; batch_name is the same.',
    }),
  },
  sample: {
    request: { ...vendor, ...list, batch_id: 'spring' },
    response: sampleAnswer('extracted.claygent_customers_structured', true),
  },
})

const all = endpointOf({
  number: 1,
  sqlFunction: 'ingest_all_comp_customers',
  rawTable: 'raw.company_customer_claygent_payloads',
  extracted: {
    table: 'extracted.company_customer_claygent',
    rule: 'one row per customer; newest wins, null never replaces a value',
  },
  request: { workflow_slug: workflowSlug },
  response: { customer_count: count('The same as customers_extracted.') },
  sample: {
    request: {
      ...vendor,
      workflow_slug: 'claygent-get-all-company-customers',
      raw_payload: list,
    },
    response: {
      ...sampleAnswer('extracted.company_customer_claygent', false),
      customer_count: 2,
    },
  },
})

const nested = endpointOf({
  number: 2,
  sqlFunction: 'ingest_company_customers_v2',
  rawTable: 'raw.claygent_customers_v2_raw',
  extracted: { table: 'extracted.claygent_customers_v2', rule: history },
  sample: {
    request: { ...vendor, claygent_output: list },
    response: sampleAnswer('extracted.claygent_customers_v2', false),
  },
})

const inOneText = endpointOf({
  number: 4,
  sqlFunction: 'ingest_company_customers_claygent',
  rawTable: 'raw.claygent_customers_raw',
  extracted: { table: 'extracted.claygent_customers', rule: history },
  sample: {
    request: {
      ...vendor,
      claygent_output: {
        result: 'Quayside Foods, and Lantern Motors',
        confidence: 'high',
        stepsTaken: [`Visited ${page}`],
      },
    },
    response: sampleAnswer('extracted.claygent_customers', false),
  },
})

/** The customers of vendors as Claygent lists them; the canonical endpoint first. */
export const claygentCustomerEndpoints: readonly Endpoint[] = [structured, all, nested, inOneText]
