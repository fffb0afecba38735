import type postgres from 'postgres'
import { withClient } from './connection.ts'
import { bundleHash, epilogue, preamble, type SqlFile, sqlFiles } from './source.ts'

function lineOf(text: string, position: unknown): string {
  const offset = Number(position)
  return Number.isInteger(offset) && offset > 0
    ? `:${text.slice(0, offset).split('\n').length}`
    : ''
}

async function run(sql: postgres.TransactionSql, file: SqlFile): Promise<void> {
  try {
    await sql.unsafe(file.text).simple()
  } catch (error) {
    const { message, code, hint, position } = error as postgres.PostgresError
    const remedy = hint ? `\n  hint: ${hint}` : ''
    throw new Error(`${file.path}${lineOf(file.text, position)}: ${message} (${code})${remedy}`, {
      cause: error,
    })
  }
}

/**
 * Runs the files of sql/ in one transaction: either all of them stand, or none.
 * Errors: file, line, SQLSTATE and the server's words.
 * @returns how many files were run, and their hash.
 */
export function apply(url: string): Promise<{ files: number; hash: string }> {
  const files = sqlFiles()
  const hash = bundleHash(files)
  return withClient(url, async (client) => {
    await client.begin(async (sql) => {
      await run(sql, { path: 'preamble (scripts/db/source.ts)', text: preamble })
      for (const file of files) await run(sql, file)
      await run(sql, { path: 'epilogue (scripts/db/source.ts)', text: epilogue(hash) })
    })
    return { files: files.length, hash }
  })
}
