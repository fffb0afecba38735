import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Endpoint,
  endpointName,
  takesBody,
} from '../../supabase/functions/_shared/endpoint.ts'
import { asked, faults, parametersOf, queries, requiredOf, rowsOf } from '../support/contracts.ts'
import { attacks, forEach, members, pathWith, strangers } from '../support/hostile-queries.ts'
import { oddText, seedWorld } from '../support/query-world.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
beforeAll(() => seedWorld(served.database.sql))

async function counts() {
  const [row] = await served.database.sql`
    select (select count(*) from core.companies)::integer as companies,
      (select count(*) from core.lead_index)::integer as people,
      (select count(*) from client.leads)::integer as leads`
  return row
}

const named = (method: (endpoint: Endpoint) => boolean) =>
  queries.filter(method).map((endpoint) => [endpointName(endpoint), endpoint] as const)
const inQuery = named((endpoint) => !takesBody(endpoint))
const inBody = named(takesBody)

describe('hostile parameters', () => {
  it.each(inQuery)(
    'of %s give an answer, and no row that was not asked for',
    async (_n, endpoint) => {
      const wrong: string[] = []
      await forEach(attacks(endpoint), async (attack) => {
        const answer = await served.send(pathWith(endpoint, attack))
        const found = [
          ...faults(endpoint, answer),
          ...strangers(attack.name, attack.values, answer),
        ]
        wrong.push(...found.map((fault) => `${attack.what}: ${fault}`))
      })
      expect(wrong).toEqual([])
    }
  )

  it.each(inBody)('of %s give an answer', async (_name, endpoint) => {
    const wrong: string[] = []
    const names = parametersOf(endpoint).map(({ name }) => name)
    const bodies = names.flatMap((name) =>
      members.map((member) => {
        const { [name]: _replaced, ...others } = requiredOf(endpoint)
        const kept = Object.entries(others).map(([key, value]) => [key, JSON.stringify(value)])
        const all = [...kept, [name, member]].map(
          ([key, text]) => `${JSON.stringify(key)}: ${text}`
        )
        return { what: `${name}: ${member.slice(0, 40)}`, body: `{${all.join(', ')}}` }
      })
    )
    await forEach(bodies, async ({ what, body }) => {
      const answer = await served.send(endpoint.path, { body })
      wrong.push(...faults(endpoint, answer).map((fault) => `${what}: ${fault}`))
    })
    expect(wrong).toEqual([])
  })

  it.each(inQuery)('of %s that it does not know are refused', async (_name, endpoint) => {
    const [path] = asked(endpoint, requiredOf(endpoint))
    const start = `${path}${path.includes('?') ? '&' : '?'}`
    const wrong: string[] = []
    await forEach(
      ['city[]=x', '__proto__=x', '%00=x', '=x', 'constructor=1', 'a%=%E0%A4%A'],
      async (query) => {
        const answer = await served.send(`${start}${query}`)
        const code = answer.body.error?.code
        wrong.push(...faults(endpoint, answer).map((fault) => `${query}: ${fault}`))
        if (code !== 'WH107') wrong.push(`${query}: ${answer.status} ${code}`)
      }
    )
    expect(wrong).toEqual([])
  })

  const paged = inQuery.filter(([, { request }]) => 'cursor' in request.shape)
  it.each(paged)('of %s with an altered cursor', async (_name, endpoint) => {
    const required = requiredOf(endpoint)
    const first = await served.send(...asked(endpoint, { ...required, limit: 1 }))
    const all = rowsOf(await served.send(...asked(endpoint, required))).map((row) =>
      JSON.stringify(row)
    )
    const { h, k } = JSON.parse(Buffer.from(first.body.meta.next_cursor, 'base64url').toString())
    const same = (value: unknown) => k.map(() => value)
    const keys = ['', '%', '\ud800', 'infinity', 'NaN', '1e400', -1, 2 ** 53, 2 ** 63, {}, [], null]
    const altered = [...keys.map(same), [], [...k, ...k], {}, null, 'k', 5]
    const cursors = [...altered.map((key) => ({ h, k: key })), { h }, [h, k], h, null, { h: 5, k }]
    const wrong: string[] = []
    await forEach(cursors, async (cursor) => {
      const text = Buffer.from(JSON.stringify(cursor)).toString('base64url')
      const answer = await served.send(...asked(endpoint, { ...required, cursor: text }))
      const others = rowsOf(answer).filter((row) => !all.includes(JSON.stringify(row)))
      const found = [...faults(endpoint, answer), ...others.map((row) => JSON.stringify(row))]
      wrong.push(...found.map((fault) => `${JSON.stringify(cursor)}: ${fault}`))
    })
    expect(wrong).toEqual([])
  })

  it.each([
    ['limit', ['１０', '0x10', '10.5', '+', '--1', 'NaN', 'Infinity', '2147483648', '0']],
    ['offset', ['-0.5', '9223372036854775808', '2147483648', '1_0', '٣']],
    ['job_start_date_gte', ['infinity', 'today', '2026-02-30', '2026-1-1', '0044-03-15 BC']],
    ['job_start_date_lte', ['-infinity', '999999-01-01', '20260101', '2026-01-01T00:00', 'x']],
    ['count', ['exactly', 'true', '1']],
    ['include_incomplete', ['yes!', '2']],
  ])('of %s that only look like a value are refused', async (name, values) => {
    for (const path of ['/api/leads', '/api/people']) {
      if (path === '/api/people' && name === 'include_incomplete') continue
      for (const value of values) {
        const answer = await served.send(`${path}?${new URLSearchParams({ [name]: value })}`)
        expect([value, answer.status, answer.body.error?.code]).toEqual([value, 422, 'WH104'])
        expect(answer.body.error.issues[0].path).toBe(name)
      }
    }
  })

  it('have changed nothing', async () => {
    expect(await counts()).toEqual({ companies: 17, people: 18, leads: 13 })
  })
})

describe('characters that mean something to LIKE, SQL or JSON', () => {
  const one = async (path: string, name: string, value: string) => {
    const answer = await served.send(`${path}?${new URLSearchParams({ [name]: value })}`)
    expect(answer.status, answer.text).toBe(200)
    return rowsOf(answer).map((row) => row.domain ?? row.linkedin_slug)
  }

  it.each([
    ['/api/leads', 'full_name', 'odd'],
    ['/api/leads', 'company_name', 'odd'],
    ['/api/leads/quick', 'full_name', 'odd'],
    ['/api/people', 'full_name', 'odd'],
    ['/api/companies', 'name', 'odd.example'],
  ])('stand for themselves: %s?%s=', async (path, name, found) => {
    for (const value of ['%', '_', '%_p', '"', `'`, '\\', ',', oddText, oddText.toUpperCase()]) {
      expect(await one(path, name, value), value).toEqual([found])
    }
    for (const value of ['%%', '__', 'Zelda%Quux', 'Northwind_1', '\\%', `''`]) {
      expect(await one(path, name, value), value).toEqual([])
    }
  })

  it('stand for themselves in the search, and in a name that is looked up', async () => {
    expect(await one('/api/companies/search', 'q', '%_')).toEqual(['odd.example'])
    expect(await one('/api/companies/search', 'q', '%%')).toEqual([])
    const path = `/api/companies/lookup?${new URLSearchParams({ name: oddText })}`
    expect((await served.send(path)).body).toMatchObject({ found: true, domain: 'odd.example' })
    const joker = `/api/companies/lookup?${new URLSearchParams({ name: '%orthwin_' })}`
    expect((await served.send(joker)).body).toMatchObject({ found: false, domain: null })
  })
})
