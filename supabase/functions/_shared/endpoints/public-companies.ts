import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { duplicate, given, ingestErrors, known, outcome, remarks } from './parts.ts'

const domain = 'northwind.example'
const page = 'https://www.linkedin.com/company/northwind-example'

const company = { domain: requiredText('Domain of the company, in any spelling.', domain) }
const asked = known('The company asked for, as stored; as sent where it is refused.')

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
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  warnings: remarks.warnings,
}

const writes = [
  { table: 'raw.public_company_payloads', rule: 'one row per request, never changed' },
  {
    table: 'extracted.public_company',
    rule: 'one row per company; newest wins, null never replaces a value',
  },
  { table: 'core.company_public', rule: 'as extracted, for companies known to be listed' },
]

const check: Endpoint = {
  method: 'POST',
  path: '/run/companies/manual/public-company-check/ingest',
  aliases: ['/ingest_public_company'],
  scope: 'ingest',
  sqlFunction: 'ingest_public_company',
  routingKey: 'domain',
  summary: 'Lands a company that a person found to be listed.',
  description:
    'The whole body is the document: kept in raw, and in extracted and core the newest value of ' +
    'each field; a field left out replaces nothing. Values of a wrong type become null and are ' +
    'named in warnings.',
  request: z.looseObject({
    ...company,
    company_name: given('Name of the company.'),
    linkedin_url: given('Company page on LinkedIn, in any spelling.'),
    ticker: given('Ticker, with or without its exchange.'),
  }),
  response: z.looseObject({
    ...outcome,
    raw_id: z.guid().optional().meta({ description: 'Row of raw.public_company_payloads.' }),
    extracted_id: z.guid().optional().meta({ description: 'Row of extracted.public_company.' }),
    domain: asked,
    company_name: known('What the document says.'),
    linkedin_url: known('What the document says, normalised; null where it is no company page.'),
    ticker: known('What the document says, normalised; null where it is no ticker.'),
    ...changes,
    error: errorSchema.optional(),
  }),
  writes,
  errors: ingestErrors,
  sample: {
    request: { domain, company_name: 'Northwind Traders', linkedin_url: page },
    response: {
      success: true,
      raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
      extracted_id: '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
      domain,
      company_name: 'Northwind Traders',
      linkedin_url: page,
      ticker: null,
      unchanged: false,
      written: { 'extracted.public_company': 1, 'core.company_public': 1 },
      warnings: [],
    },
  },
}

const ticker: Endpoint = {
  method: 'POST',
  path: '/run/companies/db/public-ticker/backfill',
  scope: 'ingest',
  sqlFunction: 'set_company_ticker',
  routingKey: 'domain',
  summary: 'Gives a listed company its ticker.',
  description:
    'For the look-up of its SEC number. The company must be known to be listed: this makes none. ' +
    'The ticker is stored in capitals, without its exchange.',
  request: z.looseObject({ ...company, ticker: requiredText('Ticker.', 'NYSE:NWND') }),
  response: z.looseObject({
    ...outcome,
    domain: asked,
    ticker: known('The ticker as stored; as sent where it is refused.'),
    ...changes,
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain', 'ticker'], constants: {} },
  writes,
  errors: [...ingestErrors, 'WH507'],
  sample: {
    request: { domain, ticker: 'NYSE:NWND' },
    response: {
      success: true,
      domain,
      ticker: 'NWND',
      unchanged: false,
      written: { 'extracted.public_company': 1, 'core.company_public': 1 },
      warnings: [],
    },
  },
}

const info: Endpoint = {
  method: 'POST',
  path: '/api/companies/public-company-info',
  scope: 'read',
  sqlFunction: 'get_public_company_info',
  routingKey: 'domain',
  summary: 'Gives ticker and SEC number of a listed company.',
  description: 'found says whether a ticker is known; note says what is missing.',
  request: z.looseObject(company),
  response: z.looseObject({
    ...outcome,
    found: z.boolean().optional().meta({ description: 'Whether a ticker is known.' }),
    domain: asked,
    company_name: known('Name as entered.'),
    ticker: known('Ticker.'),
    cik: known('Central Index Key of the SEC, ten digits.'),
    sec_company_name: known('Name at the SEC.'),
    last_updated: known('When the company last changed, UTC.'),
    note: known('What is missing; null when nothing is.'),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain'], constants: { found: false } },
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104'],
  sample: {
    request: { domain },
    response: {
      success: true,
      found: true,
      domain,
      company_name: 'Northwind Traders',
      ticker: 'NWND',
      cik: '0000012345',
      sec_company_name: 'NORTHWIND TRADERS INC',
      last_updated: '2026-01-02T03:04:05.678901+00:00',
      note: null,
    },
  },
}

/** Listed companies and their tickers. */
export const publicCompanyEndpoints: readonly Endpoint[] = [check, ticker, info]
