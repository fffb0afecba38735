import type { WrittenTable } from '../endpoint.ts'

const newest = 'newest wins; null never replaces a value'
const mirror = 'mirrors the newest document that has any, by difference'

/** Tables the person profile ingest writes, in the order of the flow. */
export const personWrites: readonly WrittenTable[] = [
  { table: 'raw.person_payloads', rule: 'one row per profile, never changed' },
  { table: 'extracted.person_profile', rule: `one row per person; ${newest}` },
  { table: 'extracted.person_experience', rule: mirror },
  {
    table: 'core.person_work_history',
    rule: 'by trigger: the rows of source person_experience are the extracted jobs',
  },
  { table: 'core.person_promotions', rule: 'by trigger: recomputed from the work history' },
  { table: 'extracted.person_education', rule: mirror },
  {
    table: 'core.people',
    rule: 'first name wins, null is filled; core_company_id is the present employer',
  },
  {
    table: 'core.companies',
    rule: 'one row per employer with a domain, added where missing; null name and linkedin_url are filled',
  },
  {
    table: 'core.person_locations',
    rule: 'overwritten by more of city, state, country, or by a refresh of the same source',
  },
  { table: 'core.person_tenure', rule: 'start of the latest job, by source precedence' },
  {
    table: 'core.person_past_employer',
    rule: 'the rows of source person_profile are the employers of the jobs that are over',
  },
  {
    table: 'core.person_job_titles',
    rule: 'title of the latest job, matched by look-up, else by rules; by source precedence',
  },
  { table: 'ops.reference_misses', rule: 'one row per title or place that no look-up knows' },
  { table: 'ops.failures', rule: 'one row per profile that cannot be extracted' },
  { table: 'ops.enrichment_runs', rule: 'one row per request' },
  { table: 'ops.idempotency_keys', rule: 'one row per Idempotency-Key' },
]
