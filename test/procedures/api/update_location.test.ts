import { beforeEach, describe, expect, it } from 'vitest'
import { ask, countStatements, landProfiles, profile, profileUrl } from '../../support/titles.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const update = (request: unknown) => ask(house.sql, 'update_location', request)
const stored = () =>
  house.rows(`select location_name, city, state, country, has_city, has_state, has_country, source
    from reference.location_lookup order by lookup_key`)

beforeEach(() => house.sql`delete from reference.location_lookup`)

const cork = {
  location_name: 'Cork, County Cork, Ireland',
  city: 'Cork',
  state: 'County Cork',
  country: 'Ireland',
}
const all = { has_city: true, has_state: true, has_country: true }

describe('an update of a place', () => {
  it('is stored, and has what it gives', async () => {
    const answer = await update({ location_name: ' Cork,  Ireland', city: ' Cork ', state: '' })
    const place = { city: 'Cork', state: null, country: null }
    const parts = { has_city: true, has_state: false, has_country: false }
    expect(answer).toEqual({
      success: true,
      location_name: 'Cork, Ireland',
      ...place,
      ...parts,
      warnings: [],
      filled: {},
      error: null,
    })
    expect(await stored()).toEqual([
      { location_name: 'Cork, Ireland', ...place, ...parts, source: 'location_update' },
    ])
  })

  it.each([
    ['true', 'false'],
    ['True', 'FALSE'],
    [true, false],
    [1, 0],
  ])('takes %j and %j for whether a part is there', async (yes, no) => {
    const answer = await update({
      location_name: 'Greater Cork',
      city: 'Cork',
      has_city: no,
      has_state: yes,
    })
    expect(answer).toMatchObject({ has_city: false, has_state: true, has_country: false })
    expect(await stored()).toMatchObject([{ has_city: false, has_state: true }])
  })

  it('leaves out what is neither true nor false, and says so', async () => {
    const answer = await update({ ...cork, has_city: 'maybe', has_state: '', has_country: {} })
    expect(answer).toMatchObject(all)
    const fields = answer.warnings.map((warning: { field: string }) => warning.field)
    expect(fields).toEqual(['has_city', 'has_country'])
  })

  it('keeps what it leaves out; a part that comes later is there', async () => {
    await update({ location_name: 'Cork', country: 'Ireland' })
    expect(await update({ location_name: 'CORK', city: 'Cork' })).toMatchObject({
      city: 'Cork',
      state: null,
      country: 'Ireland',
      has_city: true,
      has_state: false,
      has_country: true,
    })
    expect(await update({ location_name: 'cork', has_city: 'false' })).toMatchObject({
      city: 'Cork',
      has_city: false,
    })
    expect(await update({ location_name: 'cork', country: 'IE' })).toMatchObject({
      has_city: false,
      country: 'IE',
    })
  })

  it('that overwrites replaces with nothing', async () => {
    await update(cork)
    const answer = await update({
      location_name: cork.location_name,
      city: 'Cork',
      overwrite: 'true',
    })
    const rest = { city: 'Cork', state: null, country: null }
    const parts = { has_city: true, has_state: false, has_country: false }
    expect(answer).toMatchObject({ ...rest, ...parts })
    expect(await stored()).toMatchObject([{ ...rest, ...parts }])
  })

  it('without any part is a place nobody needs to look up again', async () => {
    await update({ location_name: 'Remote' })
    expect(
      await ask(house.sql, 'lookup_person_location', { location_name: 'remote' })
    ).toMatchObject({ match_status: true, city: null, has_city: false })
  })

  it('a second time writes nothing', async () => {
    const version = () => house.rows('select ctid::text from reference.location_lookup')
    await update(cork)
    const before = await version()
    await update(cork)
    await update({ ...cork, location_name: cork.location_name.toUpperCase(), overwrite: true })
    expect(await version()).toEqual(before)
  })

  it.each([
    [{}, 'WH101', 'location_name'],
    [{ location_name: '\u200b' }, 'WH101', 'location_name'],
    [{ location_name: [] }, 'WH104', 'location_name'],
    [{ location_name: 'x', city: {} }, 'WH104', 'city'],
    [{ location_name: 'x', state: [] }, 'WH104', 'state'],
    [{ location_name: 'x', country: {} }, 'WH104', 'country'],
  ])('%j is an error that names the field', async (request, code, field) => {
    const error = await failure(update(request))
    expect(error.code).toBe(code)
    expect(JSON.parse(error.detail)).toMatchObject([{ path: field }])
    expect(await stored()).toEqual([])
  })

  it.each(["O'Fallon, Missouri'; --", '東京都 🗼', '\\u0000', 'São Paulo'])(
    'of %j is text and nothing else',
    async (name) => {
      expect(await update({ location_name: name, city: name })).toMatchObject({ city: name })
      expect(await ask(house.sql, 'lookup_person_location', { location_name: name })).toMatchObject(
        { match_status: true, city: name }
      )
    }
  )
})

describe('a batch of places', () => {
  it('with one place several times counts as if they came one after the other', async () => {
    const items = [
      { location_name: 'Cork', city: 'Cork', country: 'Ireland' },
      { location_name: 'CORK', country: 'IE', overwrite: true },
      { location_name: 'cork', state: 'Munster', has_country: false },
      { location_name: 'cork', has_city: 'yes' },
    ]
    await update({ locations: items })
    const atOnce = await stored()
    await house.sql`delete from reference.location_lookup`
    for (const item of items) await update(item)
    expect(await stored()).toEqual(atOnce)
  })

  it('is answered in its order, and a bad item harms no other', async () => {
    const answer = await update({ locations: [{ city: 'x' }, cork, 'Cork'] })
    expect(answer).toMatchObject({
      success: false,
      success_count: 1,
      error_count: 2,
      results: [
        { error: { code: 'WH101', issues: [{ path: 'locations.0.location_name' }] } },
        { success: true, ...cork, ...all },
        { error: { code: 'WH104', issues: [{ path: 'locations.2' }] } },
      ],
    })
  })

  it('of 1,000 is done in as many statements as one of two', async () => {
    const count = await countStatements(house.sql)
    const spent = async (from: number, size: number) => {
      const locations = Array.from({ length: size }, (_, index) => ({
        location_name: `Place ${from + index}`,
        city: `City ${from + index}`,
      }))
      const before = await count()
      expect((await update({ locations })).success_count).toBe(size)
      return (await count()) - before
    }
    expect(await spent(0, 1000)).toBe(await spent(5000, 2))
  })

  it('sent at once in opposite orders never wait for each other in a circle', async () => {
    const places = Array.from({ length: 200 }, (_, number) => ({
      location_name: `Place ${number}`,
    }))
    const sent = Array.from({ length: 6 }, (_, number) =>
      update({
        locations: (number % 2 === 0 ? places : places.toReversed()).map((place) => ({
          ...place,
          city: `by ${number}`,
        })),
      })
    )
    for (const answer of await Promise.all(sent)) expect(answer.success_count).toBe(200)
    expect(await stored()).toHaveLength(200)
  })
})

describe('the closed loop', () => {
  it('fills the people at the place, and closes its gap', async () => {
    await landProfiles(house.sql, [
      ['ann', profile('Tester', 'Emerald City, Oz')],
      ['bob', profile('Tester', 'EMERALD  city, oz')],
      ['cal', profile('Tester', 'Kansas')],
    ])
    await ask(house.sql, 'lookup_person_location', { location_name: 'emerald city, oz' })
    const answer = await update({
      location_name: 'Emerald City, Oz',
      city: 'Emerald City',
      country: 'Oz',
    })
    expect(answer.filled).toEqual({ 'core.person_locations': 2 })
    expect(
      await house.rows(`select linkedin_url, city, country, lookup_status
        from core.person_locations order by 1`)
    ).toEqual([
      ...['ann', 'bob'].map((name) => ({
        linkedin_url: profileUrl(name),
        city: 'Emerald City',
        country: 'Oz',
        lookup_status: 'found',
      })),
      { linkedin_url: profileUrl('cal'), city: null, country: null, lookup_status: 'missing' },
    ])
    expect(
      await house.rows(`select raw_value from ops.reference_gaps where dimension = 'location'`)
    ).toEqual([{ raw_value: 'Kansas' }])
  })
})
