import { beforeEach, describe, expect, it } from 'vitest'
import { buyersOf, extractionOf, pipelinesOf } from '../../support/case-studies.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const { extract, buyers, champions } = pipelinesOf(house)

const url = 'https://vendor.example/customers/acme'
const person = 'full_name, job_title, company_name, company_domain, source, sources'

beforeEach(async () => {
  await house.sql`truncate raw.gemini_case_study_payloads, raw.case_study_buyers_payloads,
    extracted.case_study_details, extracted.case_study_champions,
    extracted.case_study_buyer_pages, extracted.case_study_buyers, core.case_study_champions,
    ops.documents, ops.failures`
})

const withDomain = { customer_company_domain: 'acme.example' }

describe('a person', () => {
  it('of both pipelines is one champion, named by the first, filled by the second', async () => {
    await extract(extractionOf(url, ['Jo Doe']))
    await buyers(
      buyersOf(`${url}/#quote`, [{ fullName: 'JO  DOE', jobTitle: 'CFO' }], {
        ...withDomain,
        customer_company_name: 'Acme Inc.',
      })
    )
    expect(await champions('vendor.example', person)).toEqual([
      {
        full_name: 'Jo Doe',
        job_title: 'CFO',
        company_name: 'Acme',
        company_domain: 'acme.example',
        source: 'case_study_champions',
        sources: ['case_study_champions', 'case_study_buyers'],
      },
    ])
  })

  it('is named first by whoever landed first, and nothing that stands is replaced', async () => {
    await buyers(buyersOf(url, [{ fullName: 'Jo Doe', jobTitle: 'CFO' }], withDomain))
    await extract(
      extractionOf(
        url,
        [{ full_name: 'jo doe', job_title: 'CEO', company_name: 'ACME LLC' }],
        {},
        { customer_company_domain: 'other.example' }
      )
    )
    expect(await champions('vendor.example', person)).toEqual([
      {
        full_name: 'Jo Doe',
        job_title: 'CFO',
        company_name: 'Acme',
        company_domain: 'acme.example',
        source: 'case_study_buyers',
        sources: ['case_study_buyers', 'case_study_champions'],
      },
    ])
  })

  it('keeps its first source and domain when that is read again', async () => {
    const read = (job_title: string, domain: string) =>
      extract(
        extractionOf(
          url,
          [{ full_name: 'Jo Doe', job_title }],
          {},
          { customer_company_domain: domain }
        )
      )
    await read('CFO', 'acme.example')
    await buyers(
      buyersOf(url, [{ fullName: 'Jo Doe', jobTitle: 'COO' }], {
        customer_company_domain: 'other.example',
      })
    )
    await read('CEO', 'acme.example')
    expect(await champions('vendor.example', person)).toMatchObject([
      { job_title: 'CEO', company_domain: 'acme.example', source: 'case_study_champions' },
    ])
    // Who is left out in between is named anew.
    await extract(extractionOf(url, []))
    await read('CEO', 'acme.example')
    expect(await champions('vendor.example', person)).toMatchObject([
      { job_title: 'COO', company_domain: 'other.example', source: 'case_study_buyers' },
    ])
  })

  it('gets a domain that becomes known later', async () => {
    await extract(extractionOf(url, ['Jo Doe']))
    expect(await champions('vendor.example', 'company_domain, core_company_id')).toEqual([
      { company_domain: null, core_company_id: null },
    ])
    await extract(extractionOf(url, ['Jo Doe'], {}, withDomain))
    const [id] = await house.rows(`select reference.entity_id('company', 'acme.example') as id`)
    expect(await champions('vendor.example', 'company_domain, core_company_id')).toEqual([
      { company_domain: 'acme.example', core_company_id: id?.id },
    ])
  })

  it('of clearly another company has no domain, from neither pipeline', async () => {
    await extract(
      extractionOf(
        url,
        [
          { full_name: 'Al Bee', company_name: 'Globex' },
          { full_name: 'Cy Dee', company_name: 'ACME GmbH' },
          { full_name: 'Ed Eff', company_name: 'Acme Labs' },
          { full_name: 'Gi Aitch' },
        ],
        {},
        withDomain
      )
    )
    await buyers(buyersOf(url, ['Al Bee'], withDomain))
    expect(await champions('vendor.example', 'full_name, company_name, company_domain')).toEqual([
      { full_name: 'Al Bee', company_name: 'Globex', company_domain: null },
      { full_name: 'Cy Dee', company_name: 'ACME GmbH', company_domain: 'acme.example' },
      { full_name: 'Ed Eff', company_name: 'Acme Labs', company_domain: 'acme.example' },
      { full_name: 'Gi Aitch', company_name: 'Acme', company_domain: 'acme.example' },
    ])
  })

  it('goes when nobody names it any more, and stays while one source does', async () => {
    await extract(extractionOf(url, ['Jo Doe', 'Al Bee']))
    await buyers(buyersOf(url, ['Jo Doe', 'Cy Dee']))
    await extract(extractionOf(url, []))
    expect(await champions('vendor.example', 'full_name, source, sources')).toEqual([
      { full_name: 'Cy Dee', source: 'case_study_buyers', sources: ['case_study_buyers'] },
      { full_name: 'Jo Doe', source: 'case_study_buyers', sources: ['case_study_buyers'] },
    ])
    await buyers(buyersOf(url, []))
    expect(await champions()).toEqual([])
  })

  it('of two case studies, or of two vendors, is one row each', async () => {
    await extract(extractionOf(url, ['Jo Doe']), extractionOf(`${url}-2`, ['Jo Doe']))
    await buyers(buyersOf(url, ['Jo Doe'], { origin_company_domain: 'other.example' }))
    expect(await champions('vendor.example', 'case_study_url, sources')).toEqual([
      { case_study_url: url, sources: ['case_study_champions'] },
      { case_study_url: `${url}-2`, sources: ['case_study_champions'] },
    ])
    expect(await champions('other.example', 'case_study_url')).toEqual([{ case_study_url: url }])
  })

  it('without a case study is one row per vendor, also when it is found twice', async () => {
    await buyers(buyersOf(null, ['Jo Doe']), buyersOf(null, ['Jo Doe', 'Al Bee']))
    await buyers(
      buyersOf(null, [{ fullName: 'Jo Doe', jobTitle: 'CFO' }], {
        customer_company_name: 'Globex',
        customer_company_domain: 'globex.example',
      })
    )
    expect(await champions('vendor.example', person)).toEqual([
      {
        full_name: 'Al Bee',
        job_title: null,
        company_name: 'Acme',
        company_domain: null,
        source: 'case_study_buyers',
        sources: ['case_study_buyers'],
      },
      {
        full_name: 'Jo Doe',
        job_title: 'CFO',
        company_name: 'Acme',
        // Globex is another company: its domain does not go with the name.
        company_domain: null,
        source: 'case_study_buyers',
        sources: ['case_study_buyers'],
      },
    ])
  })
})

describe('a row from outside the pipeline', () => {
  const insert = (more = 'null') =>
    house.sql.unsafe(`insert into core.case_study_champions
    (origin_company_domain, full_name_key, case_study_url, full_name, company_name, job_title,
     source)
    values ('vendor.example', 'jo doe', '${url}', 'Jo Doe', 'Acme', ${more}, 'by-hand')`)

  it('is completed, counts as the oldest, and stays when nobody names it any more', async () => {
    await insert()
    await extract(extractionOf(url, [{ full_name: 'JO DOE', job_title: 'CEO' }], {}, withDomain))
    const completed = {
      full_name: 'Jo Doe',
      job_title: 'CEO',
      company_name: 'Acme',
      company_domain: 'acme.example',
      source: 'by-hand',
      sources: ['by-hand', 'case_study_champions'],
    }
    expect(await champions('vendor.example', person)).toEqual([completed])
    await extract(extractionOf(url, [], {}, withDomain))
    expect(await champions('vendor.example', `${person}, landing_no`)).toEqual([
      { ...completed, sources: ['by-hand'], landing_no: null },
    ])
  })

  it('keeps what it has', async () => {
    await insert(`'Founder'`)
    await buyers(buyersOf(url, [{ fullName: 'Jo Doe', jobTitle: 'CEO' }]))
    expect(await champions('vendor.example', 'job_title')).toEqual([{ job_title: 'Founder' }])
  })
})

describe('a case study that changes its vendor', () => {
  it('takes its people along, and leaves those that another source names', async () => {
    await extract(extractionOf(url, ['Jo Doe', 'Al Bee'], {}, withDomain))
    await buyers(buyersOf(url, ['Al Bee']))
    await extract(
      extractionOf(url, ['Jo Doe', 'Al Bee'], { origin_company_domain: 'second.example' })
    )
    expect(await champions('vendor.example', 'full_name, sources')).toEqual([
      { full_name: 'Al Bee', sources: ['case_study_buyers'] },
    ])
    expect(await champions('second.example', 'full_name, sources')).toEqual([
      { full_name: 'Al Bee', sources: ['case_study_champions'] },
      { full_name: 'Jo Doe', sources: ['case_study_champions'] },
    ])
    await buyers(buyersOf(url, ['Al Bee'], { origin_company_domain: 'second.example' }))
    expect(await champions('vendor.example')).toEqual([])
    expect(
      await house.rows('select origin_company_domain from extracted.case_study_buyers')
    ).toEqual([{ origin_company_domain: 'second.example' }])
  })
})

it('only counts in a dry run', async () => {
  await buyers(buyersOf(url, ['Jo Doe', 'Al Bee']))
  await house.sql`delete from core.case_study_champions where full_name_key = 'jo doe'`
  await house.sql`delete from extracted.case_study_buyers where buyer_full_name_key = 'al bee'`
  const call = (isDry: boolean) =>
    house.rows(`select * from core.coalesce_case_study_champions(array[
      row('vendor.example', 'jo doe', '${url}'), row('vendor.example', 'al bee', '${url}'),
      row('vendor.example', 'nobody', '${url}')
    ]::core.case_study_champion_key[], ${isDry})`)
  const counts = [{ source: 'case_study_buyers', inserted: 1, updated: 0, deleted: 1 }]
  expect(await call(true)).toEqual(counts)
  expect(await champions('vendor.example', 'full_name')).toEqual([{ full_name: 'Al Bee' }])
  expect(await call(false)).toEqual(counts)
  expect(await champions('vendor.example', 'full_name')).toEqual([{ full_name: 'Jo Doe' }])
  expect(await call(false)).toEqual([])
  expect(await house.rows(`select * from core.coalesce_case_study_champions(null)`)).toEqual([])
})
