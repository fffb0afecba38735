import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run, type WorkerEvents } from 'graphile-worker'
import { batch, connections, type Engine, versionOf, type Way } from './engine.ts'

const name = `graphile-worker ${versionOf('graphile-worker')}`
const task = 'bench'
const logger = new Logger(() => () => {})

/** Its batched mode, with the delay that it says to matter already. */
const batched = { localQueue: { size: batch }, completeJobBatchDelay: 0 }

function wayOf(connectionString: string, isBatched: boolean): Way {
  // One of the connections listens for jobs.
  const pool = { connectionString, maxPoolSize: connections + 1, concurrentJobs: connections }
  return {
    what: `${name}, ${isBatched ? `batched, ${batch} at a time` : 'unbatched'}`,
    measures: isBatched ? ['rate'] : ['rate', 'latency'],
    pollMs: 0,
    work: async (onDone) => {
      const events: WorkerEvents = new EventEmitter()
      events.on('job:complete', ({ error }) => {
        if (error === null) onDone(1)
      })
      const runner = await run({
        taskList: { [task]: () => {} },
        events,
        logger,
        noHandleSignals: true,
        preset: { worker: { ...pool, ...(isBatched ? batched : {}) } },
      })
      return () => runner.stop()
    },
  }
}

/** graphile-worker from npm. */
export async function openGraphile(connectionString: string): Promise<Engine> {
  const utils = await makeWorkerUtils({ connectionString, maxPoolSize: connections, logger })
  await utils.migrate()
  return {
    name,
    table: 'graphile_worker._private_jobs',
    openSql: 'true',
    jobTables: 'graphile_worker._private_jobs',
    enqueueMany: (count) =>
      utils.addJobs(
        Array.from({ length: count }, (_, row) => ({ identifier: task, payload: { row } }))
      ),
    enqueueOne: () => utils.addJob(task, { row: 0 }),
    ways: [wayOf(connectionString, false), wayOf(connectionString, true)],
    end: async () => await utils.release(),
  }
}
