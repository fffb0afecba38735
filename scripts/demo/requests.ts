import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../db/source.ts'

type Json = Record<string, unknown>

/** What the demo says of an answer; rows of one table. */
export type Line = Json

/** Sends JSON to an endpoint and gives back what it answers. */
export type Post = (path: string, body: unknown) => Promise<{ status: number; body: Json }>

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
