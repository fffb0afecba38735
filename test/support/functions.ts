import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { type GatewayProcess, startGateway } from '../../scripts/gateway-process.ts'
import { edgePassword } from './global-setup.ts'

/** Where the functions find a database: as pipeline_edge, on the server of a superuser's URL. */
export function edgeUrlOf(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.username = 'pipeline_edge'
  url.password = edgePassword
  return url.href
}

/**
 * Serves the real functions in Deno on a free port, as role pipeline_edge.
 *
 * @param options.databaseUrl superuser URL of a database of the test's own
 * @param options.env further variables; KEY_CACHE_SECONDS is 0 unless given, so that a key that is
 * revoked stops working at once
 */
export async function startFunctions(options: {
  databaseUrl: string
  env?: Record<string, string>
}): Promise<GatewayProcess> {
  return await startGateway({
    PIPELINE_DB_URL: edgeUrlOf(options.databaseUrl),
    KEY_CACHE_SECONDS: '0',
    // Stand-ins of receivers listen on this machine.
    PIPELINE_DEVELOPMENT: '1',
    ...options.env,
  })
}

/** Adds a key to a database, with every scope unless told otherwise; gives its id. */
export async function addKey(
  sql: postgres.Sql,
  key: string,
  scopes: readonly string[] = ['ingest', 'read', 'send']
): Promise<string> {
  const hash = createHash('sha256').update(key).digest('hex')
  const [row] = await sql<{ api_key_id: string }[]>`
    insert into ops.api_keys (name, key_sha256, scopes)
    values (${`test ${key}`}, ${hash}, string_to_array(${scopes.join(',')}, ','))
    returning api_key_id`
  if (row === undefined) throw new Error('the key was not added')
  return row.api_key_id
}

/** What came back: status, headers and the body, parsed where it is JSON. */
export type Answer = Readonly<{
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at members of answers of any shape.
  body: any
}>

/** A request of a test: a body that is no string, bytes or stream is sent as JSON. */
export type Sent = Readonly<{
  method?: string
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** `x-api-key`; null sends none. */
  key?: string | null
}>

/** Sends requests to running functions, with `key` unless a request names another one. */
export function sender(baseUrl: string, key: string) {
  return async (path: string, sent: Sent = {}): Promise<Answer> => {
    const { body } = sent
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const isStream = body instanceof ReadableStream
    const chosen = sent.key === undefined ? key : sent.key
    const response = await fetch(`${baseUrl}${path}`, {
      method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(chosen === null ? {} : { 'x-api-key': chosen }),
        ...sent.headers,
      },
      ...(body === undefined
        ? {}
        : { body: isRaw || isStream ? (body as BodyInit) : JSON.stringify(body) }),
      ...(isStream ? { duplex: 'half' } : {}),
    } as RequestInit)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    const parsed = isJson ? JSON.parse(text) : null
    return { status: response.status, headers: response.headers, text, body: parsed }
  }
}
