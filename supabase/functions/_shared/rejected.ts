import { Buffer } from 'node:buffer'
import type { Caller } from './auth.ts'
import type { Evidence } from './body.ts'
import type { Database } from './database.ts'
import { type Endpoint, endpointName } from './endpoint.ts'
import { isProblem, type Problem, problem } from './errors.ts'
import { toJsonText } from './json-text.ts'

/** Statuses after which what arrived is kept in `ops.rejected_requests`. */
const KEPT_STATUSES = new Set([400, 413, 422])

/** True when the body of a refused request must be kept; of a file, also after a conflict. */
export function mustBeKept(found: Problem, endpoint: Endpoint): boolean {
  return KEPT_STATUSES.has(found.status) || (found.status === 409 && endpoint.upload !== undefined)
}

/**
 * Keeps a refused request, with the bytes as received, so that it can be mended and resubmitted.
 *
 * @returns the id of the row; 503 when it cannot be kept, so that the sender tries again
 */
export async function keepRejected(
  database: Database,
  request: Request,
  endpoint: Endpoint,
  caller: Caller,
  evidence: Evidence,
  found: Problem
): Promise<string | Problem> {
  const { bytes, length, sha256 } = evidence
  const outcome = await database.call({
    sqlFunction: 'record_rejected_request',
    request: toJsonText({
      method: request.method,
      path: endpoint.path,
      sql_function: endpoint.sqlFunction,
      content_type: request.headers.get('content-type'),
      status: found.status,
      code: found.code,
      message: found.message,
      issues: found.issues,
      body_base64: bytes === null ? null : Buffer.from(bytes).toString('base64'),
      body_length: length,
      body_sha256: sha256,
    }),
    context: toJsonText({ api_key_id: caller.apiKeyId, endpoint: endpointName(endpoint) }),
    timeoutSeconds: 10,
    endpoint: endpointName(endpoint),
  })
  if (isProblem(outcome)) return notKept(found)
  const id = JSON.parse(outcome.text ?? 'null')?.rejected_id
  return typeof id === 'string' ? id : notKept(found)
}

function notKept(found: Problem): Problem {
  const message = `the request is refused (${found.message}), but could not be kept`
  return problem('WH014', message, 'mend the request, or send the same one again later', {
    issues: found.issues,
    retryAfterSeconds: 5,
  })
}
