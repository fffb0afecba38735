import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

type Place = Readonly<{ city?: string; state?: string; country?: string; address?: string }>

function document({ city, state, country, address }: Place, updatedAt?: string) {
  return {
    updated_at: updatedAt,
    location: {
      address,
      city: city === undefined ? null : { name: city },
      state: state === undefined ? null : { name: state },
      country: country === undefined ? null : { name: country },
    },
  }
}

const location = (domain: string) =>
  house.row(`select city, state, country, raw_location, raw_country, has_city, has_state
    from core.company_locations where domain = '${domain}'`)

const cork = { city: 'Cork', state: 'County Cork', country: 'Ireland', address: '1 Quay' }

describe('core.company_locations', () => {
  it('keep the more complete place when a newer document knows less', async () => {
    await house.land(
      'less.example',
      document(cork),
      document({ city: 'Dublin', address: '2 Quay' })
    )
    expect(await location('less.example')).toEqual({
      city: 'Cork',
      state: 'County Cork',
      country: 'Ireland',
      raw_location: '1 Quay',
      raw_country: 'Ireland',
      has_city: true,
      has_state: true,
    })
  })

  it('take a more complete place as a whole, never mixing two documents', async () => {
    await house.land(
      'more.example',
      document({ city: 'Graz', address: '1 Gasse' }),
      document({ state: 'Norte', country: 'Portugal' })
    )
    expect(await location('more.example')).toEqual({
      city: null,
      state: 'Norte',
      country: 'Portugal',
      raw_location: null,
      raw_country: 'Portugal',
      has_city: false,
      has_state: true,
    })
  })

  it('take a newer place of the same source that is as complete', async () => {
    await house.land('moved.example', document({ city: 'Graz' }), document({ country: 'Austria' }))
    expect(await location('moved.example')).toMatchObject({ city: null, country: 'Austria' })
  })

  it('keep the place of the newer document when an older one that is as complete lands late', async () => {
    const newer = document({ city: 'Graz' }, '2025-02-01')
    await house.land('tie.example', newer, document({ city: 'Linz' }, '2025-01-01'))
    expect(await location('tie.example')).toMatchObject({ city: 'Graz' })
  })

  it('take a late place that is more complete', async () => {
    const newer = document({ city: 'Graz' }, '2025-02-01')
    await house.land('late.example', newer, document(cork, '2025-01-01'))
    expect(await location('late.example')).toMatchObject({ city: 'Cork', country: 'Ireland' })
  })

  it.each([
    ['without parts', { location: { address: '1 Quay', city: {}, state: null } }],
    ['of blanks', document({ city: ' ', state: '', country: 'N/A' })],
    ['that is no object', { location: 7 }],
  ])('have no row for a place %s', async (name, payload) => {
    const domain = `none-${name.replaceAll(' ', '-')}.example`
    await house.land(domain, payload)
    expect(await location(domain)).toBeUndefined()
  })

  it('have no city of blanks', async () => {
    await house.land('blank.example', document({ city: '  ', country: 'Ireland' }))
    expect(await location('blank.example')).toMatchObject({ city: null, has_city: false })
  })
})
