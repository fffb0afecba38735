import { describe, expect, it } from 'vitest'
import { contentOf, differencesOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const update = async (name: string, city: string | null, state: string | null, country: string) => {
  await house.sql`
    insert into reference.location_lookup (location_name, city, state, country)
    values (${name}, ${city}, ${state}, ${country})
    on conflict (lookup_key) do update
      set city = excluded.city, state = excluded.state, country = excluded.country`
}

const rematch = async (...keys: string[]) => {
  const [row] = await house.sql`select extracted.rematch_locations(
    array(select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))) as filled`
  return row?.filled
}

const place = (slug: string) =>
  house.row(`select city, state, country, location_name, lookup_status
    from core.person_locations where linkedin_url = '${url(slug)}'`)

const misses = (name: string) =>
  house.rows(`select key, resolved_at is not null as is_resolved from ops.reference_misses
    where dimension = 'location' and raw_value = '${name}' order by miss_no`)

const living = (location_name: string | null, more: object = {}) => ({
  name: 'Zelda Quux',
  location_name,
  ...more,
})

describe('a place that the look-up comes to know', () => {
  it('is filled for everybody whose newest document names it, in any spelling', async () => {
    await house.landPeople([
      { linkedin_url: url('one'), payload: living('Quuxville, Quuxland') },
      { linkedin_url: url('two'), payload: living('  QUUXVILLE,  quuxland', { country: 'Q' }) },
      { linkedin_url: url('other'), payload: living('Elsewhere') },
    ])
    expect(await place('one')).toEqual({
      city: null,
      state: null,
      country: null,
      location_name: 'Quuxville, Quuxland',
      lookup_status: 'missing',
    })
    expect(await place('two')).toMatchObject({ country: 'Q', lookup_status: 'missing' })
    const before = await versionsOf(house.sql)
    await update('quuxville, quuxland', 'Quuxville', null, 'Quuxland')
    expect(await rematch('quuxville, quuxland')).toEqual({ 'core.person_locations': 2 })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({ 'core.person_locations': 2 })
    const found = { city: 'Quuxville', state: null, country: 'Quuxland', lookup_status: 'found' }
    expect(await place('one')).toEqual({ ...found, location_name: 'Quuxville, Quuxland' })
    expect(await place('two')).toEqual({ ...found, location_name: 'QUUXVILLE, quuxland' })
    expect(await place('other')).toMatchObject({ lookup_status: 'missing' })
    expect(await misses('Quuxville, Quuxland')).toMatchObject([{ is_resolved: true }])
    expect(await misses('QUUXVILLE, quuxland')).toMatchObject([{ is_resolved: true }])
    expect(await misses('Elsewhere')).toMatchObject([{ is_resolved: false }])
  })

  it('is not written again, and is what a rebuild leaves', async () => {
    const before = await versionsOf(house.sql)
    expect(await rematch('quuxville, quuxland')).toEqual({ 'core.person_locations': 0 })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    await house.sql`call ops.rebuild('person_profile')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('is corrected when the look-up is', async () => {
    await update('Quuxville, Quuxland', 'New Quux', 'Q-State', 'Quuxland')
    expect(await rematch('quuxville, quuxland')).toEqual({ 'core.person_locations': 2 })
    expect(await place('one')).toMatchObject({ city: 'New Quux', state: 'Q-State' })
  })

  it('is filled for those whose older document named it, when it says more', async () => {
    await house.landPerson(
      url('moved'),
      living('Oldtown', { last_refresh: '2024-01-01' }),
      living(null, { country: 'Q', last_refresh: '2025-01-01' })
    )
    expect(await place('moved')).toMatchObject({ country: 'Q', location_name: null })
    await update('Oldtown', 'Oldtown', 'O', 'Q')
    expect(await rematch('oldtown')).toEqual({ 'core.person_locations': 1 })
    expect(await place('moved')).toMatchObject({ city: 'Oldtown', location_name: 'Oldtown' })
  })

  it.each(['in one statement', 'late'])(
    'is filled for those whose older document named it and came %s',
    async (way) => {
      const slug = way === 'late' ? 'moved-late' : 'moved-together'
      const name = `Town of ${slug}`
      const documents = [
        living('Newtown', { country: 'Q', last_refresh: '2025-01-01' }),
        living(name, { last_refresh: '2024-01-01' }),
      ]
      if (way === 'late') await house.landPerson(url(slug), ...documents)
      else {
        await house.landPeople(documents.map((payload) => ({ linkedin_url: url(slug), payload })))
      }
      expect(await misses(name)).toEqual([{ key: url(slug), is_resolved: false }])
      await update(name, 'Town', 'T', 'Q')
      expect(await rematch(name.toLowerCase())).toEqual({ 'core.person_locations': 1 })
      expect(await place(slug)).toMatchObject({ city: 'Town', location_name: name })
      const filled = await contentOf(house.sql)
      await house.sql`call ops.rebuild('person_profile')`
      expect(differencesOf(await contentOf(house.sql), filled)).toEqual({})
    }
  )
})

describe('misses', () => {
  it('of look-ups, which are about nobody, are resolved', async () => {
    await house.sql`insert into ops.reference_misses (dimension, raw_value, source)
      values ('location', 'Asked For', 'person_location_lookup')`
    await update('asked for', 'Asked', null, 'For')
    expect(await rematch('asked for')).toEqual({})
    expect(await misses('Asked For')).toMatchObject([{ is_resolved: true }])
  })

  it('of repeated and replayed documents are recorded once', async () => {
    await house.landPerson(url('once'), living('Once Only'), living('Once Only'))
    await house.sql`call ops.replay('person_profile')`
    expect(await misses('Once Only')).toHaveLength(1)
  })

  it('stay open for those who were landed meanwhile, until the gaps are filled', async () => {
    await house.landPerson(url('held'), living('Busytown'))
    const holder = await house.sql.reserve()
    await holder`begin`
    await holder`select ops.lock_entities('person', array[${url('held')}])`
    const session = await house.sql.reserve()
    await session`begin`
    await session`insert into reference.location_lookup (location_name, city, country)
      values ('Busytown', 'Busytown', 'B')`
    const rematched = session`select extracted.rematch_locations(array['busytown'])`.execute()
    for (let waiting = 0; waiting === 0; ) {
      const rows = await house.sql`select 1 from pg_stat_activity as a
        where a.datname = current_database() and a.wait_event_type = 'Lock'`
      waiting = rows.length
    }
    await house.landPerson(url('newcomer'), living('Busytown'))
    await holder`commit`
    holder.release()
    await rematched
    await session`commit`
    session.release()
    expect(await place('held')).toMatchObject({ city: 'Busytown' })
    expect(await place('newcomer')).toMatchObject({ city: null, lookup_status: 'missing' })
    expect((await misses('Busytown')).map((row) => [row.key, row.is_resolved])).toEqual([
      [url('held'), true],
      [url('newcomer'), false],
    ])
    await house.sql`select ops.fill_reference_gaps()`
    expect(await place('newcomer')).toMatchObject({ city: 'Busytown', lookup_status: 'found' })
  })
})
