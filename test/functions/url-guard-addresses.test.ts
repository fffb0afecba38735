import { execFile } from 'node:child_process'
import { setServers } from 'node:dns/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { denoBinary } from '../../scripts/gateway-process.ts'
import { problem } from '../../supabase/functions/_shared/errors.ts'
import { isPublicAddress } from '../../supabase/functions/_shared/outbound/addresses.ts'
import { resolveAddresses } from '../../supabase/functions/_shared/outbound/resolver.ts'
import { createUrlGuard } from '../../supabase/functions/_shared/outbound/url-guard.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { clayWebhook, findIn, publicly } from '../support/destinations.ts'
import { type NameServer, startNameServer } from '../support/name-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

describe('the addresses of a host', () => {
  const guardOf = (answers: readonly string[][], cacheSeconds = 0) => {
    let calls = 0
    const resolve = async () => answers[Math.min(calls++, answers.length - 1)] ?? []
    const guard = createUrlGuard({
      findDestination: findIn(database.sql, false),
      resolve,
      cacheSeconds,
    })
    return { guard, calls: () => calls }
  }

  it('are looked at before every delivery: a name that is bound anew is refused', async () => {
    const { guard } = guardOf([
      ['203.0.114.7'],
      ['203.0.114.7'],
      ['127.0.0.1'],
      ['169.254.169.254'],
    ])
    expect(await guard.check(clayWebhook)).toBeNull()
    expect(await guard.check(clayWebhook)).toBeNull()
    expect(await guard.check(clayWebhook)).toMatchObject({ code: 'WH713' })
    expect(await guard.check(clayWebhook)).toMatchObject({
      code: 'WH713',
      message: expect.stringContaining('169.254.169.254'),
    })
  })

  it('are remembered for the seconds given, no longer', async () => {
    const { guard, calls } = guardOf([['203.0.114.7'], ['10.0.0.1']], 0.3)
    expect(await Promise.all([guard.check(clayWebhook), guard.check(clayWebhook)])).toEqual([
      null,
      null,
    ])
    expect(await guard.check('https://api.clay.com/another')).toBeNull()
    expect(calls()).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(await guard.check(clayWebhook)).toMatchObject({ code: 'WH713' })
  })

  it('must all be public', async () => {
    const mixed = guardOf([['203.0.114.7', '2a00:1450:4009::200e', '10.0.0.1']])
    expect(await mixed.guard.check(clayWebhook)).toMatchObject({ code: 'WH713' })
    const six = guardOf([['203.0.114.7', 'fd00::1']])
    expect(await six.guard.check(clayWebhook)).toMatchObject({ code: 'WH713' })
  })

  it('that cannot be found out are no pass', async () => {
    expect(await guardOf([[]]).guard.check(clayWebhook)).toMatchObject({ code: 'WH714' })
    const resolve = () => Promise.reject(new Error('SERVFAIL'))
    const guard = createUrlGuard({ findDestination: findIn(database.sql, false), resolve })
    expect(await guard.check(clayWebhook)).toMatchObject({ code: 'WH714', status: 503 })
  })

  it('are not asked for when the database fails, and the failure is told', async () => {
    const down = problem('WH010', 'the database cannot be reached', 'later')
    const guard = createUrlGuard({ findDestination: async () => down, resolve: publicly })
    expect(await guard.check(clayWebhook)).toMatchObject({ code: 'WH010' })
    const broken = createUrlGuard({
      findDestination: () => Promise.reject(new Error('broken')),
      resolve: publicly,
    })
    await expect(broken.check(clayWebhook)).rejects.toThrow('broken')
    await expect(broken.check(clayWebhook)).rejects.toThrow('broken')
  })

  it('count only for the origin that the database found', async () => {
    const found = { origin: 'https://evil.example', isInsecure: true }
    const guard = createUrlGuard({ findDestination: async () => found, resolve: publicly })
    expect(await guard.check(clayWebhook)).toMatchObject({ code: 'WH711' })
  })

  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254'],
    ...['127.0.0.1', '127.255.255.255', '168.63.129.16', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.1', '192.0.2.1', '192.31.196.1', '192.52.193.1'],
    ...['192.88.99.1', '192.168.0.1', '192.175.48.1', '198.18.0.1', '198.19.255.255'],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
    ...['255.255.255.255', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '127.0.0.01'],
    ...['256.1.1.1', '1.2.3', '1.2.3.4.5', '', 'localhost', '1.1.1.1 ', '1.1.1.1\n'],
    ...['::', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:1.1.1.1'],
    ...['::127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::1', '100::1'],
    ...['2001::1', '2001:10::1', '2001:2::1', '2001:db8::1', '2002:7f00:1::1', '2620:4f:8000::1'],
    ...['3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
    ...['ff02::1', '4000::1', '1::1', ':::', '12345::1', '[::1]', '::1/128'],
  ])('are not public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
    ...['126.255.255.255', '128.0.0.0', '169.253.255.255', '172.15.255.255', '172.32.0.0'],
    ...['192.0.1.1', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0'],
    ...['203.0.112.255', '223.255.255.255', '2606:4700:4700::1111', '2A00:1450:4009::200E'],
    ...['2001:200::1', '2003::1', '3ffe::1', '64:ff9b::1.1.1.1', '2606:4700::1.1.1.1'],
  ])('are public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('the resolver', () => {
  let server: NameServer
  const zone = {
    'both.example': { a: ['203.0.114.7', '203.0.114.8'], aaaa: ['2a00::7'] },
    'four.example': { a: ['203.0.114.7'] },
    'six.example': { aaaa: ['2a00::7'] },
    'empty.example': {},
    'broken.example': 'servfail',
    'silent.example': 'silence',
  } as const

  beforeAll(async () => {
    server = await startNameServer(zone)
    setServers([`127.0.0.1:${server.port}`])
  })

  afterAll(() => server.stop())

  /** The same look-ups in Deno, whose own function is pointed at the same server. */
  async function resolveInDeno(name: string): Promise<string> {
    const script = `
      const original = Deno.resolveDns
      const nameServer = { ipAddr: '127.0.0.1', port: ${server.port} }
      Object.defineProperty(Deno, 'resolveDns', {
        value: (name, type) => original(name, type, { nameServer }), configurable: true })
      const { resolveAddresses } = await import('./supabase/functions/_shared/outbound/resolver.ts')
      try { console.log((await resolveAddresses('${name}')).join(' ')) }
      catch (thrown) { console.log('failed: ' + thrown.message) }
      Deno.exit(0)`
    const options = ['--no-lock', '--cached-only', '--ext=ts', '--node-modules-dir=manual']
    const run = promisify(execFile)(denoBinary(), ['eval', ...options, script], { cwd: root })
    return (await run).stdout.trim()
  }

  it('asks for both kinds of address, and takes one of them', async () => {
    expect(await resolveAddresses('both.example')).toEqual([
      '203.0.114.7',
      '203.0.114.8',
      '2a00::7',
    ])
    expect(await resolveAddresses('four.example')).toEqual(['203.0.114.7'])
    expect(await resolveAddresses('six.example')).toEqual(['2a00::7'])
    expect(server.asked).toContain('both.example AAAA')
  })

  it.each(['empty.example', 'missing.example', 'broken.example'])(
    'throws when nothing comes of it: %s',
    async (name) => {
      await expect(resolveAddresses(name)).rejects.toThrow(/./)
    }
  )

  it('gives up on a name server that says nothing', async () => {
    await expect(resolveAddresses('silent.example')).rejects.toThrow('did not answer')
  }, 15_000)

  it('does the same in Deno', async () => {
    expect(await resolveInDeno('both.example')).toBe('203.0.114.7 203.0.114.8 2a00::7')
    expect(await resolveInDeno('four.example')).toBe('203.0.114.7')
    expect(await resolveInDeno('empty.example')).toContain('failed: ')
    expect(await resolveInDeno('missing.example')).toContain('failed: ')
    expect(await resolveInDeno('broken.example')).toContain('failed: ')
  }, 60_000)

  it('feeds the guard: a name bound anew on the name server is refused', async () => {
    await database.sql`select outbound.allow_destination('https://rebound.example')`
    const url = 'https://rebound.example/x'
    const guard = createUrlGuard({ findDestination: findIn(database.sql, false), cacheSeconds: 0 })
    server.change({ ...zone, 'rebound.example': { a: ['203.0.114.7'] } })
    expect(await guard.check(url)).toBeNull()
    server.change({ ...zone, 'rebound.example': { a: ['203.0.114.7'], aaaa: ['::1'] } })
    expect(await guard.check(url)).toMatchObject({ code: 'WH713' })
    server.change(zone)
    expect(await guard.check(url)).toMatchObject({ code: 'WH714' })
  })
})
