import type postgres from 'postgres'
import { readModels } from '../test/support/content.ts'
import type { Source } from './source.ts'

/** A table that payloads fill, and that has rows. */
export interface Table {
  schema: string
  name: string
  /** Its columns, quoted, separated by commas; generated ones left out. */
  columns: string
  /** The columns of its primary key, or of its unique constraint, in order. */
  key: string
  rows: number
}

/** The empty copy that the floor fills. */
export const twinName = (table: Table) => `twin_${table.schema}.${table.name}`

/** The rows that the floor writes, computed and sorted. */
export const wantedName = (table: Table) => `wanted_${table.schema}.${table.name}`

/**
 * The tables that have rows of payloads: of extracted and core, and the staging table. What keeping
 * the read models costs is part of bulk, not of the floor.
 */
export async function tablesOf(sql: postgres.Sql, { standing = [] }: Source): Promise<Table[]> {
  const tables = await sql<Omit<Table, 'rows'>[]>`
    select
      n.nspname as schema,
      c.relname as name,
      (
        select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns,
      (
        select string_agg(quote_ident(a.attname), ', ' order by k.position)
        from pg_constraint as u
        cross join lateral unnest(u.conkey) with ordinality as k (attnum, position)
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
        where u.oid = (
          select w.oid from pg_constraint as w
          where w.conrelid = c.oid and w.contype in ('p', 'u')
          order by w.contype, w.conname
          limit 1
        )
      ) as key
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where (
        n.nspname in ('extracted', 'core')
        or (n.nspname, c.relname) = ('raw', 'staging_case_study_urls')
      )
      and c.relkind = 'r'
      and not format('%s.%s', n.nspname, c.relname) = any (${[...standing, ...readModels]})
    order by n.nspname desc, c.relname`
  const counted: Table[] = []
  for (const table of tables) {
    const [row] = await sql<{ rows: number }[]>`
      select count(*)::integer as rows from ${sql(table.schema)}.${sql(table.name)}`
    if (row && row.rows > 0) counted.push({ ...table, rows: row.rows })
  }
  return counted
}

/** The foreign keys of a table, as `constraint name foreign key ...`. */
async function foreignKeys(sql: postgres.Sql, table: Table): Promise<string[]> {
  const rows = await sql<{ definition: string }[]>`
    select format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) as definition
    from pg_constraint as k
    where k.conrelid = ${`${table.schema}.${table.name}`}::text::regclass and k.contype = 'f'`
  return rows.map(({ definition }) => definition)
}

/**
 * Makes the empty twin of each table, with its indexes, checks and foreign keys, and a plain table
 * of its rows in key order.
 */
export async function createTwins(sql: postgres.Sql, tables: readonly Table[]): Promise<void> {
  for (const schema of new Set(tables.map((table) => table.schema))) {
    await sql.unsafe(`create schema twin_${schema}; create schema wanted_${schema}`)
  }
  for (const table of tables) {
    const original = `${table.schema}.${table.name}`
    await sql.unsafe(
      `create table ${twinName(table)} (like ${original} including all);
       create table ${wantedName(table)} as
         select ${table.columns} from ${original} order by ${table.key}`
    )
    for (const definition of await foreignKeys(sql, table)) {
      await sql.unsafe(`alter table ${twinName(table)} add ${definition}`)
    }
  }
}

/** What landing writes in ops. */
const records = ['entities', 'documents', 'failures', 'reference_misses', 'enrichment_runs']

/** Empties the twins and everything that landing writes, apart from the vocabularies. */
export async function emptyAll(
  sql: postgres.Sql,
  { rawTable }: Source,
  tables: readonly Table[]
): Promise<void> {
  const names = [
    ...tables.flatMap((table) => [twinName(table), `${table.schema}.${table.name}`]),
    `raw.${rawTable}`,
    ...readModels,
    ...records.map((name) => `ops.${name}`),
  ]
  await sql.unsafe(`truncate ${names.join(', ')}`)
}
