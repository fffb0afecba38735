import type postgres from 'postgres'
import { beforeAll } from 'vitest'
import type { Answer } from './functions.ts'
import type { Served } from './served.ts'

/** A field of a form: text, or a file. */
export type Field = readonly [
  name: string,
  value: string | Readonly<{ name?: string | null; content: string | Uint8Array }>,
]

/** A form as it goes over the wire. */
export type EncodedForm = Readonly<{ contentType: string; bytes: Uint8Array<ArrayBuffer> }>

const boundary = '----form-of-a-test-0123456789'

const quoted = (text: string) =>
  text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

function partOf([name, value]: Field): Buffer[] {
  const isFile = typeof value !== 'string'
  const fileName = isFile && value.name !== null ? quoted(value.name ?? 'export.csv') : null
  const suffix = fileName === null ? '' : `; filename="${fileName}"\r\ncontent-type: text/csv`
  const head = `content-disposition: form-data; name="${quoted(name)}"${suffix}`
  const content = isFile ? value.content : value
  return [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]
}

/** Writes a form as browsers do. */
export function encodeForm(fields: readonly Field[]): EncodedForm {
  const parts = fields.flatMap(partOf)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: new Uint8Array(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])),
  }
}

/** Bytes as a body that arrives in pieces of a size. */
export function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

export const exportPath = '/run/salesnav/export/to-clay'

let count = 0

/** Stands for Clay, with its limits: a host that never has an address. */
const origin = 'https://hooks.clay.example'

/** A webhook that nobody has used. */
export function freshWebhook(): string {
  count += 1
  return `${origin}/v3/sources/webhook/test-${count}`
}

/** Ways to send exports to the functions of a test; nothing leaves this machine. */
export function exporter(served: Served) {
  beforeAll(async () => {
    await served.database.sql`select outbound.allow_destination(${origin})`
  })
  const submit = (form: EncodedForm, headers: Record<string, string> = {}): Promise<Answer> =>
    served.send(exportPath, {
      body: form.bytes,
      headers: { 'content-type': form.contentType, ...headers },
    })

  return {
    submit,
    /** Sends a file, to a webhook of its own unless a field says otherwise. */
    send: (
      content: string | Uint8Array,
      fields: Record<string, string> = {},
      headers: Record<string, string> = {}
    ) => {
      const all = { webhook_url: freshWebhook(), ...fields }
      return submit(encodeForm([['file', { content }], ...Object.entries(all)]), headers)
    },
    /** The bodies that will be sent for an answer, in the order of the file. */
    bodies: async (answer: Answer): Promise<string[]> => {
      const rows = await served.database.sql<{ body: string }[]>`
        select d.body from outbound.deliveries as d
        where d.job_id = ${answer.body.job_id ?? null} order by d.delivery_id`
      return rows.map((row) => row.body)
    },
    kept: (answer: Answer) => keptRequest(served.database.sql, answer),
  }
}

/** What was kept of a refused request. */
export async function keptRequest(sql: postgres.Sql, answer: Answer) {
  const [row] = await sql`
    select r.status, r.code, r.path, r.sql_function, r.content_type, r.body,
      r.body_length::integer as body_length, r.body_sha256, r.issues
    from ops.rejected_requests as r
    where r.rejected_id = ${answer.body.rejected_id ?? null}`
  return row
}
