/** How much a line matters. */
export type Level = 'info' | 'warning' | 'error'

/**
 * Writes one JSON line to standard error. Never give it a body, a header or a key.
 *
 * @param fields further members; undefined ones are left out
 */
export function logLine(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }))
}
