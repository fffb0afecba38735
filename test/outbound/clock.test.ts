import { describe, expect, it } from 'vitest'
import { createBell, createClockMap, now } from '../../supabase/functions/_shared/outbound/clock.ts'

/** The clock of the database is ahead of ours by this much. */
const ahead = 1_700_000_000_000
/** An answer to a question asked at `asked`, with a clock read `there` later. */
const answer = (asked: number, there: number, back: number) =>
  [{ asked, answered: asked + there + back }, ahead + asked + there] as const

describe('a moment of the database clock', () => {
  it('is where the fastest answers put it, though this one was slow', () => {
    const translate = createClockMap()
    translate(...answer(0, 1, 2))
    const reading = translate(...answer(100, 3, 40))
    expect(reading.at).toBeCloseTo(103.5, 3)
    expect(reading.doubtMs).toBeCloseTo(3, 3)
  })

  it('is known no better than the only answer allows', () => {
    expect(createClockMap()(...answer(0, 30, 12))).toEqual({ at: 21, doubtMs: 42 })
  })

  it('forgets what it knew when the clock of the database is set', () => {
    const translate = createClockMap()
    translate(...answer(0, 1, 1))
    const [span, clock] = answer(1000, 2, 3)
    expect(translate(span, clock - 60_000)).toEqual({ at: 1002.5, doubtMs: 5 })
    expect(translate(...answer(2000, 2, 3)).at).toBe(2002.5)
  })

  it('is measured anew after a while: the clocks drift', () => {
    const translate = createClockMap()
    translate(...answer(0, 0, 0))
    expect(translate(...answer(60_000, 4, 4)).doubtMs).toBe(8)
  })
})

it('a bell ends the waits of everybody, and is silent for those who come later', async () => {
  const bell = createBell()
  const started = now()
  const waits = Array.from({ length: 200 }, () => bell.wait(5000))
  bell.ring()
  await Promise.all(waits)
  await bell.wait(30)
  expect(now() - started).toBeGreaterThan(25)
  expect(now() - started).toBeLessThan(2000)
})
