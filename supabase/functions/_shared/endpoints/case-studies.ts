import { z } from 'zod'
import type { Endpoint } from '../endpoint.ts'
import { extraction } from './case-study-extraction.ts'
import { coreWrites, landed, sample, usage, vendor } from './case-study-fields.ts'
import { count, given, ingestErrors, known } from './parts.ts'

const buyers: Endpoint = {
  method: 'POST',
  path: '/run/companies/not-sure/case-study-buyers/ingest',
  aliases: ['/ingest_case_study_buyers'],
  scope: 'ingest',
  sqlFunction: 'ingest_case_study_buyers',
  routingKey: 'origin_company_domain',
  summary: 'Lands the buyers that were found in a case study.',
  description:
    'The whole body is the document of its case_study_url, or, without one, of the customer of ' +
    'this vendor: kept in raw, in extracted the people of the newest document (an empty list ' +
    'takes them all out), in core the people and the domain of the customer. Values of a wrong ' +
    'type become null and are named in warnings. With success false the request is only kept.',
  request: z.looseObject({
    ...vendor,
    case_study_url: given('The case study: an http(s) URL.'),
    customer_company_name: given('Name of the customer; company_customer_name is taken, too.'),
    customer_company_domain: given('Domain of the customer, in any spelling.'),
    people: given('The buyers: {fullName, jobTitle} or names, or a JSON text of the list.'),
    ...usage,
  }),
  response: z.looseObject({
    ...landed,
    customer_company_name: known('Name of the customer.'),
    customer_company_domain: known('Domain of the customer, normalised.'),
    buyer_count: count('People in the document, each once.'),
  }),
  jsonFields: ['people'],
  writes: [
    { table: 'raw.case_study_buyers_payloads', rule: 'one row per request, never changed' },
    {
      table: 'extracted.case_study_buyer_pages',
      rule: 'one row per case study, also without people; newest wins, null never',
    },
    { table: 'extracted.case_study_buyers', rule: 'mirrors the newest document' },
    ...coreWrites,
  ],
  errors: ingestErrors,
  sample: {
    request: {
      origin_company_domain: sample.origin,
      origin_company_name: 'Northwind',
      case_study_url: sample.url,
      customer_company_name: 'Fabrikam',
      customer_company_domain: 'fabrikam.example',
      people: [{ fullName: 'Zelda Quux', jobTitle: 'VP Testing' }],
      success: true,
      input_tokens: 1250,
      output_tokens: 85,
      cost_usd: 0.000159,
    },
    response: {
      success: true,
      raw_id: sample.rawId,
      extracted: true,
      case_study_url: sample.url,
      origin_company_name: 'Northwind',
      origin_company_domain: sample.origin,
      customer_company_name: 'Fabrikam',
      customer_company_domain: 'fabrikam.example',
      buyer_count: 1,
      unchanged: false,
      written: { 'extracted.case_study_buyers': 1, 'core.case_study_champions': 1 },
      warnings: [],
    },
  },
}

/** What is read in case studies: by models (pipeline 1), and the buyers found (pipeline 2). */
export const caseStudyEndpoints: readonly Endpoint[] = [extraction, buyers]
