import { afterEach, describe, expect, it } from 'vitest'
import { clayHook, freeHook, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

const destinations = () =>
  house.rows('select origin, account, is_insecure from outbound.destinations order by origin')
const allow = (origin: string | null, account: string | null = 'clay', insecure = false) =>
  house.sql`select outbound.allow_destination(${origin}, ${account}, insecure => ${insecure})`

describe('the list of destinations', () => {
  it('begins with Clay, at ten starts a second without a burst', async () => {
    expect(
      await house.rows(`select d.origin, d.is_insecure, a.account, a.rate_per_second::integer,
          a.burst, a.max_payload_bytes, a.warn_submissions::integer, a.max_submissions::integer
        from outbound.destinations as d inner join outbound.accounts as a using (account)
        where d.origin like 'https://%'`)
    ).toEqual([
      {
        origin: 'https://api.clay.com',
        is_insecure: false,
        account: 'clay',
        rate_per_second: 10,
        burst: 1,
        max_payload_bytes: 100_000,
        warn_submissions: 40_000,
        max_submissions: 50_000,
      },
    ])
  })

  it.each([
    ['https://hooks.receiver.example', 'https://hooks.receiver.example'],
    [' HTTPS://Hooks.Receiver.Example/ ', 'https://hooks.receiver.example'],
    ['https://hooks.receiver.example:443', 'https://hooks.receiver.example'],
    ['https://hooks.receiver.example:8443', 'https://hooks.receiver.example:8443'],
  ])('takes %s', async (given, origin) => {
    await allow(given)
    expect(await destinations()).toContainEqual({ origin, account: 'clay', is_insecure: false })
    await house.sql`delete from outbound.destinations where origin = ${origin}`
  })

  it('takes plain http and addresses where the call says so', async () => {
    await house.sql`select outbound.allow_destination('http://127.0.0.1:9999', insecure => true)`
    await house.sql`select outbound.allow_destination('http://[::1]:9998', insecure => true)`
    await house.sql`select outbound.allow_destination('http://localhost:80', insecure => true)`
    const insecure = (await destinations()).filter((row) => row.account === 'clay')
    expect(insecure.map(({ origin, is_insecure }) => [origin, is_insecure])).toEqual([
      ['http://127.0.0.1:9999', true],
      ['http://[::1]:9998', true],
      ['http://localhost', true],
      ['https://api.clay.com', false],
    ])
    await house.sql`delete from outbound.destinations where is_insecure and account = 'clay'`
  })

  it.each([
    [null],
    [''],
    ['api.clay.com'],
    ['http://api.clay.com'],
    ['https://127.0.0.1'],
    ['https://2130706433'],
    ['https://0x7f.1'],
    ['https://[::1]'],
    ['https://localhost'],
    ['https://user:secret@api.clay.com'],
    ['https://api.clay.com/path'],
    ['https://api.clay.com?x=1'],
    ['https://api.clay.com.'],
    ['https://*.clay.com'],
    ['https://api.clay.com:99999'],
    ['ftp://api.clay.com'],
    ["https://x.example'; drop table outbound.queue; --"],
  ])('refuses %s', async (origin) => {
    const before = await destinations()
    expect((await failure(allow(origin))).code).toMatch(/^(WH903|WH712)$/)
    expect(await destinations()).toEqual(before)
  })

  it.each([[null], ['no_such_account']])('refuses the account %s', async (account) => {
    expect(await failure(allow('https://a.example', account))).toMatchObject({ code: 'WH903' })
  })

  it('changes the account of an origin that is on it', async () => {
    await allow('https://a.example')
    await allow('https://a.example', 'receiver')
    expect(await destinations()).toContainEqual({
      origin: 'https://a.example',
      account: 'receiver',
      is_insecure: false,
    })
    await house.sql`select outbound.forbid_destination('https://a.example')`
  })
})

describe('forbidding a destination', () => {
  it('stops the jobs that send there, and redrive resumes them when it is allowed again', async () => {
    const jobId = await house.enqueue(5, {}, clayHook)
    const other = await house.enqueue(2)
    const worker = house.worker()
    const claims = (await worker.claim(100, 200)).filter(({ job_id }) => job_id === jobId)
    expect(claims.length).toBeGreaterThan(0)
    const [row] = await house.sql`select outbound.forbid_destination('https://api.clay.com/') as n`
    expect(row?.n).toBe(1)
    expect(await house.job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: 'the destination https://api.clay.com was forbidden',
      pending: 5,
      in_flight: claims.length,
    })
    expect(await house.job(other)).toMatchObject({ state: 'running' })
    await worker.finish(claims)
    expect((await failure(house.enqueue(1, {}, clayHook))).code).toBe('WH711')
    await house.sql`select outbound.allow_destination('https://api.clay.com')`
    await house.sql`select outbound.redrive(${jobId})`
    expect(await house.job(jobId)).toMatchObject({ state: 'running', sent: claims.length })
  })

  it('that is not on the list is refused', async () => {
    const act = house.sql`select outbound.forbid_destination('https://nobody.example')`
    expect(await failure(act)).toMatchObject({ code: 'WH903' })
    expect(await house.enqueue(1, {}, freeHook)).toBeTruthy()
  })
})
