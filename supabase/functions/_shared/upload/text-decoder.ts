import { Buffer } from 'node:buffer'
import { type Problem, problem } from '../errors.ts'

/** The encodings a file may have: UTF-8, or UTF-16 that begins with a byte order mark. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Turns the bytes of a file into UTF-8 without a byte order mark, as they arrive. */
export type TextDecoding = Readonly<{
  /** @returns what is ready, perhaps nothing; WH721 when the bytes are not of the encoding */
  write(chunk: Buffer): Buffer | Problem
  /** The rest; call it once, after the last piece. */
  end(): Buffer | Problem
  encoding(): Encoding
}>

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const NOTHING = Buffer.alloc(0)

/** The encoding that the first bytes name, and the length of the mark; UTF-8 without one. */
function readMark(first: Buffer): readonly [Encoding, number] {
  const found = MARKS.find(([, mark]) => mark.every((byte, at) => first[at] === byte))
  return found === undefined ? ['utf-8', 0] : [found[0], found[1].length]
}

function undecodable(encoding: Encoding): Problem {
  const message = `the file is not ${encoding.toUpperCase()}: its encoding is wrong`
  const hint = 'save it as UTF-8, or as UTF-16 with a byte order mark, and send it again'
  return problem('WH721', message, hint, { issues: [{ path: 'file', message }] })
}

/** Makes a decoder that accepts no byte which is not of the file's encoding. */
export function createTextDecoding(): TextDecoding {
  let first: Buffer | null = NOTHING
  let encoding: Encoding = 'utf-8'
  let decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  function decode(bytes: Buffer, isEnd: boolean): Buffer | Problem {
    try {
      const text = decoder.decode(bytes, { stream: !isEnd })
      // UTF-8 is only checked: the bytes themselves go on.
      return encoding === 'utf-8' ? bytes : Buffer.from(text)
    } catch {
      return undecodable(encoding)
    }
  }

  /** Looks for a mark as soon as there is enough to see one. */
  function open(chunk: Buffer, isEnd: boolean): Buffer | null {
    if (first === null) return chunk
    first = first.length === 0 ? chunk : Buffer.concat([first, chunk])
    if (first.length < 3 && !isEnd) return null
    const [found, length] = readMark(first)
    const rest = first.subarray(length)
    encoding = found
    decoder = new TextDecoder(found, { fatal: true, ignoreBOM: true })
    first = null
    return rest
  }

  return {
    write: (chunk) => {
      const bytes = open(chunk, false)
      return bytes === null ? NOTHING : decode(bytes, false)
    },
    end: () => decode(open(NOTHING, true) ?? NOTHING, true),
    encoding: () => encoding,
  }
}
