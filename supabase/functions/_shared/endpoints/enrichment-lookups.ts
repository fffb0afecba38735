import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { batchOutcome, batchResults, items } from './batch.ts'
import { known, outcome } from './parts.ts'

const echoed = z
  .unknown()
  .optional()
  .meta({ description: 'The value as it was sent. Absent in a batch: see results.' })
const matched = z
  .boolean()
  .nullish()
  .meta({ description: 'True when the look-up has the value; null where the item has an error.' })
const flag = (description: string) => z.boolean().nullish().meta({ description })

const titleAnswer = {
  success: outcome.success,
  match_status: matched,
  job_title: echoed,
  cleaned_job_title: known('The title as people write it.'),
  seniority_level: known('A name of reference.seniorities; null when the look-up lacks it.'),
  job_function: known('A name of reference.job_functions; null when the look-up lacks it.'),
  error: errorSchema.nullish(),
}

const locationAnswer = {
  success: outcome.success,
  match_status: matched,
  location_name: echoed,
  city: known('City; null when the name has none.'),
  state: known('State or region; null when the name has none.'),
  country: known('Country; null when the name has none.'),
  has_city: flag('Whether the name holds a city.'),
  has_state: flag('Whether the name holds a state.'),
  has_country: flag('Whether the name holds a country.'),
  error: errorSchema.nullish(),
}

const missed = [
  { table: 'ops.reference_misses', rule: 'appends what the look-up does not have' },
] as const

const how =
  'Case and surplus spaces do not count. Answers from the look-up table alone, without rules; ' +
  'what it does not have is match_status false and is noted as a gap. A failing database is a ' +
  '5xx, never match_status false. '

/** Look-ups that Clay makes before it pays for an enrichment. */
export const enrichmentLookupEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/people/db/person-job-title/lookup',
    scope: 'read',
    sqlFunction: 'lookup_person_job_title',
    routingKey: 'none',
    summary: 'Says what a job title means, or many of them.',
    description: `${how}Send job_title, or job_titles for a batch, which is answered in order.`,
    request: z.looseObject({
      job_title: optionalText('The title to look up; required unless job_titles is sent.', 'SDR'),
      job_titles: items('The titles to look up, as texts.', ['SDR', 'VP, Sales']),
    }),
    response: z.looseObject({
      ...titleAnswer,
      ...batchOutcome,
      results: batchResults(titleAnswer),
    }),
    jsonFields: ['job_titles'],
    writes: missed,
    errors: ['WH101', 'WH104', 'WH106'],
    sample: {
      request: { job_title: 'Sr. Account Exec' },
      response: {
        success: true,
        match_status: true,
        job_title: 'Sr. Account Exec',
        cleaned_job_title: 'Senior Account Executive',
        seniority_level: 'Senior',
        job_function: 'Sales',
        error: null,
      },
    },
  },
  {
    method: 'POST',
    path: '/run/people/db/person-location/lookup',
    scope: 'read',
    sqlFunction: 'lookup_person_location',
    routingKey: 'none',
    summary: 'Says what the name of a place means, or many of them.',
    description: `${how}Send location_name, or location_names for a batch, which is answered in order.`,
    request: z.looseObject({
      location_name: optionalText(
        'The place to look up; required unless location_names is sent.',
        'Cork, County Cork, Ireland'
      ),
      location_names: items('The places to look up, as texts.', ['Cork, County Cork, Ireland']),
    }),
    response: z.looseObject({
      ...locationAnswer,
      ...batchOutcome,
      results: batchResults(locationAnswer),
    }),
    jsonFields: ['location_names'],
    writes: missed,
    errors: ['WH101', 'WH104', 'WH106'],
    sample: {
      request: { location_name: 'Cork, County Cork, Ireland' },
      response: {
        success: true,
        match_status: true,
        location_name: 'Cork, County Cork, Ireland',
        city: 'Cork',
        state: 'County Cork',
        country: 'Ireland',
        has_city: true,
        has_state: true,
        has_country: true,
        error: null,
      },
    },
  },
]
