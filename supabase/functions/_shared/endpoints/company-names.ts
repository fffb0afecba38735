import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { batchOutcome, batchResults, items } from './batch.ts'
import {
  duplicate,
  given,
  ingestErrors,
  isGiven,
  known,
  outcome,
  remarks,
  wholeNumber,
} from './parts.ts'

const domain = 'northwind.example'
const page = 'https://www.linkedin.com/company/northwind-example'
const rawId = '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11'
const extractedId = '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2'

/** What every answer about one landed document has. */
function landed(rawTable: string, extractedTable: string) {
  return {
    ...outcome,
    raw_id: z
      .guid()
      .optional()
      .meta({ description: `Row of ${rawTable}.` }),
    extracted_id: z
      .guid()
      .optional()
      .meta({ description: `Row of ${extractedTable}; absent when quarantined.` }),
    domain: known('The domain as stored; as sent where the document is quarantined for it.'),
    failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
    warnings: remarks.warnings,
    error: errorSchema.optional(),
  }
}

const changes = {
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the company already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
}

/** Fields of documents: a wrong type is no error, the value is null and named in warnings. */
const names = {
  original_company_name: given('The name before the cleaning.'),
  cleaned_company_name: given('The name as people write it.'),
}

const cleanedName: Endpoint = {
  method: 'POST',
  path: '/run/companies/clay-native/normalize-company/ingest',
  aliases: ['/ingest_cleaned_company_name'],
  scope: 'ingest',
  sqlFunction: 'ingest_cleaned_company_name',
  routingKey: 'domain',
  summary: 'Lands the name of a company as people write it.',
  description:
    'The whole body is the document: kept in raw, and in extracted the newest value of each ' +
    'field. Core gets it through the backfill of cleaned names. Values of a wrong type become ' +
    'null and are named in warnings.',
  request: z.looseObject({
    domain: requiredText('Domain of the company, in any spelling.', domain),
    ...names,
  }),
  response: z.looseObject({
    ...landed('raw.clay_cleaned_company_names', 'extracted.cleaned_company_names'),
    original_company_name: known('What the document says.'),
    cleaned_company_name: known('What the document says.'),
    ...changes,
  }),
  writes: [
    { table: 'raw.clay_cleaned_company_names', rule: 'one row per request, never changed' },
    {
      table: 'extracted.cleaned_company_names',
      rule: 'one row per company; newest wins, null never replaces a value',
    },
  ],
  errors: ingestErrors,
  sample: {
    request: {
      domain,
      original_company_name: 'NORTHWIND TRADERS LLC',
      cleaned_company_name: 'Northwind Traders',
    },
    response: {
      success: true,
      raw_id: rawId,
      extracted_id: extractedId,
      domain,
      original_company_name: 'NORTHWIND TRADERS LLC',
      cleaned_company_name: 'Northwind Traders',
      unchanged: false,
      written: { 'extracted.cleaned_company_names': 1 },
      warnings: [],
    },
  },
}

const backfill: Endpoint = {
  method: 'POST',
  path: '/run/companies/db/populate-name/backfill',
  scope: 'ingest',
  sqlFunction: 'backfill_cleaned_company_names',
  routingKey: 'none',
  summary: 'Copies cleaned names to core where there is none.',
  description:
    'One transaction: all of it or nothing. max_batches bounds it, and remaining says what is ' +
    'left for the next call; send it again until remaining is 0. Where there are too many for ' +
    'one request, an operator calls ops.backfill_cleaned_company_names, which commits per batch.',
  request: z.looseObject({
    batch_size: wholeNumber('Companies per batch, 1 to 20000; 5000 when left out.', 5000),
    max_batches: wholeNumber('At most so many batches; all when left out.', 10),
    dry_run: z
      .union([z.boolean(), z.string(), z.number()], { error: 'must be true or false' })
      .nullish()
      .meta({ description: 'True: only count. False when left out.', examples: [false] }),
  }),
  response: z.looseObject({
    ...outcome,
    total_updated: z.int().optional().meta({ description: 'Companies that got a cleaned name.' }),
    batches_processed: z.int().optional().meta({ description: 'Batches that had any.' }),
    written: changes.written,
    remaining: z
      .int()
      .optional()
      .meta({ description: 'Companies that the batches did not come to.' }),
    dry_run: z.boolean().optional().meta({ description: 'True when nothing was written.' }),
    duplicate: changes.duplicate,
    error: errorSchema.optional(),
  }),
  writes: [
    { table: 'core.companies', rule: 'cleaned_name where it is null' },
    { table: 'core.company_names', rule: 'cleaned_name where it is null, of every source' },
    { table: 'ops.enrichment_runs', rule: 'one row per request' },
  ],
  errors: ['WH104', 'WH105', 'WH106'],
  sample: {
    request: { batch_size: 5000, max_batches: 10 },
    response: {
      success: true,
      total_updated: 2,
      batches_processed: 1,
      written: { 'core.companies': 2, 'core.company_names': 3 },
      remaining: 0,
      dry_run: false,
    },
  },
}

const found = {
  ...landed('raw.company_discovery_payloads', 'extracted.company_discovery'),
  name: known('What the document says.'),
  linkedin_url: known('What the document says, normalised; null where it is no company page.'),
}

const discovery: Endpoint = {
  method: 'POST',
  path: '/run/companies/clay-native/company-discovery/ingest',
  aliases: ['/ingest_company_discovery'],
  scope: 'ingest',
  sqlFunction: 'ingest_company_discovery',
  routingKey: 'domain',
  summary: 'Lands companies that Clay finds.',
  description:
    'A company is its own document: kept in raw, and in extracted the newest value of each ' +
    'field, as evidence for the matching of names; core is not written. For a batch send ' +
    'companies: an item that cannot be used stays in raw and is named in results; 202 only when ' +
    'every item is quarantined. Values of a wrong type become null and are named in warnings.',
  request: z
    .looseObject({
      domain: optionalText(
        'Domain of the company, in any spelling; required unless companies is sent.',
        domain
      ),
      name: given('Name of the company.'),
      linkedin_url: given('Company page on LinkedIn, in any spelling.'),
      companies: items('The companies of a batch: objects of the fields above.', [
        { domain, name: 'Northwind', linkedin_url: page },
      ]),
    })
    .superRefine((request, context) => {
      if (isGiven(request.companies) || isGiven(request.domain)) return
      context.addIssue({ code: 'custom', path: ['domain'], message: 'is required' })
    }),
  response: z.looseObject({
    ...found,
    ...changes,
    ...batchOutcome,
    results: batchResults(found),
  }),
  jsonFields: ['companies'],
  writes: [
    { table: 'raw.company_discovery_payloads', rule: 'one row per company sent, never changed' },
    {
      table: 'extracted.company_discovery',
      rule: 'one row per company; newest wins, null never replaces a value',
    },
  ],
  errors: ingestErrors,
  sample: {
    request: { domain, name: 'Northwind', linkedin_url: page },
    response: {
      success: true,
      raw_id: rawId,
      extracted_id: extractedId,
      domain,
      name: 'Northwind',
      linkedin_url: page,
      unchanged: false,
      written: { 'extracted.company_discovery': 1 },
      warnings: [],
    },
  },
}

/** Names of companies: cleaned ones, their way to core, and companies that Clay finds. */
export const companyNameEndpoints: readonly Endpoint[] = [cleanedName, backfill, discovery]
