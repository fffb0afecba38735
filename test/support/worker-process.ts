import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A line of the worker's log. */
export type LogLine = Readonly<Record<string, unknown>> & Readonly<{ message: string }>

/** `npm run worker` in a process of its own. */
export type WorkerProcess = Readonly<{
  pid: number
  /** What it has logged so far. */
  log(): LogLine[]
  /** Resolves when a line with this message has been logged; rejects when it ends before. */
  logged(message: string): Promise<LogLine>
  /** Sends a signal, SIGKILL unless told otherwise, and waits for the end; gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}>

function linesOf(output: string): LogLine[] {
  return output.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as LogLine]
    } catch {
      return []
    }
  })
}

function launch(databaseUrl: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    cwd: root,
    env: { ...process.env, PIPELINE_DB_URL: databaseUrl, PIPELINE_DEVELOPMENT: '1', ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
}

/**
 * Starts a worker and waits until it works.
 *
 * @param databaseUrl URL of role pipeline_edge
 */
export async function startWorkerProcess(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {}
): Promise<WorkerProcess> {
  const child = launch(databaseUrl, env)
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  let output = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const log = () => linesOf(output)
  let hasExited = false
  exited.then(() => {
    hasExited = true
  })
  const logged = async (message: string): Promise<LogLine> => {
    for (;;) {
      const line = log().find((one) => one.message === message)
      if (line !== undefined) return line
      if (hasExited) throw new Error(`the worker ended without "${message}":\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await logged('worker started')
  return {
    pid: child.pid ?? 0,
    log,
    logged,
    end: async (signal = 'SIGKILL') => {
      child.kill(signal)
      return await exited
    },
  }
}
