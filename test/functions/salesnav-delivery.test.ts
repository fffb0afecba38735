import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Clay, startClay } from '../support/clay.ts'
import { exporter } from '../support/forms.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const to = exporter(served)
let clay: Clay

beforeAll(async () => {
  clay = await startClay()
  await served.database.sql`select outbound.allow_destination(${clay.origin}, insecure => true)`
})

afterAll(() => clay.stop())

it('the rows of an export arrive at Clay, each as one JSON object, after the answer', async () => {
  const answer = await to.send('First name;Email\nZelda;zelda@quux.example\n"Jö\nrg"\n', {
    webhook_url: clay.webhookUrl('salesnav'),
    export_title: 'Heads of IT',
  })
  expect(answer.body).toMatchObject({ success: true, total_rows: 2 })
  await expect.poll(() => clay.log.length, { timeout: 20_000 }).toBe(2)
  const own = { _export_title: 'Heads of IT', _export_timestamp: null, _notes: null }
  // They are sent in this order, on connections of their own: which arrives first is open.
  const rowOf = (body: string) => Number(JSON.parse(body)._row_index)
  const arrived = clay.log.map(({ body }) => body).sort((a, b) => rowOf(a) - rowOf(b))
  expect(arrived.map((body) => JSON.parse(body))).toEqual([
    { 'First name': 'Zelda', Email: 'zelda@quux.example', ...own, _row_index: 0 },
    { 'First name': 'Jö\nrg', Email: '', ...own, _row_index: 1 },
  ])
  expect(arrived).toEqual(await to.bodies(answer))
  const progress = () => served.send(`/run/salesnav/export/${answer.body.export_id}`)
  await expect
    .poll(async () => (await progress()).body, { timeout: 20_000 })
    .toMatchObject({
      state: 'done',
      sent: 2,
      pending: 0,
      total_rows: 2,
      finished_at: expect.stringContaining('T'),
    })
}, 60_000)

it('the rows wait while their destination is forbidden, and none is lost', async () => {
  const { sql } = served.database
  await sql`update outbound.accounts as a set rate_per_second = 1 where a.account = 'clay'`
  const webhook_url = clay.webhookUrl('forbidden')
  const answer = await to.send(`Email\n${'x\n'.repeat(5)}`, { webhook_url })
  await sql`select outbound.forbid_destination(${clay.origin})`
  const progress = async () =>
    (await served.send(`/run/salesnav/export/${answer.body.export_id}`)).body
  expect(await progress()).toMatchObject({ state: 'stopped', failed: 0, dead: 0 })
  await new Promise((resolve) => setTimeout(resolve, 4000))
  expect((await progress()).pending).toBeGreaterThan(0)

  await sql`select outbound.allow_destination(${clay.origin}, insecure => true)`
  await sql`update outbound.accounts as a set rate_per_second = 10 where a.account = 'clay'`
  const redriven = await served.send(`/run/outbound/jobs/${answer.body.job_id}/redrive`, {
    method: 'POST',
    body: {},
  })
  expect(redriven.body).toMatchObject({ success: true })
  await expect.poll(progress, { timeout: 20_000 }).toMatchObject({ state: 'done', sent: 5 })
  const arrived = clay.log.filter((received) => received.webhook === 'forbidden')
  expect(new Set(arrived.map((received) => JSON.parse(received.body)._row_index)).size).toBe(5)
}, 60_000)
