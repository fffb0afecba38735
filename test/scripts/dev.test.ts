import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { root } from '../../scripts/db/source.ts'
import { freePort } from '../../scripts/ports.ts'
import { isAlive } from '../../scripts/stale-server.ts'

interface Dev {
  child: ChildProcess
  output(): string
  ready: Promise<void>
  exited: Promise<number | null>
}

let dataDir: string
let apiPort: number
let dbPort: number
const running: Dev[] = []

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'pipeline-dev-')), 'data')
  apiPort = await freePort()
  dbPort = await freePort()
})

afterEach(async () => {
  for (const dev of running.splice(0)) {
    dev.child.kill('SIGTERM')
    await dev.exited
  }
})

afterAll(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

function startDev(env: Record<string, string> = {}): Dev {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      API_PORT: String(apiPort),
      DB_PORT: String(dbPort),
      ...env,
    },
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data
      if (/^psql /m.test(output)) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then(() => reject(new Error(`dev ended:\n${output}`)))
  })
  ready.catch(() => undefined)
  const dev = { child, output: () => output, ready, exited }
  running.push(dev)
  return dev
}

function gatewayPid(): number {
  return JSON.parse(readFileSync(join(dataDir, 'dev.json'), 'utf8')).gatewayPid
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function query(text: string): Promise<unknown[]> {
  const sql = connect(`postgres://postgres:postgres@127.0.0.1:${dbPort}/postgres`)
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

test('prints where it serves, answers, keeps its data and stops its children on SIGTERM', async () => {
  const dev = startDev()
  await dev.ready
  expect(dev.output()).toContain(`\nready http://127.0.0.1:${apiPort}/functions/v1\n`)
  expect(dev.output()).toContain(
    `\npsql postgres://postgres:postgres@127.0.0.1:${dbPort}/postgres\n`
  )
  const health = await fetch(`http://127.0.0.1:${apiPort}/functions/v1/api/health`)
  expect(health.status).toBe(200)
  await query('create table public.kept (x integer); insert into public.kept values (7)')
  const pids = [gatewayPid(), serverPid()]
  dev.child.kill('SIGTERM')
  expect(await dev.exited).toBe(0)
  expect(pids.map(isAlive)).toEqual([false, false])
})

test('takes over from a predecessor that was killed, with its data', async () => {
  const first = startDev()
  await first.ready
  const orphans = [gatewayPid(), serverPid()]
  first.child.kill('SIGKILL')
  await first.exited
  expect(orphans.map(isAlive)).toEqual([true, true])
  const second = startDev()
  await second.ready
  expect(orphans.map(isAlive)).toEqual([false, false])
  expect(second.output()).toContain(`(process ${orphans[1]}) left over`)
  expect(await query('select x from public.kept')).toEqual([{ x: 7 }])
})

test('starts over the pid file of a server that is gone, even if its number is taken', async () => {
  const first = startDev()
  await first.ready
  const server = serverPid()
  first.child.kill('SIGKILL')
  await first.exited
  process.kill(server, 'SIGKILL')
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const rest = readFileSync(file, 'utf8').split('\n').slice(1)
  writeFileSync(file, [process.pid, ...rest].join('\n'))
  const second = startDev()
  await second.ready
  expect(await query('select x from public.kept')).toEqual([{ x: 7 }])
})

test('says that another one runs on the data directory, and leaves it alone', async () => {
  const first = startDev()
  await first.ready
  const second = startDev()
  expect(await second.exited).toBe(1)
  expect(second.output()).toMatch(/already running here \(process \d+, .*DATA_DIR/)
  expect(await query('select x from public.kept')).toEqual([{ x: 7 }])
})

test.each([
  ['API_PORT', () => apiPort],
  ['DB_PORT', () => dbPort],
])('names the port and %s when somebody else listens there', async (variable, port) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port(), '127.0.0.1', resolve))
  const dev = startDev()
  expect(await dev.exited).toBe(1)
  expect(dev.output()).toContain(`port ${port()} on 127.0.0.1 is already in use`)
  expect(dev.output()).toContain(variable)
  await new Promise((resolve) => other.close(resolve))
})

test('refuses a port that is no number', async () => {
  const dev = startDev({ API_PORT: 'eighty' })
  expect(await dev.exited).toBe(1)
  expect(dev.output()).toBe('API_PORT is "eighty": give a port number, 1 to 65535\n')
})

test('serves a server of somebody else by DATABASE_URL without touching its logins', async () => {
  const first = startDev()
  await first.ready
  const url = `postgres://postgres:postgres@127.0.0.1:${dbPort}/postgres`
  const before = await query("select rolpassword from pg_authid where rolname = 'pipeline_edge'")
  const port = await freePort()
  const second = startDev({ DATABASE_URL: url, API_PORT: String(port), DATA_DIR: '/nonexistent' })
  await second.ready
  expect(second.output()).toContain('psql postgres://postgres:***@')
  const health = await fetch(`http://127.0.0.1:${port}/functions/v1/api/health`)
  expect(health.status).toBe(200)
  expect(await query("select rolpassword from pg_authid where rolname = 'pipeline_edge'")).toEqual(
    before
  )
})
