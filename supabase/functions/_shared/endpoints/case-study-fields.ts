import { z } from 'zod'
import { errorSchema, requiredText } from '../endpoint.ts'
import { duplicate, given, known, outcome, remarks } from './parts.ts'

/** The vendor and the case study of the samples. */
export const sample = {
  origin: 'northwind.example',
  url: 'https://northwind.example/customers/fabrikam',
  rawId: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
  caseStudyId: 'ca0ee9f5-1b91-bc28-4e9d-3d2b5e1f7a60',
} as const

/** What both requests say about the vendor. */
export const vendor = {
  origin_company_domain: requiredText('Domain of the vendor, in any spelling.', sample.origin),
  origin_company_name: requiredText('Name of the vendor.', 'Northwind'),
}

/** What both requests say about the answer of the model. */
export const usage = {
  success: given('False when there is no answer: the request is kept, nothing is extracted.'),
  input_tokens: given('Tokens asked with: a whole number.'),
  output_tokens: given('Tokens answered with: a whole number.'),
  cost_usd: given('Cost in US dollars.'),
}

/** What both answers say about what came of the document. */
export const landed = {
  ...outcome,
  raw_id: z.guid().optional().meta({ description: 'The raw row of the request.' }),
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  extracted: z.boolean().optional().meta({
    description: 'False when the request says success false; absent when quarantined.',
  }),
  case_study_url: known('The case study, normalised.'),
  origin_company_domain: known('Domain of the vendor, as stored.'),
  origin_company_name: known('Name of the vendor.'),
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the case study already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
  warnings: remarks.warnings,
  error: errorSchema.optional(),
}

/** What both ingests write behind extracted. */
export const coreWrites = [
  {
    table: 'core.case_study_champions',
    rule: 'one row per vendor, case study and name, out of both pipelines; nulls are filled, whom nobody names any more goes',
  },
  {
    table: 'core.company_customers',
    rule: 'customer_domain of the customer named, and of those with this case study, by precedence',
  },
  { table: 'raw.staging_case_study_urls', rule: 'processed becomes true, also without people' },
]

/** A person as the answer to an ingest lists it. */
export const champion = z.looseObject({
  full_name: z.string().meta({ description: 'Name.' }),
  job_title: known('Title.'),
  company_name: known('Company, where the page names one.'),
})
