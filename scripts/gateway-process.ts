import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Characters of output that are kept for error messages. */
const maxOutput = 1_000_000

/** Environment variables the functions read; Deno shows them no other one. */
export const FUNCTION_VARIABLES = [
  'API_PORT',
  'PIPELINE_DB_URL',
  'SUPABASE_DB_URL',
  'PIPELINE_DB_MAX',
  'DB_MAX_WAITING',
  'DB_CONNECT_TIMEOUT_SECONDS',
  'ENDPOINT_TIMEOUT_SECONDS',
  'KEY_CACHE_SECONDS',
  'CORS_ALLOWED_ORIGINS',
  'PIPELINE_DEVELOPMENT',
  'WORKER_BUDGET_SECONDS',
  'COMPANYENRICH_BASE_URL',
  'COMPANYENRICH_API_KEY',
  'GEMINI_BASE_URL',
  'GEMINI_API_KEY',
  'CALL_WALL_SECONDS',
] as const

/** A running gateway. */
export type GatewayProcess = Readonly<{
  /** `http://127.0.0.1:<port>/functions/v1`. */
  baseUrl: string
  pid: number
  /** Sends a signal, SIGKILL unless told otherwise, and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** SIGTERM: requests under way are answered first. Rejects when it exits with anything but 0. */
  stop(): Promise<void>
  /** The last of what it has written to standard output and standard error. */
  logs(): string
  /** Resolves to the exit code, or null when a signal ended it. */
  exited: Promise<number | null>
}>

/** How a gateway lives beside the script that started it. */
export type GatewayOptions = Readonly<{
  /** A process group of its own: Ctrl-C reaches the script only, which then stops it in order. */
  detached?: boolean
  /** Gets everything it writes, as it comes. */
  onOutput?: (text: string) => void
}>

/** The Deno binary of node_modules itself, so that signals reach it and not a wrapper. */
export function denoBinary(): string {
  const installed = `${ROOT}node_modules/deno/deno`
  if (existsSync(installed)) return installed
  // npm did not run the install script of the package: do its work.
  const require = createRequire(import.meta.url)
  return (require('deno/install_api.cjs') as { runInstall(): string }).runInstall()
}

/** Arguments that run the gateway with the fewest permissions; nothing is downloaded. */
export function gatewayArguments(): string[] {
  return [
    'run',
    '--no-prompt',
    '--no-lock',
    '--cached-only',
    '--node-modules-dir=manual',
    // Not narrowed to hosts: the database may be anywhere.
    '--allow-net',
    `--allow-env=${[...FUNCTION_VARIABLES, 'PG*'].join(',')}`,
    '--allow-read=supabase/functions',
    'scripts/gateway.ts',
  ]
}

/**
 * Starts the local gateway and waits until it listens.
 *
 * @param env variables of the functions: PIPELINE_DB_URL, API_PORT (0 = any free port), ...
 * @throws when it ends, or does not listen within 30 s; the message holds its output
 */
export async function startGateway(
  env: Readonly<Record<string, string>>,
  options: GatewayOptions = {}
): Promise<GatewayProcess> {
  const child = spawn(denoBinary(), gatewayArguments(), {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', API_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.detached ?? false,
  })
  let output = ''
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const listening = new Promise<string>((resolve) => {
    const collect = (chunk: Buffer) => {
      const text = chunk.toString()
      output = (output + text).slice(-maxOutput)
      options.onOutput?.(text)
      const url = /^listening (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
  })
  const baseUrl = await listeningOrThrow(child, listening, exited, () => output)
  return { baseUrl, pid: child.pid ?? 0, exited, logs: () => output, ...endings(child, exited) }
}

/** The two ways to end a gateway. */
function endings(child: ChildProcess, exited: Promise<number | null>) {
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal)
    await exited
  }
  const stop = async () => {
    await kill('SIGTERM')
    if (child.exitCode !== 0) throw new Error('the gateway did not stop cleanly')
  }
  return { kill, stop }
}

async function listeningOrThrow(
  child: ChildProcess,
  listening: Promise<string>,
  exited: Promise<number | null>,
  output: () => string
): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, 30_000, null)
  })
  const url = await Promise.race([listening, exited.then(() => null), late])
  clearTimeout(timer)
  if (url !== null) return url
  child.kill('SIGKILL')
  throw new Error(`the functions did not start:\n${output()}`)
}
