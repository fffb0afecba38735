import type postgres from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { createDatabase, type TestDatabase } from './database.ts'

/** A CompanyEnrich document of a test. */
export type Payload = Record<string, unknown>

/** A row of a query. */
export type Row = Record<string, unknown>

/** A payload of a company, as it is landed. */
export type Landing = Readonly<{ domain: string | null; payload: unknown }>

/** A profile of a person, as it is landed; without a workflow, that of the source. */
export type PersonLanding = Readonly<{
  linkedin_url: string | null
  payload: unknown
  workflow_slug?: string
}>

/** A database for one test file, and the ways in which tests use it. */
export type Warehouse = {
  database: TestDatabase
  sql: postgres.Sql
  /** Lands payloads of one company, one statement each, in this order. */
  land(domain: string, ...payloads: unknown[]): Promise<void>
  /** Lands payloads of any companies in one statement. */
  landTogether(landings: readonly Landing[]): Promise<void>
  /** Lands profiles of one person, one statement each, in this order. */
  landPerson(linkedinUrl: string, ...payloads: unknown[]): Promise<void>
  /** Lands profiles of any people in one statement. */
  landPeople(landings: readonly PersonLanding[]): Promise<void>
  /** Calls api.ingest_clay_person_profile, as workflow clay-person-profile. */
  ingestPerson(linkedinUrl: unknown, payload: unknown, context?: Payload): Promise<Answer>
  /** Calls api.ingest_companyenrich. */
  ingest(domain: unknown, payload: unknown, context?: Payload): Promise<Answer>
  /** Rows of a query, with times as ISO 8601 and without rows' clocks. */
  rows(query: string): Promise<Row[]>
  /** The first of them. */
  row(query: string): Promise<Row | undefined>
}

// biome-ignore lint/suspicious/noExplicitAny: tests look at members of answers of any shape.
export type Answer = any

const clocks = ['created_at', 'updated_at']

function plain(row: Row): Row {
  const kept = Object.entries(row).filter(([name]) => !clocks.includes(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value])
  )
}

/** Lands payloads in one statement, in the order of the array. */
export async function landTogether(sql: postgres.Sql, landings: readonly Landing[]): Promise<void> {
  await sql`
    insert into raw.companyenrich_payloads (domain, payload)
    select l.item ->> 'domain', l.item -> 'payload'
    from jsonb_array_elements(${JSON.stringify(landings)}::text::jsonb)
      with ordinality as l (item, position)
    order by l.position`
}

/** Lands profiles in one statement, in the order of the array. */
export async function landPeople(
  sql: postgres.Sql,
  landings: readonly PersonLanding[]
): Promise<void> {
  await sql`
    insert into raw.person_payloads (linkedin_url, workflow_slug, payload)
    select l.item ->> 'linkedin_url', l.item ->> 'workflow_slug', l.item -> 'payload'
    from jsonb_array_elements(${JSON.stringify(landings)}::text::jsonb)
      with ordinality as l (item, position)
    order by l.position`
}

/** Clones a database before the tests of a file and drops it after them. */
export function useWarehouse(): Warehouse {
  const warehouse: Partial<Warehouse> = {}
  beforeAll(async () => {
    const database = await createDatabase()
    const { sql } = database
    const rows = async (query: string) => (await sql.unsafe(query)).map((row) => plain(row))
    Object.assign(warehouse, {
      database,
      sql,
      rows,
      row: async (query: string) => (await rows(query))[0],
      landTogether: (landings: readonly Landing[]) => landTogether(sql, landings),
      land: async (domain: string, ...payloads: unknown[]) => {
        for (const payload of payloads) await landTogether(sql, [{ domain, payload }])
      },
      landPeople: (landings: readonly PersonLanding[]) => landPeople(sql, landings),
      landPerson: async (linkedin_url: string, ...payloads: unknown[]) => {
        for (const payload of payloads) await landPeople(sql, [{ linkedin_url, payload }])
      },
      ingestPerson: async (linkedin_url: unknown, payload: unknown, context: Payload = {}) => {
        const workflow_slug = 'clay-person-profile'
        const request = JSON.stringify({ linkedin_url, workflow_slug, raw_payload: payload })
        return call(sql, 'ingest_clay_person_profile', request, JSON.stringify(context))
      },
      ingest: async (domain: unknown, payload: unknown, context: Payload = {}) => {
        const request = JSON.stringify({ domain, raw_payload: payload })
        return call(sql, 'ingest_companyenrich', request, JSON.stringify(context))
      },
    } satisfies Warehouse)
  })
  afterAll(() => warehouse.database?.drop())
  return warehouse as Warehouse
}

/** Calls an api function with JSON texts, as the edge functions do. */
export async function call(
  sql: postgres.Sql,
  name: string,
  request: string,
  context = '{}'
): Promise<Answer> {
  const [row] = await sql.unsafe(`select api.${name}($1::text::jsonb, $2::text::jsonb) as answer`, [
    request,
    context,
  ])
  return row?.answer
}

/** What a failed call said. */
export type Failed = Readonly<{ code: string; message: string; hint: string; detail: string }>

/** The error of a call that must fail. */
export async function failure(act: Promise<unknown>): Promise<Failed> {
  try {
    await act
  } catch (error) {
    const { code, message, hint, detail } = error as Failed
    return { code, message, hint, detail }
  }
  throw new Error('the call succeeded')
}
