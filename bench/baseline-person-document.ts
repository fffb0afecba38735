import type { ProfileJob } from '../test/support/people.ts'

export type { ProfileJob } from '../test/support/people.ts'

/** A school as the vendor gives it. */
export interface School {
  school_name: string | null
  degree: string | null
  field_of_study: string | null
  grade: string | null
  activities: string | null
  start_date: string | null
  end_date: string | null
}

/** The vendor's document, as far as it is written. */
export interface PersonDocument {
  slug: string
  profile_id: number
  name: string
  first_name: string
  last_name: string
  headline: string | null
  summary: string | null
  country: string | null
  location_name: string | null
  connections: number
  num_followers: number
  jobs_count: number
  last_refresh: string
  picture_url_orig: string | null
  certifications: object[] | null
  languages: object[] | null
  latest_experience: ProfileJob
  experience: ProfileJob[]
  education: School[]
}

/** What the look-up says about a title. */
export interface TitleMatch {
  matched_cleaned_job_title: string | null
  matched_job_function: string | null
  matched_seniority: string | null
}

/** What every write of one payload needs. */
export interface LandedPerson {
  linkedin_url: string
  rawId: string
  landingNo: string
  document: PersonDocument
  match: TitleMatch
}

/** The date of a text, as the predecessor cuts it. */
export function dayOf(value: string | null): string | null {
  return value === null || value === '' ? null : (value.split('T')[0] ?? '').slice(0, 10)
}

/** `month` for the first of one, else `day`. */
export function precisionOf(value: string | null): string | null {
  if (value === null || value === '') return null
  return value.slice(8, 10) === '01' ? 'month' : 'day'
}

/** A time without a zone is UTC. */
export const refreshedAt = ({ last_refresh }: PersonDocument) =>
  `${last_refresh.replace(' ', 'T')}Z`
