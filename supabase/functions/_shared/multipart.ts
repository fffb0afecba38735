import { Buffer } from 'node:buffer'
import { isProblem, type Problem, problem } from './errors.ts'

/** What stands above the content of a part. */
export type PartHead = Readonly<{ name: string; fileName: string | null }>

/** Takes the parts of a form, in the order in which they arrive; a problem ends the reading. */
export type PartSink = Readonly<{
  begin(head: PartHead): Problem | null
  /** A piece of the content. */
  data(piece: Buffer): Promise<Problem | null>
  end(): Promise<Problem | null>
}>

/** Takes the bytes of a form. */
export type MultipartParser = Readonly<{
  write(chunk: Uint8Array): Promise<Problem | null>
  /** @returns WH018 when the closing boundary has not come */
  end(): Problem | null
}>

const MAX_HEAD_BYTES = 16 * 1024
const MAX_PARTS = 100
const LINE_END = Buffer.from('\r\n')
const HEAD_END = Buffer.from('\r\n\r\n')

/** 400: the body does not follow the rules of multipart/form-data. */
export function malformedForm(what: string): Problem {
  const hint = 'let the client build the form, such as curl -F, FormData or requests(files=...)'
  return problem('WH018', `the body is no sound multipart/form-data: ${what}`, hint)
}

/** The boundary that a content type names; null when the type is another one, or names none. */
export function boundaryOf(contentType: string | null): string | null {
  const [type = '', ...parameters] = (contentType ?? '').split(';')
  if (type.trim().toLowerCase() !== 'multipart/form-data') return null
  for (const parameter of parameters) {
    const [, quoted, bare] = /^\s*boundary\s*=\s*(?:"([^"]*)"|([^\s"]+))\s*$/i.exec(parameter) ?? []
    const boundary = quoted ?? bare ?? ''
    if (/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return boundary
  }
  return null
}

/** A parameter of Content-Disposition, in the spellings that clients have for it. */
function parameterOf(header: string, name: string): string | null {
  const extended = new RegExp(`;\\s*${name}\\*\\s*=\\s*utf-8'[^']*'([^;\\s]*)`, 'i').exec(
    header
  )?.[1]
  if (extended !== undefined && !/%(?![0-9a-f]{2})/i.test(extended)) {
    const bytes = extended.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)))
    return Buffer.from(bytes, 'latin1').toString('utf8')
  }
  const pattern = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s"]*))`, 'is')
  const [, quoted, bare] = pattern.exec(header) ?? []
  if (quoted === undefined) return bare ?? null
  const plain: Record<string, string> = { '%22': '"', '%0d': '\r', '%0a': '\n' }
  return quoted
    .replace(/\\(["\\])/g, '$1')
    .replace(/%22|%0d|%0a/gi, (found) => plain[found.toLowerCase()] ?? found)
}

/** Reads the header lines of a part. */
function readHead(text: string): PartHead | Problem {
  const headers = new Map<string, string>()
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1))
  }
  const encoding = (headers.get('content-transfer-encoding') ?? 'binary').trim().toLowerCase()
  if (!['binary', '8bit', '7bit'].includes(encoding)) {
    return malformedForm('a part has a content-transfer-encoding')
  }
  const disposition = headers.get('content-disposition') ?? ''
  const name = /^\s*form-data\s*(;|$)/i.test(disposition) ? parameterOf(disposition, 'name') : null
  if (name === null) return malformedForm('a part has no name')
  return { name, fileName: parameterOf(disposition, 'filename') }
}

/** Bytes that have arrived and not been used, and where in the form they stand. */
type Reading = {
  held: Buffer
  place: 'preamble' | 'boundary' | 'head' | 'content' | 'epilogue'
  parts: number
}

/** What a step gives: a problem, or whether it came to an end (false: it needs more bytes). */
type Step = Problem | boolean

/** Content up to the next boundary; what may be the beginning of one is held back. */
async function readContent(at: Reading, delimiter: Buffer, sink: PartSink): Promise<Step> {
  const { held } = at
  const found = held.indexOf(delimiter)
  const safe = found >= 0 ? found : Math.max(0, held.length - delimiter.length + 1)
  const isPart = at.place === 'content'
  if (isPart && safe > 0) {
    const refused = await sink.data(held.subarray(0, safe))
    if (refused !== null) return refused
  }
  at.held = held.subarray(found >= 0 ? safe + delimiter.length : safe)
  if (found < 0) return false
  at.place = 'boundary'
  const refused = isPart ? await sink.end() : null
  return refused ?? true
}

/** What follows a boundary: two dashes after the last one, else the end of its line. */
function readBoundary(at: Reading): Step {
  const { held } = at
  if (held.length < 2) return false
  if (held.toString('latin1', 0, 2) === '--') {
    at.place = 'epilogue'
    return true
  }
  const end = held.indexOf(LINE_END)
  if (end < 0 && held.length < 256) return false
  if (end < 0 || !/^[ \t]*$/.test(held.toString('latin1', 0, end))) {
    return malformedForm('a boundary does not stand alone on its line')
  }
  // The line end stays: in a part without header lines the empty line follows at once.
  at.held = held.subarray(end)
  at.place = 'head'
  return true
}

function readPartHead(at: Reading, sink: PartSink): Step {
  const end = at.held.indexOf(HEAD_END)
  if (Math.max(end, end < 0 ? at.held.length : 0) > MAX_HEAD_BYTES) {
    return malformedForm(`a part has more than ${MAX_HEAD_BYTES} bytes of header lines`)
  }
  if (end < 0) return false
  at.parts += 1
  if (at.parts > MAX_PARTS) return malformedForm(`it has more than ${MAX_PARTS} parts`)
  const head = readHead(at.held.toString('utf8', 0, end))
  if (isProblem(head)) return head
  at.held = at.held.subarray(end + HEAD_END.length)
  at.place = 'content'
  return sink.begin(head) ?? true
}

/**
 * Makes a parser that hands the content of parts on as it arrives: it holds back no more than a
 * boundary, or the header lines of one part.
 */
export function createMultipartParser(boundary: string, sink: PartSink): MultipartParser {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first boundary may stand at the very beginning, where no line ends before it.
  const at: Reading = { held: LINE_END, place: 'preamble', parts: 0 }

  async function write(chunk: Uint8Array): Promise<Problem | null> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    at.held = at.held.length === 0 ? bytes : Buffer.concat([at.held, bytes])
    while (at.place !== 'epilogue') {
      const step =
        at.place === 'boundary'
          ? readBoundary(at)
          : at.place === 'head'
            ? readPartHead(at, sink)
            : await readContent(at, delimiter, sink)
      if (isProblem(step)) return step
      if (!step) return null
    }
    at.held = Buffer.alloc(0)
    return null
  }

  return {
    write,
    end: () => (at.place === 'epilogue' ? null : malformedForm('its last boundary is missing')),
  }
}
