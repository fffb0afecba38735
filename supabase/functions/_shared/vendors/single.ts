import type { Call, Outcome } from '../database.ts'
import { isProblem } from '../errors.ts'
import { isShuttingDown } from '../lifecycle.ts'
import { now } from '../outbound/clock.ts'
import { ask, type ClaimedCall, type Told, takeTurn, type Wait, waitUntil } from './turn.ts'

/** The first step: who waits, when the question was asked, and what the database said. */
type Begun = Readonly<{ workerId: string; asked: number; first: Outcome }>

/** A step as `outbound.advance_call` gives it. */
type Step = Readonly<{
  delivery_id: number
  job_id: string
  delivery: ClaimedCall | null
  wait_in_ms: number
}>

/** What an outcome holds besides an answer. */
type Held = Readonly<{ call?: Step; duplicate?: boolean }>

function heldIn(outcome: Outcome): Held {
  return isProblem(outcome) || outcome.text === null ? {} : (JSON.parse(outcome.text) as Held)
}

/** The step that an outcome holds; null when it is the answer, or a problem. */
function stepOf(outcome: Outcome): Step | null {
  return heldIn(outcome).call ?? null
}

/** The answer where the time is up, or the process about to end: the worker goes on. */
function stillUnderWay({ job_id }: Step): Outcome {
  const hint =
    `GET /run/outbound/jobs/${job_id} says how far it is; the same request with the same ` +
    'Idempotency-Key waits for it again'
  const error = { code: 'WH743', message: 'the call of the vendor goes on', hint, issues: [] }
  return { kind: 'answer', text: JSON.stringify({ success: false, job_id, error }) }
}

/**
 * Makes the calls that the answer of an endpoint asks for, and tries again as the backoff of the
 * job says, until there is an answer or the time is up. Whatever happens to this process, the
 * delivery stands: the worker makes the call when its lease has run out.
 *
 * @param call the call of SQL that began it; its context goes with every further one
 * @returns the answer of the endpoint, or why there is none
 */
export async function finishCalls(
  deps: Wait['deps'],
  call: Call,
  { workerId, asked, first }: Begun
): Promise<Outcome> {
  const endsAt = asked + deps.settings.callWallSeconds * 1000
  const isDuplicate = heldIn(first).duplicate === true
  const wait: Wait = { deps, call, workerId, isDuplicate, endsAt }
  let told: Told = { outcome: first, span: { asked, answered: now() } }
  for (;;) {
    const step = stepOf(told.outcome)
    if (step === null) return told.outcome
    if (step.delivery !== null) {
      const next = await takeTurn(wait, step.delivery, told.span)
      if (next === null) return stillUnderWay(step)
      told = next
      continue
    }
    const until = now() + step.wait_in_ms
    if (until >= endsAt || isShuttingDown()) return stillUnderWay(step)
    await waitUntil(until)
    told = await ask(wait, 'take_call', { delivery_id: step.delivery_id })
  }
}
