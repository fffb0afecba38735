import { describe, expect, it } from 'vitest'
import { extractionOf, landCaseStudies, pipelinesOf, workflow } from '../support/case-studies.ts'
import { rowsWritten, versionsOf } from '../support/content.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const { extract, champions, details } = pipelinesOf(house)
const land = (...payloads: unknown[]) =>
  landCaseStudies(
    house,
    'gemini_case_study',
    payloads.map((payload) => ({ payload }))
  )
const replay = (isFailures = false) =>
  house.sql`call ops.replay('gemini_case_study', p_failures_only => ${isFailures})`

const url = (name: string) => `https://vendor.example/${name}`
const open = async () =>
  (
    await house.rows(`select f.sqlstate, f.message from ops.failures as f
      inner join raw.gemini_case_study_payloads as p on p.id = f.raw_id
      where f.resolved_at is null order by p.landing_no`)
  ).map((failure) => [failure.sqlstate, failure.message])

describe('a statement', () => {
  it('without rows does nothing', async () => {
    await land()
    expect(await house.rows('select * from ops.entities')).toEqual([])
  })

  it('of an analyst needs the payload only, or the key beside what the model said', async () => {
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await analyst`insert into raw.gemini_case_study_payloads (payload)
        values (${JSON.stringify(extractionOf(url('one'), ['Jo Doe']))}::text::jsonb)`
      await analyst`insert into raw.gemini_case_study_payloads (case_study_url,
          origin_company_domain, company_customer_name, workflow_slug, payload)
        values (${`${url('two')}/`}, 'www.Vendor.example', 'Acme', ${workflow},
          '{"article_title": "Two", "champions": [{"full_name": "Al Bee"}]}')`
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await champions('vendor.example', 'full_name, case_study_url')).toEqual([
      { full_name: 'Al Bee', case_study_url: url('two') },
      { full_name: 'Jo Doe', case_study_url: url('one') },
    ])
    expect(await details(url('two'))).toMatchObject({
      article_title: 'Two',
      company_customer_name: 'Acme',
      origin_company_name: null,
    })
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    const good = extractionOf(url('good'), ['Jo Doe'])
    const { case_study_url: _, ...homeless } = good
    const { extraction: __, ...unread } = good
    await land(
      homeless,
      { ...good, case_study_url: 'not a URL' },
      { ...good, origin_company_domain: '192.0.2.7' },
      { ...good, origin_company_domain: 'bit.ly' },
      { ...good, company_customer_name: 'Unknown' },
      { ...good, company_customer_name: '---' },
      unread,
      { ...good, extraction: 'sorry, I cannot' },
      { ...good, workflow_slug: 'clay-person-profile' },
      [],
      null,
      { ...unread, success: false, error: 'timeout', response_text: 'I think that' },
      good
    )
    const fields = 'the case_study_url, origin_company_domain, company_customer_name or extraction'
    expect(await open()).toEqual([
      ['WH101', `${fields} is missing or blank`],
      ['WH102', `${fields} cannot be normalised`],
      ['WH102', `${fields} cannot be normalised`],
      ['WH103', `${fields} is a shared host, not a company`],
      ['WH101', `${fields} is missing or blank`],
      ['WH101', `${fields} is missing or blank`],
      ['WH101', `${fields} is missing or blank`],
      ['WH102', `${fields} cannot be normalised`],
      ['WH202', "Workflow 'clay-person-profile' not found"],
      ['WH101', `${fields} is missing or blank`],
      ['WH101', `${fields} is missing or blank`],
    ])
    expect(await details(url('good'))).toMatchObject({ company_customer_name: 'Acme' })
    await house.sql`delete from ops.failures`
  })

  it('reads the answer of the model in every form that it comes in', async () => {
    const read = async (extraction: unknown) => {
      await extract({ ...extractionOf(url('form'), []), extraction })
      return champions('vendor.example', 'full_name, job_title').then((rows) =>
        rows.filter((row) => String(row.full_name).startsWith('Form'))
      )
    }
    const answer = (name: string) => ({ champions: [{ full_name: name, job_title: 'CFO' }] })
    const found = (full_name: string) => [{ full_name, job_title: 'CFO' }]
    expect(await read(answer('Form A'))).toEqual(found('Form A'))
    expect(await read(JSON.stringify(answer('Form B')))).toEqual(found('Form B'))
    const fence = '```'
    const fenced = `Here you are:\n${fence}json\n${JSON.stringify(answer('Form C'))}\n${fence}`
    expect(await read(fenced)).toEqual(found('Form C'))
    const listed = { champions: JSON.stringify(['Form D']) }
    expect(await read(listed)).toEqual([{ full_name: 'Form D', job_title: null }])
    // What is no list says nothing; an empty list says nobody.
    for (const none of [{ champions: { full_name: 'Form E' } }, { champions: null }, {}]) {
      expect(await read({ confidence: 'high', ...none })).toEqual([
        { full_name: 'Form D', job_title: null },
      ])
    }
    expect(await read({ champions: [] })).toEqual([])
  })

  it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
    await house.sql`alter table extracted.case_study_details
      add constraint no_poison check (article_title <> 'poison')`
    const poisoned = [0, 500, 501, 999]
    await house.sql`insert into raw.staging_case_study_urls
        (origin_company_domain, case_study_url)
      values ('set-0.example', ${url('set-0')}), ('set-0.example', ${url('set-7')})`
    const processed = async () =>
      (
        await house.rows(`select case_study_url from raw.staging_case_study_urls
          where processed order by case_study_url`)
      ).map((row) => row.case_study_url)
    await land(
      ...Array.from({ length: 1000 }, (_, number) =>
        extractionOf(
          url(`set-${number}`),
          [`Person ${number}`, 'Jo Doe'],
          { origin_company_domain: `set-${number % 7}.example` },
          { article_title: poisoned.includes(number) ? 'poison' : 'good' }
        )
      )
    )
    expect((await open()).map(([code]) => code)).toEqual(['23514', '23514', '23514', '23514'])
    const count = `select count(*)::integer as n from core.case_study_champions
      where origin_company_domain like 'set-%'`
    expect(await house.row(count)).toEqual({ n: 996 * 2 })
    expect(await processed()).toEqual([url('set-7')])
    await house.sql`alter table extracted.case_study_details drop constraint no_poison`
    await replay(true)
    expect(await open()).toEqual([])
    expect(await house.row(count)).toEqual({ n: 2000 })
    expect(await processed()).toEqual([url('set-0'), url('set-7')])
  })

  it('of 1,000 takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const spent = (prefix: string, size: number, people: string[]) =>
      statementsIn(house.sql, () =>
        land(
          ...Array.from({ length: size }, (_, number) =>
            extractionOf(url(`${prefix}-${number}`), people)
          )
        )
      )
    const two = await spent('two', 2, ['Jo Doe'])
    expect(two).toBeGreaterThan(5)
    const jobs = Array.from({ length: 6 }, (_, number) => `Person ${number}`)
    expect(await spent('many', 1000, jobs)).toBe(two)
    expect(await spent('many', 1000, ['Al Bee'])).toBe(await spent('two', 2, ['Al Bee']))
  })
})

describe('a newer document of a case study', () => {
  const page = url('newer')
  const of = (people: unknown[], extraction = {}, more = {}) =>
    extractionOf(page, people, more, extraction)

  it('replaces what it has, and null replaces nothing', async () => {
    const domain = { customer_company_domain: 'acme.example', article_title: 'Old' }
    await extract(of([{ full_name: 'Jo Doe', job_title: 'CFO' }], domain))
    await extract(of(['Jo Doe'], { confidence: 'sure', article_title: ' n/a ' }))
    expect(await details(page)).toMatchObject({
      company_customer_domain: 'acme.example',
      article_title: 'Old',
      confidence: 'low',
    })
    expect(
      await house.rows(`select full_name, job_title, customer_company_domain
        from extracted.case_study_champions where case_study_url = '${page}'`)
    ).toEqual([{ full_name: 'Jo Doe', job_title: 'CFO', customer_company_domain: 'acme.example' }])
  })

  it('about another customer does not keep the domain of the former', async () => {
    await extract(of(['Jo Doe'], {}, { company_customer_name: 'Globex' }))
    expect(await details(page)).toMatchObject({
      company_customer_name: 'Globex',
      company_customer_domain: null,
      company_customer_domain_source: null,
      article_title: 'Old',
    })
  })

  it('of another vendor begins anew, also under the same name of the customer', async () => {
    const land = (more: object, domain: string | null = null) =>
      extract(
        extractionOf(url('vendors'), ['Jo Doe'], { ...more }, { customer_company_domain: domain })
      )
    await land({}, 'acme.example')
    await land({ origin_company_domain: 'second.example', origin_company_name: null })
    expect(await details(url('vendors'))).toMatchObject({
      origin_company_domain: 'second.example',
      origin_company_name: null,
      company_customer_name: 'Acme',
      company_customer_domain: null,
    })
  })

  it('that repeats what stands writes nothing, replayed or not', async () => {
    const again = of(['Jo Doe'], {}, { company_customer_name: 'Globex' })
    const before = await versionsOf(house.sql)
    await extract(again)
    await replay()
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('that comes late gives only what no newer one gives', async () => {
    const late = of(['Late Person'], { customer_company_domain: 'late.example', reasoning: 'why' })
    await landCaseStudies(house, 'gemini_case_study', [
      { payload: late, receivedAt: '2020-01-01T00:00:00Z' },
    ])
    expect(await details(page)).toMatchObject({
      company_customer_name: 'Globex',
      company_customer_domain: null,
      reasoning: 'why',
    })
    expect(
      await house.rows(`select full_name from extracted.case_study_champions
        where case_study_url = '${page}'`)
    ).toEqual([{ full_name: 'Jo Doe' }])
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('gemini_case_study')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('takes no domain that is a shared host or the vendor, unless that is the customer', async () => {
    const domainOf = async (customer_company_domain: unknown, more = {}) => {
      await extract(
        extractionOf(
          url('domain'),
          [],
          { origin_company_name: 'Vendor', ...more },
          {
            customer_company_domain,
          }
        )
      )
      return (await details(url('domain')))?.company_customer_domain
    }
    expect(await domainOf('https://lnkd.in/x', { company_customer_name: 'A' })).toBeNull()
    expect(await domainOf('www.vendor.example', { company_customer_name: 'B' })).toBeNull()
    expect(await domainOf('www.vendor.example', { company_customer_name: 'VENDOR' })).toBe(
      'vendor.example'
    )
    expect(await domainOf({}, { company_customer_name: 'C' })).toBeNull()
    expect(await domainOf('Acme Corporation', { company_customer_name: 'D' })).toBeNull()
    expect(await domainOf('WWW.Acme.example/x', { company_customer_name: 'E' })).toBe(
      'acme.example'
    )
  })
})

describe('rows that were copied in by hand', () => {
  it('give way to the first document of their case study', async () => {
    const page = url('legacy')
    await house.sql`insert into extracted.case_study_details (case_study_url,
        origin_company_domain, company_customer_name, customer_name_key, company_customer_domain)
      values (${page}, 'legacy.example', 'Acme', 'acme', 'acme.example')`
    for (const page of [url('legacy'), url('bare')]) {
      await house.sql`insert into extracted.case_study_champions
          (case_study_url, full_name_key, full_name) values (${page}, 'old one', 'Old One')`
    }
    expect((await details(page))?.id).toBe(
      (await house.row(`select reference.entity_id('case_study', '${page}') as id`))?.id
    )
    await extract(
      extractionOf(page, ['Jo Doe'], { origin_company_domain: 'legacy.example' }),
      extractionOf(url('bare'), ['Jo Doe'], { origin_company_domain: 'legacy.example' })
    )
    expect(await champions('legacy.example', 'full_name, case_study_url')).toEqual([
      { full_name: 'Jo Doe', case_study_url: url('bare') },
      { full_name: 'Jo Doe', case_study_url: page },
    ])
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('gemini_case_study')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

it('a case study that has no document any more is gone, with its people', async () => {
  const more = { origin_company_domain: 'gone.example' }
  await extract(extractionOf(url('gone'), ['Jo Doe'], more))
  await house.sql`update raw.gemini_case_study_payloads
    set payload = payload || '{"case_study_url": "localhost"}'
    where payload ->> 'case_study_url' = ${url('gone')}`
  await house.sql`call ops.rebuild('gemini_case_study')`
  expect(await details(url('gone'))).toBeUndefined()
  expect(await champions('gone.example')).toEqual([])
  expect((await open()).at(-1)?.[0]).toBe('WH102')
})

it('a document that is none any more takes along what it alone said', async () => {
  const said = (title: string | null) =>
    extractionOf(
      url('revoked'),
      [{ full_name: 'Jo Doe', job_title: title }],
      {},
      {
        article_title: title,
        customer_company_domain: title && 'acme.example',
      }
    )
  await extract(said('CFO'), said(null))
  expect(await details(url('revoked'))).toMatchObject({ article_title: 'CFO' })
  await house.sql`update raw.gemini_case_study_payloads
    set payload = payload || '{"origin_company_domain": "localhost"}'
    where payload ->> 'case_study_url' = ${url('revoked')}
      and payload #>> '{extraction,article_title}' = 'CFO'`
  await house.sql`call ops.rebuild('gemini_case_study')`
  expect(await details(url('revoked'))).toMatchObject({
    article_title: null,
    company_customer_domain: null,
  })
  expect(
    await house.rows(`select full_name, job_title from core.case_study_champions
      where case_study_url = '${url('revoked')}'`)
  ).toEqual([{ full_name: 'Jo Doe', job_title: null }])
})

it('a mended payload takes the place of one in quarantine', async () => {
  await house.sql`delete from ops.failures`
  const broken = extractionOf('nowhere', ['Jo Doe'], { origin_company_domain: 'mended.example' })
  await extract(broken)
  const [failure] = await house.rows('select failure_id from ops.failures')
  const mended = JSON.stringify({ ...broken, case_study_url: url('mended') })
  await house.sql`select ops.resubmit_failure(${String(failure?.failure_id)},
    ${mended}::text::jsonb)`
  expect(await champions('mended.example', 'full_name')).toEqual([{ full_name: 'Jo Doe' }])
})
