import { stages } from '../../scripts/db/source.ts'
import { createDatabase, type TestDatabase } from './database.ts'

/** What the data API of a hosted project serves (supabase/config.toml). */
export const exposedSchemas = [
  'public',
  'raw',
  'extracted',
  'reference',
  'core',
  'client',
  'testing',
  'api',
]

/** SQL that is true for objects of the pipeline; `n` is pg_namespace. */
export const ours = `n.nspname in (${stages.map((stage) => `'${stage}'`).join(', ')})`

/** A clone of the template, and a way to ask it for the names of what breaks a rule. */
export interface House {
  database: TestDatabase
  /** Values of the first column, in order. */
  names(query: string): Promise<string[]>
}

/** Opens the catalog of a fresh clone. */
export async function openHouse(): Promise<House> {
  const database = await createDatabase()
  return {
    database,
    names: async (query) =>
      (await database.sql.unsafe(query).values()).map(([name]) => String(name)),
  }
}
