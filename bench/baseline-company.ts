import { writeCore } from './baseline-company-core.ts'
import type { CompanyDocument, Landed } from './baseline-company-document.ts'
import { writeExtracted } from './baseline-company-extracted.ts'
import type { Writer } from './baseline-writer.ts'
import type { Item } from './source.ts'

/** A company the predecessor's way: raw row, then every element of every table by itself. */
export async function ingestCompany(writer: Writer, { key: domain, payload }: Item): Promise<void> {
  const document = JSON.parse(payload) as CompanyDocument
  const row = { domain, payload: document }
  const { id, landing_no } = await writer.insert(
    'raw.companyenrich_payloads',
    row,
    'id, landing_no'
  )
  const landed: Landed = { domain, rawId: id ?? '', landingNo: landing_no ?? '', document }
  await writeExtracted(writer, landed)
  await writeCore(writer, landed)
}
