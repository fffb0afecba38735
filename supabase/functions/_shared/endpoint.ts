import { z } from 'zod'

/** What an API key may be allowed to do. */
export type Scope = 'ingest' | 'read' | 'send' | 'admin'

/** The request field by which requests could be spread over several databases. */
export type RoutingKey =
  | 'domain'
  | 'linkedin_url'
  | 'origin_company_domain'
  | 'client_domain'
  | 'none'

/** A table an endpoint writes, and the rule by which it does. */
export type WrittenTable = Readonly<{ table: string; rule: string }>

/** A field of a document that an endpoint reads; dates are ISO 8601, without a zone they are UTC. */
export type DocumentField = Readonly<{ path: string; type: string; description: string }>

/** A table that arrives as a file of a form; its rows are strings, in the order of the file. */
export type Upload = Readonly<{
  /** The field of the form that holds the file. */
  field: string
  /** Names of columns of which at least one must be there, in any case. */
  knownColumns: readonly string[]
  /** Names that columns do not get: the endpoint puts values of its own under them. */
  reservedColumns: readonly string[]
  maxFileBytes: number
  maxRows: number
}>

/**
 * One entry of the catalogue: everything that is particular to an endpoint, as data.
 * The documents are generated from it, and `serve` answers from it.
 */
export type Endpoint = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path after `/functions/v1`; its first segment is the function that serves it. */
  path: string
  /** Further paths of the same endpoint, each a function of that name. */
  aliases?: readonly string[]
  /** Still answers, but says in every answer (`Deprecation`, `Link`) which path to use instead. */
  deprecated?: Readonly<{ successor: string }>
  /** Scope the key must have; null = no key needed. */
  scope: Scope | null
  /**
   * Keys that are bound to a client may call it, since its SQL function asks `ops.require_client`
   * or `outbound.require_visible_job` what the key may see. They can call nothing else.
   */
  isForClients?: boolean
  /** Function of schema api: `api.<sqlFunction>(p_request jsonb, p_context jsonb) returns jsonb`. */
  sqlFunction: string
  /** Limit of the statement in seconds; past it 503 and nothing is written. Default 60. */
  timeoutSeconds?: number
  routingKey: RoutingKey
  summary: string
  description: string
  /** The body, or the query and path parameters of a GET. Unknown fields are passed on to SQL. */
  request: z.ZodObject
  /** Without a body, query parameters that `request` does not name are refused; not of this one. */
  toleratesQuery?: boolean
  response: z.ZodType
  /**
   * Takes multipart/form-data instead of JSON: a file in `upload.field`, all other fields as text.
   * The rows of a large file go ahead of the call, to `api.load_upload_chunk`; see upload/.
   */
  upload?: Upload
  /** Request fields that hold an object and may arrive as a JSON string of one. */
  jsonFields?: readonly string[]
  /** What is read of the document in `field`. None of it is required, and none can be refused. */
  document?: Readonly<{ field: string; fields: readonly DocumentField[] }>
  /** Request fields repeated in the answer to a refused request, and constants beside them. */
  onRefusal?: Readonly<{ echo: readonly string[]; constants: Record<string, unknown> }>
  /** Makes work for the outbox: after its answer the worker is woken. */
  wakesWorker?: boolean
  /**
   * Sends what waits, for `budget_seconds` of the request, before the SQL function says what is
   * left; what was done joins its answer.
   */
  runsWorker?: boolean
  /**
   * Asks a vendor and waits for it: the SQL function ends with `outbound.begin_call`. Refused with
   * 502 or 503 where the vendor is; past `CALL_WALL_SECONDS` 202, and the worker goes on.
   */
  calls?: boolean
  writes: readonly WrittenTable[]
  /** Codes of `errors.ts` that are particular to this endpoint. */
  errors: readonly string[]
  sample: Readonly<{
    request: Record<string, unknown>
    response: Record<string, unknown> | readonly unknown[]
  }>
}>

/** Statement limit of an endpoint that names none, in seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 60

/** Headers of every answer of an endpoint that has a successor; none of any other. */
export function deprecationHeaders({ deprecated }: Endpoint): Record<string, string> {
  if (deprecated === undefined) return {}
  // As callers see it: a path from the root of the host.
  const link = `</functions/v1${deprecated.successor}>; rel="successor-version"`
  return { deprecation: 'true', link }
}

/** Method and path, the name of an endpoint in logs, in `p_context.endpoint` and in documents. */
export function endpointName(endpoint: Endpoint): string {
  return `${endpoint.method} ${endpoint.path}`
}

/** True when the request is in the body. */
export function takesBody(endpoint: Endpoint): boolean {
  return endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
}

/** True when a query parameter that `request` does not name is refused. */
export function refusesUnknown(endpoint: Endpoint): boolean {
  return !takesBody(endpoint) && endpoint.toleratesQuery !== true
}

function textError(input: unknown): string {
  if (input == null) return 'is required'
  // A parameter of a query that is repeated is a list.
  return Array.isArray(input) ? 'must be one string, given once' : 'must be a string'
}

/** A string that must be there and hold more than white space. */
export function requiredText(description: string, example: string): z.ZodString {
  return z
    .string({ error: ({ input }) => textError(input) })
    .regex(/\S/, { error: 'must not be blank', abort: true })
    .meta({ description, examples: [example] })
}

/** A string that may be left out or null. */
export function optionalText(description: string, example?: string) {
  return z
    .string({ error: 'must be a string' })
    .nullish()
    .meta({ description, ...(example === undefined ? {} : { examples: [example] }) })
}

/** A JSON object; the catalogue entry also lists the field in `jsonFields`. */
export function requiredDocument(description: string) {
  return z
    .looseObject(
      {},
      {
        error: (issue) =>
          issue.input == null || issue.input === ''
            ? 'is required'
            : 'must be a JSON object, or a string holding one',
      }
    )
    .meta({ description })
}

/** The `error` member of an answer. */
export const errorSchema = z
  .object({
    code: z.string().meta({ description: 'WHnnn, see the table of errors.' }),
    message: z.string().meta({ description: 'What is wrong; names the field.' }),
    hint: z.string().meta({ description: 'What to do next.' }),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .meta({ description: 'One entry per field that is wrong.' }),
  })
  .meta({ description: 'Only on failure.' })
