import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isProblem, type Problem } from '../../supabase/functions/_shared/errors.ts'
import { send } from '../../supabase/functions/_shared/outbound/sender.ts'
import {
  createUrlGuard,
  type Destination,
  type FindDestination,
} from '../../supabase/functions/_shared/outbound/url-guard.ts'
import { readWebhookUrl } from '../../supabase/functions/_shared/outbound/webhook-url.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { clayWebhook, findIn, publicly } from '../support/destinations.ts'
import { hostileUrls } from '../support/hostile-urls.ts'
import { type Failed, failure } from '../support/warehouse.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

/** A destination for whatever origin the URL has: only the guard itself is in the way. */
const anything: FindDestination = async (webhookUrl) => {
  const origin = URL.canParse(webhookUrl) ? new URL(webhookUrl).origin : 'null'
  return { origin, isInsecure: false }
}
/** A destination for this URL, secure or not. */
const only =
  (found: Destination): FindDestination =>
  async () =>
    found

describe('a hostile URL', () => {
  it('comes in at least sixty kinds', () => {
    expect(new Set(hostileUrls.map(([, url]) => url)).size).toBeGreaterThanOrEqual(60)
  })

  it.each(hostileUrls)('is refused by SQL and by the guard: %s', async (_what, url, code) => {
    const find = `select outbound.find_destination($1::text)`
    // A NUL never gets as far as SQL: the text of a request has none.
    const refused = await failure(database.sql.unsafe(find, [url]))
    expect(refused).toMatchObject({ code, hint: expect.stringMatching(/./) })

    const guard = createUrlGuard({
      findDestination: findIn(database.sql, false),
      resolve: publicly,
    })
    expect(await guard.check(url)).toMatchObject({ kind: 'problem', code })
  })

  it.each(hostileUrls.filter(([, , code]) => code === 'WH712'))(
    'is refused even if its origin were allowed: %s',
    async (_what, url) => {
      const guard = createUrlGuard({ findDestination: anything, resolve: publicly })
      expect(await guard.check(url)).toMatchObject({ kind: 'problem', code: 'WH712' })
    }
  )

  it('is refused with a NUL inside', () => {
    expect(readWebhookUrl('https://api.clay.com/x\0')).toMatchObject({ code: 'WH712' })
    expect(readWebhookUrl('https://api.clay.com\0.evil.example/x')).toMatchObject({ code: 'WH712' })
  })

  it('is told apart alike by the two readers, weakness and all', async () => {
    const others = [
      clayWebhook,
      'http://127.0.0.1:9999/x',
      'http://localhost/',
      'https://[::1]:1/?a=b',
    ]
    for (const url of [...hostileUrls.map(([, hostile]) => hostile), ...others]) {
      const read = readWebhookUrl(url)
      const sql = await database.sql
        .unsafe('select * from outbound.parse_webhook_url($1)', [url])
        .then(
          ([row]) => row as Record<string, unknown>,
          (error: Failed) => error.message
        )
      if (typeof sql === 'string') {
        expect.soft((read as Problem).message, url).toBe(sql)
      } else if (isProblem(read)) {
        // The parser of fetch knows more spellings of addresses than the patterns do.
        expect.soft(read.message, url).toContain('read differently')
        expect.soft(sql.weakness, url).toBe('names an IP address')
      } else {
        expect.soft(read.origin, url).toBe(sql.origin)
        expect
          .soft(read.weakness?.message ?? null, url)
          .toBe(sql.weakness === null ? null : `the webhook URL ${sql.weakness}`)
      }
    }
  })
})

describe('a webhook of an allowed origin', () => {
  it.each([
    clayWebhook,
    'https://api.clay.com',
    'https://api.clay.com/',
    'https://api.clay.com/v3/sources/webhook/pull-in-data-from-a-webhook-0123-ab_c~d',
    'https://api.clay.com/x?token=a%20b&c=d/e?f',
    "https://api.clay.com/a;b=c/d,e/(f)/!$&'*+=:@/%7Eg",
  ])('passes: %s', async (url) => {
    const guard = createUrlGuard({
      findDestination: findIn(database.sql, false),
      resolve: publicly,
    })
    expect(await guard.check(url)).toBeNull()
  })

  it('passes on another port when the row has it, and only there', async () => {
    await database.sql`select outbound.allow_destination('https://hooks.receiver.example:8443')`
    const guard = createUrlGuard({
      findDestination: findIn(database.sql, false),
      resolve: publicly,
    })
    expect(await guard.check('https://hooks.receiver.example:8443/x')).toBeNull()
    for (const origin of [
      'https://hooks.receiver.example',
      'https://hooks.receiver.example:8444',
    ]) {
      expect(await guard.check(`${origin}/x`)).toMatchObject({ code: 'WH711' })
    }
  })

  it('is refused with the call that allows it, and passes after that call', async () => {
    const url = 'https://hooks.other.example/x'
    const find = (text: string) => database.sql`select outbound.find_destination(${text})`
    const { code, hint } = await failure(find(url))
    expect(code).toBe('WH711')
    const remedy = /select outbound\.allow_destination\('https:\/\/hooks\.other\.example'\)/.exec(
      hint
    )
    await database.sql.unsafe(remedy?.[0] ?? 'the hint names no call')
    await find(url)
  })

  it('is refused as soon as it is forbidden again', async () => {
    const url = 'https://hooks.third.example/x'
    await database.sql`select outbound.allow_destination('https://hooks.third.example')`
    const options = { findDestination: findIn(database.sql, false), resolve: publicly }
    const guard = createUrlGuard({ ...options, cacheSeconds: 0 })
    expect(await guard.check(url)).toBeNull()
    await database.sql`select outbound.forbid_destination('https://hooks.third.example')`
    expect(await guard.check(url)).toMatchObject({ code: 'WH711' })
  })
})

describe('an insecure destination', () => {
  const url = 'http://127.0.0.1:9999/x'
  beforeAll(async () => {
    await database.sql`select outbound.allow_destination('http://127.0.0.1:9999', insecure => true)`
    await database.sql`select outbound.allow_destination('https://plain.example', insecure => true)`
  })

  it('is refused without a row, with the call that makes one', async () => {
    const refused = await findIn(database.sql, true)('http://127.0.0.1:9998/x')
    expect(refused).toMatchObject({ code: 'WH712', message: 'the webhook URL is not https' })
    expect((refused as Problem).hint).toContain(
      "outbound.allow_destination('http://127.0.0.1:9999', insecure => true)"
    )
  })

  it('counts on a server for development, without asking for addresses', async () => {
    const resolve = () => Promise.reject(new Error('asked'))
    const guard = createUrlGuard({ findDestination: findIn(database.sql, true), resolve })
    expect(await guard.check(url)).toBeNull()
  })

  it('is refused on every other server, https or not', async () => {
    const guard = createUrlGuard({
      findDestination: findIn(database.sql, false),
      resolve: publicly,
    })
    for (const one of [url, 'https://plain.example/x']) {
      const refused = await guard.check(one)
      expect(refused).toMatchObject({ code: 'WH711' })
      expect(refused?.hint).toContain('PIPELINE_DEVELOPMENT=1')
    }
  })

  it.each([
    'http://127.1:9999/x',
    'http://2130706433:9999/x',
    'http://0x7f000001:9999/x',
    'http://127.0.0.1:9999@evil.example/x',
    'http://127.0.0.1:9998/x',
    'https://127.0.0.1:9999/x',
  ])('does not make another spelling or port of it pass: %s', async (other) => {
    const guard = createUrlGuard({ findDestination: findIn(database.sql, true), resolve: publicly })
    expect(await guard.check(other)).toMatchObject({ kind: 'problem' })
  })

  it('does not make plain http pass under a row that is not insecure', async () => {
    const found = { origin: 'http://127.0.0.1:9999', isInsecure: false }
    const guard = createUrlGuard({ findDestination: only(found), resolve: publicly })
    expect(await guard.check(url)).toMatchObject({ code: 'WH712' })
  })
})

describe('a redirect', () => {
  const servers: Server[] = []
  const asked: string[] = []

  async function listen(name: string, location: string | null, status = 200): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(`${name} ${request.method} ${request.url}`)
      response.writeHead(status, location === null ? {} : { location })
      response.end('x')
    })
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  afterEach(async () => {
    asked.length = 0
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  it.each([301, 302, 303, 307, 308])(
    'is an answer like any failure, and never followed: %i',
    async (status) => {
      const inner = await listen('inner', null)
      const outer = await listen('outer', `${inner}/secrets`, status)
      const message = { messageId: crypto.randomUUID(), webhookUrl: `${outer}/x`, body: '{}' }
      const answer = await send(message, 5000)
      expect(answer).toMatchObject({ httpStatus: status, error: 'redirects are not followed' })
      expect(asked).toEqual(['outer POST /x'])
    }
  )
})
