// `npm run demo`: a throwaway PostgreSQL, the real functions over HTTP, sample payloads in, and the
// canonical records they become. With DATABASE_URL it uses a database of its own on that server.
import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { type Cluster, startCluster } from './cluster.ts'
import { connect, withClient, withDatabase } from './db/connection.ts'
import { askAboutCaseStudy, findSimilar } from './demo/asking.ts'
import { reportCustomers, showCustomers } from './demo/customers.ts'
import { showLeads } from './demo/leads.ts'
import { closeTheLoop, say, showPerson } from './demo/people.ts'
import { getter, type Line, poster, postSamples } from './demo/requests.ts'
import { sendToClay } from './demo/sending.ts'
import { startStandIns } from './demo/stand-ins.ts'
import { startGateway } from './gateway-process.ts'
import { isInterrupted, lifecycle } from './lifecycle.ts'
import { edgeLogin, edgeUrlOf, ensureApiKey, prepareDatabase } from './local-database.ts'
import { card, table } from './table.ts'

const key = randomBytes(16).toString('hex')
const life = lifecycle(130)

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

/** The companies that payloads described; the others are employers that people name. */
async function report(sql: postgres.Sql): Promise<void> {
  const companies = await sql`
    select * from core.companies_full as c
    where exists (select from ops.documents as d where d.key = c.domain)
    order by c.domain`
  say('The canonical records (core.companies_full):')
  if (companies.length === 0) throw new Error('no canonical record came out: see the answers above')
  for (const company of companies) say(String(company.domain), card(company))
}

/** What stands where, and what is left to do. */
async function reportRows(sql: postgres.Sql): Promise<void> {
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
    table(
      await sql`
        select g.dimension, g.raw_value, g.occurrences
        from ops.reference_gaps as g order by g.dimension, g.raw_value limit 10`
    )
  )
}

/** The answers to samples, all of which must have been taken. */
function show(answers: Line[]): void {
  console.log(table(answers, 60))
  if (answers.some((answer) => answer.status !== 200)) throw new Error('a sample was not taken')
}

async function demo(): Promise<void> {
  console.log('Starting PostgreSQL, creating the tables and functions ...')
  const { url, edgeUrl } = await obtainDatabase()
  await life.step(ensureApiKey(url, 'demo', key))
  console.log('Starting stand-ins for Clay, CompanyEnrich and Gemini, and the edge functions ...')
  const others = await life.step(startStandIns(), (started) => started.stop())
  const settings = { PIPELINE_DB_URL: edgeUrl, PIPELINE_DEVELOPMENT: '1', ...others.environment }
  const gateway = await life.step(startGateway(settings, { detached: true }), (started) =>
    started.stop()
  )
  const post = poster(gateway.baseUrl, key)
  const get = getter(gateway.baseUrl, key)
  const companies = '/run/companies/companyenrich/ingest'
  say(`Sending sample payloads to POST /functions/v1${companies}:`)
  show(await life.step(postSamples(post, companies, 'companyenrich', ['domain'])))
  const people = '/run/people/clay-native/person-profile/ingest'
  say(`Sending sample profiles to POST /functions/v1${people}:`)
  const counts = ['linkedin_url', 'work_history_count', 'promotions_count']
  show(await life.step(postSamples(post, people, 'person_profile', counts)))
  const sql = connect(url)
  try {
    await life.step(closeTheLoop(post, sql))
    await report(sql)
    await showPerson(sql)
    await life.step(showCustomers(post, sql, [others.study]))
    await life.step(sendToClay(post, get, sql, others))
    await life.step(askAboutCaseStudy(post, others))
    await reportCustomers(sql)
    await life.step(findSimilar(post, get, sql))
    await reportRows(sql)
    await life.step(showLeads(post, gateway.baseUrl, key))
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
