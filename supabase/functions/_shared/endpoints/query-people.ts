import { z } from 'zod'
import type { Endpoint } from '../endpoint.ts'
import {
  day,
  listAnswer,
  listErrors,
  pageParameters,
  parameter,
  sampleMeta,
  severalOf,
} from './lists.ts'
import { known } from './parts.ts'

const linkedinUrl = 'https://www.linkedin.com/in/zelda-quux-example'

const row = z.looseObject({
  id: z.guid().meta({ description: 'Derived from the profile.' }),
  linkedin_url: z.string().meta({ description: 'Profile, normalised.' }),
  linkedin_slug: z.string().meta({ description: 'Last part of the profile.' }),
  full_name: known('Name.'),
  core_company_id: known('The present employer.'),
  linkedin_url_type: z.string().meta({ description: 'real or salesnav.' }),
  linkedin_user_profile_urn: known('URN of Sales Navigator.'),
  created_at: z.string().meta({ description: 'When the person was first written, UTC.' }),
  updated_at: z.string().meta({ description: 'When the person last changed, UTC.' }),
  person_city: known('City.'),
  person_state: known('State or region.'),
  person_country: known('Country.'),
  matched_cleaned_job_title: known('Title as people write it.'),
  matched_job_function: known('A name of reference.job_functions.'),
  matched_seniority: known('A name of reference.seniorities.'),
  job_start_date: known('First day of the present job.'),
})

/** Lists of people. */
export const peopleListEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/api/people',
    scope: 'read',
    sqlFunction: 'list_people',
    routingKey: 'none',
    summary: 'Lists people by filters.',
    description:
      'People that fit all filters, with an employer or without, in the order in which they ' +
      'appeared. job_function and seniority are compared whole, texts in part; case does not count.',
    request: z.looseObject({
      job_function: severalOf('Job function, see /api/filters/job-functions.', 'Engineering'),
      seniority: severalOf('Seniority, see /api/filters/seniorities.', 'VP'),
      person_city: parameter('Part of the city.', 'cork'),
      person_state: parameter('Part of the state or region.', 'cork'),
      person_country: parameter('Part of the country.', 'ireland'),
      job_title: parameter('Part of the title as people write it.', 'testing'),
      full_name: parameter('Part of the name.', 'quux'),
      linkedin_url: parameter('Profile of one person, in any spelling.', linkedinUrl),
      job_start_date_gte: day('Present job began on this day or later.'),
      job_start_date_lte: day('Present job began on this day or earlier.'),
      ...pageParameters(),
    }),
    response: listAnswer(row),
    writes: [],
    errors: [...listErrors, 'WH102'],
    sample: {
      request: { job_function: 'Engineering', person_country: 'ireland', limit: '50' },
      response: {
        success: true,
        data: [
          {
            id: '5d0b1f0e-52a7-5b1c-8f63-1d9c6a7f2e40',
            linkedin_url: linkedinUrl,
            linkedin_slug: 'zelda-quux-example',
            full_name: 'Zelda Quux',
            core_company_id: '6f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
            linkedin_url_type: 'real',
            linkedin_user_profile_urn: null,
            created_at: '2026-01-02T03:04:05.678901+00:00',
            updated_at: '2026-01-02T03:04:05.678901+00:00',
            person_city: 'Cork',
            person_state: 'County Cork',
            person_country: 'Ireland',
            matched_cleaned_job_title: 'VP Testing',
            matched_job_function: 'Engineering',
            matched_seniority: 'VP',
            job_start_date: '2025-10-01',
          },
        ],
        meta: sampleMeta,
      },
    },
  },
]
