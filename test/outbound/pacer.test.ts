import { describe, expect, it } from 'vitest'
import { createPacer, type Pacer } from '../../supabase/functions/_shared/outbound/pacer.ts'
import type { Delivery } from '../../supabase/functions/_shared/outbound/queue.ts'
import { randomOf } from '../support/clay-faults.ts'
import { mostWithin } from '../support/clay-log.ts'

const rate = 10
const step = 1012 / rate
const lateMs = 11

/** A delivery in a slot; its local times are those of the database here. */
function inSlot(slot: number, origin = 'https://receiver.example'): Delivery {
  const slotMs = 50_000 + slot * step
  const times = { slotMs, startAt: slotMs, startBy: slotMs + lateMs, lateMs, leaseMs: 30_000 }
  const job = { jobId: 'job', attempt: 1, messageId: `message ${slot}`, body: '{}' }
  return { deliveryId: slot, webhookUrl: `${origin}/hook`, ...job, ...times }
}

const timeOf = (slot: number) => inSlot(slot).startAt

describe('a start that is late', () => {
  it('goes back when somebody else may have the slot a second later', () => {
    const pacer = createPacer()
    pacer.add(inSlot(1))
    pacer.add(inSlot(12))
    expect(pacer.judge(inSlot(1), timeOf(1) + 12)).toBe('back')
  })

  it('is made when this worker has that slot, which is then put off', () => {
    const pacer = createPacer()
    pacer.add(inSlot(1))
    pacer.add(inSlot(11))
    expect(pacer.judge(inSlot(1), timeOf(1) + 60)).toBe('go')
    pacer.note(inSlot(1), timeOf(1) + 60)
    expect(pacer.judge(inSlot(11), timeOf(11))).toBe(timeOf(1) + 60 + 1000)
  })

  it('does not hold a slot of another receiver up', () => {
    const pacer = createPacer()
    pacer.add(inSlot(1))
    pacer.add(inSlot(11, 'https://other.example'))
    expect(pacer.judge(inSlot(1), timeOf(1) + 60)).toBe('back')
    expect(pacer.judge(inSlot(11, 'https://other.example'), timeOf(11))).toBe('go')
  })

  it('goes back when it is half a second late', () => {
    const pacer = createPacer()
    pacer.add(inSlot(1))
    pacer.add(inSlot(11))
    expect(pacer.judge(inSlot(1), timeOf(1) + 501)).toBe('back')
  })

  it('is none without a limiter', () => {
    const free = { ...inSlot(1), lateMs: null, startBy: Number.POSITIVE_INFINITY }
    expect(createPacer().judge(free, timeOf(1) + 10_000)).toBe('go')
  })
})

/** Works through slots that fall to some workers, each held up by up to `pauseMs` now and then. */
function simulate(workers: number, seed: number, share = 0.1, pauseMs = 400) {
  const random = randomOf(seed)
  const pacers: Pacer[] = Array.from({ length: workers }, createPacer)
  const slots = Array.from({ length: 2000 }, (_, slot) => slot)
  // Runs of slots go to one worker, as claims give them out.
  let owner = 0
  const owners = slots.map(() => {
    if (random() < 0.15) owner = Math.floor(random() * workers)
    return owner
  })
  let claimed = 0
  const claimUntil = (at: number) => {
    for (; claimed < slots.length && timeOf(claimed) <= at; claimed += 1) {
      pacers[owners[claimed] ?? 0]?.add(inSlot(claimed))
    }
  }
  const heldUpUntil = pacers.map(() => 0)
  const starts: number[] = []
  const events = slots.map((slot) => ({ at: timeOf(slot), slot }))
  while (events.length > 0) {
    events.sort((left, right) => left.at - right.at)
    const { at: due, slot } = events.shift() ?? { at: 0, slot: 0 }
    claimUntil(due + 1500)
    const mine = owners[slot] ?? 0
    if (random() < share) heldUpUntil[mine] = due + random() * pauseMs
    const at = Math.max(due, heldUpUntil[mine] ?? 0) + random() * 2
    const verdict = pacers[mine]?.judge(inSlot(slot), at)
    if (verdict === 'go') pacers[mine]?.note(inSlot(slot), at)
    if (verdict === 'go') starts.push(at)
    else if (typeof verdict === 'number') events.push({ at: verdict, slot })
  }
  return { starts, returned: slots.length - starts.length }
}

describe('whatever holds the workers up', () => {
  it.each([1, 2, 3])('no second holds more than 10 starts of %i workers', (workers) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      expect(mostWithin(simulate(workers, seed).starts, 1000)).toBeLessThanOrEqual(rate)
    }
  })

  it('a worker that is alone loses next to no slots to pauses of 100 ms', () => {
    expect(simulate(1, 1, 0.03, 100).returned).toBeLessThan(5)
  })
})
