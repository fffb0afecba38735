import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { decodeUtf8 } from '../body.ts'
import type { Upload } from '../endpoint.ts'
import { isProblem, type Problem, problem } from '../errors.ts'
import type { PartHead, PartSink } from '../multipart.ts'
import type { TableReader } from './table-reader.ts'

/** What a form holds besides the rows of its file. */
export type Form = Readonly<{
  sink: PartSink
  /** The text fields, by name. */
  fields: ReadonlyMap<string, string>
  /** Null while no file has come. */
  file(): Readonly<{ name: string | null; bytes: number; sha256: string }> | null
}>

/** Bytes that a text field may have: a search URL of over a kilobyte is common. */
const MAX_FIELD_BYTES = 64 * 1024

function wrongField(field: string, what: string): Problem {
  const message = `${field} ${what}`
  return problem('WH104', message, `send ${field} once, as docs/endpoints.md describes it`, {
    issues: [{ path: field, message }],
  })
}

function fileTooLarge(maxBytes: number): Problem {
  const limit = `${maxBytes} (${Math.floor(maxBytes / 1024 / 1024)} MiB)`
  const message = `the file has more than ${limit} bytes`
  return problem('WH003', message, 'split the file into several', {
    issues: [{ path: 'file', message }],
  })
}

/** Text fields, as they arrive. */
function createFields() {
  const texts = new Map<string, string>()
  let pieces: Buffer[] = []
  let length = 0
  return {
    texts,
    add(name: string, piece: Buffer): Problem | null {
      length += piece.length
      if (length > MAX_FIELD_BYTES) {
        return wrongField(name.slice(0, 100), `has more than ${MAX_FIELD_BYTES} bytes`)
      }
      pieces.push(Buffer.from(piece))
      return null
    },
    end(name: string): Problem | null {
      const text = decodeUtf8(Buffer.concat(pieces))
      pieces = []
      length = 0
      if (isProblem(text)) return text
      texts.set(name, text)
      return null
    },
  }
}

/** Makes the receiver of a form: the file goes to `table` as it comes, text fields are kept. */
export function createForm(upload: Upload, table: TableReader): Form {
  const fields = createFields()
  const hash = createHash('sha256')
  let file: { name: string | null; bytes: number; sha256: string } | null = null
  let part: PartHead = { name: '', fileName: null }

  function begin(head: PartHead): Problem | null {
    part = head
    const isFile = head.name === upload.field
    const isRepeated = isFile ? file !== null : fields.texts.has(head.name)
    if (isRepeated) return wrongField(head.name.slice(0, 100), 'is sent twice')
    if (isFile) file = { name: head.fileName, bytes: 0, sha256: '' }
    return null
  }

  async function data(piece: Buffer): Promise<Problem | null> {
    if (part.name !== upload.field || file === null) return fields.add(part.name, piece)
    file.bytes += piece.length
    if (file.bytes > upload.maxFileBytes) return fileTooLarge(upload.maxFileBytes)
    hash.update(piece)
    return table.write(piece)
  }

  async function end(): Promise<Problem | null> {
    if (part.name !== upload.field || file === null) return fields.end(part.name)
    file.sha256 = hash.digest('hex')
    return null
  }

  return { sink: { begin, data, end }, fields: fields.texts, file: () => file }
}
