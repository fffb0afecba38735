import {
  pastEmployerRows,
  writeEmployers,
  writeJob,
  writePerson,
  writePlace,
} from './baseline-person-core.ts'
import type { LandedPerson, PersonDocument, TitleMatch } from './baseline-person-document.ts'
import { educationRow, experienceRow, writeProfile } from './baseline-person-extracted.ts'
import { syncJob } from './baseline-person-history.ts'
import { insertAll, type Row, type Writer } from './baseline-writer.ts'
import type { Item } from './source.ts'

/** How lists are written, and who does the trigger's work. */
type ListWriter = (writer: Writer, table: string, rows: Row[]) => Promise<void>

/** Deletes the list of the person and writes the new one. */
async function replace(
  writer: Writer,
  write: ListWriter,
  [table, where]: [string, Row],
  rows: Row[]
): Promise<void> {
  await writer.remove(table, where)
  await write(writer, table, rows)
}

/** Raw row, registry, and what the look-up has for the title, which two tables get. */
async function land(writer: Writer, { key, payload }: Item): Promise<LandedPerson> {
  const workflow_slug = 'clay-person-profile'
  const registry =
    'select r.provider, r.platform, r.payload_type ' +
    'from reference.enrichment_workflow_registry as r where r.workflow_slug = $1'
  await writer.select(registry, [workflow_slug])
  const document = JSON.parse(payload) as PersonDocument
  const row = { linkedin_url: key, workflow_slug, payload: document }
  const { id, landing_no } = await writer.insert('raw.person_payloads', row, 'id, landing_no')
  const lookup =
    'select l.cleaned_job_title, l.job_function, l.seniority_level ' +
    'from reference.job_title_lookup as l where l.latest_title = $1'
  const [found] = await writer.select(lookup, [document.latest_experience.title])
  const match: TitleMatch = {
    matched_cleaned_job_title: found?.cleaned_job_title ?? null,
    matched_job_function: found?.job_function ?? null,
    matched_seniority: found?.seniority_level ?? null,
  }
  return { linkedin_url: key, rawId: id ?? '', landingNo: landing_no ?? '', document, match }
}

/** A person the predecessor's way, step by step. */
async function ingest(
  writer: Writer,
  item: Item,
  writeJobs: ListWriter,
  write: ListWriter
): Promise<void> {
  const landed = await land(writer, item)
  const { linkedin_url, document } = landed
  await writeProfile(writer, landed)
  const jobs = document.experience.map((job, order) => experienceRow(linkedin_url, job, order))
  // The oldest first: the job before is there when a promotion is looked for.
  await replace(
    writer,
    writeJobs,
    ['extracted.person_experience', { linkedin_url }],
    jobs.reverse()
  )
  const schools = document.education.map((school, order) =>
    educationRow(linkedin_url, school, order)
  )
  await replace(writer, write, ['extracted.person_education', { linkedin_url }], schools)
  await writePerson(writer, landed)
  await writeEmployers(writer, landed)
  await writePlace(writer, landed)
  const own = { linkedin_url, source: 'person_profile' }
  await replace(writer, write, ['core.person_past_employer', own], pastEmployerRows(landed))
  await writeJob(writer, landed)
}

const oneByOne: ListWriter = async (writer, table, rows) => {
  for (const row of rows) await writer.insert(table, row)
}

const jobsOneByOne: ListWriter = async (writer, table, rows) => {
  for (const row of rows) {
    await writer.insert(table, row)
    await syncJob(writer, row)
  }
}

/** Every row of every list by itself; the trigger's work from TypeScript as well. */
export const ingestPerson = (writer: Writer, item: Item) =>
  ingest(writer, item, jobsOneByOne, oneByOne)

/** One insert per list; a trigger for each row does the trigger's work in the database. */
export const ingestPersonByLists = (writer: Writer, item: Item) =>
  ingest(writer, item, insertAll, insertAll)
