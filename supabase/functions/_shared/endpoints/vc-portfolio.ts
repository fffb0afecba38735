import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { batchOutcome, batchResults, items } from './batch.ts'
import { given, ingestErrors, isGiven, known, outcome, remarks } from './parts.ts'

const domain = 'widgets.example'
const rawId = '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11'

const found = {
  ...outcome,
  raw_id: known('Row of raw.vc_portfolio_payloads.'),
  domain: known('Domain of the company, as stored; as sent where it is refused.'),
  vc_name: known('Name of the investor.'),
  failure_id: known('Row of ops.failures, when it is quarantined.'),
  warnings: remarks.warnings,
  error: errorSchema.optional(),
}

/** Companies in the portfolios of investors. */
export const vcPortfolioEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/companies/vc/portfolio/ingest',
    scope: 'ingest',
    sqlFunction: 'ingest_vc_portfolio',
    routingKey: 'domain',
    summary: 'Lands companies in the portfolios of investors.',
    description:
      'A company of a portfolio is its own document: kept in raw, in extracted and core one row ' +
      'per company and investor, the newest document of both. What is said about one investor ' +
      'leaves the others as they are. For a batch send companies: an item that cannot be used ' +
      'stays in raw and is named in results; 202 only when every item is quarantined.',
    request: z
      .looseObject({
        domain: optionalText(
          'Domain of the company, in any spelling; required unless companies is sent.',
          domain
        ),
        vc_name: optionalText('Name of the investor; required like domain.', 'Example Capital'),
        company_name: given('Name of the company.'),
        linkedin_url: given('Company page on LinkedIn, in any spelling.'),
        short_description: given('What the company does, in short.'),
        long_description: given('What the company does.'),
        city: given('City.'),
        state: given('State or region.'),
        country: given('Country.'),
        employee_range: given('Size.'),
        founded_date: given('When it was founded.'),
        operating_status: given('Whether it operates.'),
        companies: items('The companies of a batch: objects of the fields above.', [
          { domain, vc_name: 'Example Capital' },
        ]),
      })
      .superRefine((request, context) => {
        if (isGiven(request.companies)) return
        for (const name of ['domain', 'vc_name'] as const) {
          if (isGiven(request[name])) continue
          context.addIssue({ code: 'custom', path: [name], message: 'is required' })
        }
      }),
    response: z.looseObject({
      ...found,
      unchanged: z.boolean().optional().meta({ description: 'True when it says nothing new.' }),
      written: z
        .record(z.string(), z.int())
        .optional()
        .meta({ description: 'Rows written per table.' }),
      duplicate: z
        .boolean()
        .optional()
        .meta({ description: 'True when the Idempotency-Key was seen before.' }),
      ...batchOutcome,
      results: batchResults(found),
    }),
    jsonFields: ['companies'],
    onRefusal: { echo: ['domain'], constants: {} },
    writes: [
      { table: 'raw.vc_portfolio_payloads', rule: 'one row per company sent, never changed' },
      { table: 'extracted.vc_portfolio', rule: 'one row per company and investor; newest wins' },
      { table: 'core.vc_portfolio', rule: 'what extracted.vc_portfolio says' },
    ],
    errors: ingestErrors,
    sample: {
      request: { domain, vc_name: 'Example Capital', short_description: 'Widgets.' },
      response: {
        success: true,
        raw_id: rawId,
        domain,
        vc_name: 'Example Capital',
        unchanged: false,
        written: { 'extracted.vc_portfolio': 1, 'core.vc_portfolio': 1 },
        warnings: [],
      },
    },
  },
]
