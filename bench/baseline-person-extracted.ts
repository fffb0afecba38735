import {
  dayOf,
  type LandedPerson,
  type ProfileJob,
  precisionOf,
  refreshedAt,
  type School,
} from './baseline-person-document.ts'
import { idOf, type Row, type Writer } from './baseline-writer.ts'

function profileRow({ linkedin_url, rawId, landingNo, document, match }: LandedPerson): Row {
  const job = document.latest_experience
  return {
    id: idOf('person_profile', linkedin_url),
    linkedin_url,
    raw_id: rawId,
    linkedin_slug: document.slug,
    linkedin_profile_id: String(document.profile_id),
    first_name: document.first_name,
    last_name: document.last_name,
    full_name: document.name,
    headline: document.headline,
    summary: document.summary,
    country: document.country,
    location_name: document.location_name,
    location_key: document.location_name?.toLowerCase(),
    connections: document.connections,
    num_followers: document.num_followers,
    jobs_count: document.jobs_count,
    picture_url: document.picture_url_orig,
    latest_title: job.title,
    latest_title_key: job.title?.toLowerCase(),
    latest_company: job.company,
    latest_company_domain: job.company_domain,
    latest_company_linkedin_url: job.url,
    latest_company_org_id: job.org_id?.toString(),
    latest_locality: job.locality,
    latest_start_date: dayOf(job.start_date),
    latest_start_precision: precisionOf(job.start_date),
    latest_is_current: job.is_current,
    certifications: document.certifications,
    languages: document.languages,
    ...match,
    source_last_refresh: refreshedAt(document),
    experience_landing_no: landingNo,
  }
}

/** Select, then upsert unless the stored profile is as new. */
export async function writeProfile(writer: Writer, landed: LandedPerson): Promise<void> {
  const text =
    'select p.id, p.source_last_refresh as at from extracted.person_profile as p ' +
    'where p.linkedin_url = $1'
  const [stored] = await writer.select(text, [landed.linkedin_url])
  if (stored?.at && new Date(stored.at) >= new Date(refreshedAt(landed.document))) return
  await writer.upsert('extracted.person_profile', profileRow(landed), ['linkedin_url'])
}

/** A job as extracted has it. What former titles mean is left to a batch, as there. */
export function experienceRow(linkedin_url: string, job: ProfileJob, order: number): Row {
  return {
    linkedin_url,
    experience_order: order,
    title: job.title,
    title_key: job.title?.toLowerCase(),
    company: job.company,
    company_domain: job.company_domain,
    company_linkedin_url: job.url,
    company_org_id: job.org_id?.toString(),
    locality: job.locality,
    summary: job.summary,
    start_date: dayOf(job.start_date),
    end_date: dayOf(job.end_date),
    start_date_raw: job.start_date,
    end_date_raw: job.end_date,
    start_precision: precisionOf(job.start_date),
    end_precision: precisionOf(job.end_date),
    is_current: job.is_current,
  }
}

/** A school as extracted has it. */
export function educationRow(linkedin_url: string, school: School, order: number): Row {
  return {
    linkedin_url,
    education_order: order,
    school_name: school.school_name,
    degree: school.degree,
    field_of_study: school.field_of_study,
    grade: school.grade,
    activities: school.activities,
    start_date: dayOf(school.start_date),
    end_date: dayOf(school.end_date),
  }
}
