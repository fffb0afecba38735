import type postgres from 'postgres'

/** Rows as text per table. */
export type Content = Record<string, string[]>

async function tablesOf(sql: postgres.Sql, schemas: readonly string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any (string_to_array(${schemas.join(',')}, ','))
    order by 1`
  return rows.map((row) => row.name)
}

async function perTable(
  sql: postgres.Sql,
  schemas: readonly string[],
  expression: string
): Promise<Content> {
  const content: Content = {}
  for (const table of await tablesOf(sql, schemas)) {
    const rows = await sql.unsafe(`select ${expression} as row from ${table} as t`)
    content[table] = rows.map((row) => String(row.row)).sort()
  }
  return content
}

/** Everything that extracted and core hold, apart from when and in which order it was written. */
export function contentOf(sql: postgres.Sql): Promise<Content> {
  return perTable(
    sql,
    ['extracted', 'core'],
    `(to_jsonb(t) - array['created_at', 'updated_at', 'lead_no'])::text`
  )
}

/** Where every row of extracted and core lies and who wrote it: equal means that none was written. */
export function versionsOf(sql: postgres.Sql): Promise<Content> {
  return perTable(sql, ['extracted', 'core'], `t.ctid::text || ' ' || t.xmin::text`)
}

/** Narrow copies of other tables for the lists of the query API, which answers do not count. */
export const readModels = ['core.lead_index', 'core.company_alumni', 'core.company_index']

/**
 * Rows that were written between two readings of `versionsOf`, per table; deleted ones count, read
 * models do not.
 */
export function rowsWritten(before: Content, after: Content): Record<string, number> {
  const written: Record<string, number> = {}
  for (const table of Object.keys(after)) {
    if (readModels.includes(table)) continue
    const old = new Set(before[table])
    const now = new Set(after[table])
    const added = [...now].filter((version) => !old.has(version)).length
    const gone = [...old].filter((version) => !now.has(version)).length
    if (Math.max(added, gone) > 0) written[table] = Math.max(added, gone)
  }
  return written
}

/** Number of rows of all tables. */
export function countRows(content: Content): number {
  return Object.values(content).reduce((sum, rows) => sum + rows.length, 0)
}

/** What two readings of content have that the other has not, a few rows per table. */
export function differencesOf(found: Content, expected: Content): Record<string, string[]> {
  const differences: Record<string, string[]> = {}
  for (const table of new Set([...Object.keys(found), ...Object.keys(expected)])) {
    const [one, other] = [found[table] ?? [], expected[table] ?? []]
    const [ones, others] = [new Set(one), new Set(other)]
    const lines = [
      ...one.filter((row) => !others.has(row)).map((row) => `found ${row}`),
      ...other.filter((row) => !ones.has(row)).map((row) => `expected ${row}`),
    ]
    if (lines.length > 0 || one.length !== other.length) differences[table] = lines.slice(0, 6)
  }
  return differences
}
