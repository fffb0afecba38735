import { z } from 'zod'
import { errorSchema } from '../endpoint.ts'
import { batchOutcome, batchResults } from './batch.ts'
import { count, duplicate, outcome, remarks } from './parts.ts'

const row = (table: string) =>
  z
    .guid()
    .nullish()
    .meta({ description: `Row of ${table}; null where the person has none.` })

const item = {
  ...outcome,
  raw_id: z.guid().optional().meta({ description: 'Row of raw.person_payloads.' }),
  linkedin_url: z.string().nullish().meta({
    description: 'The URL as stored; as sent where the profile is quarantined for it.',
  }),
  person_profile_id: row('extracted.person_profile'),
  core_person_id: row('core.people'),
  core_location_id: row('core.person_locations'),
  core_tenure_id: row('core.person_tenure'),
  core_job_title_id: row('core.person_job_titles'),
  experience_count: count('Jobs in the document.'),
  education_count: count('Schools in the document.'),
  companies_count: count('Distinct domains of employers in the document.'),
  work_history_count: count('Jobs of the person in core.'),
  promotions_count: count('Promotions of the person in core.'),
  past_employers_count: count('Former employers of the person in core, by this source.'),
  failure_id: z.guid().nullish().meta({ description: 'Row of ops.failures, when quarantined.' }),
  warnings: remarks.warnings,
  error: errorSchema.optional(),
}

/** The answer to a person profile; to a batch: counts and results. */
export const personProfileResponse = z.looseObject({
  ...item,
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the person already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
  unmapped: remarks.unmapped,
  ...batchOutcome,
  results: batchResults(item),
})
