import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve as resolvePath } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './ports.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { clearStaleServer } from './stale-server.ts'
import { throwawayDirectory } from './throwaway.ts'

/** How a cluster is started. Everything has a default: `startCluster()` gives a throwaway one. */
export interface ClusterOptions {
  /** Kept after `stop` when given; otherwise a temporary directory that `stop` removes. */
  dataDir?: string
  /** TCP port on 127.0.0.1; a free one when left out. */
  port?: number
  /** Real durability (fsync, full page writes): what survives a SIGKILL is then a proof. */
  durable?: boolean
  /** More settings of postgresql.conf, as `name: value`. */
  settings?: Record<string, string>
}

/** A running PostgreSQL server on 127.0.0.1, user and password `postgres`. */
export interface Cluster {
  host: string
  port: number
  dataDir: string
  url(database?: string, user?: string, password?: string): string
  /** Process id of the postmaster. */
  pid(): number
  /** Ends every session and stops; removes a temporary data directory. */
  stop(): Promise<void>
  /** SIGKILL to the postmaster: a crash. `restart` recovers from it. */
  kill(): Promise<void>
  /** Starts again on the same data directory and port, after `kill` or a crash. */
  restart(): Promise<void>
}

const commonSettings = {
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
}
/** Settings of a server whose data nobody keeps, wherever it runs. */
export const throwawaySettings: Readonly<Record<string, string>> = {
  ...commonSettings,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
}

function settingsOf(options: ClusterOptions): string[] {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(options.durable ? commonSettings : throwawaySettings),
    ...options.settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function launch(binaries: PostgresBinaries, program: string, args: string[]): ChildProcess {
  const { account } = binaries
  const [command, ...rest] = [...(account?.prefix ?? []), program, ...args]
  const identity =
    account && account.prefix.length === 0 ? { uid: account.uid, gid: account.gid } : {}
  return spawn(command as string, rest, {
    ...identity,
    // A group of its own: Ctrl-C reaches the script, which then stops the server in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  })
}

function own(binaries: PostgresBinaries, path: string): void {
  if (binaries.account) chownSync(path, binaries.account.uid, binaries.account.gid)
}

/** initdb works beside the target and is renamed: a run killed half way leaves no half cluster. */
async function initialise(binaries: PostgresBinaries, dataDir: string): Promise<void> {
  const draft = `${dataDir}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  own(binaries, draft)
  const secrets = mkdtempSync(join(tmpdir(), 'pipeline-initdb-'))
  own(binaries, secrets)
  const passwordFile = join(secrets, 'password')
  writeFileSync(passwordFile, 'postgres\n')
  own(binaries, passwordFile)
  const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--no-sync']
  const child = launch(binaries, binaries.initdb, [
    ...flags,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    `--pgdata=${draft}`,
  ])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data))
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve))
  rmSync(secrets, { recursive: true, force: true })
  if (code !== 0) throw new Error(`initdb failed (${code}): ${output.trim()}`)
  rmSync(dataDir, { recursive: true, force: true })
  renameSync(draft, dataDir)
}

function checkVersion(dataDir: string, binaries: PostgresBinaries): void {
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim()
  const expected = /(\d+)\./.exec(readFileSync(packageFile(binaries), 'utf8'))?.[1]
  if (expected !== undefined && found !== expected) {
    throw new Error(
      `${dataDir} was made by PostgreSQL ${found}, this is ${expected}: remove the directory or ` +
        'set DATA_DIR to another one'
    )
  }
}

function packageFile(binaries: PostgresBinaries): string {
  return join(dirname(binaries.initdb), '..', '..', 'package.json')
}

/** Starts the server and waits until it answers; the promise of its exit comes back beside it. */
async function serve(binaries: PostgresBinaries, args: string[]): Promise<ChildProcess> {
  const child = launch(binaries, binaries.postgres, args)
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const seconds = setTimeout(() => reject(new Error(`no answer in 60 s:\n${output}`)), 60_000)
    const done = (act: () => void) => {
      clearTimeout(seconds)
      act()
    }
    child.stderr?.on('data', (data: Buffer) => {
      // While it recovers, the server may log a line for every client that cannot wait.
      output = (output + data).slice(-20_000)
      if (output.includes('ready to accept connections')) done(resolve)
    })
    child.on('error', (error) => done(() => reject(error)))
    child.on('exit', () => done(() => reject(new Error(`PostgreSQL did not start:\n${output}`))))
  })
  child.stdout?.resume()
  // A script that forgets to stop must still be able to end.
  child.unref()
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref()
  return child
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  child.ref()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

/** After a crash the children linger for a moment and hold the shared memory. */
async function serveAfterCrash(binaries: PostgresBinaries, args: string[]): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await serve(binaries, args)
    } catch (error) {
      if (attempt === 20 || !/pre-existing shared memory|Address already/.test(String(error))) {
        throw error
      }
      await sleep(500)
    }
  }
}

/** Starts embedded PostgreSQL 17. Errors: the server's own words, or the remedy. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const temporary = options.dataDir === undefined
  const home = temporary ? throwawayDirectory(options.durable ?? false) : undefined
  const dataDir = resolvePath(options.dataDir ?? join(home as string, 'data'))
  mkdirSync(dirname(dataDir), { recursive: true })
  const binaries = postgresBinaries(home ? dirname(home) : dirname(dataDir))
  if (home !== undefined) own(binaries, home)
  await clearStaleServer(dataDir)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(binaries, dataDir)
  checkVersion(dataDir, binaries)
  const port = options.port ?? (await freePort())
  const args = ['-D', dataDir, '-p', String(port), ...settingsOf(options)]
  let child = await serveAfterCrash(binaries, args)
  const cleanUp = () => {
    if (home !== undefined) rmSync(home, { recursive: true, force: true })
  }
  return {
    host: '127.0.0.1',
    port,
    dataDir,
    url: (database = 'postgres', user = 'postgres', password = 'postgres') =>
      `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    pid: () => child.pid as number,
    stop: async () => {
      child.kill('SIGINT')
      await exited(child)
      cleanUp()
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited(child)
    },
    restart: async () => {
      child.kill('SIGINT')
      await exited(child)
      child = await serveAfterCrash(binaries, args)
    },
  }
}
