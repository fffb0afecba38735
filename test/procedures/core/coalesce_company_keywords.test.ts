import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const january = '2025-01-01T00:00:00.000Z'
const february = '2025-02-01T00:00:00.000Z'
const march = '2025-03-01T00:00:00.000Z'

type List = readonly [list: string, table: string, column: string]

const lists: readonly List[] = [
  ['keywords', 'core.company_keywords', 'keyword'],
  ['categories', 'core.company_categories', 'category'],
  ['naics_codes', 'core.company_naics_codes', 'naics_code'],
]

function seen(table: string, column: string, domain: string) {
  return house.rows(`select ${column} as value, first_seen_at, last_seen_at, source
    from ${table} where domain = '${domain}' order by ${column}`)
}

const source = 'companyenrich'

describe.each(lists)('%s accumulate in %s', (list, table, column) => {
  const domain = (name: string) => `${name}-${list.replace('_', '-')}.example`
  const document = (updatedAt: string, ...values: unknown[]) => ({
    updated_at: updatedAt,
    [list]: values,
  })

  it('with the time of the first document that lists a value', async () => {
    await house.land(domain('first'), document(january, 'alpha'), document(february, 'alpha', 'b'))
    expect(await seen(table, column, domain('first'))).toEqual([
      { value: 'alpha', first_seen_at: january, last_seen_at: null, source },
      { value: 'b', first_seen_at: february, last_seen_at: null, source },
    ])
  })

  it('and keep what is no longer listed, with the time when it last was', async () => {
    const key = domain('dropped')
    await house.land(key, document(january, 'alpha', 'beta'), document(february, 'beta'))
    expect(await seen(table, column, key)).toEqual([
      { value: 'alpha', first_seen_at: january, last_seen_at: january, source },
      { value: 'beta', first_seen_at: january, last_seen_at: null, source },
    ])
    await house.land(key, document(march))
    expect(await seen(table, column, key)).toMatchObject([
      { value: 'alpha', last_seen_at: january },
      { value: 'beta', last_seen_at: february },
    ])
  })

  it('and lose the time of the last listing when a value is listed again', async () => {
    const key = domain('again')
    await house.land(
      key,
      document(january, 'alpha'),
      document(february, 'beta'),
      document(march, 'alpha', 'beta')
    )
    expect(await seen(table, column, key)).toEqual([
      { value: 'alpha', first_seen_at: january, last_seen_at: null, source },
      { value: 'beta', first_seen_at: february, last_seen_at: null, source },
    ])
  })

  it('with one row per value whatever its case and spaces, spelled as first in byte order', async () => {
    const key = domain('spelled')
    await house.land(
      key,
      document(january, 'open source', ' Open   Source ', 'OPEN\tsource', 'élan')
    )
    await house.land(key, document(february, 'open source', 'ÉLAN'))
    expect(await seen(table, column, key)).toEqual([
      { value: 'OPEN source', first_seen_at: january, last_seen_at: null, source },
      { value: 'ÉLAN', first_seen_at: january, last_seen_at: null, source },
    ])
  })

  it('and take a spelling that comes earlier in byte order from a later document', async () => {
    const key = domain('respelled')
    await house.land(key, document(january, 'saas'), document(february, 'SaaS'))
    expect(await seen(table, column, key)).toEqual([
      { value: 'SaaS', first_seen_at: january, last_seen_at: null, source },
    ])
  })

  it('and leave out blanks, placeholders, objects and arrays', async () => {
    const key = domain('careless')
    await house.land(key, document(january, '', '  ', 'null', 'N/A', null, {}, [], ['x'], 42, 'ok'))
    expect(await seen(table, column, key)).toMatchObject([{ value: '42' }, { value: 'ok' }])
  })

  it('and cut values at 500 characters', async () => {
    const key = domain('long')
    await house.land(key, document(january, 'é'.repeat(600), `${'x'.repeat(499)}  tail`))
    const values = (await seen(table, column, key)).map((row) => String(row.value).length)
    expect(values.toSorted()).toEqual([499, 500])
  })

  it('and know, of a document applied beside others that are recomputed, what came before', async () => {
    const key = domain('beside')
    const other = domain('recomputed')
    await house.land(key, document(january, 'alpha', 'beta'))
    await house.landTogether([
      { domain: key, payload: document(february, 'beta', 'gamma') },
      { domain: other, payload: document(january, 'delta') },
      { domain: other, payload: document(february, 'epsilon') },
    ])
    expect(await seen(table, column, key)).toEqual([
      { value: 'alpha', first_seen_at: january, last_seen_at: january, source },
      { value: 'beta', first_seen_at: january, last_seen_at: null, source },
      { value: 'gamma', first_seen_at: february, last_seen_at: null, source },
    ])
  })

  it('and hold back the time of the last listing while a value only repeats', async () => {
    const key = domain('repeated')
    await house.land(key, { [list]: ['alpha'] }, { [list]: ['alpha'] }, { [list]: ['beta'] })
    const [dropped] = await house.rows(`
      select t.last_seen_at = (
        select max(p.received_at) from raw.companyenrich_payloads as p
        where p.domain = t.domain and p.payload -> '${list}' = '["alpha"]'
      ) as is_last_repetition
      from ${table} as t where t.domain = '${key}' and t.${column} = 'alpha'`)
    expect(dropped).toEqual({ is_last_repetition: true })
  })
})

describe('technologies', () => {
  it('are one row in core however their spellings vary, and keep each spelling in extracted', async () => {
    await house.land('tech.example', {
      updated_at: january,
      technologies: ['Google-Analytics', 'google_analytics', 'Google  Analytics', 'Amazon AWS'],
    })
    expect(
      await house.rows(`
        select t.name_key, c.first_seen_at, c.last_seen_at
        from core.company_tech_on_site as c
        inner join reference.technologies as t on t.id = c.technology_id
        where c.domain = 'tech.example' order by 1`)
    ).toEqual([
      { name_key: 'amazon aws', first_seen_at: january, last_seen_at: null },
      { name_key: 'google analytics', first_seen_at: january, last_seen_at: null },
    ])
    expect(
      await house.rows(`select technology from extracted.companyenrich_technologies
        where domain = 'tech.example' order by technology`)
    ).toEqual([
      { technology: 'Amazon AWS' },
      { technology: 'Google Analytics' },
      { technology: 'Google-Analytics' },
      { technology: 'google_analytics' },
    ])
  })

  it('that are dropped keep the time when they were last listed, until they are listed again', async () => {
    const key = 'tech-dropped.example'
    const last = `select c.last_seen_at, c.first_seen_at from core.company_tech_on_site as c
      inner join reference.technologies as t on t.id = c.technology_id
      where c.domain = '${key}' and t.name_key = 'nginx'`
    await house.land(key, { updated_at: january, technologies: ['Nginx'] })
    await house.land(key, { updated_at: february, technologies: ['Apache'] })
    expect(await house.row(last)).toEqual({ first_seen_at: january, last_seen_at: january })
    await house.land(key, { updated_at: march, technologies: ['nginx', 'Apache'] })
    expect(await house.row(last)).toEqual({ first_seen_at: january, last_seen_at: null })
  })

  it('that are new to reference are created once, with an id that follows from the name', async () => {
    await house.land('tech-new.example', { technologies: ['Invented  Stack'] })
    await house.land('tech-new2.example', { technologies: ['invented-stack'] })
    expect(
      await house.rows(`select id = md5('technology:' || name_key)::uuid as is_derived, name
        from reference.technologies where name_key = 'invented stack'`)
    ).toEqual([{ is_derived: true, name: 'Invented Stack' }])
  })
})
