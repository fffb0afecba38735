import { Buffer } from 'node:buffer'
import { Parser } from 'csv-parse'
import { isProblem, type Problem } from '../errors.ts'
import { type Header, MAX_HEADER_BYTES, noTable, PARSER_OPTIONS, readHeader } from './header.ts'
import { createRows, type Place, type Rows, wrongCount } from './rows.ts'
import { createTextDecoding, type Encoding } from './text-decoder.ts'

/** Rows on their way to the database: JSON text of arrays of strings, and the index of the first. */
export type RowBatch = Readonly<{ header: Header; firstRow: number; rows: string }>

/** What a table is, once it has been read. */
export type Table = Readonly<{
  encoding: Encoding
  totalRows: number
  /** One sentence for each row that is not as the header says: the first hundred. */
  errors: readonly string[]
  /** How many there are. */
  errorCount: number
  /** The rows that were not handed to `takeRows`. */
  last: RowBatch
}>

type TableOptions = Readonly<{
  knownColumns: readonly string[]
  reservedColumns: readonly string[]
  maxRows: number
  /** Takes a batch of rows; nothing is read while it does. */
  takeRows(batch: RowBatch): Promise<Problem | null>
}>

/** Reads a delimited text as its bytes arrive. */
export type TableReader = Readonly<{
  write(chunk: Buffer): Promise<Problem | null>
  end(): Promise<Table | Problem>
}>

/**
 * Rows are handed on when their JSON text is about this long, in characters. More makes fewer
 * calls of a large file, and takes more memory.
 */
const BATCH_LENGTH = 256 * 1024

/** A parser that has been told the delimiter, and hands every record to `rows`. */
function openParser(header: Header, rows: Rows): Parser {
  let isHeader = true
  const parser: Parser & { info: { records: number } } = new Parser({
    ...PARSER_OPTIONS,
    delimiter: header.delimiter,
    on_record: (record: string[], place: Place) => {
      // The parser builds an error, slowly, for every row that is not as long as its first one. Told
      // that each is the first, it leaves the counting of cells to us.
      parser.info.records = 0
      rows.take(record, place, isHeader ? null : header.cells.length)
      if (isHeader) isHeader = record.every((cell) => cell.trim() === '')
      return null
    },
  })
  parser.on('error', () => {})
  return parser.resume()
}

/** What the parser stumbled over, with the line where that record begins. */
function parserProblem(thrown: unknown, place: Place, rows: Rows): Problem {
  const isOpen = (thrown as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED'
  const what = isOpen
    ? 'a quote opens that never closes'
    : 'a row has more than 1 MiB; perhaps a quote opens that never closes'
  const found = noTable(`line ${rows.nextLine(place)}: ${what}`, 'mend the file at that line')
  const earlier = rows.remarks().errors.map((message) => ({ path: 'file', message }))
  return { ...found, issues: [...earlier, ...found.issues] }
}

/** Runs the parser over a piece of text, or (null) to the end of the file. */
function feed(parser: Parser, text: Buffer | null, rows: Rows): Promise<Problem | null> {
  return new Promise((resolve) => {
    const settle = (thrown?: unknown) =>
      resolve(thrown ? parserProblem(thrown, parser.info, rows) : rows.problem())
    if (text !== null) parser.write(text, settle)
    else parser.once('error', settle).once('end', settle).end()
  })
}

function noRows(): Problem {
  return wrongCount('No data rows found in file', 'send a header line and at least one row')
}

/** Makes a reader of one table. */
export function createTableReader(options: TableOptions): TableReader {
  const decoding = createTextDecoding()
  const rows = createRows(options.maxRows)
  let head = Buffer.alloc(0)
  let opened: { header: Header; parser: Parser } | null = null

  /** Finds the header in what has arrived so far, and has the parser begin. */
  async function open(text: Buffer, isEnd: boolean): Promise<Problem | null> {
    head = Buffer.concat([head, text])
    const isEnough = isEnd || head.length > MAX_HEADER_BYTES
    const header = readHeader(head, isEnough, options.knownColumns, options.reservedColumns)
    if (header === null || isProblem(header)) return header
    opened = { header, parser: openParser(header, rows) }
    return feed(opened.parser, head, rows)
  }

  async function advance(text: Buffer | Problem, isEnd: boolean): Promise<Problem | null> {
    if (isProblem(text)) return text
    if (opened === null) return open(text, isEnd)
    return text.length === 0 ? null : feed(opened.parser, text, rows)
  }

  async function write(chunk: Buffer): Promise<Problem | null> {
    const found = await advance(decoding.write(chunk), false)
    if (found !== null || opened === null || rows.waiting() < BATCH_LENGTH) return found
    return options.takeRows({ header: opened.header, ...rows.hand() })
  }

  async function end(): Promise<Table | Problem> {
    const found = await advance(decoding.end(), true)
    if (found !== null) return found
    const ended = opened === null ? null : await feed(opened.parser, null, rows)
    if (ended !== null) return ended
    if (opened === null || rows.total() === 0) return noRows()
    const last = { header: opened.header, ...rows.hand() }
    return { encoding: decoding.encoding(), totalRows: rows.total(), ...rows.remarks(), last }
  }

  return { write, end }
}
