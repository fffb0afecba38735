/** A value as a person reads it; empty for null. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

function cell(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > width ? `${line.slice(0, width - 1)}…` : line.padEnd(width)
}

/** Rows as a table with a header; cells wider than `widest` are cut. */
export function table(rows: Record<string, unknown>[], widest = 34): string {
  const [first] = rows
  if (first === undefined) return '  (none)'
  const columns = Object.keys(first)
  const widths = columns.map((column) =>
    Math.min(
      widest,
      Math.max(column.length, ...rows.map((row) => textOf(row[column]).replace(/\s+/g, ' ').length))
    )
  )
  const line = (texts: string[]) =>
    `  ${texts.map((text, index) => cell(text, widths[index] ?? 0)).join('  ')}`.trimEnd()
  return [
    line(columns),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(columns.map((column) => textOf(row[column])))),
  ].join('\n')
}

/** One row as two columns, name and value, without what is empty. */
export function card(row: Record<string, unknown>, widest = 76): string {
  const filled = Object.entries(row).filter(([, value]) => textOf(value) !== '')
  const width = Math.max(0, ...filled.map(([name]) => name.length))
  return filled
    .map(([name, value]) => `  ${name.padEnd(width)}  ${cell(textOf(value), widest).trimEnd()}`)
    .join('\n')
}
