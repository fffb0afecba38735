import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { parameter } from './lists.ts'
import { count, known, outcome } from './parts.ts'
import { sampleWorkflow, workflow } from './workflow-row.ts'

const total = (description: string) => z.int().min(0).meta({ description })
const flag = (description: string) =>
  z
    .string({ error: 'must be given once' })
    .optional()
    .meta({ description, enum: ['true', 'false'] })

/** What is common to the reads of the registry. */
const read = {
  method: 'GET',
  scope: 'read',
  routingKey: 'none',
  writes: [],
} as const

const list: Endpoint = {
  ...read,
  path: '/api/enrichment/workflows',
  sqlFunction: 'list_workflows',
  summary: 'Lists the workflows of the registry.',
  description: 'Active ones unless is_active is false; by new_workflow_slug, then workflow_slug.',
  request: z.looseObject({
    entity_type: parameter('company, person or target_client.', 'company'),
    payload_type: parameter('Kind of payload.', 'enrichment'),
    usage_category: parameter('client or internal-hq.', 'client'),
    workflow_type: parameter('ingest, calls_ai, lookup, utility or backfill.', 'ingest'),
    coalesces_to_core: flag('Whether it writes core.'),
    has_api_wrapper: flag('Whether it has an endpoint.'),
    is_active: flag('Whether it is in use; true when left out.'),
  }),
  response: z.looseObject({
    ...outcome,
    data: z.array(workflow).optional().meta({ description: 'The workflows.' }),
    meta: z
      .looseObject({
        total: total('Number of workflows.'),
        in_core_count: total('Those that write core.'),
        not_in_core_count: total('Those that do not.'),
        client_count: total('Those of category client.'),
        internal_hq_count: total('Those of category internal-hq.'),
        with_api_wrapper_count: total('Those with an endpoint.'),
        filters: z.looseObject({}).meta({ description: 'The filters that were applied.' }),
      })
      .optional()
      .meta({ description: 'About the list.' }),
    error: errorSchema.optional(),
  }),
  errors: ['WH104'],
  sample: {
    request: { entity_type: 'company', workflow_type: 'ingest' },
    response: {
      success: true,
      data: [sampleWorkflow],
      meta: {
        total: 1,
        in_core_count: 1,
        not_in_core_count: 0,
        client_count: 1,
        internal_hq_count: 0,
        with_api_wrapper_count: 1,
        filters: { entity_type: 'company', workflow_type: 'ingest', is_active: true },
      },
    },
  },
}

const perValue = z
  .record(z.string(), z.looseObject({ total: z.int(), in_core: z.int(), not_in_core: z.int() }))
  .meta({ description: 'Counts per value.' })
const numbers = z.record(z.string(), z.int()).meta({ description: 'Number per value.' })

const summary: Endpoint = {
  ...read,
  path: '/api/enrichment/workflows/summary',
  sqlFunction: 'summarize_workflows',
  summary: 'Counts the active workflows by kind.',
  description: 'Active workflows only.',
  request: z.looseObject({}),
  response: z.looseObject({
    ...outcome,
    total_workflows: total('Number of workflows.'),
    total_in_core: total('Those that write core.'),
    total_not_in_core: total('Those that do not.'),
    by_entity_type: perValue,
    by_payload_type: perValue,
    by_workflow_type: numbers,
    by_usage_category: numbers,
  }),
  errors: [],
  sample: {
    request: {},
    response: {
      success: true,
      total_workflows: 2,
      total_in_core: 1,
      total_not_in_core: 1,
      by_entity_type: { company: { total: 2, in_core: 1, not_in_core: 1 } },
      by_payload_type: { enrichment: { total: 2, in_core: 1, not_in_core: 1 } },
      by_workflow_type: { ingest: 1, lookup: 1 },
      by_usage_category: { client: 2 },
    },
  },
}

const status: Endpoint = {
  method: 'POST',
  path: '/api/enrichment/status',
  scope: 'read',
  sqlFunction: 'get_enrichment_status',
  routingKey: 'none',
  summary: 'Says which workflows have given something to a company or a person.',
  description:
    'Of the workflows that lead to a core table; one of them, or all active ones that write it.',
  request: z.looseObject({
    entity_type: requiredText('company or person.', 'company'),
    entity_key: requiredText('Domain, or LinkedIn profile, in any spelling.', 'northwind.example'),
    workflow_slug: optionalText('One workflow.', 'companyenrich'),
  }),
  response: z.looseObject({
    ...outcome,
    entity_type: known('company or person.'),
    entity_key: known('The key as stored.'),
    workflows: z
      .array(
        z.looseObject({
          workflow_slug: z.string().meta({ description: 'The workflow.' }),
          enriched: z.boolean().meta({ description: 'Whether its core table has a row.' }),
          count: count('Number of rows.'),
          last_enriched_at: known('When the last of them changed, UTC.'),
        })
      )
      .optional()
      .meta({ description: 'By name.' }),
    error: errorSchema.optional(),
  }),
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH505'],
  sample: {
    request: { entity_type: 'company', entity_key: 'northwind.example' },
    response: {
      success: true,
      entity_type: 'company',
      entity_key: 'northwind.example',
      workflows: [
        {
          workflow_slug: 'companyenrich',
          enriched: true,
          count: 1,
          last_enriched_at: '2026-01-02T03:04:05.678901+00:00',
        },
      ],
    },
  },
}

/** The workflow registry, and what workflows have given. */
export const workflowEndpoints: readonly Endpoint[] = [list, summary, status]
