import { describe, expect, it } from 'vitest'
import { ask, profileUrl } from '../../support/titles.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const ingest = (request: unknown) => ask(house.sql, 'ingest_person_title_enrichment', request)

describe('a title enrichment', () => {
  it('lands, and says what it means', async () => {
    const answer = await ingest({
      linkedin_url: 'http://IE.linkedin.com/in/Ann/',
      raw_payload: { job_title: 'VP Testing', seniority: 'vice president', job_function: 'Magic' },
      table: 'people',
    })
    expect(answer).toEqual({
      success: true,
      raw_id: expect.any(String),
      linkedin_url: profileUrl('ann'),
      latest_title: 'VP Testing',
      cleaned_job_title: null,
      seniority_level: 'VP',
      job_function: null,
      unchanged: false,
      written: { 'extracted.person_title_enrichment': 1 },
      unmapped: [{ field: 'job_function', value: 'Magic' }],
      warnings: [],
    })
    expect(
      await house.row(`select linkedin_url, workflow_slug, envelope
        from raw.person_title_enrichment_payloads where id = '${answer.raw_id}'`)
    ).toEqual({
      linkedin_url: 'http://IE.linkedin.com/in/Ann/',
      workflow_slug: null,
      envelope: { table: 'people' },
    })
    expect(
      await house.row(`select workflow_slug, source, entity_key from ops.enrichment_runs
        where raw_id = '${answer.raw_id}'`)
    ).toEqual({
      workflow_slug: 'clay-find-people-title-enrichment',
      source: 'person_title_enrichment',
      entity_key: profileUrl('ann'),
    })
  })

  it('sent twice is unchanged the second time', async () => {
    const request = { linkedin_url: profileUrl('bob'), raw_payload: '{"title": "CEO"}' }
    await ingest(request)
    expect(await ingest(request)).toMatchObject({
      unchanged: true,
      latest_title: 'CEO',
      written: { 'extracted.person_title_enrichment': 0 },
    })
  })

  it('says what was not read as given', async () => {
    const answer = await ingest({
      linkedin_url: profileUrl('cal'),
      raw_payload: { seniority: {}, job_function: 'x'.repeat(501), cleaned_job_title: 7 },
    })
    expect(answer).toMatchObject({ success: true, cleaned_job_title: '7' })
    expect(answer.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'latest_title',
      'seniority',
      'job_function',
    ])
  })

  it('of an unknown workflow lands, and is quarantined', async () => {
    const answer = await ingest({
      linkedin_url: profileUrl('dan'),
      workflow_slug: 'no-such-slug',
      raw_payload: { title: 'CEO' },
    })
    expect(answer).toMatchObject({
      success: false,
      raw_id: expect.any(String),
      failure_id: expect.any(String),
      error: { code: 'WH201', message: expect.stringContaining("'no-such-slug'") },
    })
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    const request = JSON.stringify({ linkedin_url: profileUrl('eve'), raw_payload: { title: 'A' } })
    const context = JSON.stringify({ idempotency_key: 'one', endpoint: 'x' })
    const first = await call(house.sql, 'ingest_person_title_enrichment', request, context)
    const second = await call(house.sql, 'ingest_person_title_enrichment', request, context)
    expect(second).toEqual({ ...first, duplicate: true })
  })

  it.each([
    [{ raw_payload: {} }, 'WH101', 'linkedin_url'],
    [{ linkedin_url: ' ', raw_payload: {} }, 'WH101', 'linkedin_url'],
    [{ linkedin_url: 'https://example.com/in/x', raw_payload: {} }, 'WH102', 'linkedin_url'],
    [{ linkedin_url: {}, raw_payload: {} }, 'WH104', 'linkedin_url'],
    [{ linkedin_url: profileUrl('fay') }, 'WH101', 'raw_payload'],
    [{ linkedin_url: profileUrl('fay'), raw_payload: [] }, 'WH104', 'raw_payload'],
  ])('%j is an error that names the field', async (request, code, field) => {
    const error = await failure(ingest(request))
    expect(error.code).toBe(code)
    expect(JSON.parse(error.detail)).toMatchObject([{ path: field }])
  })
})
