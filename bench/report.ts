/** A target and what came out. */
export interface Target {
  /** What must hold, as the report says it. */
  text: string
  /** What was measured, as the report says it. */
  measured: string
  isMet: boolean
}

/** The outcome of a workload, as the report shows it. */
export interface Section {
  title: string
  /** What was done and what the ratios mean. */
  text: string
  /** The measurements. Cells are texts or numbers; numbers are rounded. */
  rows: Record<string, string | number>[]
  targets: Target[]
  /** What else is worth knowing about these numbers. */
  notes: string[]
}

/** A number with three significant digits, and with thousands separators where it is long. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'n/a'
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(size >= 10 ? 1 : 2)
}

/** Rows as a markdown table; columns of numbers are aligned to the right. */
export function markdownTable(rows: Record<string, string | number>[]): string {
  const [first] = rows
  if (first === undefined) return ''
  const columns = Object.keys(first)
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rule = columns.map((column) =>
    rows.every((row) => typeof row[column] === 'number' || row[column] === '') ? '---:' : '---'
  )
  const textOf = (value: string | number | undefined) =>
    typeof value === 'number' ? figure(value) : (value ?? '')
  return [
    line(columns),
    line(rule),
    ...rows.map((row) => line(columns.map((column) => textOf(row[column])))),
  ].join('\n')
}

/** One workload as markdown: what it is, the table, each target, the notes. */
export function sectionMarkdown({ title, text, rows, targets, notes }: Section): string {
  const verdicts = targets.map(
    (target) =>
      `- Target: ${target.text}. Measured: ${target.measured}. ` +
      `**${target.isMet ? 'Met' : 'Not met'}.**`
  )
  const lines = [...verdicts, ...notes.map((note) => `- ${note}`)]
  return [`## ${title}`, text, markdownTable(rows), lines.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
}
