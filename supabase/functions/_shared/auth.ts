import type { Database } from './database.ts'
import { type Endpoint, endpointName, type Scope } from './endpoint.ts'
import { isProblem, type Problem, problem } from './errors.ts'
import { toJsonText } from './json-text.ts'

/** Seconds the look-up of a key may take. */
const LOOKUP_TIMEOUT_SECONDS = 10

/** Who sends a request. */
export type Caller = Readonly<{
  apiKeyId: string
  scopes: readonly string[]
  /** Domain of the client that the key is bound to; null = it is bound to none. */
  clientDomain: string | null
}>

type Entry = Caller & { hash: string; expiresAt: number }

/** Verifies keys against `ops.api_keys`, through `api.authenticate`. */
export type KeyRing = Readonly<{
  /**
   * The caller a request comes from, if its key is known and has the scope; null for an endpoint
   * that needs no key.
   *
   * @returns 401 for a key that is missing, unknown or revoked; 403 for a scope it lacks, and for
   * the key of a client where the endpoint is not for clients; 503 when the database does not
   * answer
   */
  authorize(request: Request, endpoint: Endpoint): Promise<Caller | Problem | null>
}>

/** The key of a request: `x-api-key`, else `Authorization: Bearer`; null when there is none. */
export function presentedKey(request: Request): string | null {
  const header = request.headers.get('x-api-key')?.trim()
  if (header) return header
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')
  return bearer?.[1] ?? null
}

/** SHA-256 of a text as 64 lower-case hex digits. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function isSameHash(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let at = 0; at < left.length; at += 1) {
    difference |= left.charCodeAt(at) ^ right.charCodeAt(at % Math.max(1, right.length))
  }
  return difference === 0
}

function unauthorized(message: string): Problem {
  const hint = 'send a valid key in the header x-api-key, or as Authorization: Bearer <key>'
  const headers = { 'www-authenticate': 'Bearer realm="pipeline"' }
  return problem('WH007', message, hint, { headers })
}

function outOfScope(scope: Scope): Problem {
  const hint = `use a key with scope ${scope}; ops.create_api_key makes one`
  const challenge = `Bearer realm="pipeline", error="insufficient_scope", scope="${scope}"`
  return problem('WH008', `the API key lacks the scope ${scope}`, hint, {
    headers: { 'www-authenticate': challenge },
  })
}

function notForClients(endpoint: Endpoint): Problem {
  const message = `the API key is bound to a client; ${endpointName(endpoint)} is not for clients`
  return problem('WH801', message, 'use a key that is bound to no client')
}

/** True when the key has the scope, or admin, which includes the others. */
function hasScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes.includes(scope) || caller.scopes.includes('admin')
}

/** Asks the database who holds the key with this hash; null when nobody does. */
async function lookUp(
  database: Database,
  hash: string,
  endpoint: string
): Promise<Caller | Problem | null> {
  const outcome = await database.call({
    sqlFunction: 'authenticate',
    request: toJsonText({ key_sha256: hash }),
    context: toJsonText({ endpoint }),
    timeoutSeconds: LOOKUP_TIMEOUT_SECONDS,
    endpoint,
  })
  if (isProblem(outcome)) return outcome
  const found = JSON.parse(outcome.text ?? 'null')
  if (found === null || !isSameHash(hash, String(found.key_sha256))) return null
  return {
    apiKeyId: String(found.api_key_id),
    scopes: found.scopes ?? [],
    clientDomain: found.client_domain ?? null,
  }
}

/**
 * Makes a key ring. Keys that were verified are remembered for `cacheSeconds` (a revoked key works
 * that long at most); unknown ones are never remembered, so a new key works at once.
 */
export function createKeyRing(database: Database, cacheSeconds: number): KeyRing {
  const known = new Map<string, Entry>()

  async function callerOf(hash: string, endpoint: string): Promise<Caller | Problem | null> {
    const entry = known.get(hash)
    if (entry && entry.expiresAt > Date.now() && isSameHash(entry.hash, hash)) return entry
    known.delete(hash)
    const found = await lookUp(database, hash, endpoint)
    if (found !== null && !isProblem(found) && cacheSeconds > 0) {
      known.set(hash, { ...found, hash, expiresAt: Date.now() + cacheSeconds * 1000 })
    }
    return found
  }

  return {
    async authorize(request, endpoint) {
      if (endpoint.scope === null) return null
      const key = presentedKey(request)
      if (key === null) return unauthorized('the API key is missing')
      const caller = await callerOf(await sha256Hex(key), endpointName(endpoint))
      if (caller === null) return unauthorized('the API key is unknown or revoked')
      if (isProblem(caller)) return caller
      if (caller.clientDomain !== null && endpoint.isForClients !== true) {
        return notForClients(endpoint)
      }
      return hasScope(caller, endpoint.scope) ? caller : outOfScope(endpoint.scope)
    },
  }
}
