import {
  DEFAULT_TIMEOUT_SECONDS,
  type Endpoint,
  endpointName,
  takesBody,
} from '../../supabase/functions/_shared/endpoint.ts'
import { ERRORS } from '../../supabase/functions/_shared/errors.ts'
import { commonCodes, errorCodes } from './error-codes.ts'
import { sampleUrl } from './sample-url.ts'
import { bodySample, pathFields, requestSchema, type Schema, toSchema, typeName } from './schema.ts'

const INTRODUCTION = `# Endpoints

Generated from the catalogue in \`supabase/functions/_shared/endpoints/\` by \`npm run docs\`; do not
edit. The same as OpenAPI 3.1: [openapi.json](openapi.json).

- Base URL: \`https://<project>.supabase.co/functions/v1\`; locally \`http://127.0.0.1:54321/functions/v1\`.
- Key: header \`x-api-key\`, or \`Authorization: Bearer <key>\`. A key has scopes; each endpoint names
  the one it needs. \`select ops.create_api_key(name, scopes)\` makes a key.
- Bodies are JSON in UTF-8, at most 1 MiB, nested at most 64 levels deep, with
  \`content-type: application/json\`. Unknown fields are kept in raw. An endpoint that takes a file
  takes \`multipart/form-data\` instead, and says so.
- A request without a body has its parameters in the query, but for those in the path. An unknown one is
  a 422 (WH107) that names those there are.
- Every answer of an ingest or look-up has \`success\`. On failure \`error\` is an object
  \`{code, message, hint, issues: [{path, message}]}\`: the message names the field, the hint the remedy.
- What an authenticated sender sent and got a 400, 413 or 422 for is kept in
  \`ops.rejected_requests\`; \`rejected_id\` in the answer names it. Over 1 MiB only length and hash are.
- Header \`Idempotency-Key\` (1 to 255 characters): sent again with the same body it gives the first
  answer, with \`duplicate: true\`; with another body 409.
- NUL escapes and lone surrogates become U+FFFD and are reported in \`warnings\`.
- After a 503 wait as long as \`Retry-After\` says (seconds), then send the same request again.
  Nothing was written, unless the answer itself was lost: sending it again is safe either way.
- Browsers: origins on localhost and 127.0.0.1, ports 3000 to 3015, and those of
  \`CORS_ALLOWED_ORIGINS\`.
`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function errorTable(codes: readonly string[]): string {
  const rows = codes.map((code) => [
    String(ERRORS[code]?.status ?? 500),
    code,
    ERRORS[code]?.meaning ?? '',
  ])
  return table(['status', 'code', 'meaning'], rows)
}

function fieldTable(schema: Schema, inPath: readonly string[] = []): string {
  const required = new Set(schema.required ?? [])
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    `\`${name}\``,
    `${typeName(field)}${inPath.includes(name) ? ', in the path' : ''}`,
    required.has(name) ? 'yes' : 'no',
    field.description ?? '',
  ])
  return rows.length === 0 ? 'None.' : table(['field', 'type', 'required', 'description'], rows)
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

/** The sample request as something to paste into a terminal. */
function sampleRequest(endpoint: Endpoint): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name) => String(endpoint.sample.request[name]))
  const url = `"$BASE${path}"`
  const key = endpoint.scope === null ? '' : ' -H "x-api-key: $KEY"'
  if (!takesBody(endpoint)) {
    const sample = sampleUrl(endpoint.path, endpoint.sample.request)
    return block('sh', `curl "$BASE${sample}"${key}`)
  }
  if (endpoint.upload !== undefined) {
    const fields = Object.entries(endpoint.sample.request).map(([name, value]) => {
      const sign = name === endpoint.upload?.field ? '@' : ''
      return `  -F '${name}=${sign}${String(value).replaceAll("'", "'\\''")}'`
    })
    return block('sh', [`curl -X ${endpoint.method} ${url}${key}`, ...fields].join(' \\\n'))
  }
  const sample = bodySample(endpoint)
  if (Object.keys(sample).length === 0)
    return block('sh', `curl -X ${endpoint.method} ${url}${key}`)
  const json = JSON.stringify(sample, null, 2)
  const head = `curl -X ${endpoint.method} ${url}${key} -H 'content-type: application/json'`
  return block('sh', `${head} -d '${json.replaceAll("'", "'\\''")}'`)
}

/** How a request is sent that is no JSON. */
function formLines({ upload }: Endpoint): string[] {
  if (upload === undefined) return []
  const size = `${upload.maxFileBytes / 1024 / 1024} MiB`
  const rows = upload.maxRows.toLocaleString('en-US')
  return [`- Body: \`multipart/form-data\`, a file of at most ${size} and ${rows} rows`]
}

/** What is read of the document inside the request, where there is one. */
function documentFields({ document }: Endpoint): string[] {
  if (document === undefined) return []
  const rows = document.fields.map(({ path, type, description }) => [
    `\`${path}\``,
    type,
    'no',
    description,
  ])
  return [
    `Read of \`${document.field}\` (a value of another type becomes null, with a warning):`,
    table(['field', 'type', 'required', 'description'], rows),
  ]
}

/** What a sender must know of an endpoint that has a successor. */
function deprecation({ method, deprecated }: Endpoint): string[] {
  if (deprecated === undefined) return []
  const headers = '`Deprecation: true` and a `Link` to its successor'
  return [`- Deprecated: use \`${method} ${deprecated.successor}\`; every answer has ${headers}`]
}

function section(endpoint: Endpoint): string {
  const common = new Set(commonCodes(endpoint))
  const own = errorCodes(endpoint).filter((code) => !common.has(code))
  const others = errorCodes(endpoint).filter((code) => common.has(code))
  const aliases = (endpoint.aliases ?? []).map((path) => `\`${endpoint.method} ${path}\``)
  const timeout = endpoint.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS
  const written = endpoint.writes.map(({ table: name, rule }) => [`\`${name}\``, rule])
  const title = takesBody(endpoint) ? 'Request' : 'Parameters'
  return [
    `## ${endpointName(endpoint)}`,
    `${endpoint.summary} ${endpoint.description}`,
    [
      ...deprecation(endpoint),
      ...(aliases.length > 0 ? [`- Also: ${aliases.join(', ')}`] : []),
      ...formLines(endpoint),
      `- Scope: ${endpoint.scope === null ? 'none, no key needed' : `\`${endpoint.scope}\``}`,
      `- Timeout: ${timeout} s, then 503 and nothing is written`,
      `- Routing key: ${endpoint.routingKey === 'none' ? 'none' : `\`${endpoint.routingKey}\``}`,
      `- SQL: \`api.${endpoint.sqlFunction}\``,
    ].join('\n'),
    `### ${title}`,
    fieldTable(requestSchema(endpoint), pathFields(endpoint)),
    ...documentFields(endpoint),
    sampleRequest(endpoint),
    '### Answer',
    fieldTable(toSchema(endpoint.response)),
    block('json', JSON.stringify(endpoint.sample.response, null, 2)),
    '### Tables written',
    written.length === 0 ? 'None.' : table(['table', 'rule'], written),
    '### Errors',
    ...(own.length === 0 ? [] : [errorTable(own)]),
    `Of every such request: ${others.map((code) => `${ERRORS[code]?.status} ${code}`).join(', ')}.`,
  ].join('\n\n')
}

/** The page about all endpoints, as Markdown. */
export function endpointsPage(catalogue: readonly Endpoint[]): string {
  const overview = catalogue.map((endpoint) => {
    const anchor = endpointName(endpoint)
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-')
    const scope = endpoint.scope ?? 'none'
    return [`[${endpointName(endpoint)}](#${anchor})`, scope, endpoint.summary]
  })
  return `${[
    INTRODUCTION.trimEnd(),
    table(['endpoint', 'scope', 'purpose'], overview),
    ...catalogue.map(section),
    '## All error codes',
    'Codes WH0nn come from the edge functions, the others from SQL, as SQLSTATE under psql.',
    errorTable(Object.keys(ERRORS)),
  ].join('\n\n')}\n`
}
