import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { duplicate, given, ingestErrors, known, outcome, remarks } from './parts.ts'

const origin = 'northwind.example'

const request = z.looseObject({
  origin_company_domain: requiredText('Domain of the vendor, in any spelling.', origin),
  company_customer_name: requiredText('Name of the customer.', 'Quayside Foods'),
  workflow_slug: requiredText(
    'Workflow of the registry; an unknown one lands and is answered with 202.',
    'manual-company-customers'
  ),
  // A wrong type is no error from here on: the value is null and named in warnings.
  origin_company_name: given('Name of the vendor.'),
  origin_company_linkedin_url: given('Company page of the vendor on LinkedIn.'),
  company_customer_domain: given('Domain of the customer, in any spelling.'),
  company_customer_linkedin_url: given('Company page of the customer on LinkedIn.'),
  case_study_url: given('The case study about the customer.'),
  has_case_study: given('Whether there is one.'),
  source_notes: given('Where this is known from.'),
})

const response = z.looseObject({
  ...outcome,
  raw_id: z.guid().meta({ description: 'Row of raw.manual_company_customers.' }),
  id: z.guid().optional().meta({
    description: 'Row of extracted.manual_company_customers; absent when quarantined.',
  }),
  origin_company_domain: z.string().meta({ description: 'Domain of the vendor as stored.' }),
  company_customer_name: z.string().meta({ description: 'The name on one line.' }),
  company_customer_domain: known('What the document says, normalised.'),
  case_study_url: known('What the document says, normalised; null where it is no http(s) URL.'),
  has_case_study: z.boolean().nullish().meta({ description: 'What the document says.' }),
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
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
})

/** Customers that people enter. */
export const manualCustomerEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/companies/manual/customers/ingest',
    aliases: ['/ingest_manual_comp_customer'],
    scope: 'ingest',
    sqlFunction: 'ingest_manual_comp_customer',
    routingKey: 'origin_company_domain',
    summary: 'Lands a customer of a vendor that a person knows of.',
    description:
      'The whole body is the document: kept in raw, and in extracted the newest value of each ' +
      'field. Core gets it in the same transaction; a domain given here goes before every other.',
    request,
    response,
    writes: [
      { table: 'raw.manual_company_customers', rule: 'one row per request, never changed' },
      {
        table: 'extracted.manual_company_customers',
        rule: 'one row per vendor and customer; newest wins, null never replaces a value',
      },
      {
        table: 'extracted.customer_names',
        rule: 'one row per vendor and spelling, with its match',
      },
      {
        table: 'core.company_customers',
        rule: 'one row per vendor and customer; customer_domain before all other sources',
      },
    ],
    errors: ingestErrors,
    sample: {
      request: {
        origin_company_domain: origin,
        company_customer_name: 'Quayside Foods',
        company_customer_domain: 'quayside-foods.example',
        workflow_slug: 'manual-company-customers',
        source_notes: 'Named at the fair in May.',
      },
      response: {
        success: true,
        raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
        id: '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
        origin_company_domain: origin,
        company_customer_name: 'Quayside Foods',
        company_customer_domain: 'quayside-foods.example',
        case_study_url: null,
        has_case_study: null,
        unchanged: false,
        written: {
          'extracted.manual_company_customers': 1,
          'core.company_customers': 1,
        },
        warnings: [],
      },
    },
  },
]
