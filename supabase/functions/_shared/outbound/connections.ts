import { type Database, openDatabase } from '../database.ts'
import { isProblem } from '../errors.ts'
import type { Settings } from '../settings.ts'

/** Enough for a claim, an outcome and a heartbeat at a time. */
const CONNECTIONS = 3

/**
 * Opens the worker's own connections, so that requests and deliveries do not wait for each other.
 * They are replaced when a call ends without an answer: a connection whose other end is gone
 * without a word would otherwise be waited for, for a quarter of an hour.
 */
export function openConnections(settings: Settings): Database {
  const options = { ...settings, maxConnections: CONNECTIONS }
  let current = openDatabase(options)
  return {
    call: async (call) => {
      const used = current
      const outcome = await used.call(call)
      const isSilent = isProblem(outcome) && outcome.code === 'WH011'
      if (isSilent && used === current) {
        current = openDatabase(options)
        used.close().catch(() => {})
      }
      return outcome
    },
    close: () => current.close(),
  }
}
