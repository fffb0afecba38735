import { type Problem, problem } from '../errors.ts'

/** The text of a body, and the charset it was read in (a label of the WHATWG, in lower case). */
export type Decoded = Readonly<{ text: string; charset: string }>

/** Characters that a text may have lost, or that no text has, before it counts as something else. */
const MAX_STRANGE = 10
/** Bytes at the beginning in which a page may name its charset. */
const PRESCAN_BYTES = 4096

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** WH732: the page is there, and cannot be read. Asking again does not help. */
export function unreadable(what: string): Problem {
  const hint = 'open the URL in a browser: give that of a public page of HTML or text'
  return problem('WH732', `the page ${what}`, hint)
}

/**
 * Reads a body, however long the sender makes it: past the limit it is let go. What counts are
 * the bytes after decompression, as they come, so a small file that unpacks to a huge one is no
 * way around.
 *
 * @throws what the connection throws when it breaks
 */
export async function readBytes(response: Response, max: number): Promise<Uint8Array | Problem> {
  const tooLong = () => unreadable(`has more than ${max} bytes`)
  if (Number(response.headers.get('content-length') ?? 0) > max) return tooLong()
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > max) return tooLong()
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The charset that a page names for itself; what it says of UTF-16 cannot be true. */
function namedWithin(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES))
  const found =
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1]
  return found === undefined || /^utf-?16/i.test(found) ? null : found
}

function charsetOf(bytes: Uint8Array, contentType: string): string | null {
  const mark = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  const named = /;\s*charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType)?.[1]
  return mark?.[0] ?? named ?? namedWithin(bytes)
}

/** Without a declaration: UTF-8 if it can be, else what the web was written in before. */
function guess(bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252' }
  }
}

function decodeAs(charset: string, bytes: Uint8Array): Decoded | Problem {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset)
  } catch {
    return unreadable(`declares a charset that is not known: ${charset.slice(0, 40)}`)
  }
  return { text: decoder.decode(bytes), charset: decoder.encoding }
}

/** How many characters of a kind there are, as far as it matters. */
function exceeds(text: string, pattern: RegExp): boolean {
  let count = 0
  for (const _ of text.matchAll(pattern)) {
    count += 1
    if (count > MAX_STRANGE) return true
  }
  return false
}

/**
 * Turns bytes into text: by their byte order mark, else the charset of the header Content-Type,
 * else the one the page names (meta, XML declaration), else UTF-8 or, where that cannot be,
 * Windows-1252. A few broken characters are replaced by U+FFFD.
 *
 * @returns WH732 for a charset that is unknown or plainly wrong, and for what is no text
 */
export function decodeBody(bytes: Uint8Array, contentType: string): Decoded | Problem {
  const charset = charsetOf(bytes, contentType)
  const decoded = charset === null ? guess(bytes) : decodeAs(charset, bytes)
  if ('kind' in decoded) return decoded
  if (/^\s*%PDF-/.test(decoded.text)) return unreadable('is a PDF, whatever its header says')
  // Bytes of anything else, read in pairs, give letters of far away and not one space or tag.
  const isPaired = decoded.charset.startsWith('utf-16') && !/[ <]/.test(decoded.text)
  if (isPaired || exceeds(decoded.text, /\ufffd/g)) {
    return unreadable(`is not in the charset that it declares, ${decoded.charset}`)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (exceeds(decoded.text, /[\0-\x08\x0e-\x1f]/g)) return unreadable('is no text')
  return decoded
}
