import { describe, expect, it } from 'vitest'
import { contentOf, differencesOf } from '../../support/content.ts'
import { coalescePersonClaim, type PersonClaim } from '../../support/person-claims.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`
const claim = (slug: string, more: PersonClaim) =>
  coalescePersonClaim(house.sql, { linkedin_url: url(slug), ...more })

const person = (slug: string, columns: string) =>
  house.row(`select ${columns} from core.people where linkedin_url = '${url(slug)}'`)

const profile = 'person_profile'

describe('core.people', () => {
  it('keeps the first name, whoever gives another one later', async () => {
    await claim('name', { full_name: 'First' })
    expect(await claim('name', { source: profile, full_name: 'Second' })).toEqual({})
    expect(await person('name', 'full_name, full_name_source, source')).toEqual({
      full_name: 'First',
      full_name_source: 'salesnav',
      source: 'salesnav',
    })
  })

  it('takes the name of the document that landed before, even if it comes after', async () => {
    await claim('early', { full_name: 'Late', landing_no: 2_000_000 })
    expect(await claim('early', { source: profile, full_name: 'Early' })).toEqual({
      'core.people': 1,
    })
    expect(await person('early', 'full_name, full_name_source, source')).toEqual({
      full_name: 'Early',
      full_name_source: profile,
      source: profile,
    })
  })

  it('fills a null name and a null URN, and replaces neither by nothing', async () => {
    await claim('fill', {})
    await claim('fill', { source: profile, full_name: 'Filled' })
    await claim('fill', { linkedin_user_profile_urn: 'urn:1' })
    await claim('fill', { linkedin_user_profile_urn: 'urn:2' })
    await claim('fill', { full_name: null, linkedin_user_profile_urn: null })
    expect(await person('fill', 'full_name, linkedin_user_profile_urn')).toEqual({
      full_name: 'Filled',
      linkedin_user_profile_urn: 'urn:1',
    })
  })

  it('is employed where the source of the highest rank says that knows the job', async () => {
    const employer = async () => (await person('rank', 'core_company_id'))?.core_company_id
    const id = async (domain: string) => {
      const [row] = await house.sql`select reference.entity_id('company', ${domain}) as id`
      return row?.id
    }
    await claim('rank', { employer_domain: 'low.example' })
    expect(await employer()).toBe(await id('low.example'))
    await claim('rank', { source: profile, employer_domain: 'high.example' })
    expect(await employer()).toBe(await id('high.example'))
    expect(await claim('rank', { employer_domain: 'low.example' })).toEqual({})
    // Not knowing the job is not knowing that there is none.
    expect(await claim('rank', { source: profile, has_previous: true })).toEqual({})
    expect(await employer()).toBe(await id('high.example'))
    // The job is over: the other source is asked again.
    await claim('rank', { source: profile, has_previous: true, has_job: true })
    expect(await employer()).toBeNull()
    await claim('rank', { employer_domain: 'low.example' })
    expect(await employer()).toBe(await id('low.example'))
  })

  it('loses what a complete claim of its source no longer says, and the rest stays', async () => {
    await claim('shrink', { source: profile, full_name: 'P', employer_domain: 'p.example' })
    await claim('shrink', { linkedin_user_profile_urn: 'urn:3' })
    await claim('shrink', { source: profile, is_complete: true, has_previous: true })
    expect(await person('shrink', 'full_name, core_company_id, linkedin_user_profile_urn')).toEqual(
      { full_name: null, core_company_id: null, linkedin_user_profile_urn: 'urn:3' }
    )
  })

  it('goes with the last document of the source that landed first', async () => {
    await claim('gone', { source: profile, full_name: 'Gone' })
    const gone = { source: profile, is_complete: true, has_previous: true, landing_no: null }
    expect(await claim('gone', gone)).toMatchObject({ 'core.people': 1 })
    expect(await person('gone', 'full_name')).toBeUndefined()
  })
})

describe('core.person_tenure', () => {
  const tenure = (slug: string) =>
    house.row(`select job_start_date::text as began, job_start_precision as precision, source
      from core.person_tenure where linkedin_url = '${url(slug)}'`)

  it('goes by source: profile, discovery, Sales Navigator', async () => {
    const began = (source: string, year: number) =>
      claim('tenure', { source, has_job: true, job_start_date: `${year}-01-01` })
    await began('salesnav', 2019)
    await began('person_discovery', 2020)
    expect(await tenure('tenure')).toMatchObject({ began: '2020-01-01' })
    expect(await began('salesnav', 2021)).toEqual({})
    await began(profile, 2022)
    expect(await began('person_discovery', 2023)).toEqual({})
    expect(await tenure('tenure')).toMatchObject({ began: '2022-01-01', source: profile })
    await began(profile, 2018)
    expect(await tenure('tenure')).toMatchObject({ began: '2018-01-01' })
  })

  it('has no row without a start date, and loses that of an old job', async () => {
    expect(await claim('undated', { source: profile, has_job: true })).not.toHaveProperty(
      'core.person_tenure'
    )
    await claim('undated', { source: profile, has_job: true, job_start_date: '2020-01-01' })
    await claim('undated', { source: profile, has_job: true, has_previous: true })
    expect(await tenure('undated')).toEqual({ began: null, precision: null, source: profile })
  })
})

describe('core.person_job_titles', () => {
  const title = (slug: string) =>
    house.row(`select raw_job_title as title, source, document_source
      from core.person_job_titles where linkedin_url = '${url(slug)}'`)

  it('goes by source, and within one by the newest', async () => {
    await claim('title', { source: 'person_title_enrichment', job_title: 'Enriched' })
    await claim('title', {
      source: profile,
      job_title: 'Profile',
      matched_job_title: { cleaned_job_title: 'P', source: 'lookup' },
    })
    expect(await claim('title', { source: 'person_title_enrichment', job_title: 'X' })).toEqual({})
    expect(await title('title')).toEqual({
      title: 'Profile',
      source: 'lookup',
      document_source: profile,
    })
    await claim('title', { source: profile, job_title: 'Newer', has_previous: true })
    expect(await title('title')).toEqual({
      title: 'Newer',
      source: null,
      document_source: profile,
    })
    await claim('title', { source: profile, has_previous: true })
    expect(await title('title')).toMatchObject({ title: 'Newer' })
    // The newest job has none.
    await claim('title', { source: profile, has_job: true, has_previous: true })
    expect(await title('title')).toBeUndefined()
  })
})

describe('core.person_locations', () => {
  const place = (slug: string) =>
    house.row(`select city, state, country, source from core.person_locations
      where linkedin_url = '${url(slug)}'`)

  it('takes more parts, then the newest of one source; the first of several', async () => {
    await claim('place', { country: 'A' })
    expect(await claim('place', { source: profile, country: 'B' })).not.toHaveProperty(
      'core.person_locations'
    )
    expect(await place('place')).toMatchObject({ country: 'A', source: 'salesnav' })
    await claim('place', { country: 'C', has_previous: true })
    expect(await place('place')).toMatchObject({ country: 'C' })
    await claim('place', { source: profile, country: 'D', city: 'D-Town' })
    expect(await place('place')).toEqual({
      city: 'D-Town',
      state: null,
      country: 'D',
      source: profile,
    })
    await claim('place', { country: 'E', has_previous: true })
    await claim('place', { source: profile, country: 'F', has_previous: true })
    expect(await place('place')).toMatchObject({ city: 'D-Town', country: 'D' })
    await claim('place', { source: profile, country: 'G', state: 'G-State', has_previous: true })
    expect(await place('place')).toEqual({
      city: null,
      state: 'G-State',
      country: 'G',
      source: profile,
    })
  })

  it('gives way to the source that had as many parts before', async () => {
    await claim('before', { country: 'Late', landing_no: 3_000_000 })
    await claim('before', { source: profile, country: 'Early' })
    expect(await place('before')).toMatchObject({ country: 'Early', source: profile })
  })
})

describe('core.person_past_employer', () => {
  const past = (slug: string) =>
    house.rows(`select source, past_company_domain as domain, past_company_name as name
      from core.person_past_employer where linkedin_url = '${url(slug)}' order by 1, 2, 3`)
  const employers = (...pairs: [string | null, string | null][]) => ({
    has_past_employers: true,
    past_employers: pairs.map(([past_company_domain, past_company_name]) => ({
      past_company_domain,
      past_company_name,
    })),
  })

  it('is replaced per source, by difference', async () => {
    await claim('past', employers(['sales.example', 'Sales'], [null, 'Nameless']))
    await claim('past', { source: profile, ...employers(['sales.example', 'Sales']) })
    expect(
      await claim('past', {
        source: profile,
        has_previous: true,
        ...employers(['sales.example', 'Sales'], ['new.example', null]),
      })
    ).toEqual({ 'core.person_past_employer': 1 })
    expect(await past('past')).toEqual([
      { source: profile, domain: 'new.example', name: null },
      { source: profile, domain: 'sales.example', name: 'Sales' },
      { source: 'salesnav', domain: 'sales.example', name: 'Sales' },
      { source: 'salesnav', domain: null, name: 'Nameless' },
    ])
    // Saying nothing is not saying that there are none; saying that there are none is.
    expect(await claim('past', { source: profile, has_previous: true })).toEqual({})
    expect(await claim('past', { source: profile, has_previous: true, ...employers() })).toEqual({
      'core.person_past_employer': 2,
    })
    expect(await past('past')).toHaveLength(2)
  })

  it('is there once, nulls included', async () => {
    const again = {
      source: profile,
      has_previous: true,
      ...employers([null, 'N'], ['d.example', null]),
    }
    await claim('once', again)
    expect(await claim('once', again)).toEqual({})
    expect(await past('once')).toHaveLength(2)
    await expect(
      house.sql`insert into core.person_past_employer
        (linkedin_url, past_company_name, source) values (${url('once')}, 'N', ${profile})`
    ).rejects.toMatchObject({ code: '23505' })
  })
})

describe('any order of two sources', () => {
  it('leaves the same', async () => {
    const first = {
      full_name: 'One',
      country: 'A',
      employer_domain: 'a.example',
      job_start_date: '2020-01-01',
      job_title: 'A',
      landing_no: 1_000_001,
    }
    const second = {
      source: profile,
      full_name: 'Two',
      country: 'B',
      employer_domain: 'b.example',
      job_start_date: '2021-01-01',
      job_title: 'B',
      landing_no: 1_000_002,
    }
    await claim('order', first)
    await claim('order', second)
    const straight = await contentOf(house.sql)
    for (const table of ['people', 'person_locations', 'person_tenure', 'person_job_titles']) {
      await house.sql.unsafe(`delete from core.${table} where linkedin_url = '${url('order')}'`)
    }
    await claim('order', second)
    await claim('order', first)
    expect(differencesOf(await contentOf(house.sql), straight)).toEqual({})
  })
})
