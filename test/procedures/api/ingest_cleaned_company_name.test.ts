import { describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const ingest = (request: unknown, context: unknown = {}) =>
  call(house.sql, 'ingest_cleaned_company_name', JSON.stringify(request), JSON.stringify(context))

describe('a cleaned company name', () => {
  it('lands whole, and says what it holds', async () => {
    const request = {
      domain: 'https://www.Acme.example/about',
      original_company_name: ' ACME  LLC ',
      cleaned_company_name: 'Acme',
      table_row: 7,
    }
    const answer = await ingest(request)
    expect(answer).toEqual({
      success: true,
      raw_id: expect.any(String),
      extracted_id: expect.any(String),
      domain: 'acme.example',
      original_company_name: 'ACME LLC',
      cleaned_company_name: 'Acme',
      unchanged: false,
      written: { 'extracted.cleaned_company_names': 1 },
      warnings: [],
    })
    expect(
      await house.row(`select domain, payload, envelope from raw.clay_cleaned_company_names
        where id = '${answer.raw_id}'`)
    ).toEqual({ domain: 'https://www.Acme.example/about', payload: request, envelope: null })
    expect(
      await house.row(`select * from extracted.cleaned_company_names where id
        = '${answer.extracted_id}'`)
    ).toEqual({
      domain: 'acme.example',
      id: answer.extracted_id,
      raw_id: answer.raw_id,
      original_company_name: 'ACME LLC',
      cleaned_company_name: 'Acme',
      source: 'clay',
    })
    expect(
      await house.row(`select workflow_slug, source, entity_type, entity_key
        from ops.enrichment_runs where raw_id = '${answer.raw_id}'`)
    ).toEqual({
      workflow_slug: 'clay-normalize-company',
      source: 'clay_cleaned_company_names',
      entity_type: 'company',
      entity_key: 'acme.example',
    })
  })

  it('may be missing', async () => {
    expect(await ingest({ domain: 'bare.example' })).toMatchObject({
      success: true,
      original_company_name: null,
      cleaned_company_name: null,
      warnings: [],
    })
  })

  it('sent twice is unchanged the second time', async () => {
    const request = { domain: 'twice.example', cleaned_company_name: 'Twice' }
    const { extracted_id } = await ingest(request)
    expect(await ingest(request)).toMatchObject({
      extracted_id,
      unchanged: true,
      cleaned_company_name: 'Twice',
      written: { 'extracted.cleaned_company_names': 0 },
    })
  })

  it('says what was not read as given', async () => {
    const answer = await ingest({
      domain: 'odd.example',
      original_company_name: { name: 'x' },
      cleaned_company_name: 'x'.repeat(501),
    })
    expect(answer.original_company_name).toBeNull()
    expect(answer.cleaned_company_name).toHaveLength(500)
    expect(answer.warnings).toEqual([
      { field: 'cleaned_company_name', message: 'over 500 characters: cut' },
      {
        field: 'original_company_name',
        message: 'expected text, got object: stored as null',
      },
    ])
  })

  it('that cannot be stored lands, and is quarantined', async () => {
    await house.sql`alter table extracted.cleaned_company_names
      add constraint no_poison check (cleaned_company_name <> 'poison')`
    const answer = await ingest({ domain: 'poison.example', cleaned_company_name: 'poison' })
    await house.sql`alter table extracted.cleaned_company_names drop constraint no_poison`
    expect(answer).toMatchObject({
      success: false,
      domain: 'poison.example',
      raw_id: expect.any(String),
      failure_id: expect.any(String),
      error: { code: 'WH201' },
    })
    const [row] = await house.sql`select ops.resubmit_failure(${answer.failure_id},
      '{"cleaned_company_name": "Mended"}') as mended`
    expect(row?.mended.landed).toMatchObject({ cleaned_company_name: 'Mended' })
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    const request = { domain: 'once.example', cleaned_company_name: 'Once' }
    const context = { idempotency_key: 'one', endpoint: 'x' }
    const first = await ingest(request, context)
    expect(await ingest(request, context)).toEqual({ ...first, duplicate: true })
    const error = await failure(ingest({ ...request, more: 1 }, context))
    expect(error.code).toBe('WH105')
  })

  it.each([
    [{}, 'WH101'],
    [{ domain: ' ' }, 'WH101'],
    [{ domain: '192.0.2.7' }, 'WH102'],
    [{ domain: 'bit.ly' }, 'WH103'],
    [{ domain: ['acme.example'] }, 'WH104'],
  ])('%j is an error that names the field', async (request, code) => {
    const error = await failure(ingest({ ...request, cleaned_company_name: 'x' }))
    expect(error.code).toBe(code)
    expect(JSON.parse(error.detail)).toMatchObject([{ path: 'domain' }])
  })
})
