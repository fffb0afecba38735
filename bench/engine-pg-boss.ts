import { setTimeout as sleep } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import { batch, connections, type Engine, startLoops, versionOf, type Way } from './engine.ts'

const name = `pg-boss ${versionOf('pg-boss')}`
const queue = 'bench'

/** Its queue alone, asked again and again. */
function queueWay(boss: PgBoss, batchSize: number): Way {
  const turn = async (onDone: (count: number) => void) => {
    const jobs = await boss.fetch(queue, { batchSize })
    if (jobs.length === 0) return await sleep(20)
    await boss.complete(
      queue,
      jobs.map(({ id }) => id)
    )
    onDone(jobs.length)
  }
  return {
    what: `${name}, fetch and complete, ${batchSize === 1 ? 'one' : batchSize} at a time`,
    measures: ['rate'],
    pollMs: 0,
    work: async (onDone) => startLoops(() => turn(onDone)),
  }
}

/** Its workers, which look for jobs every so often. */
function workerWay(boss: PgBoss, pollMs: number, options: PgBoss.WorkOptions, how: string): Way {
  return {
    what: `${name}, its worker, ${how}`,
    measures: ['rate', 'latency'],
    pollMs,
    work: async (onDone) => {
      for (let worker = 0; worker < connections; worker++) {
        await boss.work(queue, options, async (jobs) => onDone(jobs.length))
      }
      return async () => {
        await boss.offWork(queue)
        // A completion is not waited for by the worker.
        await sleep(200)
      }
    },
  }
}

/** pg-boss from npm, without its maintenance, which has nothing to do here. */
export async function openPgBoss(connectionString: string): Promise<Engine> {
  const pool = { connectionString, max: connections }
  const boss = new PgBoss({ ...pool, supervise: false, schedule: false })
  boss.on('error', (error) => console.error(`  ${name}: ${error.message}`))
  await boss.start()
  await boss.createQueue(queue)
  const fast = { batchSize: batch, pollingIntervalSeconds: 0.5 }
  return {
    name,
    table: 'pgboss.job',
    openSql: "state < 'completed'",
    jobTables: 'pgboss.job',
    enqueueMany: (count) =>
      boss.insert(Array.from({ length: count }, (_, row) => ({ name: queue, data: { row } }))),
    enqueueOne: () => boss.send(queue, { row: 0 }),
    ways: [
      queueWay(boss, batch),
      queueWay(boss, 1),
      workerWay(boss, 500, fast, `${batch} at a time, every 0.5 s, the least it takes`),
      workerWay(boss, 2000, {}, 'with its defaults: one at a time, every 2 s'),
    ],
    end: () => boss.stop({ graceful: false }),
  }
}
