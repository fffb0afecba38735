import { createRandom } from './payloads.ts'
import { DEGREES, FAMILY_NAMES, GIVEN_NAMES, JOB_TITLES, PLACES, SCHOOLS } from './people-pools.ts'

/** A request to POST /run/people/clay-native/person-profile/ingest. */
export type PersonRequest = {
  linkedin_url: string
  workflow_slug: string
  raw_payload: Record<string, unknown>
}

/** A job as the vendor gives it. */
export type ProfileJob = {
  title: string | null
  company: string | null
  company_domain: string | null
  url: string | null
  org_id: number | null
  company_id: null
  locality: string | null
  summary: string | null
  start_date: string | null
  end_date: string | null
  is_current: boolean
}

/** Employers that people of the generator have between them: `company-<n>.example`. */
export const EMPLOYERS = 400

type Random = () => number

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

/** First day of a month, counted from January 1990. */
function monthDay(month: number): string {
  const year = 1990 + Math.floor(month / 12)
  return `${year}-${String(1 + (month % 12)).padStart(2, '0')}-01`
}

/** Jobs are at `company-<n>.example`, the companies of createCompanyEnrichRequest. */
function createJob(random: Random, employer: number, from: number, to: number | null): ProfileJob {
  // A year without a month comes as its January.
  const isYearOnly = random() < 0.15
  const isNamedOnly = employer % 11 < 2
  return {
    title: pick(random, JOB_TITLES),
    company: `Company ${employer}`,
    company_domain: isNamedOnly ? null : `company-${employer}.example`,
    url: isNamedOnly ? null : `https://www.linkedin.com/company/company-${employer}`,
    org_id: isNamedOnly ? null : 1_000_000 + employer,
    company_id: null,
    locality: random() < 0.3 ? null : pick(random, PLACES)[0],
    summary:
      random() < 0.4
        ? null
        : `Looked after invented things of company ${employer}: planned them, built them, sold ` +
          'them, and wrote long reports about all of it for readers who do not exist.',
    start_date: monthDay(isYearOnly ? from - (from % 12) : from),
    end_date: to === null ? null : monthDay(to),
    is_current: to === null,
  }
}

/** About ten jobs, oldest first; every third one or so follows another at the same employer. */
function createJobs(random: Random): ProfileJob[] {
  const jobs: ProfileJob[] = []
  let month = 12 * (8 + Math.floor(random() * 8))
  let employer = 0
  const count = 8 + Math.floor(random() * 5)
  for (let index = 0; index < count; index++) {
    if (index === 0 || random() > 0.35) employer = Math.floor(random() * EMPLOYERS)
    const to = month + 6 + Math.floor(random() * 30)
    jobs.push(createJob(random, employer, month, index === count - 1 ? null : to))
    month = to + (random() < 0.5 ? 0 : 1 + Math.floor(random() * 6))
  }
  return jobs
}

/** What has happened to the jobs between two refreshes; `jobs` is oldest first. */
function refreshJobs(random: Random, jobs: readonly ProfileJob[], version: number): ProfileJob[] {
  const next = jobs.map((job) => ({ ...job }))
  const renamed = pick(random, next)
  renamed.title = pick(random, JOB_TITLES)
  const refined = pick(random, next)
  refined.start_date = `${(refined.start_date ?? '2000').slice(0, 4)}-0${2 + (version % 7)}-01`
  if (random() < 0.5) next.shift()
  if (random() < 0.6) {
    const month = 12 * 34 + version
    for (const job of next.filter((each) => each.is_current)) {
      job.is_current = false
      job.end_date = monthDay(month)
    }
    next.push(createJob(random, Math.floor(random() * EMPLOYERS), month, null))
  }
  return next
}

function createSchools(random: Random): Record<string, unknown>[] {
  const until = 2000 + Math.floor(random() * 20)
  return [0, 1].map((index) => {
    const [degree, field] = pick(random, DEGREES)
    return {
      school_name: pick(random, SCHOOLS),
      degree,
      field_of_study: field,
      grade: random() < 0.2 ? 'First' : null,
      activities: random() < 0.2 ? 'Society for invented games' : null,
      start_date: index === 0 ? `${until - 3}-01-01` : null,
      end_date: index === 0 ? `${until}-01-01` : null,
    }
  })
}

function createPayload(number: number, version: number): Record<string, unknown> {
  const random = createRandom(number * 6971 + 3)
  const first = pick(random, GIVEN_NAMES)
  const last = pick(random, FAMILY_NAMES)
  const [place, country] = pick(random, PLACES)
  const education = createSchools(random)
  let jobs = createJobs(random)
  for (let step = 1; step <= version; step++) {
    jobs = refreshJobs(createRandom(number * 7907 + step * 15_485_863), jobs, step)
  }
  const experience = jobs.reverse()
  const latest = experience[0] as ProfileJob
  const refreshed = new Date(Date.UTC(2025, 0, 1 + version, 3, 4, 5, 678))
  return {
    url: `https://www.linkedin.com/in/person-${number}`,
    slug: `person-${number}`,
    profile_id: 5_000_000 + number,
    name: `${first} ${last} ${number}`,
    first_name: first,
    last_name: `${last} ${number}`,
    headline: `${latest.title} at ${latest.company}`,
    summary: `Builds imaginary bridges, edition ${version}.`,
    title: latest.title,
    org: latest.company,
    country,
    location_name: place,
    connections: Math.floor(random() * 500) + version,
    num_followers: Math.floor(random() * 9000),
    jobs_count: experience.length,
    last_refresh: refreshed.toISOString().replace('T', ' ').replace('Z', ''),
    picture_url_orig: `https://img.example/people/${number}.png`,
    picture_url_copy: null,
    dob: null,
    user_id: null,
    person_id: null,
    others_named: null,
    people_also_viewed: null,
    latest_experience: latest,
    current_experience: experience.filter((job) => job.is_current),
    experience,
    education,
    certifications: random() < 0.3 ? [{ title: 'Certified Inventor', date: '2019-05-01' }] : null,
    languages: random() < 0.5 ? [{ language: 'English', proficiency: 'Native' }] : null,
    courses: null,
    volunteering: null,
    patents: null,
    projects: null,
    publications: null,
    awards: null,
  }
}

/**
 * An invented person in the shape of the vendor: about 10 jobs, 2 schools. The same number gives
 * the same person; each further `version` renames a job, refines a date, now and then drops the
 * oldest job or adds a new one, and is refreshed a day later.
 */
export function createPersonRequest(number: number, version = 0): PersonRequest {
  const payload = createPayload(number, version)
  return {
    linkedin_url: String(payload.url),
    workflow_slug: 'clay-person-profile',
    raw_payload: payload,
  }
}
