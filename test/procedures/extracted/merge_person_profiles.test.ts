import { describe, expect, it } from 'vitest'
import { contentOf, differencesOf } from '../../support/content.ts'
import { shuffled } from '../../support/varied.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const columns = `full_name, headline, latest_title, latest_company, latest_company_domain,
  latest_start_date::text as began, latest_is_current as is_current, connections, languages`

const profile = (slug: string) =>
  house.row(`select ${columns} from extracted.person_profile where linkedin_url = '${url(slug)}'`)

const nothing = {
  full_name: null,
  headline: null,
  latest_title: null,
  latest_company: null,
  latest_company_domain: null,
  began: null,
  is_current: null,
  connections: null,
  languages: null,
}

const latest = (title: string | null, company: string | null, more: object = {}) => ({
  latest_experience: { title, company, ...more },
})

/** Documents oldest first, and what they say together. */
const cases: Readonly<Record<string, { documents: readonly object[]; sum: object }>> = {
  'the newest value of every column': {
    documents: [
      { name: 'A', headline: 'A', connections: 1 },
      { name: 'B', headline: null, languages: ['x'] },
      { name: null, headline: '', connections: 3, languages: null },
    ],
    sum: { full_name: 'B', headline: 'A', connections: 3, languages: ['x'] },
  },
  'the parts of one job from all documents that name it': {
    documents: [
      latest('Boss', 'Acme', { company_domain: 'acme.example', start_date: '2020' }),
      latest(' BOSS ', 'ACME', { start_date: null }),
    ],
    sum: {
      latest_title: 'BOSS',
      latest_company: 'ACME',
      latest_company_domain: 'acme.example',
      began: '2020-01-01',
      is_current: true,
    },
  },
  'a date that is known better': {
    documents: [
      latest('Boss', 'Acme', { start_date: '2020' }),
      latest('Boss', 'Acme', { start_date: '2020-05-01' }),
    ],
    sum: { latest_title: 'Boss', latest_company: 'Acme', began: '2020-05-01', is_current: true },
  },
  'nothing of the job before when there is a new one': {
    documents: [
      latest('Boss', 'Acme', { company_domain: 'acme.example', start_date: '2020' }),
      latest('Clerk', 'Other'),
    ],
    sum: { latest_title: 'Clerk', latest_company: 'Other', is_current: true },
  },
  'nothing of an earlier stint when there was a job between': {
    documents: [
      latest('Boss', 'Acme', { company_domain: 'acme.example', start_date: '2020' }),
      latest('Clerk', 'Other'),
      latest('Boss', 'Acme'),
    ],
    sum: { latest_title: 'Boss', latest_company: 'Acme', is_current: true },
  },
  'the job that stands when a document says nothing about one': {
    documents: [
      latest('Boss', 'Acme', { start_date: '2020' }),
      { headline: 'New' },
      latest('Boss', 'Acme', { company_domain: 'acme.example' }),
    ],
    sum: {
      headline: 'New',
      latest_title: 'Boss',
      latest_company: 'Acme',
      latest_company_domain: 'acme.example',
      began: '2020-01-01',
      is_current: true,
    },
  },
  'that the job is over, as soon as a document says so': {
    documents: [
      latest('Boss', 'Acme', { start_date: '2020' }),
      latest('Boss', 'Acme', { end_date: '2024-05' }),
    ],
    sum: { latest_title: 'Boss', latest_company: 'Acme', began: '2020-01-01', is_current: false },
  },
  'a job without a title, and none of the title before': {
    documents: [latest('Boss', 'Acme', { start_date: '2020' }), latest(null, 'Acme')],
    sum: { latest_company: 'Acme', is_current: true },
  },
}

describe('documents of one person say', () => {
  const names = Object.keys(cases)
  const dated = (documents: readonly object[]) =>
    documents.map((document, index) => ({ ...document, last_refresh: `2025-01-0${index + 1}` }))

  it.each(names)('%s, in any order and after a rebuild', async (name) => {
    const { documents, sum } = cases[name] as (typeof cases)[string]
    const orders = [dated(documents), dated(documents).toReversed(), shuffled(dated(documents), 3)]
    for (const [index, order] of orders.entries()) {
      const slug = `sum-${names.indexOf(name)}-${index}`
      await house.landPerson(url(slug), ...order)
      expect(await profile(slug)).toEqual({ ...nothing, ...sum })
      const together = `${slug}-together`
      await house.landPeople(order.map((payload) => ({ linkedin_url: url(together), payload })))
      expect(await profile(together)).toEqual({ ...nothing, ...sum })
    }
    const landed = await contentOf(house.sql)
    await house.sql`call ops.rebuild('person_profile', 5)`
    expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
  })
})

describe('a document that is mended', () => {
  it('under another URL takes what it said along', async () => {
    await house.landPerson(url('wrong'), { name: 'Kept', last_refresh: '2025-01-01' })
    await house.landPerson(url('wrong'), {
      headline: 'Moves',
      last_refresh: '2025-01-02',
      ...latest('Boss', 'Acme'),
      experience: [{ title: 'Boss', company_domain: 'acme.example' }],
    })
    await house.sql`update raw.person_payloads set linkedin_url = ${url('right')}
      where payload ->> 'headline' = 'Moves'`
    await house.sql`call ops.replay('person_profile')`
    expect(await profile('wrong')).toEqual({ ...nothing, full_name: 'Kept' })
    expect(await profile('right')).toMatchObject({ headline: 'Moves', latest_title: 'Boss' })
    expect(
      await house.rows(`select linkedin_url from core.person_work_history
        where linkedin_url in ('${url('wrong')}', '${url('right')}')`)
    ).toEqual([{ linkedin_url: url('right') }])
    await house.sql`update raw.person_payloads set linkedin_url = 'nobody'
      where payload ->> 'headline' = 'Moves'`
    await house.sql`call ops.replay('person_profile')`
    for (const table of [
      'extracted.person_profile',
      'extracted.person_experience',
      'core.people',
      'core.person_work_history',
      'core.person_job_titles',
    ]) {
      expect(
        await house.rows(`select 1 as one from ${table} where linkedin_url = '${url('right')}'`)
      ).toEqual([])
    }
  })
})
