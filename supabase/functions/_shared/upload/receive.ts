import type { Caller } from '../auth.ts'
import { type Evidence, MAX_BODY_BYTES, readBody } from '../body.ts'
import type { Database } from '../database.ts'
import { type Endpoint, endpointName, type Upload } from '../endpoint.ts'
import { isProblem, type Problem } from '../errors.ts'
import { sanitizeJsonText, toJsonText } from '../json-text.ts'
import { createMultipartParser } from '../multipart.ts'
import { type CheckedRequest, checkText, isRefusal, type Refusal } from '../request.ts'
import { createForm, type Form } from './form.ts'
import { createTableReader, type RowBatch, type Table } from './table-reader.ts'

/** A form that has been read to its end. */
export type ReceivedUpload = Readonly<{
  evidence: Evidence
  checked: CheckedRequest | Refusal
  /** Takes back what was loaded ahead of the call; does nothing when the call has used it. */
  discard(): Promise<void>
}>

/** A sender has this long to send a form, in milliseconds; the platform waits 150 s. */
const MAX_READ_MS = 120_000
/** What the rest of a form may have besides its file, in bytes. */
const MAX_REST_BYTES = MAX_BODY_BYTES
const LOAD_TIMEOUT_SECONDS = 30

/** Rows that go to the database ahead of the call that uses them. */
type Loader = {
  uploadId: string
  chunks: number
  nulEscapes: number
}

/** The members of a call that carry a batch of rows. */
function batchText(loader: Loader, batch: RowBatch): string {
  const clean = sanitizeJsonText(batch.rows)
  loader.nulEscapes += clean.nulEscapes
  const head = toJsonText({
    upload_id: loader.uploadId,
    chunk_no: loader.chunks,
    first_row: batch.firstRow,
    columns: batch.header.columns,
  })
  return `${head.slice(1, -1)},"rows":${clean.text}`
}

function createLoader(database: Database, endpoint: Endpoint, caller: Caller | null) {
  const loader: Loader = { uploadId: crypto.randomUUID(), chunks: 0, nulEscapes: 0 }
  const call = (sqlFunction: string, request: string) =>
    database.call({
      sqlFunction,
      request,
      context: toJsonText({ api_key_id: caller?.apiKeyId ?? null }),
      timeoutSeconds: LOAD_TIMEOUT_SECONDS,
      endpoint: endpointName(endpoint),
    })
  return {
    state: loader,
    async load(batch: RowBatch): Promise<Problem | null> {
      const outcome = await call('load_upload_chunk', `{${batchText(loader, batch)}}`)
      loader.chunks += 1
      return isProblem(outcome) ? outcome : null
    },
    async discard(): Promise<void> {
      if (loader.chunks === 0) return
      await call('discard_upload', toJsonText({ upload_id: loader.uploadId }))
    },
  }
}

/** The call's own text: the fields, what the file is, and the rows that were not loaded ahead. */
function requestText(
  loader: Loader,
  value: Record<string, unknown>,
  file: NonNullable<ReturnType<Form['file']>>,
  table: Table
): string {
  const { header } = table.last
  const described = {
    ...value,
    file: {
      name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      encoding: table.encoding,
      delimiter: header.delimiter,
      header: header.cells,
      total_rows: table.totalRows,
      errors: table.errors,
      error_count: table.errorCount,
    },
  }
  return `${toJsonText(described).slice(0, -1)},${batchText(loader, table.last)}}`
}

/** Checks the fields as those of a JSON body are; the file stands there as its name. */
function checkFields(endpoint: Endpoint, form: Form, upload: Upload): CheckedRequest | Refusal {
  const file = form.file()
  const named = file === null ? {} : { [upload.field]: file.name ?? upload.field }
  return checkText(endpoint, JSON.stringify({ ...Object.fromEntries(form.fields), ...named }))
}

/**
 * Receives a form: the rows of its file go to the database as they arrive, a piece at a time,
 * and wait there; nothing is sent before the call of the endpoint's function takes them all.
 *
 * A form that is refused is still read to its end, for the length and the hash that are kept.
 */
export async function receiveUpload(
  request: Request,
  boundary: string,
  endpoint: Endpoint & { upload: Upload },
  caller: Caller | null,
  database: Database
): Promise<ReceivedUpload> {
  const { upload } = endpoint
  const loader = createLoader(database, endpoint, caller)
  const reader = createTableReader({ ...upload, takeRows: loader.load })
  const form = createForm(upload, reader)
  const parser = createMultipartParser(boundary, form.sink)
  let refused: Problem | null = null
  const { evidence, problem } = await readBody(request, {
    maxBytes: upload.maxFileBytes + MAX_REST_BYTES,
    maxMs: MAX_READ_MS,
    take: async (piece) => {
      refused ??= await parser.write(piece)
    },
  })
  const checked = await conclude()
  return { evidence, checked, discard: loader.discard }

  async function conclude(): Promise<CheckedRequest | Refusal> {
    const value = Object.fromEntries(form.fields)
    const early = refused ?? problem ?? parser.end()
    if (early !== null) return { problem: early, value }
    const fields = checkFields(endpoint, form, upload)
    const file = form.file()
    if (isRefusal(fields) || file === null) return fields
    const table = await reader.end()
    if (isProblem(table)) return { problem: table, value: fields.value }
    const text = requestText(loader.state, fields.value, file, table)
    const { nulEscapes } = loader.state
    const message = `${nulEscapes} NUL characters of the file were replaced by U+FFFD`
    const warnings = nulEscapes === 0 ? [] : [{ field: upload.field, message }]
    return { text, value: fields.value, warnings: [...fields.warnings, ...warnings] }
  }
}
