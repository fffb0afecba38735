import { scanSync } from 'libpg-query'

/** One finding: where, and what to do. */
export interface Problem {
  path: string
  line: number
  message: string
}

const maxWidth = 100

/** The line (from 1) on which a byte offset lies: the scanner counts bytes. */
export function lineAt(text: string, byteOffset: number): number {
  return Buffer.from(text).subarray(0, byteOffset).toString().split('\n').length
}

/** Width, tabs, trailing space, line ends: what a formatter would settle. */
export function checkLayout(path: string, text: string): Problem[] {
  const problems: Problem[] = []
  const lines = text.split('\n')
  lines.forEach((content, index) => {
    const say = (message: string) => problems.push({ path, line: index + 1, message })
    const width = [...content].length
    if (width > maxWidth) say(`${width} columns: break the line at ${maxWidth}`)
    if (content.includes('\t')) say('a tab: use spaces')
    if (content.includes('\r')) say('a carriage return: use plain line feeds')
    if (/[ \t]$/.test(content)) say('space at the end of the line')
  })
  if (!text.endsWith('\n') || text.endsWith('\n\n')) {
    problems.push({ path, line: lines.length, message: 'end the file with one line feed' })
  }
  return problems
}

/** Keywords in lower case and no block comments, in SQL or in the body of a function. */
export function checkTokens(path: string, text: string, firstLine = 1): Problem[] {
  const problems: Problem[] = []
  for (const token of scanSync(text).tokens) {
    const line = firstLine + lineAt(text, token.start) - 1
    if (token.keywordKind > 0 && token.text !== token.text.toLowerCase()) {
      problems.push({ path, line, message: `keyword ${token.text}: write it in lower case` })
    }
    if (token.tokenName === 'C_COMMENT') {
      problems.push({ path, line, message: 'a block comment: use --' })
    }
  }
  return problems
}

/** Cuts one literal into pieces that fit, never inside a doubled quote. */
function pieces(literal: string, width: number): string[] {
  const out: string[] = []
  let current = ''
  for (const word of literal.split(/(?<= )/)) {
    if (current !== '' && current.length + word.length > width) {
      out.push(current)
      current = ''
    }
    current += word
  }
  return [...out, current]
}

/**
 * Breaks lines that hold nothing but one string (comments, mostly) into several: SQL joins strings
 * that stand on consecutive lines.
 */
export function wrapLongStrings(text: string): string {
  const wrap = (line: string): string => {
    const [, indent, literal, end] = /^( *)'((?:[^']|'')*)'([;,]?)$/.exec(line) ?? []
    if ([...line].length <= maxWidth || literal === undefined || indent === undefined) return line
    const parts = pieces(literal, maxWidth - indent.length - 3)
    return parts
      .map((part, index) => `${indent}'${part}'${index === parts.length - 1 ? end : ''}`)
      .join('\n')
  }
  return text.split('\n').map(wrap).join('\n')
}
