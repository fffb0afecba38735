/**
 * Sends deliveries to a receiver that goes wrong, with two workers that are killed again and again
 * and a PostgreSQL that crashes once, and tells what became of them.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { type Cluster, startCluster } from '../../scripts/cluster.ts'
import { apply } from '../../scripts/db/apply.ts'
import { connect } from '../../scripts/db/connection.ts'
import { migrate } from '../../scripts/db/migrate.ts'
import { edgeLogin } from '../../scripts/local-database.ts'
import { type ChaosReport, reportOf } from './chaos-report.ts'
import type { ClayBehaviour } from './clay.ts'
import { type ClayProcess, startClayProcess } from './clay-process.ts'
import { allowReceiver, enqueueRows, type JobOptions, shortenLeases } from './outbound.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

/** How bad it gets. */
export type ChaosOptions = Readonly<{
  deliveries: number
  /** Starts a second. */
  rate: number
  /** A worker is killed this often, in milliseconds. */
  killEveryMs: number
  /** The last of them survive this many kills; no end of it unless given. */
  maxKills?: number
  behaviour: ClayBehaviour
  job: JobOptions
  /** Length of a lease, in seconds; as in production unless given. */
  leaseSeconds?: number
  /** When it takes longer than this, it is given up. */
  limitMs: number
  /** Told once in a while how far it is. */
  onProgress?: (text: string) => void
  /** Gets what ends everything, for whoever cuts the run short; empty again at its end. */
  guests?: Set<() => Promise<unknown>>
}>

/** The receiver of the issue: 10 % errors, 5 % throttled, 2 % without an answer. */
export const badReceiver: ClayBehaviour = {
  latencyMs: 100,
  errorShare: 0.1,
  throttledShare: 0.05,
  hangingShare: 0.02,
  retryAfterSeconds: 2,
}

type Stage = {
  cluster: Cluster
  sql: postgres.Sql
  edgeUrl: string
  clay: ClayProcess
  workers: WorkerProcess[]
}

async function setUp(options: ChaosOptions): Promise<Stage> {
  const cluster = await startCluster({ durable: true })
  await migrate(cluster.url(), { bundle: false })
  await apply(cluster.url())
  const edgeUrl = await edgeLogin(cluster.url())
  const sql = connect(cluster.url(), 2)
  const clay = await startClayProcess(options.behaviour)
  await allowReceiver(sql, clay.origin, options.rate)
  if (options.leaseSeconds !== undefined) await shortenLeases(sql, options.leaseSeconds)
  return { cluster, sql, edgeUrl, clay, workers: [] }
}

async function tearDown({ cluster, sql, clay, workers }: Stage): Promise<void> {
  await Promise.all(workers.map((worker) => worker.end('SIGKILL')))
  await sql.end({ timeout: 5 })
  await clay.stop()
  await cluster.stop()
}

/** Deliveries still in the queue; null while the database is away. */
async function left(sql: postgres.Sql): Promise<number | null> {
  try {
    const [row] = await sql<{ n: number }[]>`select count(*)::integer as n from outbound.queue`
    return row?.n ?? null
  } catch {
    return null
  }
}

/** Two workers, of which one is killed every so often and replaced at once. */
async function killWorkers(stage: Stage, options: ChaosOptions, isOver: () => boolean) {
  const start = () => startWorkerProcess(stage.edgeUrl)
  stage.workers = await Promise.all([start(), start()])
  const most = options.maxKills ?? Number.POSITIVE_INFINITY
  let kills = 0
  while (!isOver()) {
    await sleep(kills >= most ? 100 : options.killEveryMs)
    if (isOver() || kills >= most) continue
    const [victim, other] = stage.workers as [WorkerProcess, WorkerProcess]
    await victim.end('SIGKILL')
    kills += 1
    stage.workers = [other, await start()]
  }
  const codes = await Promise.all(stage.workers.map((worker) => worker.end('SIGTERM')))
  return { kills, codes }
}

async function watch(stage: Stage, options: ChaosOptions): Promise<boolean> {
  const { sql, cluster } = stage
  const deadline = Date.now() + options.limitMs
  let hasCrashed = false
  for (let told = Date.now(); Date.now() < deadline; ) {
    const n = await left(sql)
    if (n === 0) return true
    if (!hasCrashed && n !== null && n < options.deliveries * 0.6) {
      hasCrashed = true
      await cluster.kill()
      await cluster.restart()
    }
    if (Date.now() > told + 30_000) {
      told = Date.now()
      options.onProgress?.(`${n} left`)
    }
    await sleep(200)
  }
  return false
}

/** Runs it from beginning to end. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const stage = await setUp(options)
  const { sql, clay } = stage
  const end = () => tearDown(stage)
  options.guests?.add(end)
  try {
    await enqueueRows(sql, clay.webhookUrl(), options.deliveries, options.job)
    const started = performance.now()
    let isOver = false
    const killing = killWorkers(stage, options, () => isOver)
    const isFinished = await watch(stage, options)
    const seconds = (performance.now() - started) / 1000
    isOver = true
    const { kills, codes } = await killing
    const log = await clay.log()
    const facts = { isFinished, seconds, kills, codes, delayMs: await clay.delayMs() }
    return await reportOf(sql, log, facts)
  } finally {
    options.guests?.delete(end)
    await end()
  }
}
