import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { count, known, outcome, remarks } from './parts.ts'

const linkedinUrl = 'https://www.linkedin.com/in/zelda-quux-example'

const person = z.looseObject({
  linkedin_url: requiredText('LinkedIn profile of the person, in any spelling.', linkedinUrl),
})

const asked = z
  .string()
  .nullish()
  .meta({ description: 'The person asked for: the URL as stored; as sent where it is refused.' })

const lastEnriched = known('When that was, UTC; null when there is nothing.')

/** The same endpoint with the request in the body and in the query. */
function both(endpoint: Omit<Endpoint, 'method'>): Endpoint[] {
  return [
    { ...endpoint, method: 'POST' },
    { ...endpoint, method: 'GET' },
  ]
}

const job = z.looseObject({
  company_name: known('Name, as the source gives it.'),
  company_domain: known('Domain, normalised.'),
  company_linkedin_url: known('Company page, normalised.'),
  title: known('Title, as the source gives it.'),
  matched_job_function: known('A name of reference.job_functions.'),
  matched_seniority: known('A name of reference.seniorities.'),
  start_date: known('First day of the period that the source names.'),
  end_date: known('First day of the period that the source names; null while it goes on.'),
  is_current: z.boolean().meta({ description: 'Whether the job goes on.' }),
  created_at: z.string().meta({ description: 'When the job was first written, UTC.' }),
})

const workHistory: Omit<Endpoint, 'method'> = {
  path: '/api/people/work-history',
  scope: 'read',
  sqlFunction: 'list_person_work_history',
  routingKey: 'linkedin_url',
  summary: 'Lists the jobs of a person.',
  description:
    'Present jobs first, then by start date, the newest first, undated ones last. A person that ' +
    'nothing is known of has no jobs: has_work_history is false.',
  request: person,
  response: z.looseObject({
    ...outcome,
    linkedin_url: asked,
    has_work_history: z.boolean().optional().meta({ description: 'Whether there is a job.' }),
    entry_count: count('Number of jobs.'),
    work_history: z.array(job).optional().meta({ description: 'The jobs.' }),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['linkedin_url'], constants: { has_work_history: false } },
  writes: [],
  errors: ['WH101', 'WH102', 'WH104'],
  sample: {
    request: { linkedin_url: linkedinUrl },
    response: {
      success: true,
      linkedin_url: linkedinUrl,
      has_work_history: true,
      entry_count: 1,
      work_history: [
        {
          company_name: 'Example Widgets',
          company_domain: 'widgets.example',
          company_linkedin_url: 'https://www.linkedin.com/company/widgets-example',
          title: 'VP Testing',
          matched_job_function: 'Engineering',
          matched_seniority: 'VP',
          start_date: '2025-10-01',
          end_date: null,
          is_current: true,
          created_at: '2026-01-02T03:04:05.678901+00:00',
        },
      ],
    },
  },
}

const enrichmentStatus: Omit<Endpoint, 'method'> = {
  path: '/api/people/enrichment-status',
  scope: 'read',
  sqlFunction: 'get_person_enrichment_status',
  routingKey: 'linkedin_url',
  summary: 'Says whether the jobs of a person are known.',
  description:
    'For senders that want to spare an enrichment. last_enriched_at is when the newest job was ' +
    'written or the last profile landed, whichever is later.',
  request: person,
  response: z.looseObject({
    ...outcome,
    linkedin_url: asked,
    is_enriched: z.boolean().optional().meta({ description: 'Whether there is a job.' }),
    entry_count: count('Number of jobs.'),
    last_enriched_at: lastEnriched,
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['linkedin_url'], constants: { is_enriched: false } },
  writes: [],
  errors: ['WH101', 'WH102', 'WH104'],
  sample: {
    request: { linkedin_url: linkedinUrl },
    response: {
      success: true,
      linkedin_url: linkedinUrl,
      is_enriched: true,
      entry_count: 2,
      last_enriched_at: '2026-01-02T03:04:05.678901+00:00',
    },
  },
}

const workflowEnrichmentStatus: Omit<Endpoint, 'method'> = {
  path: '/api/people/workflow-enrichment-status',
  scope: 'read',
  sqlFunction: 'get_person_workflow_enrichment_status',
  routingKey: 'linkedin_url',
  summary: 'Says whether the core table of a workflow holds a person.',
  description:
    'Counts the rows of the person in the core table that the registry names for the workflow. ' +
    'company_name and domain narrow them where the table has companies; elsewhere they are named ' +
    'in warnings.',
  request: z.looseObject({
    person_linkedin_url: requiredText(
      'LinkedIn profile of the person, in any spelling.',
      linkedinUrl
    ),
    workflow_slug: requiredText(
      'Workflow, of reference.enrichment_workflow_registry.',
      'clay-person-profile'
    ),
    company_name: optionalText('Only rows of this company, by name.', 'Example Widgets'),
    domain: optionalText('Only rows of this company, by domain.', 'widgets.example'),
  }),
  response: z.looseObject({
    ...outcome,
    person_linkedin_url: asked,
    workflow_slug: known('The workflow asked for.'),
    core_table: known('The table that was looked into.'),
    enriched: z.boolean().optional().meta({ description: 'Whether there is a row.' }),
    count: count('Number of rows.'),
    last_enriched_at: lastEnriched,
    warnings: remarks.warnings,
    error: errorSchema.optional(),
  }),
  onRefusal: {
    echo: ['person_linkedin_url', 'workflow_slug'],
    constants: { enriched: false },
  },
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH505', 'WH506'],
  sample: {
    request: { person_linkedin_url: linkedinUrl, workflow_slug: 'clay-person-profile' },
    response: {
      success: true,
      person_linkedin_url: linkedinUrl,
      workflow_slug: 'clay-person-profile',
      core_table: 'core.people',
      enriched: true,
      count: 1,
      last_enriched_at: '2026-01-02T03:04:05.678901+00:00',
      warnings: [],
    },
  },
}

/** Questions about one person, in the body or in the query. */
export const peopleReadEndpoints: readonly Endpoint[] = [
  ...both(workHistory),
  ...both(enrichmentStatus),
  ...both(workflowEnrichmentStatus),
]
