import type postgres from 'postgres'
import { writeCore } from './baseline-core.ts'
import type { CompanyDocument, Landed } from './baseline-document.ts'
import { writeExtracted } from './baseline-extracted.ts'
import { createWriter, type Writer } from './baseline-writer.ts'
import type { Item } from './lander.ts'

/** A payload the predecessor's way: raw row, then every element of every table by itself. */
async function ingest(writer: Writer, { domain, payload }: Item): Promise<void> {
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

/** Ingests a payload with one commit per statement, as calls of a data API are. */
export async function ingestByCalls(sql: postgres.Sql, item: Item): Promise<number> {
  const writer = createWriter(sql)
  await ingest(writer, item)
  return writer.trips()
}

/** The same statements in one transaction. Returns the round trips, begin and commit included. */
export async function ingestInTransaction(sql: postgres.Sql, item: Item): Promise<number> {
  return await sql.begin(async (transaction) => {
    const writer = createWriter(transaction)
    await ingest(writer, item)
    return writer.trips() + 2
  })
}
