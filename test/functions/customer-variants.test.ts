import { describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)
const path = (number: number) => `/run/companies/claygent/customers-of-${number}/ingest`

const inCore = (origin: string) =>
  served.database.sql`
    select customer_name, origin_company_name, case_study_url, has_case_study, customer_domain,
      customer_domain_source, source
    from core.company_customers where origin_company_domain = ${origin} order by customer_name_key`

describe('customers-of-4', () => {
  it('reads names with commas in them, and finds the pages that are about them', async () => {
    const answer = await send(path(4), {
      body: {
        origin_company_domain: 'four.example',
        claygent_output: {
          result: 'Acme, Inc., "Beta, Gamma & Co", Delta (UK, Ireland), and Echo, None found.',
          confidence: 'Medium',
          stepsTaken: [
            'Visited https://four.example/case-study and read it',
            'Then https://four.example/customers/acme-labs/, https://four.example/stories/acme.',
            'https://four.example/customers/echo?utm_source=clay',
          ],
        },
      },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      customers_extracted: 4,
      customer_names: ['Acme, Inc.', 'Beta, Gamma & Co', 'Delta (UK, Ireland)', 'Echo'],
      customers_skipped: 1,
      confidence: 'medium',
    })
    expect(
      await served.database.sql`
        select customer_name, case_study_url, has_case_study from extracted.claygent_customers
        where origin_company_domain = 'four.example' order by customer_name_key`
    ).toEqual([
      {
        customer_name: 'Acme, Inc.',
        case_study_url: 'https://four.example/customers/acme-labs',
        has_case_study: true,
      },
      { customer_name: 'Beta, Gamma & Co', case_study_url: null, has_case_study: null },
      { customer_name: 'Delta (UK, Ireland)', case_study_url: null, has_case_study: null },
      {
        customer_name: 'Echo',
        case_study_url: 'https://four.example/customers/echo',
        has_case_study: true,
      },
    ])
  })
})

describe('customers-of-1', () => {
  it('needs a workflow, lands with one that nobody knows, and takes it when it is known', async () => {
    const body = { origin_company_domain: 'one.example', customers: ['Acme'] }
    expect((await send(path(1), { body })).body.error).toMatchObject({ code: 'WH101' })
    const unknown = await send(path(1), { body: { ...body, workflow_slug: 'no-such-workflow' } })
    expect(unknown.status).toBe(202)
    expect(unknown.body).toMatchObject({ success: false, failure_id: expect.any(String) })
    expect(unknown.headers.get('deprecation')).toBe('true')
    const { sql } = served.database
    await sql`insert into reference.enrichment_workflow_registry (workflow_slug, provider, platform,
        payload_type, entity_type, description, usage_category, workflow_type)
      values ('no-such-workflow', 'x', 'x', 'x', 'company', 'x', 'client', 'ingest')`
    await sql`call ops.replay('company_customer_claygent', p_failures_only => true)`
    const [row] = await sql`select company_customer_name, has_case_study
      from extracted.company_customer_claygent where origin_company_domain = 'one.example'`
    expect(row).toEqual({ company_customer_name: 'Acme', has_case_study: false })
  })
})

describe('customers-of-3', () => {
  it('sent again with neither name nor URL keeps both', async () => {
    const url = 'https://keep.example/customers/acme'
    const customer = { companyName: 'Acme', url, hasCaseStudy: true }
    const origin = { origin_company_domain: 'keep.example' }
    await send(path(3), {
      body: { ...origin, origin_company_name: 'Keep', customers: [customer] },
    })
    const again = await send(path(3), {
      body: { ...origin, customers: [{ companyName: 'ACME', url: '', hasCaseStudy: false }] },
    })
    expect(again.body).toMatchObject({ success: true, unchanged: false })
    expect(await inCore('keep.example')).toMatchObject([
      {
        customer_name: 'Acme',
        origin_company_name: 'Keep',
        case_study_url: url,
        has_case_study: true,
        source: 'claygent_structured',
      },
    ])
  })

  it('with one name twice has one customer, of both what there is', async () => {
    const url = 'https://twice.example/customers/acme'
    const answer = await send(path(3), {
      body: {
        origin_company_domain: 'twice.example',
        customers: [
          { companyName: 'Acme  Ltd', url: 'n/a' },
          { companyName: 'ACME LTD', url: `${url}#top`, hasCaseStudy: 'true' },
          { companyName: 'acme ltd.', url: 'https://twice.example/other', hasCaseStudy: false },
        ],
      },
    })
    expect(answer.body).toMatchObject({ customers_extracted: 1, customer_names: ['Acme Ltd'] })
    expect(await inCore('twice.example')).toMatchObject([
      { customer_name: 'Acme Ltd', case_study_url: url, has_case_study: true },
    ])
  })

  it('stages case studies under the batch of the request, and says which are none', async () => {
    const page = 'https://stage.example/customers/acme'
    const answer = await send(path(3), {
      body: {
        origin_company_domain: 'stage.example',
        origin_company_name: 'Stage',
        batch_name: 'spring',
        customers: [
          { companyName: 'Acme', url: `${page}/`, hasCaseStudy: true },
          { companyName: 'Acme Labs', url: page, hasCaseStudy: true },
          { companyName: 'Home', url: 'https://stage.example/', hasCaseStudy: true },
          { companyName: 'Denied', url: 'https://stage.example/x', hasCaseStudy: false },
          { companyName: 'No URL', url: 'stage.example/y', hasCaseStudy: true },
        ],
      },
    })
    expect(answer.body).toMatchObject({
      customers_to_core: 5,
      staging_case_study_urls: 1,
      case_study_urls_skipped: 3,
    })
    expect(answer.body.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'customers.2.url',
      'customers.3.url',
      'customers.4.url',
    ])
    expect(
      await served.database.sql`select customer_company_name, case_study_url, batch_id, processed
        from raw.staging_case_study_urls where origin_company_domain = 'stage.example'`
    ).toEqual([
      {
        customer_company_name: 'Acme',
        case_study_url: page,
        batch_id: 'spring',
        processed: false,
      },
    ])
  })
})
