import type postgres from 'postgres'

/** The kind of the deliveries of tests. */
export const testKind = 'test_row'

/**
 * Lets a local receiver be sent to, at a rate of its own.
 *
 * @param rate starts a second; null = no limiter
 */
export async function allowReceiver(
  sql: postgres.Sql,
  origin: string,
  rate: number | null = 10,
  account = 'receiver'
): Promise<void> {
  await sql`
    insert into outbound.accounts (account, description, rate_per_second, max_submissions)
    values (${account}, 'A receiver of a test.', ${rate}, 50000)
    on conflict (account) do update set rate_per_second = excluded.rate_per_second`
  await sql`
    insert into outbound.kinds (kind, description) values (${testKind}, 'Rows of a test.')
    on conflict (kind) do nothing`
  await sql`select outbound.allow_destination(${origin}, ${account}, insecure => true)`
}

/** How a job of a test is tried again. */
export type JobOptions = Readonly<{
  max_attempts?: number
  backoff_base_seconds?: number
  backoff_cap_seconds?: number
}>

/** Makes a job of `count` rows `{"row": n}`, and gives its id. */
export async function enqueueRows(
  sql: postgres.Sql,
  webhookUrl: string,
  count: number,
  options: JobOptions = {},
  firstRow = 1
): Promise<string> {
  const [job] = await sql<{ job_id: string }[]>`
    select (outbound.enqueue(
      ${testKind},
      ${webhookUrl},
      array(select 'row ' || n from generate_series(${firstRow}::integer, ${firstRow + count - 1}) as n),
      array(
        select json_build_object('row', n)
        from generate_series(${firstRow}::integer, ${firstRow + count - 1}) as n
      ),
      p_options => ${JSON.stringify(options)}::text::jsonb,
      p_context => '{"is_development": true}'
    )).job_id`
  if (job === undefined) throw new Error('no job was made')
  return job.job_id
}

/** How many deliveries are in each state. */
export async function statesOf(sql: postgres.Sql): Promise<Record<string, number>> {
  const rows = await sql<{ state: string; n: number }[]>`
    select d.state, count(*)::integer as n from outbound.deliveries as d group by d.state`
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** Waits until no delivery is left in the queue; false after `limitMs`. */
export async function untilSent(sql: postgres.Sql, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    const [row] = await sql<{ n: number }[]>`select count(*)::integer as n from outbound.queue`
    if (row?.n === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/**
 * Shortens the leases in the database of this test, so that what a killed worker had in hand is
 * claimed again in time.
 */
export async function shortenLeases(sql: postgres.Sql, seconds: number): Promise<void> {
  for (const name of ['claim_deliveries', 'claim_call', 'extend_leases']) {
    const [row] = await sql<{ definition: string }[]>`
      select pg_get_functiondef(p.oid) as definition
      from pg_proc as p
      where p.pronamespace = 'outbound'::regnamespace and p.proname = ${name}`
    const text = row?.definition ?? ''
    const shorter = text.replaceAll("'30 s'", `'${seconds} s'`)
    if (shorter === text) throw new Error(`outbound.${name} names no lease of 30 s`)
    await sql.unsafe(shorter)
  }
}

/** When attempts were started, by the clocks of the workers, in milliseconds since 1970. */
export async function startsOf(sql: postgres.Sql): Promise<number[]> {
  const rows = await sql<{ at: number }[]>`
    select (extract(epoch from a.started_at) * 1000)::float8 as at
    from outbound.attempts as a where a.started_at is not null`
  return rows.map(({ at }) => at)
}
