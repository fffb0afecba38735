import { Buffer } from 'node:buffer'
import { Parser } from 'csv-parse'
import { type Problem, problem } from '../errors.ts'

/** What the first line of a table says. */
export type Header = Readonly<{
  delimiter: string
  /** The cells as they stand in the file, trimmed. */
  cells: readonly string[]
  /** The names they give to values: unique, never blank. */
  columns: readonly string[]
}>

/** Options of the parser that hold for every table. */
export const PARSER_OPTIONS = {
  // Explicit, since the parser would go by the first line end and take others for content.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // A quote inside a bare cell, or after a quoted one, is content: people write 5" screens.
  relax_quotes: true,
  skip_empty_lines: true,
  // Well over what a receiver takes; a quote that never closes is found here at the latest.
  max_record_size: 1024 * 1024,
}

const DELIMITERS = ['\t', ',', ';']
const MAX_COLUMNS = 1000
/** The parser looks a few bytes ahead before it ends a line. */
const LINE_ENDS = Buffer.from('\n'.repeat(16))
/** No more of the file than this is parsed beyond the header to find it. */
const STEP_BYTES = 8192
/** A header is looked for in this many bytes at most. */
export const MAX_HEADER_BYTES = 256 * 1024

/** 422: the file cannot be read as a table. */
export function noTable(message: string, hint: string): Problem {
  return problem('WH722', message, hint, { issues: [{ path: 'file', message }] })
}

/** The first line with content; null while the text holds no complete one. */
function firstRecord(text: Buffer, delimiter: string): string[] | null {
  let first: string[] | null = null
  const parser = new Parser({
    ...PARSER_OPTIONS,
    delimiter,
    on_record: (record: string[]) => {
      if (first === null && record.some((cell) => cell.trim() !== '')) first = record
      return null
    },
  })
  parser.on('error', () => {})
  for (let at = 0; first === null && at < text.length; at += STEP_BYTES) {
    parser.write(text.subarray(at, at + STEP_BYTES))
  }
  parser.destroy()
  return first
}

const comparable = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase()

/** Makes names unique: a blank one becomes `column_n`, a repeated one `Name_2`, `Name_3`... */
function nameColumns(cells: readonly string[], reserved: readonly string[]): string[] {
  const taken = new Set(reserved)
  return cells.map((cell, at) => {
    // PostgreSQL stores no NUL.
    const base = cell.replaceAll('\0', '\ufffd') || `column_${at + 1}`
    let name = base
    for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`
    taken.add(name)
    return name
  })
}

/** How often a delimiter stands in the first line with content, outside quotes. */
function countOutsideQuotes(text: string, delimiter: string): number {
  let isQuoted = false
  let count = 0
  for (const letter of text.trimStart()) {
    if (letter === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (letter === delimiter) count += 1
    else if (letter === '\n' || letter === '\r') break
  }
  return count
}

type Candidate = Readonly<{ delimiter: string; cells: string[]; hits: number; isSound: boolean }>

/** The table under each delimiter; null for one under which the first line has not ended. */
function readCandidates(text: Buffer, known: readonly string[]): (Candidate | null)[] {
  const names = new Set(known.map(comparable))
  return DELIMITERS.map((delimiter) => {
    const record = firstRecord(text, delimiter)
    if (record === null) return null
    const cells = record.map((cell) => cell.trim())
    const hits = cells.filter((cell) => names.has(comparable(cell))).length
    const isSound = hits > 0 && countOutsideQuotes(text.toString('utf8'), delimiter) > 0
    return { delimiter, cells, hits, isSound }
  })
}

/** The likelier candidate first: one that separates outside quotes, and gives more known names. */
function compare(left: Candidate, right: Candidate): number {
  if (left.isSound !== right.isSound) return left.isSound ? -1 : 1
  return right.hits - left.hits || right.cells.length - left.cells.length
}

/**
 * Reads the header of a table. Of tab, comma and semicolon that delimiter is taken which stands
 * outside quotes and gives the most known names, then the most cells; else the first of them.
 *
 * @param text the beginning of the file, in UTF-8 without a byte order mark
 * @param isEnough true when no more text comes, or comes before a decision
 * @param known names of which at least one must be there, in any case
 * @param reserved names that columns must not have
 * @returns null while the line may go on, or there is none; WH722 when it holds no known name
 */
export function readHeader(
  text: Buffer,
  isEnough: boolean,
  known: readonly string[],
  reserved: readonly string[]
): Header | Problem | null {
  const candidates = readCandidates(isEnough ? Buffer.concat([text, LINE_ENDS]) : text, known)
  if (!isEnough && candidates.includes(null)) return null
  const [best] = candidates.filter((candidate) => candidate !== null).toSorted(compare)
  if (best === undefined && text.toString('utf8').trim() === '') return null
  if (best === undefined || best.hits === 0) {
    const message = 'the first line of the file holds none of the known column names'
    return noTable(message, `begin with the header; known names are: ${known.join(', ')}`)
  }
  if (best.cells.length > MAX_COLUMNS) {
    const message = `the file has ${best.cells.length} columns; at most ${MAX_COLUMNS} are taken`
    return noTable(message, 'send only the columns that are needed')
  }
  const { delimiter, cells } = best
  return { delimiter, cells, columns: nameColumns(cells, reserved) }
}
