import type postgres from 'postgres'
import { expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import { enqueueRows } from '../../support/outbound.ts'
import { type Claim, createWorker, freeHook, useOutbox, type Worker } from '../../support/outbox.ts'
import { createRandom } from '../../support/payloads.ts'

const house = useOutbox()
const seconds = 10
const hooks = [
  freeHook,
  `${freeHook}/two`,
  'https://api.clay.com/v3/x',
  'https://api.clay.com/v3/y',
]
const statuses = [200, 200, 200, 200, 200, 200, 500, 429, 422, null, 404]

type Random = () => number
const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T

/** Finishes, gives back, extends or forgets what was claimed. */
async function handle(random: Random, worker: Worker, claims: readonly Claim[]): Promise<void> {
  for (const claim of claims) {
    const choice = random()
    if (choice < 0.1) await worker.release([claim])
    else if (choice < 0.15) await worker.extend([claim])
    else if (choice < 0.2) continue
    else {
      const reported = { http_status: pick(random, statuses), retry_after_seconds: random() }
      await worker.finish([claim], reported)
      if (choice > 0.95) await worker.finish([claim], reported)
    }
  }
}

const actions: ((random: Random, sql: postgres.Sql, worker: Worker) => Promise<unknown>)[] = [
  (random, sql) =>
    enqueueRows(sql, pick(random, hooks), Math.floor(random() * 20), {
      max_attempts: 3,
      backoff_base_seconds: 0.05,
    }),
  async (random, _sql, worker) =>
    handle(random, worker, await worker.claim(1 + Math.floor(random() * 20))),
  async (_random, _sql, worker) => worker.finish(await worker.claim(50)),
  (_random, sql) => sql`
    select outbound.cancel_job(j.job_id)
    from (select job_id from outbound.jobs order by random() limit 1) as j`,
  (random, sql) => sql`select outbound.redrive(p_include_failed => ${random() < 0.5})`,
  (_random, sql) => sql`
    select outbound.redrive(j.job_id)
    from (
      select job_id from outbound.jobs where state <> 'cancelled' order by random() limit 1
    ) as j`,
  (_random, sql) => sql`
    select outbound.describe_job(j.job_id)
    from (select job_id from outbound.jobs order by random() limit 1) as j`,
  // Leases run out while their workers are at it.
  (_random, sql) => sql`
    update outbound.queue set due_at = clock_timestamp()
    where delivery_id in (
      select delivery_id from outbound.queue where random() < 0.3 for update skip locked
    )`,
  (_random, sql) => sql`select outbound.forbid_destination('https://api.clay.com')`,
  (_random, sql) => sql`select outbound.allow_destination('https://api.clay.com')`,
]
const weights = [2, 8, 3, 0.3, 0.2, 0.5, 1, 1, 0.05, 0.3]

function chosen(random: Random) {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const index = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return actions[index] as (typeof actions)[number]
}

/** What one connection may find that another has cancelled or forbidden. */
const isExpected = (error: unknown) =>
  ['WH705', 'WH711', 'WH903'].includes((error as { code?: string }).code ?? '')

async function churn(number: number, until: number): Promise<void> {
  const random = createRandom(number + 77)
  const sql = connect(house.database.url, 1)
  const worker = createWorker(sql)
  try {
    while (Date.now() < until) {
      try {
        await chosen(random)(random, sql, worker)
      } catch (error) {
        if (!isExpected(error)) throw error
      }
    }
  } finally {
    await sql.end()
  }
}

it(`eight connections that do everything at once for ${seconds} s lose nothing and lock nobody out`, async () => {
  await house.sql`
    update outbound.accounts set rate_per_second = 500, max_submissions = 100000
    where account = 'clay'`
  const until = Date.now() + seconds * 1000
  await Promise.all(Array.from({ length: 8 }, (_, number) => churn(number, until)))

  // What is pending is in the queue, or its job was stopped; what is settled is not.
  const strays = `
    select d.delivery_id, d.state, j.state as job, q.delivery_id is not null as queued
    from outbound.deliveries as d
    inner join outbound.jobs as j using (job_id)
    left join outbound.queue as q on q.delivery_id = d.delivery_id
    where case
      when d.state = 'pending' then q.delivery_id is null and j.state <> 'stopped'
      else q.delivery_id is not null
    end`
  expect(await house.rows(strays)).toEqual([])

  // Drain: nobody is at work any more.
  await house.sql`select outbound.allow_destination('https://api.clay.com')`
  await house.sql`select outbound.redrive()`
  const worker = house.worker()
  for (;;) {
    await house.makeDue()
    await house.sql`update outbound.accounts set next_start_at = now()`
    const claims = await worker.claim(1000, 10_000)
    const [left] = await house.sql`select count(*)::integer as n from outbound.queue`
    if (claims.length === 0 && left?.n === 0) break
    await worker.finish(claims)
  }
  await worker.claim()

  expect(await house.rows(strays)).toEqual([])
  expect(
    await house.rows(`select j.job_id, j.state, j.is_open, j.counted
      from outbound.jobs as j
      cross join lateral outbound.count_deliveries(array[j.job_id]) as c
      where j.state not in ('done', 'cancelled') or j.is_open or j.counted <> c.sent
        or c.pending <> 0 or c.sent + c.failed + c.dead + c.cancelled <> j.total`)
  ).toEqual([])
  // Every delivery that counts as sent was accepted, and settled by one attempt.
  expect(
    await house.rows(`select d.delivery_id, d.state, count(a.*)::integer as n
      from outbound.deliveries as d
      left join outbound.attempts as a
        on a.delivery_id = d.delivery_id and a.http_status = 200 and not a.is_late
      group by d.delivery_id
      having count(a.*) <> case when d.state = 'sent' then 1 else 0 end`)
  ).toEqual([])
  // What the receiver accepted is what the webhooks were charged, doubles included.
  const [charged] = await house.rows(`select
    (select sum(submissions)::integer from outbound.webhooks) as submissions,
    (select count(*)::integer from outbound.attempts where http_status = 200) as accepted`)
  expect(charged?.submissions).toBe(charged?.accepted)
  const [volume] = await house.rows(`select
    (select count(*)::integer from outbound.deliveries) as deliveries,
    (select count(*)::integer from outbound.attempts where is_late) as late,
    (select count(*)::integer from outbound.attempts where error like 'the lease%') as lost`)
  expect(volume?.deliveries).toBeGreaterThan(200)
  expect(volume?.late).toBeGreaterThan(0)
  expect(volume?.lost).toBeGreaterThan(0)
})
