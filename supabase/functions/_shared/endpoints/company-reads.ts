import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'

const domain = 'northwind.example'
const flag = (description: string) => z.boolean().optional().meta({ description })

const company = {
  domain: requiredText('Domain of the company, in any spelling.', domain),
}

/** An answer about one company. */
function answer(fields: z.ZodRawShape) {
  return z.looseObject({
    ...outcome,
    domain: known('The company asked for, as stored; as sent where it is refused.'),
    ...fields,
    error: errorSchema.optional(),
  })
}

/** What is common to questions about one company; none of them writes. */
const question = {
  method: 'POST',
  scope: 'read',
  routingKey: 'domain',
  request: z.looseObject(company),
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104'],
} as const

const time = (description: string) =>
  z
    .string()
    .nullish()
    .meta({ description: `${description}, UTC; null when there is none.` })

const companyenrichStatus: Endpoint = {
  ...question,
  path: '/api/companies/companyenrich-status',
  sqlFunction: 'get_companyenrich_status',
  summary: 'Says whether CompanyEnrich has described a company.',
  description: 'For senders that want to spare a call to the vendor.',
  response: answer({
    enriched: flag('Whether there is a document.'),
    extracted_id: known('Row of extracted.companyenrich_company.'),
    enriched_at: time('When that row last changed'),
  }),
  onRefusal: { echo: ['domain'], constants: { enriched: false } },
  sample: {
    request: { domain },
    response: {
      success: true,
      domain,
      enriched: true,
      extracted_id: '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
      enriched_at: '2026-01-02T03:04:05.678901+00:00',
    },
  },
}

const enrichmentStatus: Endpoint = {
  ...question,
  path: '/api/companies/enrichment-status',
  sqlFunction: 'get_company_enrichment_status',
  summary: 'Says whether the core table of a workflow holds a company.',
  description: 'Counts the rows of the company in the core table that the registry names.',
  request: z.looseObject({
    ...company,
    workflow_slug: requiredText('Workflow, see /api/enrichment/workflows.', 'companyenrich'),
  }),
  response: answer({
    workflow_slug: known('The workflow asked for.'),
    core_table: known('The table that was looked into.'),
    enriched: flag('Whether there is a row.'),
    count: count('Number of rows.'),
    last_enriched_at: time('When the last of them changed'),
  }),
  onRefusal: { echo: ['domain', 'workflow_slug'], constants: { enriched: false, count: 0 } },
  errors: [...question.errors, 'WH505', 'WH506'],
  sample: {
    request: { domain, workflow_slug: 'companyenrich' },
    response: {
      success: true,
      domain,
      workflow_slug: 'companyenrich',
      core_table: 'core.companies',
      enriched: true,
      count: 1,
      last_enriched_at: '2026-01-02T03:04:05.678901+00:00',
    },
  },
}

const networks = ['linkedin', 'twitter', 'facebook', 'github', 'youtube', 'instagram']
const directories = ['crunchbase', 'g2', 'angellist']

const socialUrls: Endpoint = {
  ...question,
  path: '/api/companies/social-urls',
  sqlFunction: 'get_company_social_urls',
  summary: 'Gives the pages of a company in social networks.',
  description: 'A company that nothing is known of has none: found is false.',
  response: answer({
    found: flag('Whether a page may be known.'),
    ...Object.fromEntries(
      [...networks, ...directories].map((name) => [`${name}_url`, known(`Page on ${name}.`)])
    ),
  }),
  onRefusal: { echo: ['domain'], constants: { found: false } },
  sample: {
    request: { domain },
    response: {
      success: true,
      found: true,
      domain,
      linkedin_url: 'https://www.linkedin.com/company/northwind-example',
      twitter_url: null,
      facebook_url: null,
      github_url: null,
      youtube_url: null,
      instagram_url: null,
      crunchbase_url: null,
      g2_url: null,
      angellist_url: null,
    },
  },
}

const linkedinUrl: Endpoint = {
  ...question,
  path: '/api/companies/linkedin-url/lookup',
  sqlFunction: 'lookup_company_linkedin_url',
  summary: 'Gives the LinkedIn page of a company.',
  description: 'exists says whether the page is known.',
  response: answer({
    exists: flag('Whether the page is known.'),
    company_name: known('Name of the company.'),
    linkedin_url: known('Company page, normalised.'),
  }),
  onRefusal: { echo: ['domain'], constants: { exists: false } },
  sample: {
    request: { domain },
    response: {
      success: true,
      exists: true,
      domain,
      company_name: 'Northwind Traders',
      linkedin_url: 'https://www.linkedin.com/company/northwind-example',
    },
  },
}

/** Questions about one company: what vendors have said of it, and its pages. */
export const companyReadEndpoints: readonly Endpoint[] = [
  companyenrichStatus,
  enrichmentStatus,
  socialUrls,
  linkedinUrl,
]
