import type postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { contentOf, differencesOf } from '../support/content.ts'
import {
  enrich,
  find,
  matchesOf,
  mention,
  type Named,
  sources,
  uncarried,
  unsettled,
} from '../support/customer-names.ts'
import { shuffled } from '../support/varied.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
let many: postgres.Sql

beforeAll(() => {
  many = connect(house.database.url, 16)
})

afterAll(() => many?.end())

/** Runs acts at once, each on a connection of its own. */
async function atOnce(acts: readonly ((sql: postgres.ReservedSql) => Promise<unknown>)[]) {
  const connections = await Promise.all(acts.map(() => many.reserve()))
  try {
    await Promise.all(acts.map((act, number) => act(connections[number] as postgres.ReservedSql)))
  } finally {
    for (const connection of connections) connection.release()
  }
}

/** A transaction of its own that waits for `commit` before it ends. */
async function begin(act: (sql: postgres.Sql) => Promise<unknown>): Promise<() => Promise<void>> {
  const sql = await many.reserve()
  await sql`begin`
  await act(sql)
  return async () => {
    await sql`commit`
    sql.release()
  }
}

const heal = () => house.sql`select ops.fill_reference_gaps()`

async function expectWhole(): Promise<void> {
  expect(await house.rows('select source, message from ops.failures')).toEqual([])
  expect(await uncarried(house)).toEqual([])
}

const company = (round: string, number: number): Named => ({
  domain: `${round}-${number}.example`,
  name: `Quorvane ${round} ${number} Ltd`,
})
const names = (round: string, size: number) =>
  Array.from({ length: size }, (_, number) => `Quorvane ${round} ${number}`)
const origins = (round: string, size: number) =>
  names(round, size).map((_, number) => ({
    origin: `${round}-${number}.example`,
    names: names(round, size),
  }))

afterEach(async () => {
  await heal()
  expect(await unsettled(house)).toEqual([])
})

describe('companies that are each other’s customers', () => {
  it.each(Object.entries(sources))('two at once, in many rounds: %s', async (by, land) => {
    for (let round = 0; round < 40; round++) {
      const prefix = `${by}${round}`
      await mention(house, ...origins(prefix, 2))
      await atOnce([0, 1].map((number) => (sql) => land({ sql }, company(prefix, number))))
    }
    await expectWhole()
    // Their vendors were known beforehand: nothing is left to heal.
    expect(await unsettled(house)).toEqual([])
    const matches = Object.values(await matchesOf(house))
    expect(matches.filter((match) => match.length === 0)).toHaveLength(
      // Half of the names are those of the origins themselves.
      matches.length / 2
    )
  })

  it('in sets of any order on eight connections, with all three sources', async () => {
    for (let round = 0; round < 6; round++) {
      const prefix = `set${round}`
      const set = Array.from({ length: 10 }, (_, number) => company(prefix, number))
      await mention(house, ...origins(prefix, 10))
      await atOnce(
        Array.from({ length: 8 }, (_, number) => (sql) => {
          const land = Object.values(sources)[number % 3] as typeof enrich
          return land({ sql }, ...shuffled(set, round * 8 + number))
        })
      )
    }
    await expectWhole()
    expect(await unsettled(house)).toEqual([])
  })

  it('while their lists land again, and others take their names away', async () => {
    for (let round = 0; round < 8; round++) {
      const prefix = `mix${round}`
      const lists = origins(prefix, 6)
      await mention(house, ...lists.slice(0, 3))
      await atOnce([
        ...[0, 1, 2].map(
          (number) => (sql: postgres.ReservedSql) =>
            mention({ sql }, ...shuffled(lists, round * 3 + number))
        ),
        ...[0, 1, 2, 3, 4, 5].map(
          (number) => (sql: postgres.ReservedSql) =>
            (number % 2 === 0 ? enrich : find)({ sql }, company(prefix, number))
        ),
        (sql) => find({ sql }, { domain: `${prefix}-twin.example`, name: `Quorvane ${prefix} 1` }),
      ])
    }
    await expectWhole()
    await heal()
    expect(await unsettled(house)).toEqual([])
    await expectWhole()
    const landed = await contentOf(house.sql)
    for (const size of [1, 7, 1000]) {
      await house.sql`call ops.rebuild(null, ${size})`
      expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
    }
  })

  it('many at once, of one vendor: all match, and none waits for healing', async () => {
    await mention(house, { origin: 'hub.example', names: names('hub', 60) })
    await atOnce(
      Array.from({ length: 12 }, (_, worker) => async (sql) => {
        for (let number = worker; number < 60; number += 12) {
          await enrich({ sql }, company('hub', number))
        }
      })
    )
    await expectWhole()
    expect(await unsettled(house)).toEqual([])
  })
})

describe('a company and a name that land without seeing each other', () => {
  const heals = {
    'ops.match_customer_names': () => house.sql`call ops.match_customer_names(p_dry_run => false)`,
    'ops.fill_reference_gaps': heal,
  }

  it.each(Object.entries(heals))('are brought together by %s', async (by, act) => {
    const origin = `${by.length}.vendor.example`
    const name = `Brelmoth ${by.length}`
    for (const [prefix, first, second] of [
      ['name', mention, enrich],
      ['company', enrich, mention],
      ['found', find, mention],
    ] as const) {
      const lists = { origin: `${prefix}.${origin}`, names: [`${name} ${prefix}`] }
      const one = { domain: `${prefix}.${by.length}.example`, name: `${name} ${prefix}` }
      const land = (what: typeof first, sql: postgres.Sql) =>
        what === mention ? mention({ sql }, lists) : (what as typeof enrich)({ sql }, one)
      const commit = await begin((sql) => land(first, sql))
      await land(second, house.sql)
      await commit()
      expect(await unsettled(house)).toHaveLength(1)
      // One of the two may be older than what healing looks at.
      await (prefix === 'name'
        ? house.sql`update core.companies set updated_at = now() - interval '9 days'`
        : house.sql`update extracted.customer_names set created_at = now() - interval '9 days'`)
      await act()
      expect(await unsettled(house)).toEqual([])
      await expectWhole()
    }
  })

  it('and is ambiguous after all, is found out by what looks at new names', async () => {
    const name = 'Ostrelle Nord'
    const commit = await begin((sql) => enrich({ sql }, { domain: 'twin.example', name }))
    await enrich(house, { domain: 'ostrelle.example', name })
    await mention(house, { origin: 'vendor.example', names: [name] })
    await commit()
    expect((await matchesOf(house))[`vendor.example: ${name}`]?.[0]).toBe('ostrelle.example')
    await heal()
    expect((await matchesOf(house))[`vendor.example: ${name}`]).toEqual([])
    await expectWhole()
  })

  it('is left to healing where its vendor is held by somebody else, without waiting', async () => {
    const name = 'Tazwick Nord'
    // Nobody can foresee that this name will be waited for: the origin is held when it is found out.
    const commit = await begin(
      (sql) => sql`select ops.lock_entities('company', array['holder.example'])`
    )
    const landing = begin((sql) => mention({ sql }, { origin: 'holder.example', names: [name] }))
    const commitCompany = await begin((sql) => enrich({ sql }, { domain: 't.example', name }))
    await commit()
    const commitNames = await landing
    await commitNames()
    await commitCompany()
    expect(await unsettled(house)).toHaveLength(1)
    await heal()
    expect(await unsettled(house)).toEqual([])
    await expectWhole()
  })
})
