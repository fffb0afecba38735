import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { type Content, contentOf, rowsWritten, versionsOf } from './content.ts'
import { countStatements, statementsIn } from './statements.ts'
import type { Row, Warehouse } from './warehouse.ts'

/** A source whose request is its document and that has one extracted table. */
export type FlatSource = Readonly<{
  source: string
  rawTable: string
  table: string
  /** A text of the document, and the column that holds it. */
  field: string
  /** Another one. */
  other: Readonly<{ field: string; values: readonly string[] }>
  /** Tables of core that it writes besides. */
  coreTables?: readonly string[]
}>

/** A document of a domain; `receivedAt` makes it a late one. */
export type FlatLanding = Readonly<{
  domain: string | null
  payload: unknown
  receivedAt?: string
}>

/** Lands documents in one statement, in the order of the array. */
export async function landFlat(
  { sql }: Pick<Warehouse, 'sql'>,
  { rawTable }: Pick<FlatSource, 'rawTable'>,
  landings: readonly FlatLanding[]
): Promise<void> {
  await sql.unsafe(
    `insert into raw.${rawTable} (domain, payload, received_at)
    select l.item ->> 'domain', l.item -> 'payload',
      coalesce((l.item ->> 'receivedAt')::timestamptz, clock_timestamp())
    from jsonb_array_elements($1::text::jsonb) with ordinality as l (item, place)
    order by l.place`,
    [JSON.stringify(landings)]
  )
}

/** What every such source does with statements of any size, in any order. */
export function describeFlatSource(house: Warehouse, spec: FlatSource): void {
  const { source, rawTable, table, field, other } = spec
  const land = (...landings: FlatLanding[]) => landFlat(house, spec, landings)
  const row = (domain: string): Promise<Row | undefined> =>
    house.row(`select ${field}, ${other.field} from extracted.${table} where domain = '${domain}'`)
  const open = async () =>
    (
      await house.rows(`select p.domain, f.sqlstate from ops.failures as f
        inner join raw.${rawTable} as p on p.id = f.raw_id
        where f.resolved_at is null order by p.landing_no`)
    ).map((failure) => [failure.domain, failure.sqlstate])
  const text = (value: string) => ({ [field]: value })

  describe('a statement', () => {
    it('without rows does nothing', async () => {
      await land()
      expect(await house.rows('select * from ops.entities')).toEqual([])
    })

    it('of an analyst needs domain and payload only', async () => {
      const analyst = await house.sql.reserve()
      try {
        await analyst`set role pipeline_analyst`
        await analyst.unsafe(`insert into raw.${rawTable} (domain, payload)
          values ('https://www.One.example/', '${JSON.stringify(text('One'))}')`)
      } finally {
        await analyst`reset role`
        analyst.release()
      }
      expect(await row('one.example')).toEqual({ [field]: 'One', [other.field]: null })
    })

    it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
      await land(
        { domain: null, payload: {} },
        { domain: 'N/A', payload: {} },
        { domain: '192.0.2.7', payload: {} },
        { domain: 'https://bit.ly/3abc', payload: {} },
        { domain: 'array.example', payload: [] },
        { domain: 'null.example', payload: null },
        { domain: 'someone@good.example', payload: text('Good') }
      )
      expect(await open()).toEqual([
        [null, 'WH101'],
        ['N/A', 'WH101'],
        ['192.0.2.7', 'WH102'],
        ['https://bit.ly/3abc', 'WH103'],
        ['array.example', 'WH104'],
        ['null.example', 'WH104'],
      ])
      expect(await row('good.example')).toMatchObject({ [field]: 'Good' })
      await house.sql`delete from ops.failures`
    })

    it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
      await house.sql.unsafe(`alter table extracted.${table}
        add constraint no_poison check (${field} <> 'poison')`)
      const poisoned = [0, 500, 501, 999]
      await land(
        ...Array.from({ length: 1000 }, (_, number) => ({
          domain: `set-${number}.example`,
          payload: text(poisoned.includes(number) ? 'poison' : 'good'),
        }))
      )
      const expected = poisoned.map((number) => [`set-${number}.example`, '23514'])
      expect(await open()).toEqual(expected)
      const count = `select count(*)::integer as n from extracted.${table} where domain like 'set-%'`
      expect(await house.row(count)).toEqual({ n: 996 })
      await house.sql.unsafe(`alter table extracted.${table} drop constraint no_poison`)
      await house.sql`call ops.replay(${source}, p_failures_only => true, p_batch_size => 3)`
      expect(await open()).toEqual([])
      expect(await house.row(count)).toEqual({ n: 1000 })
    })

    it('of 1,000 takes as many statements as one of two', async () => {
      await countStatements(house.sql)
      const spent = (prefix: string, size: number, value: string) =>
        statementsIn(house.sql, () =>
          land(
            ...Array.from({ length: size }, (_, number) => ({
              domain: `${prefix}-${number}.example`,
              payload: text(value),
            }))
          )
        )
      const two = await spent('two', 2, 'a')
      expect(two).toBeGreaterThan(3)
      expect(await spent('many', 1000, 'a')).toBe(two)
      expect(await spent('many', 1000, 'b')).toBe(await spent('two', 2, 'b'))
    })

    it('writes its own tables only', async () => {
      const versions = Object.entries(await versionsOf(house.sql))
      const written = versions.filter(([, rows]) => rows.length > 0).map(([name]) => name)
      expect(written).toEqual([...(spec.coreTables ?? []), `extracted.${table}`])
    })
  })

  describe('a newer document', () => {
    const [first, second] = other.values as readonly [string, string]

    it('replaces what it has, and null replaces nothing', async () => {
      const domain = 'newer.example'
      await land({ domain, payload: { [field]: 'Old', [other.field]: first } })
      await land({ domain, payload: { [field]: 'New', [other.field]: null } })
      await land({ domain, payload: { [field]: ' n/a ' } })
      expect(await row(domain)).toEqual({ [field]: 'New', [other.field]: first })
      await land({ domain, payload: { [other.field]: second } })
      expect(await row(domain)).toEqual({ [field]: 'New', [other.field]: second })
    })

    it('that repeats what stands writes nothing, replayed or not', async () => {
      const domain = 'repeated.example'
      await land({ domain, payload: text('Same') })
      const before = await versionsOf(house.sql)
      await land({ domain, payload: text('Same') })
      await house.sql`call ops.replay(${source})`
      expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    })

    it('that comes late gives only what no newer one gives', async () => {
      const domain = 'late.example'
      const receivedAt = '2020-01-01T00:00:00Z'
      await land({ domain, payload: text('Newest') })
      await land({ domain, payload: { [field]: 'Late', [other.field]: first }, receivedAt })
      expect(await row(domain)).toEqual({ [field]: 'Newest', [other.field]: first })
      const before = await versionsOf(house.sql)
      await house.sql`call ops.rebuild(${source})`
      expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    })
  })

  describe('the documents of a company', () => {
    beforeAll(async () => {
      await house.sql.unsafe(
        `truncate raw.${rawTable}, extracted.${table}, ops.documents, ops.failures`
      )
    })

    const next = random(29)
    const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
    const payload = () => ({
      [field]: pick(['A', 'B ', ' C', '---', null, {}, 7, '']),
      [other.field]: pick([...other.values, null, [], 'N/A']),
    })
    const sequences = Array.from({ length: 40 }, (_, number) => ({
      domain: `seq-${number}.example`,
      payloads: Array.from({ length: 1 + Math.floor(next() * 5) }, payload),
    }))
    const values = async (prefix: string) =>
      (await house.rows(`select * from extracted.${table} where domain like '${prefix}-%'`))
        .map(({ raw_id: _, id: __, ...rest }) => ({
          ...rest,
          domain: String(rest.domain).replace(`${prefix}-`, ''),
        }))
        .toSorted((a, b) => (a.domain < b.domain ? -1 : 1))

    it('leave the same one by one and together', async () => {
      for (const { domain, payloads } of sequences) {
        for (const one of payloads) await land({ domain, payload: one })
      }
      await land(
        ...sequences.flatMap(({ domain, payloads }) =>
          payloads.map((one) => ({ domain: domain.replace('seq-', 'all-'), payload: one }))
        )
      )
      const oneByOne = await values('seq')
      expect(oneByOne).toHaveLength(40)
      expect(await values('all')).toEqual(oneByOne)
    })

    it('leave the same concurrently as rebuilt, in batches of 1, 7 and 1,000', async () => {
      const landings = Array.from({ length: 120 }, () => ({
        domain: `race-${Math.floor(next() * 5)}.example`,
        payload: payload(),
      }))
      // Sets of many companies in any order beside single ones.
      await Promise.all(
        landings.map((landing, number) =>
          number % 10 === 0 ? land(...landings.slice(number, number + 10).reverse()) : land(landing)
        )
      )
      const rows = `select p.domain from ops.failures as f
        inner join raw.${rawTable} as p on p.id = f.raw_id where p.domain like 'race-%'`
      expect(await house.rows(rows)).toEqual([])
      const landed: Content = await contentOf(house.sql)
      for (const size of [1, 7, 1000]) {
        await house.sql`call ops.rebuild(${source}, ${size})`
        expect(await contentOf(house.sql)).toEqual(landed)
      }
      await house.sql.unsafe(`delete from extracted.${table}`)
      await house.sql`call ops.rebuild(${source}, 7)`
      expect(await contentOf(house.sql)).toEqual(landed)
    })

    it('that are none any more take their row with them', async () => {
      const domain = 'gone.example'
      await land({ domain, payload: text('Gone') })
      await house.sql.unsafe(
        `update raw.${rawTable} set domain = 'localhost' where domain = '${domain}'`
      )
      await house.sql`call ops.rebuild(${source})`
      expect(await row(domain)).toBeUndefined()
      expect((await open()).at(-1)).toEqual(['localhost', 'WH102'])
    })
  })
}
