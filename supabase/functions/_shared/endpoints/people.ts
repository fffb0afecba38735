import type { Endpoint } from '../endpoint.ts'
import { personDocument } from './people-document.ts'
import { personProfileRequest } from './people-request.ts'
import { personProfileResponse } from './people-response.ts'
import { personWrites } from './people-writes.ts'

const linkedinUrl = 'https://www.linkedin.com/in/zelda-quux-example'

const latest = {
  title: 'VP Testing',
  company: 'Example Widgets',
  company_domain: 'widgets.example',
  url: 'https://www.linkedin.com/company/widgets-example',
  org_id: 111,
  locality: 'Cork',
  start_date: '2025-10-01',
  end_date: null,
  is_current: true,
}

/** Endpoints that take people in. */
export const peopleEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/people/clay-native/person-profile/ingest',
    aliases: ['/ingest_clay_person_profile'],
    scope: 'ingest',
    sqlFunction: 'ingest_clay_person_profile',
    timeoutSeconds: 60,
    routingKey: 'linkedin_url',
    summary: 'Lands person profiles of LinkedIn and updates the people.',
    description:
      'Keeps the profile in raw, writes its typed rows to extracted and coalesces them into the ' +
      'one record of the person in core, its jobs and employers included, all in one ' +
      'transaction. Three forms: linkedin_url, workflow_slug and raw_payload; payload, whose url ' +
      'is the key; payloads for many, answered in results. A profile that cannot be extracted, ' +
      'or names an unknown workflow, stays in raw and is answered with 202 and a failure_id; a ' +
      'batch with 202 only when every profile is quarantined. Values inside the profile that ' +
      'have the wrong type become null and are named in warnings.',
    request: personProfileRequest,
    response: personProfileResponse,
    jsonFields: ['raw_payload', 'payload', 'payloads'],
    document: { field: 'raw_payload', fields: personDocument },
    writes: personWrites,
    errors: ['WH101', 'WH102', 'WH104', 'WH105', 'WH106', 'WH201'],
    sample: {
      request: {
        linkedin_url: linkedinUrl,
        workflow_slug: 'clay-person-profile',
        raw_payload: {
          url: linkedinUrl,
          slug: 'zelda-quux-example',
          profile_id: 1000001,
          name: 'Zelda Quux',
          first_name: 'Zelda',
          last_name: 'Quux',
          country: 'Ireland',
          location_name: 'Cork, County Cork, Ireland',
          last_refresh: '2026-01-02 03:04:05.678',
          latest_experience: latest,
          experience: [
            latest,
            {
              title: 'Tester',
              company: 'Sample Gadgets',
              company_domain: 'gadgets.example',
              start_date: '2021-01-01',
              end_date: '2025-09-01',
              is_current: false,
            },
          ],
          education: [{ school_name: 'Invented University', degree: 'BSc' }],
        },
      },
      response: {
        success: true,
        linkedin_url: linkedinUrl,
        raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
        person_profile_id: '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
        core_person_id: '5d0b1f0e-52a7-5b1c-8f63-1d9c6a7f2e40',
        core_location_id: '6a1d2c3b-52a7-5b1c-8f63-1d9c6a7f2e41',
        core_tenure_id: '7b2e3d4c-52a7-5b1c-8f63-1d9c6a7f2e42',
        core_job_title_id: '8c3f4e5d-52a7-5b1c-8f63-1d9c6a7f2e43',
        experience_count: 2,
        education_count: 1,
        companies_count: 2,
        work_history_count: 2,
        promotions_count: 0,
        past_employers_count: 1,
        unchanged: false,
        written: { 'core.people': 1, 'core.person_work_history': 2, 'core.companies': 2 },
        unmapped: [{ field: 'location_name', value: 'Cork, County Cork, Ireland' }],
        warnings: [],
      },
    },
  },
]
