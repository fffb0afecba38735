import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const names = async (query: string) => {
  const rows = await database.sql.unsafe(query)
  return rows.map((row) => row.name)
}

test('the 13 seniorities stand in their order, from 1, the highest', async () => {
  expect(await names('select name from reference.seniorities order by rank')).toEqual([
    ...['C-Level', 'Owner', 'Partner', 'VP', 'Head', 'Director', 'Manager', 'Senior'],
    ...['Individual Contributor', 'Entry Level', 'Assistant', 'Intern', 'Freelance'],
  ])
  expect(await names('select rank as name from reference.seniorities order by sort_order')).toEqual(
    Array.from({ length: 13 }, (_, index) => index + 1)
  )
})

test('there are 26 job functions, the leadership first and the rest last', async () => {
  const functions = await names('select name from reference.job_functions order by sort_order')
  expect(functions).toHaveLength(26)
  expect([functions[0], functions[25]]).toEqual(['Executive Leadership', 'Miscellaneous'])
  expect(functions.slice(1, 25)).toEqual(functions.slice(1, 25).toSorted())
})

describe.each([
  ['seniority', 'seniorities'],
  ['job_function', 'job_functions'],
] as const)('the vocabulary of %s', (dimension, table) => {
  test('matches its own names in any case, spacing and punctuation', async () => {
    const rows = await database.sql.unsafe(`
      select n.name, v.given, reference.match_${dimension}(v.given) as found
      from reference.${table} as n
      cross join lateral unnest(array[
        n.name, upper(n.name), lower(n.name), ' ' || n.name || E'\\n', replace(n.name, ' ', '  '),
        replace(n.name, ' ', '-'), replace(n.name, '&', 'and')
      ]) as v (given)
      where reference.match_${dimension}(v.given) is distinct from n.name`)
    expect([...rows]).toEqual([])
  })

  test('has aliases of its names only, and none for a name itself', async () => {
    const rows = await database.sql.unsafe(`
      select a.raw_value, a.canonical, reference.match_${dimension}(a.raw_value) as found
      from reference.value_aliases as a
      where a.dimension = '${dimension}' and (
        reference.match_${dimension}(a.raw_value) is distinct from a.canonical
        or exists (
          select from reference.${table} as n where reference.value_key(n.name) = a.value_key
        )
      )`)
    expect([...rows]).toEqual([])
    const [count] = await database.sql`
      select count(*)::integer as n from reference.value_aliases where dimension = ${dimension}`
    expect(count?.n).toBeGreaterThan(100)
  })

  test('learns an alias, and ignores one of a name that it does not have', async () => {
    const { sql } = database
    await sql`insert into reference.value_aliases (dimension, raw_value, canonical)
      values (${dimension}, 'Wizardry', (select min(name) from reference.${sql(table)})),
        (${dimension}, 'Sorcery', 'No such name')`
    const [row] = await sql`select
      reference.${sql(`match_${dimension}`)}('WIZARDRY.') is not null as learned,
      reference.${sql(`match_${dimension}`)}('sorcery') as ignored`
    expect(row).toEqual({ learned: true, ignored: null })
  })
})

test('one key has one meaning', async () => {
  await expect(
    database.sql`insert into reference.value_aliases (dimension, raw_value, canonical)
      values ('seniority', 'C suite', 'VP')`
  ).rejects.toMatchObject({ code: '23505' })
})

describe('the look-ups', () => {
  test('are shipped empty', async () => {
    const [row] = await database.sql`
      select (select count(*)::integer from reference.job_title_lookup) as titles,
        (select count(*)::integer from reference.location_lookup) as locations`
    expect(row).toEqual({ titles: 0, locations: 0 })
  })

  test('take a plain copy of raw values, and refuse what is not normal', async () => {
    const { sql } = database
    await sql`insert into reference.job_title_lookup (latest_title, cleaned_job_title, job_function)
      values ('VP Sales', 'VP of Sales', 'Sales')`
    await sql`insert into reference.location_lookup (location_name, city)
      values ('Cork City', 'Cork')`
    const refused: [string, Promise<unknown>][] = [
      ['23505', sql`insert into reference.job_title_lookup (latest_title) values ('vp  SALES')`],
      ['23502', sql`insert into reference.job_title_lookup (latest_title) values (' N/A ')`],
      [
        '23503',
        sql`insert into reference.job_title_lookup (latest_title, job_function)
          values ('Mage', 'Magic')`,
      ],
      [
        '23514',
        sql`insert into reference.job_title_lookup (latest_title) values (${'x'.repeat(501)})`,
      ],
      [
        '23514',
        sql`insert into reference.location_lookup (location_name, city) values ('Nowhere', '')`,
      ],
      ['23505', sql`insert into reference.location_lookup (location_name) values ('CORK CITY')`],
    ]
    for (const [code, insert] of refused) await expect(insert).rejects.toMatchObject({ code })
  })

  test('say of a copied place which parts it has', async () => {
    const [row] = await database.sql`select m.* from reference.match_location(' cork  CITY ') as m`
    expect(row).toEqual({
      city: 'Cork',
      state: null,
      country: null,
      has_city: true,
      has_state: false,
      has_country: false,
    })
    const [miss] = await database.sql`select reference.match_location('Dublin') is null as is_null`
    expect(miss).toEqual({ is_null: true })
  })
})

test('the registry has the workflows of people and every endpoint of the look-ups', async () => {
  const slugs = await names(`select workflow_slug as name
    from reference.enrichment_workflow_registry where entity_type = 'person'`)
  expect(slugs).toEqual(
    expect.arrayContaining([
      ...['clay-person-profile', 'clay-native-person-enrichment', 'clay-find-people'],
      ...['clay-find-people-location-parsed', 'clay-find-people-title-enrichment'],
      ...['salesnav-person', 'salesnav-clay-ex', 'signal-job-change-v2', 'signal-promotion-v2'],
      ...['person-job-title-lookup', 'person-location-lookup', 'job-title-update'],
      ...['location-update', 'job-title-lookup-backfill', 'person-job-titles-backfill'],
      'person-locations-backfill',
    ])
  )
})

test('tables that the registry names exist', async () => {
  expect(
    await names(`select r.workflow_slug || ' ' || t.name as name
      from reference.enrichment_workflow_registry as r
      cross join lateral unnest(array[r.raw_table, r.extracted_table, r.core_table]) as t (name)
      where t.name is not null and to_regclass(t.name) is null`)
  ).toEqual([])
})
