import { runChaos } from '../test/support/chaos.ts'
import type { ChaosReport } from '../test/support/chaos-report.ts'
import { arrivalRate } from '../test/support/clay-log.ts'
import { startClayProcess } from '../test/support/clay-process.ts'
import { allowReceiver, enqueueRows, untilSent } from '../test/support/outbound.ts'
import { startWorkerProcess } from '../test/support/worker-process.ts'
import { figure, type Section, type Target } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'

type Size = Sizes['outboundChaos']

/** Starts a second: Clay's limit. */
const steadyRate = 10

/** At the end some are given back once more; what is measured is the time before. */
const rest = 15

/** Arrivals a second at a receiver that takes 300 ms to answer, by its own clock. */
async function steadyArrivals(server: BenchServer, deliveries: number): Promise<number> {
  return await withBenchDatabase(server, 'bench_steady', async (sql, url) => {
    const clay = await startClayProcess({ latencyMs: 300 })
    server.guests.add(clay.stop)
    await allowReceiver(sql, clay.origin, steadyRate)
    await enqueueRows(sql, clay.webhookUrl(), deliveries + rest)
    const worker = await startWorkerProcess(await server.edgeUrl(url))
    const end = () => worker.end('SIGTERM')
    server.guests.add(end)
    try {
      if (!(await untilSent(sql, deliveries * 1000))) throw new Error('not everything was sent')
      return arrivalRate((await clay.log()).slice(0, deliveries))
    } finally {
      await end()
      await clay.stop()
      for (const guest of [end, clay.stop]) server.guests.delete(guest)
    }
  })
}

function rowsOf(report: ChaosReport): Section['rows'] {
  const { error = 0, throttled = 0, hanging = 0 } = report.faults
  const facts: Record<string, string | number> = {
    'seconds until everything was delivered': report.seconds,
    'requests that arrived': report.requests,
    'of these answered with 500 / with 429 / never': [error, throttled, hanging].join(' / '),
    'arrivals a second on average': report.arrivalsPerSecond,
    'workers killed': report.kills,
    'claims that ended without an outcome': report.lostLeases,
    'outcomes that came too late to count': report.lateOutcomes,
    'rows that the receiver has twice or more': report.doubledRows,
    'of these not explained by an outcome that nobody knew': report.unexplainedDoubles,
    'jitter: how much longer a request is under way than another, ms': report.jitterMs,
    'the longest the receiver was late to notice anything, ms': report.delayMs,
  }
  return Object.entries(facts).map(([what, value]) => ({ what, value: figureOf(value) }))
}

const figureOf = (value: string | number) => (typeof value === 'number' ? figure(value) : value)

function targetsOf(report: ChaosReport, { deliveries, rate }: Size['chaos']): Target[] {
  const sent = report.states.sent ?? 0
  const { lost, rowsWithSeveralIds, unexplainedDoubles } = report
  const { mostStarts, mostArrivals, mostArrivalsLessJitter } = report
  return [
    {
      text: 'every row is delivered',
      measured: `${figure(sent)} of ${figure(deliveries)} sent, ${lost} of them not there`,
      isMet: report.isFinished && sent === deliveries && lost === 0,
    },
    {
      text: 'a row that is delivered twice has the same id each time',
      measured: `${report.doubles} doubles, ${rowsWithSeveralIds} rows under more than one id`,
      isMet: rowsWithSeveralIds === 0 && unexplainedDoubles === 0,
    },
    {
      text: `never more than ${rate} starts in any second`,
      measured:
        `${mostStarts} by the clock of the workers; at the receiver ${mostArrivalsLessJitter} in ` +
        `a second less the jitter, ${mostArrivals} in a whole one`,
      isMet: mostStarts <= rate && mostArrivalsLessJitter <= rate,
    },
  ]
}

function steadyTarget(arrivals: number): Target {
  return {
    text: `with a receiver that takes 300 ms, ${steadyRate}.0 a second within 2 %`,
    measured: `${arrivals.toFixed(2)} a second by the clock of the receiver`,
    isMet: Math.abs(arrivals / steadyRate - 1) <= 0.02,
  }
}

/** Delivering while everything goes wrong, and the rate while nothing does. */
export async function outboundChaos(
  server: BenchServer,
  { outboundChaos: { chaos, steady } }: Sizes
): Promise<Section> {
  const arrivals = await steadyArrivals(server, steady)
  const report = await runChaos({
    ...chaos,
    guests: server.guests,
    onProgress: (text) => console.error(`  ${text}`),
  })
  const { errorShare = 0, throttledShare = 0, hangingShare = 0 } = chaos.behaviour
  const percent = (share: number) => `${figure(share * 100)} %`
  return {
    title: 'm. Delivering while workers are killed and the receiver fails',
    text:
      `${figure(chaos.deliveries)} deliveries at ${chaos.rate} a second by two workers, each a ` +
      `process of its own, of which one is killed (SIGKILL) every ` +
      `${figure(chaos.killEveryMs / 1000)} s and replaced; PostgreSQL is killed once and started ` +
      `again; the receiver answers ${percent(errorShare)} with 500, ${percent(throttledShare)} ` +
      `with 429 and Retry-After, and ${percent(hangingShare)} never. Before that, one worker and ` +
      'a receiver that only is slow.',
    rows: rowsOf(report),
    targets: [...targetsOf(report, chaos), steadyTarget(arrivals)],
    notes: [
      'Starts are told by the workers to the millisecond; a second of them is 995 ms, since a ' +
        'process may be put aside between its look at the clock and the start.',
    ],
  }
}
