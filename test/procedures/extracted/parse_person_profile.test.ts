import { describe, expect, it } from 'vitest'
import { labels, scalars, vectors } from '../../support/readings.ts'
import { call, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`
const profile = (slug: string, columns: string) =>
  house.row(`select ${columns} from extracted.person_profile where linkedin_url = '${url(slug)}'`)

const ingestText = (slug: string, payload: string) =>
  call(
    house.sql,
    'ingest_clay_person_profile',
    `{"linkedin_url": "${url(slug)}", "workflow_slug": "clay-person-profile",
      "raw_payload": ${payload}}`
  )

describe('the fields of a profile', () => {
  it('go into their columns', async () => {
    await house.landPerson(url('full'), {
      url: 'https://www.linkedin.com/in/somebody-else',
      slug: 'full',
      profile_id: 1000001,
      name: ' Zelda  Quux ',
      first_name: 'Zelda',
      last_name: 'Quux',
      headline: 'Builds\nbridges',
      summary: 'Long.',
      country: 'Ireland',
      location_name: 'Cork,  County Cork',
      connections: 12,
      num_followers: '1,234',
      jobs_count: 2,
      last_refresh: '2026-01-02 03:04:05.678',
      picture_url_orig: null,
      picture_url_copy: 'https://img.example/1.png',
      languages: [{ language: 'Irish' }, 'German'],
      awards: 'none',
      patents: null,
    })
    expect(
      await profile(
        'full',
        `linkedin_slug, linkedin_profile_id, full_name, first_name, last_name, headline, summary,
        country, location_name, location_key, connections, num_followers, jobs_count, picture_url,
        languages, awards, patents, source_last_refresh`
      )
    ).toEqual({
      linkedin_slug: 'full',
      linkedin_profile_id: '1000001',
      full_name: 'Zelda Quux',
      first_name: 'Zelda',
      last_name: 'Quux',
      headline: 'Builds\nbridges',
      summary: 'Long.',
      country: 'Ireland',
      location_name: 'Cork, County Cork',
      location_key: 'cork, county cork',
      connections: 12,
      num_followers: 1234,
      jobs_count: 2,
      picture_url: 'https://img.example/1.png',
      languages: [{ language: 'Irish' }, 'German'],
      awards: 'none',
      patents: null,
      source_last_refresh: '2026-01-02T03:04:05.678Z',
    })
  })

  it('of a wrong type are null, and numbers past every range harm nothing', async () => {
    const answer = await ingestText(
      'wrong',
      `{"name": ["x"], "headline": {}, "connections": 1e400, "num_followers": 99999999999,
        "profile_id": 9007199254740993, "last_refresh": {}, "jobs_count": -1e400,
        "experience": [{"org_id": 1e400, "title": 1e400, "start_date": 1e400}]}`
    )
    expect(answer.success).toBe(true)
    expect(
      await profile(
        'wrong',
        `full_name, headline, connections, num_followers, linkedin_profile_id, jobs_count,
        source_last_refresh`
      )
    ).toEqual({
      full_name: null,
      headline: null,
      connections: null,
      num_followers: null,
      linkedin_profile_id: '9007199254740993',
      jobs_count: null,
      source_last_refresh: null,
    })
  })

  it('are those of the request for the key: the URL of the payload counts for nothing', async () => {
    expect(await profile('somebody-else', 'full_name')).toBeUndefined()
  })

  it('are read in SQL: hostile texts are texts', async () => {
    const hostile = `'); drop table core.people; -- $$ \\ "{}" <script>`
    await house.landPerson(url('hostile'), {
      name: hostile,
      headline: hostile,
      experience: [{ title: hostile, company: hostile, company_domain: hostile, url: hostile }],
      education: [{ school_name: hostile, degree: '\u202e' }],
    })
    expect(await profile('hostile', 'full_name, latest_title, latest_company_domain')).toEqual({
      full_name: hostile,
      latest_title: hostile,
      latest_company_domain: null,
    })
  })
})

describe('the latest job', () => {
  const job = (title: string, more: object = {}) => ({ title, company: `Co of ${title}`, ...more })
  const cases: [string, unknown, object][] = [
    [
      'is latest_experience',
      {
        latest_experience: job('Latest', { start_date: '2020', is_current: false }),
        experience: [job('Current', { is_current: true, start_date: '2024' })],
      },
      { latest_title: 'Latest', latest_is_current: false, precision: 'year' },
    ],
    [
      'may be a JSON string',
      { latest_experience: JSON.stringify(job('Text')) },
      { latest_title: 'Text', latest_is_current: true },
    ],
    [
      'is else the current one',
      {
        latest_experience: {},
        experience: [
          job('Over', { end_date: '2024', start_date: '2024' }),
          job('Goes on', { start_date: '2001' }),
        ],
      },
      { latest_title: 'Goes on', latest_is_current: true },
    ],
    [
      'is of several current ones that which began last',
      {
        experience: [
          job('No date', { is_current: true }),
          job('Old', { is_current: true, start_date: '2001' }),
          job('New', { is_current: 'yes', start_date: 'May 2003' }),
        ],
      },
      { latest_title: 'New', began: '2003-05-01', precision: 'month' },
    ],
    [
      'is of equals the first',
      { experience: ['x', job('First'), job('Second')] },
      { latest_title: 'First' },
    ],
    [
      'is the last one that is over when none goes on',
      {
        experience: [
          job('Before', { end_date: '2003', start_date: '2001' }),
          job('After', { end_date: '2004', start_date: '2003' }),
        ],
      },
      { latest_title: 'After', latest_is_current: false },
    ],
    [
      'is else the title and org of the profile',
      { title: 'Boss', org: 'Acme', experience: [] },
      { latest_title: 'Boss', latest_company: 'Acme', latest_is_current: true, began: null },
    ],
    [
      'is none without a title and a company, whatever else is said',
      { experience: [{ start_date: '2020-01-01', locality: 'Cork', org_id: 5, url: 'x' }] },
      {
        latest_title: null,
        latest_is_current: null,
        began: null,
        precision: null,
        latest_locality: null,
        latest_company_org_id: null,
      },
    ],
    [
      'has its company normalised',
      {
        latest_experience: {
          company_domain: 'https://WWW.Acme.example/jobs',
          url: 'ie.linkedin.com/company/Acme/about',
        },
      },
      {
        latest_company_domain: 'acme.example',
        latest_company_linkedin_url: 'https://www.linkedin.com/company/acme',
      },
    ],
  ]

  it.each(cases)('%s', async (name, payload, expected) => {
    const slug = `latest-${cases.findIndex((one) => one[0] === name)}`
    await house.landPerson(url(slug), payload)
    const columns = `latest_title, latest_company, latest_company_domain, latest_is_current,
      latest_company_linkedin_url, latest_locality, latest_company_org_id,
      latest_start_date::text as began, latest_start_precision as precision`
    const landed = await profile(slug, columns)
    expect(landed).toMatchObject(expected)
    await house.sql`call ops.rebuild('person_profile')`
    expect(await profile(slug, columns)).toEqual(landed)
  })
})

describe('the time of a profile', () => {
  it.each([
    ['2025-03-04 05:06:07.891', '2025-03-04T05:06:07.891Z'],
    ['2025-03-04T05:06:07Z', '2025-03-04T05:06:07.000Z'],
    ['2025-03-04T05:06:07+02:00', '2025-03-04T03:06:07.000Z'],
    ['2025-03', '2025-03-01T00:00:00.000Z'],
  ])('%s is compared as %s', async (last_refresh, time) => {
    const slug = `time-${time.replaceAll(/[^0-9]/g, '')}-${last_refresh.length}`
    await house.landPerson(url(slug), { name: 'T', last_refresh })
    expect(
      await house.row(`select document_at from ops.documents where key = '${url(slug)}'`)
    ).toEqual({ document_at: time })
  })

  it('is not that of a string: a later time of the same day is newer in any spelling', async () => {
    const headline = async (...times: string[]) => {
      const slug = `string-${times.length}${times[0]?.length}`
      for (const last_refresh of times) {
        await house.landPerson(url(slug), { headline: last_refresh, last_refresh })
      }
      return (await profile(slug, 'headline'))?.headline
    }
    expect(await headline('2025-01-02T03:00:00Z', '2025-01-02 04:00:00.000')).toBe(
      '2025-01-02 04:00:00.000'
    )
    expect(await headline('2025-01-02 04:00:00.000', '2025-01-02T03:00:00Z', '2025-01-02')).toBe(
      '2025-01-02 04:00:00.000'
    )
  })

  it('is that of landing when there is none, or one to come', async () => {
    await house.landPerson(url('future'), { headline: 'Future', last_refresh: '2999-01-01' })
    await house.landPerson(url('future'), { headline: 'Later' })
    expect(await profile('future', 'headline')).toEqual({ headline: 'Later' })
  })
})

/** One person per value, and what the functions of reference make of each value. */
async function compare(
  column: string,
  payloadOf: (value: unknown) => unknown,
  values: readonly unknown[],
  expected: string
) {
  const slug = `compare-${column.replaceAll(/[^a-z]/g, '-')}`
  await house.sql`
    insert into raw.person_payloads (linkedin_url, payload)
    select ${url(slug)} || '-' || p.place, p.payload
    from jsonb_array_elements(${JSON.stringify(values.map(payloadOf))}::text::jsonb)
      with ordinality as p (payload, place)`
  return house.sql<{ value: unknown; found: unknown; expected: unknown }[]>`
    select v.item as value, to_jsonb(${house.sql.unsafe(column)}) as found,
      to_jsonb(${house.sql.unsafe(expected)}) as expected
    from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb)
      with ordinality as v (item, place)
    inner join extracted.person_profile as p on p.linkedin_url = ${url(slug)} || '-' || v.place
    order by v.place`
}

describe('what a profile says is read as everywhere else', () => {
  const text = 'reference.json_text(v.item)'
  const label = 'reference.clean_label(reference.json_text(v.item))'
  const integer = 'reference.json_integer(v.item)'
  const numbers = [...scalars, ...vectors('json_integer'), '138', ' 138', '138 ', '0138', 999999999]
  const field = (name: string) => (value: unknown) => ({ name: 'Compared', [name]: value })
  const latest = (name: string, other: string) => (value: unknown) => ({
    latest_experience: { [name]: value, [other]: 'There' },
  })

  it.each([
    ['p.linkedin_slug', field('slug'), labels, text],
    ['p.linkedin_profile_id', field('profile_id'), labels, text],
    ['p.full_name', field('name'), labels, label],
    ['p.first_name', field('first_name'), labels, label],
    ['p.last_name', field('last_name'), labels, label],
    ['p.headline', field('headline'), labels, text],
    ['p.summary', field('summary'), labels, text],
    ['p.country', field('country'), labels, label],
    ['p.location_name', field('location_name'), labels, label],
    ['p.picture_url', field('picture_url_orig'), labels, text],
    ['p.connections', field('connections'), numbers, integer],
    ['p.num_followers', field('num_followers'), numbers, integer],
    ['p.jobs_count', field('jobs_count'), numbers, integer],
    ['p.latest_title', latest('title', 'company'), labels, label],
    ['p.latest_company', latest('company', 'title'), labels, label],
    [
      'p.experience_landing_no is not null',
      (value: unknown) => ({ experience: [{ title: value }] }),
      labels,
      `extracted.object_array(
        jsonb_build_array(jsonb_build_object('title', v.item))) is not null`,
    ],
  ])('%s', async (column, payloadOf, values, expected) => {
    const rows = await compare(column, payloadOf, values, expected)
    expect(rows).toHaveLength(values.length)
    expect(rows.filter((row) => row.found !== row.expected)).toEqual([])
    expect(rows.some((row) => row.found !== null)).toBe(true)
  })
})
