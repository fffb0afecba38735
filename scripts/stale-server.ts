import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** True while a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line of a process; empty when there is none. */
export function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
}

/** Sends a signal and waits. Errors: when the process is still there after `seconds`. */
export async function endProcess(pid: number, signal: NodeJS.Signals, seconds = 30): Promise<void> {
  process.kill(pid, signal)
  for (let waited = 0; waited < seconds * 10; waited++) {
    if (!isAlive(pid)) return
    await sleep(100)
  }
  throw new Error(`process ${pid} did not end in ${seconds} s after ${signal}`)
}

/**
 * Makes a data directory startable again: a server that outlived its script is stopped in order
 * (all its committed data stays), and a pid file whose process is gone, or is now somebody else's,
 * is removed.
 */
export async function clearStaleServer(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const command = Number.isInteger(pid) && pid > 0 && isAlive(pid) ? commandOf(pid) : ''
  if (command.includes('postgres') && command.includes(resolve(dataDir))) {
    process.stderr.write(`stopping the PostgreSQL (process ${pid}) left over on ${dataDir}\n`)
    await endProcess(pid, 'SIGINT')
    return
  }
  rmSync(pidFile, { force: true })
}
