// `npm run demo`: a throwaway PostgreSQL, the real functions over HTTP, sample payloads in, and the
// canonical records they become. With DATABASE_URL it uses a database of its own on that server.
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { type Cluster, startCluster } from './cluster.ts'
import { connect, withClient, withDatabase } from './db/connection.ts'
import { root } from './db/source.ts'
import { startGateway } from './gateway-process.ts'
import { isInterrupted, lifecycle } from './lifecycle.ts'
import { edgeLogin, edgeUrlOf, ensureApiKey, prepareDatabase } from './local-database.ts'
import { card, table } from './table.ts'

const key = randomBytes(16).toString('hex')
const life = lifecycle(130)

/** One heading per step, so that a newcomer sees what happens when. */
function say(title: string, body = ''): void {
  console.log(`\n${title}${body === '' ? '' : `\n${body}`}`)
}

/** Where the demo runs: its database and the login of the functions. */
async function obtainDatabase(): Promise<{ url: string; edgeUrl: string }> {
  const given = process.env.DATABASE_URL
  if (!given) {
    const cluster = await life.step(startCluster(), (c: Cluster) => c.stop())
    await life.step(prepareDatabase(cluster.url()))
    return { url: cluster.url(), edgeUrl: await edgeLogin(cluster.url()) }
  }
  const name = `pipeline_demo_${randomBytes(4).toString('hex')}`
  await life.step(
    withClient(given, (sql) => sql.unsafe(`create database ${name}`)),
    () => withClient(given, (sql) => sql.unsafe(`drop database if exists ${name} (force)`))
  )
  const url = withDatabase(given, name)
  await life.step(prepareDatabase(url))
  const edge = edgeUrlOf(given)
  return { url, edgeUrl: withDatabase(edge, name) }
}

/** The sample documents of a source, by file name. */
function samples(source: string): { name: string; document: Record<string, unknown> }[] {
  const directory = join(root, 'test', 'fixtures', 'payloads', source)
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, document: JSON.parse(readFileSync(join(directory, name), 'utf8')) }))
}

/** A request body as a sender makes it: fixtures hold the vendor's document, or a whole body. */
function requestOf(document: Record<string, unknown>): Record<string, unknown> {
  return 'raw_payload' in document
    ? document
    : { domain: document.domain ?? document.website, raw_payload: document }
}

/** Posts each sample; returns one line per answer. */
async function post(base: string, path: string, source: string): Promise<object[]> {
  const answers: object[] = []
  for (const { name, document } of samples(source)) {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify(requestOf(document)),
    })
    const body = (await response.json()) as Record<string, unknown>
    const error = body.error as { code?: string; message?: string } | undefined
    answers.push({
      payload: name,
      status: response.status,
      success: body.success,
      domain: body.domain,
      warnings: Array.isArray(body.warnings) ? body.warnings.length : 0,
      error: error ? `${error.code}: ${error.message}` : '',
    })
  }
  return answers
}

/** How many rows stand in every table of raw, extracted and core that has any. */
async function counts(sql: postgres.Sql): Promise<string> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select n.nspname as schema, c.relname as name
    from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('raw', 'extracted', 'core') and c.relkind in ('r', 'p')
    order by array_position(array['raw', 'extracted', 'core'], n.nspname::text), c.relname`
  const rows: { table: string; rows: number }[] = []
  for (const { schema, name } of tables) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::integer as n from ${sql(schema)}.${sql(name)}`
    if (row && row.n > 0) rows.push({ table: `${schema}.${name}`, rows: row.n })
  }
  return table(rows, 60)
}

async function report(sql: postgres.Sql): Promise<void> {
  const companies = await sql`select * from core.companies_full as c order by c.domain`
  say('The canonical records (core.companies_full):')
  if (companies.length === 0) throw new Error('no canonical record came out: see the answers above')
  for (const company of companies) say(String(company.domain), card(company))
  say('Rows in raw, extracted and core:', await counts(sql))
  say(
    'What could not be taken waits for a mended payload (ops.failures):',
    table(
      await sql`
        select f.source, f.stage, f.sqlstate, f.message, f.hint
        from ops.failures as f where f.resolved_at is null order by f.first_failed_at`,
      60
    )
  )
  say(
    'Values that no vocabulary knows yet (ops.reference_gaps):',
    table(await sql`select * from ops.reference_gaps limit 10`)
  )
}

async function demo(): Promise<void> {
  console.log('Starting PostgreSQL, creating the tables and functions ...')
  const { url, edgeUrl } = await obtainDatabase()
  await life.step(ensureApiKey(url, 'demo', key))
  console.log('Starting the edge functions ...')
  const gateway = await life.step(
    startGateway({ PIPELINE_DB_URL: edgeUrl }, { detached: true }),
    (started) => started.stop()
  )
  const path = '/run/companies/companyenrich/ingest'
  say(`Sending sample payloads to POST /functions/v1${path}:`)
  const answers = await life.step(post(gateway.baseUrl, path, 'companyenrich'))
  console.log(table(answers as Record<string, unknown>[], 60))
  const sql = connect(url)
  try {
    await report(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
  say('Done. `npm run dev` starts the same and stays up; README.md says how to go on from here.')
}

try {
  await demo()
} catch (error) {
  if (!isInterrupted(error)) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
await life.stopAll()
