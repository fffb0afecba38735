import {
  dayOf,
  type LandedPerson,
  type ProfileJob,
  precisionOf,
} from './baseline-person-document.ts'
import { idOf, insertIfAbsent, type Row, type Writer } from './baseline-writer.ts'

const source = 'person_profile'

/** Get or insert, with the present employer. */
export async function writePerson(writer: Writer, landed: LandedPerson): Promise<void> {
  const { linkedin_url, landingNo, document } = landed
  const employer = document.latest_experience.company_domain
  await insertIfAbsent(
    writer,
    'core.people',
    { linkedin_url },
    {
      id: idOf('person', linkedin_url),
      linkedin_slug: document.slug,
      full_name: document.name,
      full_name_source: source,
      full_name_landing_no: landingNo,
      linkedin_url_type: 'real',
      core_company_id: employer === null ? null : idOf('company', employer),
      core_company_source: employer === null ? null : source,
      source,
      landing_no: landingNo,
    }
  )
}

/** Get or insert per employer with a domain. */
export async function writeEmployers(writer: Writer, landed: LandedPerson): Promise<void> {
  const employers = new Map<string, ProfileJob>()
  for (const job of landed.document.experience) {
    const domain = job.company_domain
    if (domain !== null && !employers.has(domain)) employers.set(domain, job)
  }
  const { landingNo } = landed
  for (const [domain, job] of employers) {
    await insertIfAbsent(
      writer,
      'core.companies',
      { domain },
      {
        id: idOf('company', domain),
        name: job.company,
        linkedin_url: job.url,
        source,
        landing_no: landingNo,
        name_source: source,
        name_landing_no: landingNo,
        linkedin_url_source: source,
        linkedin_url_landing_no: landingNo,
      }
    )
  }
}

/** A look-up and an upsert. */
export async function writePlace(writer: Writer, landed: LandedPerson): Promise<void> {
  const { linkedin_url, landingNo, document } = landed
  const text =
    'select l.city, l.state, l.country from reference.location_lookup as l ' +
    'where l.location_name = $1'
  const [found] = await writer.select(text, [document.location_name])
  await writer.upsert(
    'core.person_locations',
    {
      id: idOf('person_location', linkedin_url),
      linkedin_url,
      city: found?.city,
      state: found?.state,
      country: found?.country ?? document.country,
      location_name: document.location_name,
      lookup_status: found === undefined ? 'missing' : 'found',
      source,
      first_landing_no: landingNo,
    },
    ['linkedin_url']
  )
}

/** One upsert each: since when, and as what. */
export async function writeJob(writer: Writer, landed: LandedPerson): Promise<void> {
  const { linkedin_url, document, match } = landed
  const { title, start_date } = document.latest_experience
  await writer.upsert(
    'core.person_tenure',
    {
      id: idOf('person_tenure', linkedin_url),
      linkedin_url,
      job_start_date: dayOf(start_date),
      job_start_precision: precisionOf(start_date),
      source,
    },
    ['linkedin_url']
  )
  await writer.upsert(
    'core.person_job_titles',
    {
      id: idOf('person_job_title', linkedin_url),
      linkedin_url,
      raw_job_title: title,
      ...match,
      source: match.matched_seniority === null ? null : 'lookup',
      document_source: source,
    },
    ['linkedin_url']
  )
}

/** The jobs that are over: one per domain, without a domain one per name. */
export function pastEmployerRows({ linkedin_url, document }: LandedPerson): Row[] {
  const rows = new Map<string, Row>()
  for (const { is_current, company, company_domain } of document.experience) {
    const key = company_domain ?? `${company} without a domain`
    if (is_current || rows.has(key)) continue
    const names = { past_company_name: company, past_company_domain: company_domain }
    rows.set(key, { linkedin_url, ...names, source })
  }
  return [...rows.values()]
}
