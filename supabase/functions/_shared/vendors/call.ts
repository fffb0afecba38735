import { now } from '../outbound/clock.ts'
import { noAnswer } from '../outbound/sender.ts'
import type { Settings } from '../settings.ts'
import type { CallAnswer } from './callers.ts'
import { withoutKey } from './exchange.ts'
import { callKinds, keyVariableOf, type Vendor } from './kinds.ts'

/**
 * Asks the vendor of a kind. Never throws.
 *
 * @param body the body of the delivery, JSON text
 * @param mostMs the time it may take at most, where that is less than the limit of the kind
 */
export type MakeCall = (kind: string, body: string, mostMs: number) => Promise<CallAnswer>

/** Nothing was asked, or what was asked is not known. */
function failed(error: string, more: Partial<CallAnswer> = {}): CallAnswer {
  return { ...noAnswer(error), ...more }
}

/** What a worker does that asks nobody: whoever can, gets the delivery. */
export const noCalls: MakeCall = async () => failed('this worker asks no vendors')

/** The names of the vendors whose key is set. */
export function askableVendors({ vendors }: Settings): Vendor[] {
  return (Object.keys(vendors) as Vendor[]).filter((name) => vendors[name].apiKey !== null)
}

/**
 * Loads the callers: ahead of the first call, which must not be late, but not with the functions,
 * most of which ask nobody.
 */
export const loadCallers = () => import('./callers.ts')

/** Makes calls with the keys of the environment. */
export function createMakeCall(settings: Settings): MakeCall {
  return async (kind, body, mostMs) => {
    const known = callKinds[kind]
    if (known === undefined) {
      const error = `nobody answers calls of kind ${kind}`
      return failed(error, { stopReason: error })
    }
    if (settings.vendors[known.vendor].apiKey === null) {
      return withoutKey(keyVariableOf(known.vendor))
    }
    const started = now()
    try {
      const { callers } = await loadCallers()
      const call = callers[kind]
      if (call === undefined) return failed(`nobody makes calls of kind ${kind}`)
      return await call(JSON.parse(body), Math.min(known.limitMs, mostMs), settings)
    } catch (thrown) {
      // A caller that throws is our own fault: the delivery is tried again and dies in the end.
      const name = thrown instanceof Error ? thrown.name : 'unknown'
      const latencyMs = Math.round(now() - started)
      return failed(`the call failed by our own fault: ${name}`, { latencyMs, isCostUnknown: true })
    }
  }
}
