import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../db/source.ts'

type Json = Record<string, unknown>

/** What the demo says of an answer; rows of one table. */
export type Line = Json

/** Sends JSON to an endpoint and gives back what it answers. */
export type Post = (path: string, body: unknown) => Promise<{ status: number; body: Json }>

/** Asks an endpoint that is read by GET. */
export type Get = (path: string) => Promise<{ status: number; body: Json }>

/** A reader for the functions at a base URL. */
export function getter(baseUrl: string, key: string): Get {
  return async (path) => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { 'x-api-key': key } })
    return { status: response.status, body: (await response.json()) as Json }
  }
}

/** Fields of an answer that must be a success. */
export function fieldsOf(
  path: string,
  { status, body }: { status: number; body: Json },
  fields: readonly string[]
): Line {
  if (status !== 200) throw new Error(`${path} was not taken: ${JSON.stringify(body)}`)
  return { status, ...Object.fromEntries(fields.map((field) => [field, body[field]])) }
}

/** Waits until a job has ended; gives its last state. */
export async function endOfJob(get: Get, jobId: unknown): Promise<Json> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await get(`/run/outbound/jobs/${jobId}`)
    if (body.state !== 'running') return body
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`job ${jobId} has not ended in 30 s`)
}

/** A sender for the functions at a base URL. */
export function poster(baseUrl: string, key: string): Post {
  return async (path, body) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Json }
  }
}

/** The sample documents of a source, by file name. */
function samples(source: string): { name: string; document: Json }[] {
  const directory = join(root, 'test', 'fixtures', 'payloads', source)
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, document: JSON.parse(readFileSync(join(directory, name), 'utf8')) }))
}

/** A request body as a sender makes it: fixtures hold the vendor's document, or a whole body. */
function requestOf(document: Json): Json {
  return 'raw_payload' in document || 'payload' in document
    ? document
    : { domain: document.domain ?? document.website, raw_payload: document }
}

/** Posts each sample of a source; returns one line per answer, with these of its fields. */
export async function postSamples(
  post: Post,
  path: string,
  source: string,
  fields: readonly string[]
): Promise<Line[]> {
  const lines: Line[] = []
  for (const { name, document } of samples(source)) {
    const { status, body } = await post(path, requestOf(document))
    const error = body.error as { code?: string; message?: string } | undefined
    lines.push({
      payload: name,
      status,
      success: body.success,
      ...Object.fromEntries(fields.map((field) => [field, body[field]])),
      warnings: Array.isArray(body.warnings) ? body.warnings.length : 0,
      error: error ? `${error.code}: ${error.message}` : '',
    })
  }
  return lines
}
