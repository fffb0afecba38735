import type postgres from 'postgres'
import { createWriter, type Writer } from './baseline-writer.ts'
import type { Baseline, Item } from './source.ts'

/** Ingests a payload by statements of the writer. */
export type Ingest = (writer: Writer, item: Item) => Promise<void>

/** With one commit per statement, as calls of a data API are. */
export function byCalls(ingest: Ingest): Baseline['ingest'] {
  return async (sql: postgres.Sql, item) => {
    const writer = createWriter(sql)
    await ingest(writer, item)
    return writer.trips()
  }
}

/** The same statements in one transaction, whose begin and commit are round trips as well. */
export function inTransaction(ingest: Ingest): Baseline['ingest'] {
  return async (sql: postgres.Sql, item) =>
    await sql.begin(async (transaction) => {
      const writer = createWriter(transaction)
      await ingest(writer, item)
      return writer.trips() + 2
    })
}
