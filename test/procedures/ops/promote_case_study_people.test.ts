import { beforeAll, describe, expect, it } from 'vitest'
import { extractionOf, pipelinesOf } from '../../support/case-studies.ts'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const { champions, extract } = pipelinesOf(house)

type Counts = Record<string, Record<string, number>>

async function promote(
  isDry: boolean,
  source: string | null = null,
  size = 500,
  after = ''
): Promise<Counts> {
  const [row] = await house.sql<{ p_counts: Counts }[]>`
    call ops.promote_case_study_people(${source}, ${isDry}, ${size}, ${after})`
  return row?.p_counts ?? {}
}

const zero = { inserted: 0, updated: 0, deleted: 0 }
const timings: string[] = []
async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await act()
  timings.push(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}

// The sizes of the requirement.
const details = 9569
const quoted = 10_139
const found = 17_924
const missing = 4609

describe('the backlog of the requirement', () => {
  // Case study n is of vendor n % 1,201; people are spread over the case studies in turn, so that
  // every third buyer is a champion, too, under another spelling.
  beforeAll(async () => {
    await timed(`landing ${details} extractions with ${quoted} champions`, () =>
      house.sql.unsafe(`
        insert into raw.gemini_case_study_payloads (payload)
        select jsonb_build_object(
          'case_study_url', format('https://v%s.example/c/%s', n % 1201, n),
          'origin_company_domain', format('v%s.example', n % 1201),
          'origin_company_name', 'Vendor ' || n % 1201,
          'company_customer_name', 'Customer ' || n,
          'extraction', jsonb_build_object(
            'customer_company_domain', case when n % 3 = 0 then format('c%s.example', n) end,
            'champions', coalesce(
              (
                select jsonb_agg(jsonb_build_object('full_name', 'Person ' || p, 'job_title', 'CFO'))
                from generate_series(n, ${quoted - 1}, ${details}) as p
              ),
              '[]'
            )
          )
        )
        from generate_series(0, ${details - 1}) as n`)
    )
    await timed(`landing ${found} buyers`, () =>
      house.sql.unsafe(`
        insert into raw.case_study_buyers_payloads (payload)
        select jsonb_build_object(
          'case_study_url', format('https://v%s.example/c/%s/', n % 1201, n),
          'origin_company_domain', format('www.v%s.example', n % 1201),
          'origin_company_name', 'Vendor ' || n % 1201,
          'customer_company_name', 'Customer ' || n,
          'people', (
            select jsonb_agg(
              jsonb_build_object(
                'fullName', case when p % 3 = 0 then 'PERSON  ' || p else 'Buyer ' || p end
              )
            )
            from generate_series(n, ${found - 1}, 8000) as p
          )
        )
        from generate_series(0, 7999) as n`)
    )
  }, 300_000)

  const core = `select count(*)::integer as n from core.case_study_champions`
  const shared = `${core} where cardinality(sources) = 2`

  it('is landed whole', async () => {
    const count = async (table: string) =>
      (await house.row(`select count(*)::integer as n from ${table}`))?.n
    expect(await count('extracted.case_study_details')).toBe(details)
    expect(await count('extracted.case_study_champions')).toBe(quoted)
    expect(await count('extracted.case_study_buyers')).toBe(found)
    expect(await count('ops.failures')).toBe(0)
    // Below 8,000 a person of the same number is in the same case study in both pipelines.
    const both = Math.ceil(8000 / 3)
    expect(await house.row(shared)).toEqual({ n: both })
    expect(await house.row(core)).toEqual({ n: quoted + found - both })
  })

  it('needs no promotion when it was landed', async () => {
    const before = await versionsOf(house.sql)
    expect(await timed('promotion with nothing to do', () => promote(false))).toEqual({
      case_study_champions: { examined: quoted, ...zero },
      case_study_buyers: { examined: found, ...zero },
      core_person_id: { changed: 0 },
      company_customers: { changed: 0 },
    })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('gets its 4,609 missing champions back, the dry run says how many', async () => {
    const all = await champions('v7.example')
    const stood = await house.rows(
      `select t.full_name, t.sources, t.landing_no, t.company_domain, t.case_study_url
      from core.case_study_champions as t order by t.origin_company_domain, t.id`
    )
    const lost = await house.sql`
      delete from core.case_study_champions as t
      where t.id in (
        select c.id from core.case_study_champions as c
        where c.source = 'case_study_buyers' order by c.id limit ${missing}
      )`
    expect(lost.count).toBe(missing)
    const before = await versionsOf(house.sql)
    const expected = {
      case_study_champions: { examined: quoted, ...zero },
      case_study_buyers: { examined: found, ...zero, inserted: missing },
      core_person_id: { changed: 0 },
    }
    expect(await timed('dry run', () => promote(true))).toEqual(expected)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    expect(await timed(`restoring ${missing} champions`, () => promote(false))).toEqual({
      ...expected,
      company_customers: { changed: 0 },
    })
    expect(await champions('v7.example')).toEqual(all)
    expect(
      await house.rows(
        `select t.full_name, t.sources, t.landing_no, t.company_domain, t.case_study_url
        from core.case_study_champions as t order by t.origin_company_domain, t.id`
      )
    ).toEqual(stood)
    const [run] = await house.rows(`select records_processed, status from ops.enrichment_runs
      where workflow_slug = 'case-study-people-promotion' order by completed_at desc limit 1`)
    expect(run).toEqual({ records_processed: missing, status: 'completed' })
  })

  it('is taken in slices, of one source if asked, from where one stopped', async () => {
    await house.sql`delete from core.case_study_champions where sources = '{case_study_champions}'`
    await house.sql`delete from core.case_study_champions
      where origin_company_domain = 'v8.example'`
    const only = await promote(false, 'case_study_buyers', 100)
    // Whom both named counts for the first of them.
    expect(only.case_study_champions?.examined).toBe(0)
    expect(only.case_study_buyers?.examined).toBe(found)
    const back = await promote(false, null, 333, 'v5.example')
    expect(back.case_study_champions?.examined).toBeLessThan(quoted)
    await promote(false)
    expect((await promote(true)).case_study_champions).toEqual({ examined: quoted, ...zero })
    expect(await house.row(core)).toEqual({ n: quoted + found - Math.ceil(8000 / 3) })
  })

  it('answers lookups by index', async () => {
    await house.sql`analyze core.case_study_champions`
    const plan = await house.rows(`explain select count(*) from core.case_study_champions as c
      where c.origin_company_domain = 'v7.example'`)
    expect(JSON.stringify(plan)).toMatch(/Index|Bitmap/)
    const [row] = await timed('a lookup', () =>
      house.rows(`select api.lookup_case_study_champions('{"domain": "https://V7.example"}') as a`)
    )
    const answer = row?.a as { champion_count: number; champions: unknown[] }
    const [stands] = await house.rows(`${core} where origin_company_domain = 'v7.example'`)
    expect(answer.champion_count).toBe(stands?.n)
    expect(answer.champions).toHaveLength(answer.champion_count)
    console.log(timings.join('\n'))
  })
})

describe('rows that were copied in by hand', () => {
  it('reach core with their case studies, and the customers get their domains', async () => {
    await house.sql`insert into raw.claygent_customers_structured_raw (payload)
      values ('{"origin_company_domain": "zz-legacy.example", "customers": [
        {"companyName": "Acme"}, {"companyName": "Globex", "url": "https://zz-legacy.example/g"}]}')`
    await house.sql`insert into extracted.case_study_details (case_study_url,
        origin_company_domain, company_customer_name, customer_name_key, company_customer_domain)
      values ('https://zz-legacy.example/a', 'zz-legacy.example', 'Acme Inc', 'acme inc', null),
        ('https://zz-legacy.example/g', 'zz-legacy.example', 'Globex', 'globex', 'globex.example')`
    await house.sql`insert into extracted.case_study_champions
        (case_study_url, full_name_key, full_name)
      values ('https://zz-legacy.example/a', 'jo doe', 'Jo Doe'),
        ('https://zz-legacy.example/g', 'al bee', 'Al Bee')`
    await house.sql`insert into extracted.case_study_buyers (origin_company_domain,
        buyer_full_name_key, case_study_key, case_study_url, buyer_full_name, buyer_job_title,
        customer_company_name, customer_company_domain)
      values ('zz-legacy.example', 'jo doe', 'https://zz-legacy.example/a', 'https://zz-legacy.example/a',
          'JO DOE', 'CFO', 'Acme', 'acme.example'),
        ('zz-legacy.example', 'cy dee', 'zz-legacy.example acme', null, 'Cy Dee', null, 'Acme', null)`
    const expected = {
      case_study_champions: { examined: 2, ...zero, inserted: 1 },
      case_study_buyers: { examined: 2, ...zero, inserted: 2 },
      core_person_id: { changed: 0 },
    }
    const untouched = await versionsOf(house.sql)
    expect(await promote(true, null, 1, 'zz')).toMatchObject(expected)
    expect(rowsWritten(untouched, await versionsOf(house.sql))).toEqual({})
    expect(await promote(false, null, 1, 'zz')).toMatchObject({
      ...expected,
      company_customers: { changed: 2 },
    })
    const columns = 'full_name, job_title, company_domain, case_study_url, source'
    expect(await champions('zz-legacy.example', columns)).toEqual([
      {
        full_name: 'Al Bee',
        job_title: null,
        company_domain: 'globex.example',
        case_study_url: 'https://zz-legacy.example/g',
        source: 'case_study_champions',
      },
      {
        full_name: 'Cy Dee',
        job_title: null,
        company_domain: null,
        case_study_url: null,
        source: 'case_study_buyers',
      },
      {
        full_name: 'JO DOE',
        job_title: 'CFO',
        company_domain: 'acme.example',
        case_study_url: 'https://zz-legacy.example/a',
        source: 'case_study_buyers',
      },
    ])
    expect(
      await house.rows(`select customer_name, customer_domain, customer_domain_source
        from core.company_customers where origin_company_domain = 'zz-legacy.example'
        order by customer_name`)
    ).toEqual([
      {
        customer_name: 'Acme',
        customer_domain: 'acme.example',
        customer_domain_source: 'gemini-case-study-buyer',
      },
      {
        customer_name: 'Globex',
        customer_domain: 'globex.example',
        customer_domain_source: 'gemini-3-flash-preview',
      },
    ])
    const before = await versionsOf(house.sql)
    expect(await promote(false, null, 1, 'zz')).toMatchObject({
      case_study_champions: { examined: 2, ...zero },
      company_customers: { changed: 0 },
    })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('take with them what they alone named', async () => {
    await house.sql`delete from extracted.case_study_buyers
      where origin_company_domain = 'zz-legacy.example' and buyer_full_name_key = 'cy dee'`
    expect(await promote(false, null, 1, 'zz')).toMatchObject({
      case_study_buyers: { examined: 2, ...zero, deleted: 1 },
    })
    expect(await champions('zz-legacy.example', 'full_name')).toHaveLength(2)
  })
})

describe('the people of core', () => {
  const person = (slug: string, name: string, isCurrent: boolean, domain = 'globex.example') =>
    house.landPerson(`https://www.linkedin.com/in/${slug}`, {
      url: `https://www.linkedin.com/in/${slug}`,
      name,
      experience: [
        { title: 'Now', company: 'Now', company_domain: 'now.example', is_current: true },
        {
          title: 'CFO',
          company: 'Globex',
          company_domain: domain,
          is_current: isCurrent,
          start_date: '2020-01-01',
          end_date: isCurrent ? null : '2021-01-01',
        },
      ],
    })
  const linked = async () =>
    (
      await house.rows(`select p.linkedin_slug from core.case_study_champions as c
        inner join core.people as p on p.id = c.core_person_id
        where c.origin_company_domain = 'zz-legacy.example' and c.full_name_key = 'al bee'`)
    ).map((row) => row.linkedin_slug)

  it('are linked where one of that name has or had a job there, and never guessed', async () => {
    await person('other-bee', 'Al Bee', false, 'elsewhere.example')
    await person('ACwAAAbee', 'Al Bee', true)
    await promote(false, null, 500, 'zz')
    expect(await linked()).toEqual([])
    await person('al-bee', 'AL  BEE', false)
    expect((await promote(true, null, 500, 'zz')).core_person_id).toEqual({ changed: 1 })
    expect((await promote(false, null, 500, 'zz')).core_person_id).toEqual({ changed: 1 })
    expect(await linked()).toEqual(['al-bee'])
    expect((await promote(false, null, 500, 'zz')).core_person_id).toEqual({ changed: 0 })
    // Landing keeps the link while the company stays.
    const land = (domain: string) =>
      extract(
        extractionOf(
          'https://zz-legacy.example/g',
          [{ full_name: 'Al Bee', job_title: domain }],
          { origin_company_domain: 'zz-legacy.example', company_customer_name: 'Globex' },
          { customer_company_domain: domain }
        )
      )
    await land('globex.example')
    expect(await linked()).toEqual(['al-bee'])
    await land('other.example')
    expect(await linked()).toEqual([])
    await land('globex.example')
    expect((await promote(false, null, 500, 'zz')).core_person_id).toEqual({ changed: 1 })
    await person('al-bee-2', 'Al Bee', true)
    expect((await promote(false, null, 500, 'zz')).core_person_id).toEqual({ changed: 1 })
    expect(await linked()).toEqual([])
  })
})

it.each([
  ['a batch of none', `p_batch_size => 0`],
  ['an unknown source', `p_source => 'parallel'`],
])('%s is refused', async (_, argument) => {
  const failed = await failure(house.sql.unsafe(`call ops.promote_case_study_people(${argument})`))
  expect(failed).toMatchObject({ code: 'WH903' })
})
