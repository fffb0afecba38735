import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { outcome, remarks } from './parts.ts'

const domain = 'northwind.example'
const page = 'https://www.linkedin.com/company/northwind-example'
const said = (description: string) => z.string().nullish().meta({ description })
const document = (description: string) => z.unknown().optional().meta({ description })

const company = { domain: requiredText('Domain of the company, in any spelling.', domain) }
const asked = said('The company asked for, as stored; as sent where it is refused.')

const changes = {
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the company already holds this very document.' }),
  duplicate: z.boolean().optional().meta({
    description: 'True when the Idempotency-Key was seen before: the first answer again.',
  }),
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
    company_name: document('Name of the company.'),
    linkedin_url: document('Company page on LinkedIn, in any spelling.'),
    ticker: document('Ticker, with or without its exchange.'),
  }),
  response: z.looseObject({
    ...outcome,
    raw_id: z.guid().optional().meta({ description: 'Row of raw.public_company_payloads.' }),
    extracted_id: z.guid().optional().meta({ description: 'Row of extracted.public_company.' }),
    domain: asked,
    company_name: said('What the document says.'),
    linkedin_url: said('What the document says, normalised; null where it is no company page.'),
    ticker: said('What the document says, normalised; null where it is no ticker.'),
    ...changes,
    error: errorSchema.optional(),
  }),
  writes,
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH105', 'WH106', 'WH201'],
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
    ticker: said('The ticker as stored; as sent where it is refused.'),
    ...changes,
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain', 'ticker'], constants: {} },
  writes,
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH105', 'WH106', 'WH201', 'WH507'],
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
    company_name: said('Name as entered.'),
    ticker: said('Ticker.'),
    cik: said('Central Index Key of the SEC, ten digits.'),
    sec_company_name: said('Name at the SEC.'),
    last_updated: said('When the company last changed, UTC.'),
    note: said('What is missing; null when nothing is.'),
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
