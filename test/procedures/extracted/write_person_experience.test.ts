import { describe, expect, it } from 'vitest'
import { labels, scalars, texts, vectors } from '../../support/readings.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

/** One job per value of a field, and what the functions of reference make of each value. */
async function compare(field: string, values: readonly unknown[], expected: string, found: string) {
  const slug = `compare-${field.replaceAll('_', '-')}-${found.replaceAll(/[^a-z]/g, '')}`
  // Without a title or a company it would be no job.
  const other = field === 'title' ? 'company' : 'title'
  const experience = values.map((value) => ({ [other]: 'There', [field]: value }))
  await house.landPerson(url(slug), { name: 'Compared', experience })
  return house.sql<{ value: unknown; found: unknown; expected: unknown }[]>`
    select v.item as value, to_jsonb(${house.sql.unsafe(found)}) as found,
      to_jsonb(${house.sql.unsafe(expected)}) as expected
    from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb)
      with ordinality as v (item, place)
    inner join extracted.person_experience as e
      on e.linkedin_url = ${url(slug)} and e.experience_order = v.place - 1
    order by v.place`
}

const label = 'reference.clean_label(reference.json_text(v.item))'
const parsed = 'extracted.parse_profile_date(reference.json_text(v.item))'
const dates = [
  ...scalars,
  ...texts,
  ...vectors('parse_partial_date'),
  '1899-12-31',
  '1900-01-01',
  '2099-12-28',
  '2100-01-01',
  '2101-01-01',
  '2023-02-28',
  '2023-02-29',
  '2023-02-30',
  '2023-00-10',
  '2023-10-00',
  '2023-10-31',
  '20231017',
  20231017,
  2023,
  '2023-10-01\n',
]
const domains = [
  ...scalars,
  ...texts,
  ...vectors('normalize_domain'),
  ...vectors('is_blocked_domain'),
  'acme.example',
  'www.acme.example',
  'www.com',
  'xn--mnchen-3ya.example',
  'x.com',
  'xyz.com',
  'a.b',
  'a.bc',
  'a-b.com',
  'a--b.com',
  '-a.com',
  'a-.com',
  '1.com',
  '1.2',
  '1.23',
  'a_b.com',
  'acme.example.',
  'ACME.example',
  'bit.ly',
  'www.bit.ly',
  'go.bit.ly',
  `${'a'.repeat(63)}.com`,
  `${'a'.repeat(64)}.com`,
  `${'a'.repeat(56)}.com`,
  'sub.acme.co.uk',
  'acme.c0m',
  'acme.com/jobs',
]
const pages = [
  ...scalars,
  ...texts,
  ...vectors('normalize_linkedin_url'),
  'https://www.linkedin.com/company/acme',
  'https://www.linkedin.com/company/acme/',
  'https://www.linkedin.com/company/Acme',
  'https://www.linkedin.com/company/',
  'https://www.linkedin.com/company/acme?x',
  `https://www.linkedin.com/company/${'a'.repeat(150)}`,
  `https://www.linkedin.com/company/${'a'.repeat(201)}`,
  'https://www.linkedin.com/company/acme\n',
]

describe('what a job says is read as everywhere else', () => {
  it.each([
    ['title', 'title', labels, label],
    ['title_key', 'title', labels, `reference.lookup_key(${label})`],
    ['company', 'company', labels, label],
    ['locality', 'locality', labels, label],
    ['summary', 'summary', labels, 'reference.json_text(v.item)'],
    ['company_org_id', 'org_id', labels, 'reference.json_text(v.item)'],
    [
      'company_domain',
      'company_domain',
      domains,
      `(select d.domain from reference.normalize_domain(reference.json_text(v.item)) as d (domain)
        where not reference.is_blocked_domain(d.domain))`,
    ],
    [
      'company_linkedin_url',
      'url',
      pages,
      `reference.normalize_linkedin_url(reference.json_text(v.item), 'company')`,
    ],
    ['start_date', 'start_date', dates, `(${parsed}).began_on`],
    ['start_precision', 'start_date', dates, `(${parsed}).date_precision`],
    ['start_date_raw', 'start_date', dates, 'reference.json_text(v.item)'],
    ['end_date', 'end_date', dates, `(${parsed}).began_on`],
    ['end_precision', 'end_date', dates, `(${parsed}).date_precision`],
    ['end_date_raw', 'end_date', dates, 'reference.json_text(v.item)'],
    [
      'is_current',
      'is_current',
      [...scalars, ...texts, 'True', 'yes', 'no', '0', '1', 1, ' true '],
      'coalesce(reference.json_boolean(v.item), true)',
    ],
  ])('%s', async (column, field, values, expected) => {
    const rows = await compare(field, values, expected, `e.${column}`)
    expect(rows).toHaveLength(values.length)
    expect(rows.filter((row) => row.found !== row.expected)).toEqual([])
    expect(rows.some((row) => row.found !== null)).toBe(true)
  })

  it('and so is the match of its title', async () => {
    await house.sql`
      insert into reference.job_title_lookup
        (latest_title, cleaned_job_title, seniority_level, job_function)
      values ('abcde', 'Alphabet', 'Senior', 'Design'), ('Größter Ökonom', 'Economist', null, null),
        ('A B C D E', null, 'VP', null)`
    const rows = await compare(
      'title',
      labels,
      `reference.match_job_title(${label})`,
      `nullif(row(e.matched_cleaned_job_title, e.matched_seniority, e.matched_job_function,
        e.matched_source)::reference.matched_job_title,
        row(null, null, null, null)::reference.matched_job_title)`
    )
    expect(rows.map((row) => row.found)).toEqual(rows.map((row) => row.expected))
    expect(rows.filter((row) => JSON.stringify(row.found)?.includes('Alphabet'))).not.toEqual([])
  })

  it('a job is current when it says so, or else when it has no end', async () => {
    const jobs = [
      { title: 'T', is_current: true, end_date: '2020-01-01' },
      { title: 'T', is_current: false },
      { title: 'T', end_date: '2020-01-01' },
      { title: 'T', end_date: null },
      { title: 'T', end_date: 'Present' },
      { title: 'T', is_current: 'maybe', end_date: 'Oct 2020' },
      { title: 'T', is_current: 'maybe', end_date: 'garbage' },
      { title: 'T' },
    ]
    await house.landPerson(url('current'), { name: 'Current', experience: jobs })
    expect(
      (
        await house.rows(`select is_current from extracted.person_experience
          where linkedin_url = '${url('current')}' order by experience_order`)
      ).map((row) => row.is_current)
    ).toEqual([true, false, false, true, true, false, true, true])
  })

  it('what is no object takes its place and nothing else', async () => {
    await house.landPerson(url('gaps'), {
      experience: ['x', { title: 'First' }, null, [{ title: 'Nested' }], { title: 'Second' }, 7],
    })
    const jobs = () =>
      house.rows(`select experience_order as place, title from core.person_work_history
        where linkedin_url = '${url('gaps')}' order by 1`)
    expect(await jobs()).toEqual([
      { place: 1, title: 'First' },
      { place: 4, title: 'Second' },
    ])
    await house.landPerson(url('gaps'), { experience: [{ title: 'Third' }, 'x'] })
    expect(await jobs()).toEqual([{ place: 0, title: 'Third' }])
  })
})
