import { expect, it } from 'vitest'
import { badReceiver, runChaos } from '../support/chaos.ts'

it('delivers every row, whoever is killed, and keeps to the rate meanwhile', async () => {
  const rate = 40
  const report = await runChaos({
    deliveries: 400,
    rate,
    killEveryMs: 1500,
    maxKills: 9,
    behaviour: badReceiver,
    job: { max_attempts: 50, backoff_base_seconds: 0.5, backoff_cap_seconds: 4 },
    leaseSeconds: 5,
    limitMs: 120_000,
  })
  console.log(`chaos: ${JSON.stringify(report)}`)
  expect(report).toMatchObject({
    isFinished: true,
    kills: 9,
    states: { sent: 400 },
    lost: 0,
    rowsWithSeveralIds: 0,
    unexplainedDoubles: 0,
    codes: [0, 0],
  })
  expect(report.faults.hanging).toBeGreaterThan(0)
  // What a killed worker had in hand was claimed again.
  expect(report.lostLeases).toBeGreaterThan(0)
  expect(report.mostStarts).toBeLessThanOrEqual(rate)
  expect(report.mostArrivalsLessJitter).toBeLessThanOrEqual(rate)
}, 180_000)
