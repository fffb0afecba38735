import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import { type Claim, clayHook, createWorker, useOutbox, type Worker } from '../../support/outbox.ts'
import { createRandom } from '../../support/payloads.ts'

const house = useOutbox()

afterEach(async () => {
  await house.clear()
  await setLimit(10, 1)
})

async function setLimit(rate: number, burst: number): Promise<void> {
  await house.sql`
    update outbound.accounts
    set rate_per_second = ${rate}, burst = ${burst}, next_start_at = now(), max_submissions = null
    where account = 'clay'`
}

/** A start that the limiter gave out: when it may be at the earliest, and how late at most. */
type Start = Readonly<{ at: number; late: number }>

const startOf = (claim: Claim, offset = 0): Start => ({
  at: claim.startsAt + offset,
  late: claim.late_ms ?? Number.NaN,
})

/**
 * The least time from a start as late as allowed to the one `count` later, on time: below a second,
 * there is a window of one second with more than `count` starts.
 */
function narrowest(starts: readonly Start[], count: number): number {
  const sorted = [...starts].sort((a, b) => a.at - b.at)
  const spans = sorted
    .slice(count)
    .map((start, index) => start.at - (sorted[index]?.at ?? 0) - (sorted[index]?.late ?? 0))
  return Math.min(...spans)
}

/** Starts per second from the first to the last. */
function rateOf(starts: readonly Start[]): number {
  const times = starts.map(({ at }) => at)
  return ((starts.length - 1) * 1000) / (Math.max(...times) - Math.min(...times))
}

/** Lets the clock of the limiter run ahead: whatever it gives out next lies as much earlier. */
async function skip(ms: number): Promise<void> {
  await house.sql`
    update outbound.accounts set next_start_at = next_start_at - ${ms} * interval '1 ms'
    where account = 'clay'`
}

describe('the limiter of an account', () => {
  it('gives ten starts a second, evenly, as far ahead as a worker looks', async () => {
    await house.enqueue(100, {}, clayHook)
    const claims = await house.worker().claim(100, 1500)
    expect(claims).toHaveLength(15)
    const starts = claims.map((claim) => startOf(claim))
    const gaps = starts.slice(1).map(({ at }, index) => at - (starts[index]?.at ?? 0))
    for (const gap of gaps) expect(gap).toBeCloseTo(101.2, 1)
    expect(claims.every(({ late_ms, lease_ms }) => late_ms === 11 && lease_ms === 30_000)).toBe(
      true
    )
    expect(await house.worker().claim(100, 1000)).toEqual([])
  })

  it.each([
    [0, 1],
    [100, 1],
    [102, 2],
    [1000, 10],
    [10_000, 99],
    [60_000, 99],
    [-5, 1],
  ])('looks %i ms ahead: %i starts', async (lookAhead, expected) => {
    await house.enqueue(150, {}, clayHook)
    expect(await house.worker().claim(150, lookAhead)).toHaveLength(expected)
  })

  it('never lets a second hold more than ten over an hour, and keeps within 2 % of ten', async () => {
    await house.enqueue(40_000, {}, clayHook)
    const random = createRandom(5)
    const workers = [house.worker(), house.worker()]
    const starts: Start[] = []
    let offset = 0
    while (offset < 3_600_000 && starts.length < 4000) {
      const worker = workers[Math.floor(random() * 2)] as Worker
      const claims = await worker.claim(1 + Math.floor(random() * 30), Math.floor(random() * 3000))
      starts.push(...claims.map((claim) => startOf(claim, offset)))
      // As far as the slots that were given out reach, so that there is never an idle moment.
      const [row] = await house.sql`
        select extract(epoch from next_start_at - clock_timestamp()) * 1000 as ahead
        from outbound.accounts where account = 'clay'`
      const ms = Math.max(0, Math.floor(Number(row?.ahead) * random()))
      await skip(ms)
      offset += ms
    }
    expect(starts).toHaveLength(new Set(starts.map(({ at }) => at)).size)
    expect(narrowest(starts, 10)).toBeGreaterThanOrEqual(1000)
    expect(rateOf(starts)).toBeGreaterThan(9.8)
    expect(rateOf(starts)).toBeLessThan(10.2)
  })

  it('holds for four connections at once, two jobs, and slots that are given back', async () => {
    await setLimit(400, 1)
    await house.enqueue(2500, {}, clayHook)
    await house.enqueue(2500, {}, `${clayHook}-2`)
    const starts: Start[] = []
    await Promise.all(
      Array.from({ length: 4 }, async (_, number) => {
        const random = createRandom(number)
        const sql = connect(house.database.url, 1)
        const worker = createWorker(sql)
        const until = Date.now() + 6000
        while (Date.now() < until) {
          const claims = await worker.claim(
            1 + Math.floor(random() * 40),
            Math.floor(random() * 800)
          )
          const back = claims.filter(() => random() < 0.1)
          await worker.release(back)
          starts.push(
            ...claims.filter((claim) => !back.includes(claim)).map((claim) => startOf(claim))
          )
        }
        await sql.end()
      })
    )
    expect(starts.length).toBeGreaterThan(1500)
    expect(narrowest(starts, 400)).toBeGreaterThanOrEqual(1000)
    // A tenth of the starts was given back: those slots are gone.
    expect(rateOf(starts)).toBeLessThan(400)
  })

  it('keeps the rate within 2 % with four connections', async () => {
    await setLimit(300, 1)
    await house.enqueue(3000, {}, clayHook)
    const starts: Start[] = []
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const sql = connect(house.database.url, 1)
        const worker = createWorker(sql)
        const until = Date.now() + 5000
        while (Date.now() < until) {
          starts.push(...(await worker.claim(50, 1500)).map((claim) => startOf(claim)))
        }
        await sql.end()
      })
    )
    expect(narrowest(starts, 300)).toBeGreaterThanOrEqual(1000)
    expect(rateOf(starts)).toBeGreaterThan(294)
    expect(rateOf(starts)).toBeLessThan(306)
  })

  it('starts anew after an idle time, without making up for it', async () => {
    await house.enqueue(40, {}, clayHook)
    await house.sql`
      update outbound.accounts set next_start_at = now() - interval '1 h' where account = 'clay'`
    const claims = await house.worker().claim(100, 1000)
    expect(claims).toHaveLength(10)
    expect(claims[0]?.start_in_ms).toBeGreaterThan(0)
    expect(claims[0]?.start_in_ms).toBeLessThan(21)
  })

  it('lets an idle account make a burst where its row says so, and no second hold more', async () => {
    await setLimit(10, 20)
    await house.enqueue(1000, {}, clayHook)
    await skip(60_000)
    const first = await house.worker().claim(100, 0)
    expect(first).toHaveLength(20)
    expect(new Set(first.map(({ start_in_ms }) => start_in_ms)).size).toBe(1)
    const starts = first.map((claim) => startOf(claim))
    let offset = 0
    while (starts.length < 500) {
      const claims = await house.worker().claim(100, 1000)
      starts.push(...claims.map((claim) => startOf(claim, offset)))
      await skip(500)
      offset += 500
    }
    expect(narrowest(starts, 29)).toBeGreaterThanOrEqual(1000)
    expect(rateOf(starts.slice(20))).toBeGreaterThan(9.8)
    expect(rateOf(starts.slice(20))).toBeLessThan(10.2)
  })

  it.each([
    [0.5, 1],
    [2.5, 3],
    [3, 3],
    [97, 97],
  ])('of %d a second: no second holds more than %i', async (rate, most) => {
    await setLimit(rate, 1)
    await house.enqueue(3000, {}, clayHook)
    const starts: Start[] = []
    let offset = 0
    while (starts.length < 300) {
      starts.push(
        ...(await house.worker().claim(1000, 10_000)).map((claim) => startOf(claim, offset))
      )
      await skip(5000)
      offset += 5000
    }
    expect(narrowest(starts, most)).toBeGreaterThanOrEqual(1000)
    expect(rateOf(starts) / rate).toBeGreaterThan(0.98)
    expect(rateOf(starts) / rate).toBeLessThan(1.02)
  })

  it('comes back within a second when the clock of the server was set back', async () => {
    await house.enqueue(40, {}, clayHook)
    await house.sql`
      update outbound.accounts set next_start_at = now() + interval '1 h' where account = 'clay'`
    expect(await house.worker().claim(100, 500)).toEqual([])
    const claims = await house.worker().claim(100, 1500)
    expect(claims.length).toBeGreaterThan(3)
    expect(claims[0]?.start_in_ms).toBeGreaterThan(900)
  })

  it('does not move when there is nothing to be sent', async () => {
    const before = await house.rows('select next_start_at from outbound.accounts order by account')
    await house.worker().claim()
    expect(
      await house.rows('select next_start_at from outbound.accounts order by account')
    ).toEqual(before)
  })

  it('is none where the account has no rate', async () => {
    await house.enqueue(300)
    const claims = await house.worker().claim(300, 0)
    expect(claims).toHaveLength(300)
    expect(claims.every(({ start_in_ms, late_ms }) => start_in_ms === 0 && late_ms === null)).toBe(
      true
    )
  })
})
