import { z } from 'zod'
import { type Endpoint, optionalText, requiredText } from '../endpoint.ts'
import { coreWrites, sample, vendor } from './case-study-fields.ts'
import { callErrors, called } from './gemini-fields.ts'
import { flag, ingestErrors, known } from './parts.ts'

const buyer: Endpoint = {
  method: 'POST',
  path: '/run/companies/gemini/case-study-buyer/extract',
  aliases: ['/extract_case_study_buyer'],
  scope: 'ingest',
  sqlFunction: 'extract_case_study_buyer',
  calls: true,
  routingKey: 'origin_company_domain',
  summary: 'Asks Gemini who is quoted in a case study, and lands it.',
  description:
    'The page is fetched by us (public addresses only) and given to the model; people whom it does ' +
    'not name and a domain that it does not show are dropped and listed in dropped. The rest is ' +
    'taken as /run/companies/not-sure/case-study-buyers/ingest takes it; with persist false it is ' +
    'only kept in raw. An answer that cannot be used is quarantined with its text: 202, ' +
    'raw_response. A page that cannot be read is a 422.',
  request: z.looseObject({
    ...vendor,
    customer_company_name: optionalText(
      'Name of the customer; company_customer_name is taken, too. One of them is required.',
      'Fabrikam'
    ),
    case_study_url: requiredText('The case study: an http(s) URL.', sample.url),
    persist: flag('False: only keep the answer. True when left out.'),
  }),
  response: z.looseObject({
    ...called,
    case_study_url: known('The case study, normalised.'),
    customer_company_name: known('Name of the customer.'),
    customer_company_domain: known('Domain of the customer; empty when the page shows none.'),
    people: z
      .array(z.looseObject({ fullName: z.string(), jobTitle: z.string() }))
      .optional()
      .meta({ description: 'Who is quoted; a title that the page does not give is empty.' }),
    persisted: z.boolean().nullish().meta({ description: 'Whether it was taken further.' }),
  }),
  writes: [
    { table: 'outbound.deliveries', rule: 'one row per call: it is resumed when we are stopped' },
    { table: 'raw.case_study_buyers_payloads', rule: 'one row per call, never changed' },
    { table: 'extracted.case_study_buyer_pages', rule: 'with persist: newest wins, null never' },
    { table: 'extracted.case_study_buyers', rule: 'with persist: mirrors the newest document' },
    ...coreWrites,
  ],
  errors: [...ingestErrors, ...callErrors, 'WH731', 'WH732', 'WH733'],
  sample: {
    request: {
      origin_company_domain: sample.origin,
      origin_company_name: 'Northwind',
      customer_company_name: 'Fabrikam',
      case_study_url: sample.url,
    },
    response: {
      success: true,
      case_study_url: sample.url,
      customer_company_name: 'Fabrikam',
      customer_company_domain: 'fabrikam.example',
      people: [{ fullName: 'Zelda Quux', jobTitle: 'VP Testing' }],
      persisted: true,
      raw_id: sample.rawId,
      model: 'gemini-2.5-flash-lite',
      input_tokens: 1250,
      output_tokens: 85,
      total_tokens: 1335,
      cost_usd: 0.000159,
      dropped: [],
      warnings: [],
    },
  },
}

/** What Gemini is asked about case studies, besides the extraction of pipeline 1. */
export const geminiCaseStudyEndpoints: readonly Endpoint[] = [buyer]
