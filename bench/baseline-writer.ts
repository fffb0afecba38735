import { createHash } from 'node:crypto'
import type postgres from 'postgres'

/** A value of a column; objects and arrays are written as jsonb. */
export type Value = string | number | boolean | null | undefined | object
export type Row = Record<string, Value>

/** One statement per call over one connection, counted. */
export interface Writer {
  /** Rows of a query. */
  select(statement: string, values: Value[]): Promise<Record<string, string>[]>
  insert(table: string, row: Row, returning?: string): Promise<Record<string, string>>
  /** Inserts the row, or sets every other column where `key` is taken. */
  upsert(table: string, row: Row, key: string[]): Promise<void>
  /** Deletes the rows that have these values. */
  remove(table: string, where: Row): Promise<void>
  /** Round trips so far. */
  trips(): number
}

function insertText(table: string, columns: string[]): string {
  const places = columns.map((_, index) => `$${index + 1}`)
  return `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`
}

function upsertText(table: string, columns: string[], key: string[]): string {
  const set = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
  const action = `do update set ${[...set, 'updated_at = now()'].join(', ')}`
  return `${insertText(table, columns)} on conflict (${key.join(', ')}) ${action}`
}

const whereText = (columns: string[]) =>
  columns.map((column, index) => `t.${column} = $${index + 1}`).join(' and ')

/** Writes through a client of one connection; statements are prepared. */
export function createWriter(sql: postgres.Sql | postgres.TransactionSql): Writer {
  let trips = 0
  const run = async (statement: string, values: Value[]) => {
    trips += 1
    const parameters = values.map((value) =>
      typeof value === 'object' && value !== null
        ? sql.json(value as postgres.JSONValue)
        : (value ?? null)
    )
    return (await sql.unsafe(statement, parameters, { prepare: true })) as unknown as Record<
      string,
      string
    >[]
  }
  return {
    select: run,
    insert: async (table, row, returning) => {
      const text = insertText(table, Object.keys(row))
      const statement = returning === undefined ? text : `${text} returning ${returning}`
      return (await run(statement, Object.values(row)))[0] ?? {}
    },
    upsert: async (table, row, key) => {
      await run(upsertText(table, Object.keys(row), key), Object.values(row))
    },
    remove: async (table, where) => {
      const text = `delete from ${table} as t where ${whereText(Object.keys(where))}`
      await run(text, Object.values(where))
    },
    trips: () => trips,
  }
}

/** Inserts rows of the same columns, in one statement; no rows are no statement. */
export async function insertAll(writer: Writer, table: string, rows: Row[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const groups = rows.map((_, index) => {
    const places = columns.map((_, place) => `$${index * columns.length + place + 1}`)
    return `(${places.join(', ')})`
  })
  const text = `insert into ${table} (${columns.join(', ')}) values ${groups.join(', ')}`
  await writer.select(text, rows.flatMap(Object.values))
}

/** Inserts the row unless the query finds one: two round trips for a new row. */
export async function insertIfAbsent(
  writer: Writer,
  table: string,
  key: Row,
  row: Row
): Promise<void> {
  const text = `select 1 as found from ${table} as t where ${whereText(Object.keys(key))}`
  const found = await writer.select(text, Object.values(key))
  if (found.length === 0) await writer.insert(table, { ...key, ...row })
}

/** What a look-up table has for a value, or null: one round trip. */
export async function lookUp(
  writer: Writer,
  [table, from, to]: [string, string, string],
  value: string | undefined
): Promise<string | null> {
  const text = `select t.${to} as found from reference.${table} as t where t.${from} = $1`
  return (await writer.select(text, [value]))[0]?.found ?? null
}

/** The id that the tables demand for an entity: a uuid from the MD5 of kind and key. */
export function idOf(kind: string, key: string): string {
  return createHash('md5').update(`${kind}:${key}`).digest('hex')
}
