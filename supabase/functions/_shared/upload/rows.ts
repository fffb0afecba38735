import { type Problem, problem } from '../errors.ts'

/** What the parser knows of its place in the file. */
export type Place = Readonly<{ lines: number; empty_lines: number }>

/** Rows of a table, and what was noticed about them. */
export type Rows = Readonly<{
  /** Takes the next record of the file, the header too; it is skipped when `width` is null. */
  take(record: readonly string[], place: Place, width: number | null): void
  /** WH723 once there are more rows than allowed. */
  problem(): Problem | null
  /** Characters of JSON text that wait to be handed on. */
  waiting(): number
  /** Hands the waiting rows on: JSON text of arrays of strings, and the index of the first. */
  hand(): Readonly<{ firstRow: number; rows: string }>
  total(): number
  /** One sentence for each row that is not as the header says: the first hundred, and how many. */
  remarks(): Readonly<{ errors: readonly string[]; errorCount: number }>
  /** The line where a record begins that has not ended. */
  nextLine(place: Place): number
}>

const MAX_REMARKS = 100

/** 422: a table without rows, or with more than are taken. */
export function wrongCount(message: string, hint: string): Problem {
  return problem('WH723', message, hint, { issues: [{ path: 'file', message }] })
}

function tooMany(maxRows: number): Problem {
  return wrongCount(`the file has more than ${maxRows} data rows`, 'split it into several files')
}

/** Counts lines as editors do; the parser takes a CRLF inside quotes for two. */
function createLineCounter() {
  let last = 0
  let seen: Place = { lines: 0, empty_lines: 0 }
  const nextLine = (place: Place) => last + place.empty_lines - seen.empty_lines + 1
  return {
    nextLine,
    lineOf(record: readonly string[], place: Place): number {
      const first = nextLine(place)
      const isOneLine = place.lines - seen.lines - (place.empty_lines - seen.empty_lines) <= 1
      last = first + (isOneLine ? 0 : (record.join('').match(/\r\n|\r|\n/g) ?? []).length)
      seen = { lines: place.lines, empty_lines: place.empty_lines }
      return first
    },
  }
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}

/** What a row has that the header does not say, or the other way round. */
function remarkOn(cells: number, width: number): string | null {
  if (cells === width) return null
  const found = `${cells} ${cells === 1 ? 'cell' : 'cells'} instead of ${width}`
  return cells > width
    ? `${found}; the surplus is sent as _extra`
    : `${found}; the missing ones are sent empty`
}

/** Remarks about lines of the file. */
function createRemarks() {
  const errors: string[] = []
  let errorCount = 0
  return {
    add(line: number, text: string | null): void {
      if (text === null) return
      errorCount += 1
      if (errors.length < MAX_REMARKS) errors.push(`line ${line}: ${text}`)
    },
    all: () => ({ errors, errorCount }),
  }
}

/**
 * Collects the rows of one table. A row without any value is left out, with a remark unless its
 * line is empty; one with too many or too few cells is taken, with a remark.
 */
export function createRows(maxRows: number): Rows {
  const counter = createLineCounter()
  const remarks = createRemarks()
  let texts: string[] = []
  let length = 0
  let total = 0
  let firstRow = 0

  function take(record: readonly string[], place: Place, width: number | null): void {
    const line = counter.lineOf(record, place)
    if (width === null || total > maxRows) return
    if (isBlank(record)) {
      const isEmptyLine = record.length === 1
      remarks.add(line, isEmptyLine ? null : 'no cell has a value; the row is left out')
      return
    }
    total += 1
    if (total > maxRows) return
    remarks.add(line, remarkOn(record.length, width))
    const text = JSON.stringify(record)
    texts.push(text)
    length += text.length + 1
  }

  function hand() {
    const batch = { firstRow, rows: `[${texts.join(',')}]` }
    firstRow = total
    texts = []
    length = 0
    return batch
  }

  const { nextLine } = counter
  const problemNow = () => (total <= maxRows ? null : tooMany(maxRows))
  const counts = { waiting: () => length, total: () => total }
  return { take, hand, ...counts, remarks: remarks.all, nextLine, problem: problemNow }
}
