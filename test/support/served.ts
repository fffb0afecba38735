import { afterAll, beforeAll } from 'vitest'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { addKey, sender, startFunctions } from './functions.ts'

/** A database and the functions on it, for one test file. */
export type Served = {
  database: TestDatabase
  functions: GatewayProcess
  /** Sends with the key `test-key`, which has every scope but admin. */
  send: ReturnType<typeof sender>
  /** Id of that key. */
  apiKeyId: string
}

/**
 * Clones a database and serves it before the tests of a file, and ends both after them.
 * The members are there from the first test on, not while the file is read.
 *
 * @param env variables of the functions
 */
export function serveDatabase(env: Record<string, string> = {}): Served {
  const served: Partial<Served> = {}
  beforeAll(async () => {
    served.database = await createDatabase()
    served.apiKeyId = await addKey(served.database.sql, 'test-key')
    served.functions = await startFunctions({ databaseUrl: served.database.url, env })
    served.send = sender(served.functions.baseUrl, 'test-key')
  })
  afterAll(async () => {
    await served.functions?.stop()
    await served.database?.drop()
  })
  return served as Served
}

/** Gives an api function another body, in the database of this test file only. */
export async function replaceFunction(
  { database }: Pick<Served, 'database'>,
  name: string,
  statements: string
): Promise<void> {
  await database.sql.unsafe(`
    create or replace function api.${name}(p_request jsonb, p_context jsonb default '{}')
    returns jsonb language plpgsql volatile security definer as $$
    begin
      ${statements}
      return '{"success": true}';
    end $$`)
}
