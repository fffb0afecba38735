import { z } from 'zod'
import { errorSchema } from '../endpoint.ts'
import { count, duplicate, given, known, outcome, remarks } from './parts.ts'

/** Fields of a list of customers: a wrong type is no error, it is named in warnings. */
export const customerListFields = {
  origin_company_name: given('Name of the vendor.'),
  origin_company_linkedin_url: given('Kept in raw.'),
  customers: given(
    'Array of {companyName, url, hasCaseStudy} or of names, or a JSON string of one.'
  ),
  result: given(
    'Instead of customers: the names as one text with commas. Case studies are then found among ' +
      'the URLs of stepsTaken, where the path has the name in it.'
  ),
  claygent_output: given('Object that holds the fields of this document, or a JSON string of one.'),
  customers_claygent: given('The same.'),
  raw_payload: given('The same.'),
  response: given('Kept in raw.'),
  reasoning: given('Kept in raw.'),
  confidence: given('high, medium, low or other text.'),
  stepsTaken: given('Pages that were visited: URLs, or prose with URLs in it.'),
}

/** What every answer about a list of customers has. */
export function customerListAnswer(rawTable: string) {
  return {
    ...outcome,
    raw_id: z.guid().meta({ description: `Row of ${rawTable}.` }),
    domain: z.string().meta({ description: 'Domain of the vendor as stored.' }),
    failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
    customers_extracted: count('Customers in the document, each name once.'),
    customer_names: z
      .array(z.string())
      .optional()
      .meta({ description: 'Their names, in the order of the document.' }),
    confidence: known('Confidence of the document, in lower case.'),
    customers_skipped: count('Entries that name nobody: without a name, or placeholders.'),
    customers_to_core: count('Customers that core.company_customers gets of it at once.'),
    staging_case_study_urls: count('Case study URLs that are staged, each once.'),
    case_study_urls_skipped: count(
      'URLs that lead to no case study: not http(s), a home page, or hasCaseStudy is false.'
    ),
    staging_errors: z
      .array(z.string())
      .nullish()
      .meta({ description: 'Always null: a document is taken as a whole or not at all.' }),
    unchanged: z
      .boolean()
      .optional()
      .meta({ description: 'True when the newest document of the vendor is this very one.' }),
    duplicate,
    written: z
      .record(z.string(), z.int())
      .optional()
      .meta({ description: 'Rows changed per table.' }),
    warnings: remarks.warnings,
    error: errorSchema.optional(),
  }
}
