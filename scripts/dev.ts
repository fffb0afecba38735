// `npm run dev`: PostgreSQL and the edge functions on this machine, until it is told to stop.
// Environment: API_PORT (54321), DB_PORT (54322), DATA_DIR (.data), API_KEY (local-dev-key),
// DATABASE_URL (use that server instead; then nothing is started, stopped or keyed there).
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Cluster, startCluster } from './cluster.ts'
import { redacted } from './db/connection.ts'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { isInterrupted, lifecycle } from './lifecycle.ts'
import { edgeLogin, edgeUrlOf, ensureApiKey, prepareDatabase } from './local-database.ts'
import { portFrom, requirePort } from './ports.ts'
import { clearStaleServer, commandOf, endProcess, isAlive } from './stale-server.ts'

let apiPort = 0
let dbPort = 0
const dataDir = resolve(process.env.DATA_DIR || '.data')
const databaseUrl = process.env.DATABASE_URL
const serverDir = join(dataDir, 'postgres')
const stateFile = join(dataDir, 'dev.json')

/** What a run leaves behind for the next one, should it be killed. */
interface State {
  pid: number
  gatewayPid?: number
}

function readState(): State | null {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')) as State
  } catch {
    return null
  }
}

/** Ends what a killed predecessor left running; refuses to start beside a living one. */
async function clearPredecessor(): Promise<void> {
  const state = readState()
  if (state === null) return
  const { pid, gatewayPid } = state
  if (pid !== process.pid && isAlive(pid) && commandOf(pid).includes('scripts/dev.ts')) {
    throw new Error(
      `npm run dev is already running here (process ${pid}, data directory ${dataDir}): stop it, ` +
        'or set DATA_DIR, API_PORT and DB_PORT for a second one'
    )
  }
  if (gatewayPid && isAlive(gatewayPid) && commandOf(gatewayPid).includes('scripts/gateway.ts')) {
    console.error(`stopping the gateway (process ${gatewayPid}) left over from an earlier run`)
    await endProcess(gatewayPid, 'SIGKILL')
  }
  rmSync(stateFile, { force: true })
}

async function startEmbedded(): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true })
  // The server may run as another account, which has to get through to its own directory.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o755)
  await clearPredecessor()
  await clearStaleServer(serverDir)
  await requirePort(apiPort, 'API_PORT')
  await requirePort(dbPort, 'DB_PORT')
  writeFileSync(stateFile, JSON.stringify({ pid: process.pid } satisfies State))
  if (!existsSync(serverDir)) console.error(`creating a database in ${dataDir}`)
  return startCluster({ dataDir: serverDir, port: dbPort, durable: true })
}

async function prepareEmbedded(cluster: Cluster): Promise<void> {
  try {
    await prepareDatabase(cluster.url())
  } catch (error) {
    const remedy =
      `if a migration that ${dataDir} has already seen was edited, remove that directory: ` +
      'it holds development data only'
    throw new Error(`${error instanceof Error ? error.message : error}\n${remedy}`)
  }
}

const life = lifecycle(0)

function serve(edgeUrl: string): Promise<GatewayProcess> {
  const started = startGateway(
    { PIPELINE_DB_URL: edgeUrl, API_PORT: String(apiPort), PIPELINE_DEVELOPMENT: '1' },
    { detached: true, onOutput: (text) => process.stderr.write(text) }
  )
  return life.step(started, (gateway) => gateway.stop())
}

function announce(url: string): void {
  console.log(`ready http://127.0.0.1:${apiPort}/functions/v1`)
  console.log(`psql ${url}`)
}

async function stopEmbedded(cluster: Cluster): Promise<void> {
  await cluster.stop()
  rmSync(stateFile, { force: true })
}

async function runEmbedded(): Promise<GatewayProcess> {
  const cluster = await life.step(startEmbedded(), stopEmbedded)
  await life.step(prepareEmbedded(cluster))
  const edgeUrl = await edgeLogin(cluster.url())
  const key = process.env.API_KEY || 'local-dev-key'
  await life.step(ensureApiKey(cluster.url(), 'local development', key))
  const gateway = await serve(edgeUrl)
  const state: State = { pid: process.pid, gatewayPid: gateway.pid }
  writeFileSync(stateFile, JSON.stringify(state))
  announce(cluster.url())
  return gateway
}

async function runOn(url: string): Promise<GatewayProcess> {
  await requirePort(apiPort, 'API_PORT')
  await life.step(prepareDatabase(url))
  const gateway = await serve(edgeUrlOf(url))
  announce(redacted(url))
  return gateway
}

try {
  apiPort = portFrom('API_PORT', 54_321)
  dbPort = portFrom('DB_PORT', 54_322)
  const gateway = databaseUrl ? await runOn(databaseUrl) : await runEmbedded()
  const code = await gateway.exited
  if (!life.isStopping()) throw new Error(`the gateway ended unexpectedly (${code})`)
  await life.stopAll()
} catch (error) {
  if (!isInterrupted(error)) {
    console.error(error instanceof Error ? error.message : error)
    await life.stopAll()
    process.exit(1)
  }
  await life.stopAll()
}
