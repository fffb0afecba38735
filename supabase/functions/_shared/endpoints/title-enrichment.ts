import { z } from 'zod'
import {
  type Endpoint,
  errorSchema,
  optionalText,
  requiredDocument,
  requiredText,
} from '../endpoint.ts'
import { duplicate, known, outcome, remarks } from './parts.ts'

const request = z.looseObject({
  linkedin_url: requiredText(
    'LinkedIn profile of the person, in any spelling.',
    'https://www.linkedin.com/in/zelda-quux-example'
  ),
  workflow_slug: optionalText(
    'Workflow; clay-find-people-title-enrichment when left out.',
    'clay-find-people-title-enrichment'
  ),
  raw_payload: requiredDocument('What Clay worked out: an object, or a JSON string holding one.'),
})

const response = z.looseObject({
  ...outcome,
  linkedin_url: z.string().meta({ description: 'The URL as stored.' }),
  raw_id: z.guid().meta({ description: 'Row of raw.person_title_enrichment_payloads.' }),
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  latest_title: known('Title of the document.'),
  cleaned_job_title: known('The title as people write it.'),
  seniority_level: known('A name of reference.seniorities; null when it knows none.'),
  job_function: known('A name of reference.job_functions; null when it knows none.'),
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the person already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
  ...remarks,
  error: errorSchema.optional(),
})

/** Title enrichments of Clay's people search. */
export const titleEnrichmentEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/people/clay-find-people/title-enrichment/ingest',
    scope: 'ingest',
    sqlFunction: 'ingest_person_title_enrichment',
    routingKey: 'linkedin_url',
    summary: 'Lands what the job title of a person means.',
    description:
      'Keeps the document in raw and the newest title with its meaning in extracted. Core gets it ' +
      'through the backfills: ops.backfill_job_title_lookup and ops.backfill_person_job_titles.',
    request,
    response,
    jsonFields: ['raw_payload'],
    document: {
      field: 'raw_payload',
      fields: [
        { path: 'latest_title', type: 'text', description: 'The title; also job_title or title.' },
        { path: 'cleaned_job_title', type: 'text', description: 'The title as people write it.' },
        {
          path: 'seniority_level',
          type: 'text',
          description: 'Seniority, by name or by an alias; also seniority.',
        },
        { path: 'job_function', type: 'text', description: 'Function, by name or by an alias.' },
      ],
    },
    writes: [
      {
        table: 'raw.person_title_enrichment_payloads',
        rule: 'one row per request, never changed',
      },
      {
        table: 'extracted.person_title_enrichment',
        rule: 'one row per person: the newest title, and the newest values since it came up',
      },
    ],
    errors: ['WH101', 'WH102', 'WH104', 'WH105', 'WH106', 'WH201'],
    sample: {
      request: {
        linkedin_url: 'https://www.linkedin.com/in/zelda-quux-example',
        raw_payload: {
          latest_title: 'VP Testing',
          cleaned_job_title: 'Vice President of Testing',
          seniority_level: 'VP',
          job_function: 'Engineering',
        },
      },
      response: {
        success: true,
        linkedin_url: 'https://www.linkedin.com/in/zelda-quux-example',
        raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
        latest_title: 'VP Testing',
        cleaned_job_title: 'Vice President of Testing',
        seniority_level: 'VP',
        job_function: 'Engineering',
        unchanged: false,
        written: { 'extracted.person_title_enrichment': 1 },
        unmapped: [],
        warnings: [],
      },
    },
  },
]
