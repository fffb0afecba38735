import { connect, withClient } from '../scripts/db/connection.ts'
import { vocabularySql } from './comparison.ts'
import { loadStatements } from './growth-tables.ts'

/** Companies in key order; keys are hashes, so that new ones fall anywhere between them. */
const companiesSql = (count: number) => `
  create schema bench;
  create table bench.companies as
    select
      left(md5('company ' || n), 16) || '.example' as domain,
      n,
      timestamptz '2024-06-01 00:00:00+00' + make_interval(secs => n) as seen_at
    from generate_series(1, ${count}) as n
    order by 1;
  create table bench.technologies as
    select array_agg(t.id order by t.name_key) as ids from reference.technologies as t;
  create table bench.vocabularies as
    select
      (select array_agg(r.name) from reference.employee_ranges as r) as employee_ranges,
      (select array_agg(r.name) from reference.revenue_ranges as r) as revenue_ranges,
      (select array_agg(r.name) from reference.company_types as r) as company_types;
  analyze bench.companies`

/**
 * Fills a database with `count` companies: one row in every one-row table of core, ten breakout
 * rows, and what stands before them in extracted, ops and raw (there with an empty document). Triggers and foreign keys do not
 * fire while loading; the values hold all the same.
 */
export async function loadCompanies(databaseUrl: string, count: number): Promise<void> {
  await withClient(databaseUrl, (sql) => sql.unsafe(`${vocabularySql}; ${companiesSql(count)}`))
  const open = loadStatements()
  const work = async () => {
    const sql = connect(databaseUrl)
    try {
      await sql.unsafe(
        `set session_replication_role = replica; set synchronous_commit = off;
         set enable_hashjoin = off; set enable_mergejoin = off`
      )
      for (let text = open.shift(); text !== undefined; text = open.shift()) await sql.unsafe(text)
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
  await Promise.all([work(), work()])
  await withClient(databaseUrl, async (sql) => {
    await sql.unsafe(`select setval('raw.landing_no_seq', ${count})`)
    await sql.unsafe('vacuum (analyze)')
  })
}
