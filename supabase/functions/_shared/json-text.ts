/**
 * Work on JSON as text. The body goes to PostgreSQL as the text that arrived, since parsing and
 * writing it again would round 2^53+1 and turn 1e400 into null.
 */

/** Nesting allowed in a body, and in a document that arrives as a string. */
export const MAX_DEPTH = 64

/** Text that jsonb accepts, and how many escapes had to be replaced for it. */
export type Sanitized = Readonly<{ text: string; nulEscapes: number; loneSurrogates: number }>

const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/
// One escape per match, so that the backslash of an escaped backslash never starts another.
const ESCAPE = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\./gs

/**
 * Replaces what jsonb refuses, NUL escapes and surrogate escapes without a partner, by U+FFFD.
 * Pairs of surrogates and escaped backslashes before `u0000` stay as they are.
 */
export function sanitizeJsonText(text: string): Sanitized {
  if (!SUSPECT.test(text)) return { text, nulEscapes: 0, loneSurrogates: 0 }
  let nulEscapes = 0
  let loneSurrogates = 0
  const clean = text.replace(ESCAPE, (found) => {
    if (found.length !== 6) return found
    const isNul = found === '\\u0000'
    if (!isNul && !/^\\u[dD][89a-fA-F]/.test(found)) return found
    if (isNul) nulEscapes += 1
    else loneSurrogates += 1
    return '\\ufffd'
  })
  return { text: clean, nulEscapes, loneSurrogates }
}

/** Index just after the string that opens at `start`; the end of the text when it never closes. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const char = text.charCodeAt(at)
    if (char === 34) return at + 1
    at += char === 92 ? 2 : 1
  }
  return text.length
}

/** Deepest nesting of arrays and objects, by one pass that never recurses; 0 for a scalar. */
export function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === 34) at = endOfString(text, at) - 1
    else if (char === 123 || char === 91) {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (char === 125 || char === 93) depth -= 1
  }
  return deepest
}

/** A string literal that is the value of a member of the outermost object. */
export type StringMember = Readonly<{ key: string; start: number; end: number }>

/** The members of the outermost object whose values are strings. `text` must be valid JSON. */
export function stringMembers(text: string): StringMember[] {
  const found: StringMember[] = []
  let depth = 0
  let key: string | null = null
  let isValue = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      if (depth === 1 && isValue && key !== null) found.push({ key, start: at, end })
      else if (depth === 1) key = JSON.parse(text.slice(at, end)) as string
      at = end - 1
    } else if (char === '{' || char === '[') depth += 1
    else if (char === '}' || char === ']') depth -= 1
    else if (depth === 1 && char === ':') isValue = true
    else if (depth === 1 && char === ',') isValue = false
  }
  return found
}

/** JSON text of a value of ours, safe for jsonb whatever strings it holds. */
export function toJsonText(value: unknown): string {
  return sanitizeJsonText(JSON.stringify(value)).text
}
