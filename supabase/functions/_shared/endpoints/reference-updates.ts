import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { batchOutcome, batchResults, items } from './batch.ts'
import { duplicate, flag, known, outcome, remarks } from './parts.ts'

const truth = (description: string) => z.boolean().nullish().meta({ description })

const overwrite = flag(
  'True: what is left out or null is stored as null. False (default): it keeps what is stored.'
)

const changed = {
  filled: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows of extracted and core that the update changed, per table.' }),
  duplicate,
}

const titleAnswer = {
  success: outcome.success,
  latest_title: known('The title that was updated, trimmed.'),
  cleaned_job_title: known('What the look-up holds now.'),
  seniority_level: known('What the look-up holds now: a name of reference.seniorities.'),
  job_function: known('What the look-up holds now: a name of reference.job_functions.'),
  status: known('What the look-up holds now.'),
  warnings: remarks.warnings,
  error: errorSchema.nullish(),
}

const locationAnswer = {
  success: outcome.success,
  location_name: known('The place that was updated, trimmed.'),
  city: known('What the look-up holds now.'),
  state: known('What the look-up holds now.'),
  country: known('What the look-up holds now.'),
  has_city: truth('What the look-up holds now.'),
  has_state: truth('What the look-up holds now.'),
  has_country: truth('What the look-up holds now.'),
  warnings: remarks.warnings,
  error: errorSchema.nullish(),
}

const loop =
  'In the same transaction everything that had missed on the value is filled, and its gap is ' +
  'closed. What a request leaves out keeps what is stored, unless overwrite is true. '

const misses = { table: 'ops.reference_misses', rule: 'resolves the misses of the value' }

/** Updates of the look-ups, with what Clay found out. */
export const referenceUpdateEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/reference/job-title/update',
    scope: 'ingest',
    sqlFunction: 'update_job_title',
    routingKey: 'none',
    summary: 'Adds a job title to the look-up, or many of them.',
    description: `${loop}A seniority or function that the vocabularies do not know is not stored: it is named in warnings and noted as a gap. For a batch send job_titles.`,
    request: z.looseObject({
      latest_title: optionalText('The raw title; required unless job_titles is sent.', 'SDR'),
      cleaned_job_title: optionalText(
        'The title as people write it; required unless job_titles is sent.',
        'Sales Development Representative'
      ),
      seniority_level: optionalText('Seniority, by name or by an alias.', 'Entry Level'),
      job_function: optionalText('Job function, by name or by an alias.', 'Sales'),
      status: optionalText('Free text.', 'checked'),
      overwrite,
      job_titles: items('The updates of a batch: objects of the fields above.', [
        { latest_title: 'SDR', cleaned_job_title: 'Sales Development Representative' },
      ]),
    }),
    response: z.looseObject({
      ...titleAnswer,
      ...batchOutcome,
      ...changed,
      results: batchResults(titleAnswer),
    }),
    jsonFields: ['job_titles'],
    writes: [
      { table: 'reference.job_title_lookup', rule: 'one row per title, whatever its case' },
      { table: 'extracted.person_experience', rule: 'matched_* of the jobs with the title' },
      { table: 'extracted.person_profile', rule: 'matched_* of the profiles with the title' },
      { table: 'core.person_work_history', rule: 'matched_* of the jobs with the title' },
      { table: 'core.person_promotions', rule: 'recomputed where a seniority changed' },
      { table: 'core.person_job_titles', rule: 'matched_* of the people with the title' },
      misses,
    ],
    errors: ['WH101', 'WH104', 'WH105', 'WH106'],
    sample: {
      request: {
        latest_title: 'SDR',
        cleaned_job_title: 'Sales Development Representative',
        seniority_level: 'entry',
        job_function: 'Sales',
      },
      response: {
        success: true,
        latest_title: 'SDR',
        cleaned_job_title: 'Sales Development Representative',
        seniority_level: 'Entry Level',
        job_function: 'Sales',
        status: null,
        warnings: [],
        filled: { 'extracted.person_experience': 2, 'core.person_job_titles': 1 },
        error: null,
      },
    },
  },
  {
    method: 'POST',
    path: '/run/reference/location/update',
    scope: 'ingest',
    sqlFunction: 'update_location',
    routingKey: 'none',
    summary: 'Adds a place to the look-up, or many of them.',
    description: `${loop}has_city, has_state and has_country are whether there is one, unless they are sent. For a batch send locations.`,
    request: z.looseObject({
      location_name: optionalText(
        'The name of the place; required unless locations is sent.',
        'Cork, County Cork, Ireland'
      ),
      city: optionalText('City.', 'Cork'),
      state: optionalText('State or region.', 'County Cork'),
      country: optionalText('Country.', 'Ireland'),
      has_city: flag('Whether the name holds a city.'),
      has_state: flag('Whether the name holds a state.'),
      has_country: flag('Whether the name holds a country.'),
      overwrite,
      locations: items('The updates of a batch: objects of the fields above.', [
        { location_name: 'Cork, Ireland', city: 'Cork', country: 'Ireland' },
      ]),
    }),
    response: z.looseObject({
      ...locationAnswer,
      ...batchOutcome,
      ...changed,
      results: batchResults(locationAnswer),
    }),
    jsonFields: ['locations'],
    writes: [
      { table: 'reference.location_lookup', rule: 'one row per name, whatever its case' },
      { table: 'core.person_locations', rule: 'the people at the place' },
      misses,
    ],
    errors: ['WH101', 'WH104', 'WH105', 'WH106'],
    sample: {
      request: { location_name: 'Cork, Ireland', city: 'Cork', country: 'Ireland' },
      response: {
        success: true,
        location_name: 'Cork, Ireland',
        city: 'Cork',
        state: null,
        country: 'Ireland',
        has_city: true,
        has_state: false,
        has_country: true,
        warnings: [],
        filled: { 'core.person_locations': 1 },
        error: null,
      },
    },
  },
]
