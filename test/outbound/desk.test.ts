import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDesk, type Desk } from '../../supabase/functions/_shared/outbound/desk.ts'
import type { Delivery, Outcome, Queue } from '../../supabase/functions/_shared/outbound/queue.ts'

/** Delivery ids of each report. */
let reports: number[][]
let problem: Awaited<ReturnType<Queue['finish']>>
let desk: Desk

const queue = {
  finish: async (outcomes: readonly Outcome[]) => {
    reports.push(outcomes.map(({ delivery }) => delivery.deliveryId))
    return problem
  },
  release: async (ids: readonly number[]) => {
    reports.push(ids.map((id) => -id))
    return null
  },
  extend: async (ids: readonly number[]) => new Set(ids),
} as unknown as Queue

const answer = {
  httpStatus: 200,
  error: null,
  latencyMs: 1,
  retryAfterSeconds: null,
  responseExcerpt: '',
  startedAt: '2026-01-02T03:04:05.678Z',
}

const take = (deliveryId: number) => desk.take({ deliveryId, leaseMs: 30_000 } as Delivery)

/** Lets everything happen that waits for no clock, and what is due by then. */
const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => {
  vi.useFakeTimers()
  reports = []
  problem = null
  desk = createDesk(queue, () => {})
})

afterEach(async () => {
  const closed = desk.close(0)
  await pass(1)
  await closed
  vi.useRealTimers()
})

it('reports the outcome of the only delivery in hand at once', async () => {
  desk.settle(take(1), answer)
  await pass()
  expect(reports).toEqual([[1]])
  expect(desk.size()).toBe(0)
})

it('reports outcomes together, after a moment, while more are in hand', async () => {
  const [first, second, third] = [take(1), take(2), take(3)]
  desk.settle(first, answer)
  await pass(100)
  desk.settle(second, answer)
  expect(reports).toEqual([])
  await pass(60)
  expect(reports).toEqual([[1, 2]])
  desk.settle(third, answer)
  await pass()
  expect(reports).toEqual([[1, 2], [3]])
})

it('does not wait on when the last one in hand is settled or given back', async () => {
  const [first, second, third] = [take(1), take(2), take(3)]
  desk.settle(first, answer)
  desk.settle(second, answer)
  await pass(10)
  desk.giveBack(third)
  await pass()
  expect(reports).toEqual([[1, 2], [-3]])
})

it('does not wait for more than a full batch', async () => {
  const held = Array.from({ length: 101 }, (_, index) => take(index + 1))
  for (const entry of held.slice(0, 100)) desk.settle(entry, answer)
  await pass()
  expect(reports.map((ids) => ids.length)).toEqual([100])
})

it('waits between reports that fail, whatever is settled meanwhile', async () => {
  problem = { kind: 'problem', status: 503, code: 'WH001', message: 'away' } as typeof problem
  const [first, second] = [take(1), take(2)]
  desk.settle(first, answer)
  await pass(150)
  expect(reports).toEqual([[1]])
  desk.settle(second, answer)
  await pass(50)
  expect(reports).toEqual([[1]])
  problem = null
  await pass(250)
  expect(reports).toEqual([[1], [1, 2]])
})
