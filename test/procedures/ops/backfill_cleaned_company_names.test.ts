import { beforeEach, describe, expect, it } from 'vitest'
import { contentOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { landFlat } from '../../support/flat-source.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const backfill = async (options: string) =>
  (await house.rows(`call ops.backfill_cleaned_company_names(${options})`))[0]
const request = (body: unknown, context: unknown = {}) =>
  call(house.sql, 'backfill_cleaned_company_names', JSON.stringify(body), JSON.stringify(context))
const runs = () =>
  house.rows(`select workflow_slug, entity_type, status, records_processed
    from ops.enrichment_runs where workflow_slug like '%-backfill' order by started_at`)
const stored = () =>
  house.rows(`select c.domain, c.cleaned_name, n.source, n.cleaned_name as named
    from core.companies as c left join core.company_names as n using (domain) order by 1, 3`)
const clean = (names: Record<string, string | null>) =>
  landFlat(
    house,
    { rawTable: 'clay_cleaned_company_names' },
    Object.entries(names).map(([domain, cleaned_company_name]) => ({
      domain,
      payload: { cleaned_company_name },
    }))
  )
const known = (...domains: string[]) =>
  house.landTogether(domains.map((domain) => ({ domain, payload: { name: `${domain} LLC` } })))

const many = Array.from({ length: 12 }, (_, at) => `m${String(at).padStart(2, '0')}.example`)
const cleanMany = () => clean(Object.fromEntries(many.map((domain) => [domain, 'Clean'])))

beforeEach(async () => {
  await house.sql`truncate raw.clay_cleaned_company_names, raw.companyenrich_payloads,
    extracted.cleaned_company_names, extracted.companyenrich_company, core.companies,
    core.company_index, core.company_names, ops.documents, ops.enrichment_runs`
})

describe('the backfill of cleaned company names', () => {
  it('fills what is null in both tables, of every source, and nothing else', async () => {
    await known('kept.example', 'null.example', 'plain.example', 'unknown.example')
    await house.sql`insert into core.company_names (domain, source, raw_name, landing_no)
      values ('plain.example', 'apollo', 'PLAIN', 1)`
    await house.sql`update core.companies set cleaned_name = 'Kept' where domain = 'kept.example'`
    await house.sql`update core.company_names set cleaned_name = 'Kept too'
      where domain = 'plain.example' and source = 'apollo'`
    await clean({
      'kept.example': 'Other',
      'null.example': null,
      'plain.example': 'Plain',
      'nowhere.example': 'Nowhere',
    })
    const before = await contentOf(house.sql)
    const expected = {
      p_after: 'plain.example',
      p_examined: '2',
      p_filled: '1',
      p_names_filled: '2',
    }
    expect(await backfill('')).toEqual(expected)
    expect(await contentOf(house.sql)).toEqual(before)
    expect(await runs()).toEqual([])

    expect(await backfill('p_dry_run => false, p_batch_size => 1')).toEqual(expected)
    const source = 'companyenrich'
    expect(await stored()).toEqual([
      { domain: 'kept.example', cleaned_name: 'Kept', source, named: 'Other' },
      { domain: 'null.example', cleaned_name: null, source, named: null },
      { domain: 'plain.example', cleaned_name: 'Plain', source: 'apollo', named: 'Kept too' },
      { domain: 'plain.example', cleaned_name: 'Plain', source, named: 'Plain' },
      { domain: 'unknown.example', cleaned_name: null, source, named: null },
    ])
    expect(
      await house.row(`select name from core.companies_full where domain = 'plain.example'`)
    ).toEqual({ name: 'Plain' })
    const versions = await versionsOf(house.sql)
    expect(await backfill('false')).toMatchObject({ p_examined: '0', p_filled: '0' })
    expect(rowsWritten(versions, await versionsOf(house.sql))).toEqual({})
    const run = { workflow_slug: 'cleaned-company-names-backfill', entity_type: 'company' }
    expect(await runs()).toEqual([
      { ...run, status: 'completed', records_processed: 3 },
      { ...run, status: 'completed', records_processed: 0 },
    ])
  })

  it('commits each slice: what was done before an error stands, and it goes on from there', async () => {
    await known('a.example', 'b.example', 'c.example')
    await clean({ 'a.example': 'A', 'b.example': 'poison', 'c.example': 'C' })
    await house.sql`alter table core.companies
      add constraint no_poison check (cleaned_name <> 'poison')`
    const error = await failure(backfill('false, 1'))
    await house.sql`alter table core.companies drop constraint no_poison`
    expect(error.code).toBe('23514')
    expect((await stored()).map((row) => row.cleaned_name)).toEqual(['A', null, null])
    expect(await backfill("false, 1, 'b.example'")).toMatchObject({ p_filled: '1' })
    expect((await stored()).map((row) => row.cleaned_name)).toEqual(['A', null, 'C'])
  })

  it('is kept by every rebuild, and leaves what lands at the same time', async () => {
    await known('kept.example', ...many)
    await clean({ 'kept.example': 'Kept' })
    await cleanMany()
    await Promise.all([
      backfill('false, 2'),
      request({ batch_size: 3 }),
      ...many.map((domain) => house.land(domain, { name: `${domain} Inc`, keywords: ['new'] })),
    ])
    expect(await request({})).toMatchObject({ total_updated: 0, batches_processed: 0 })
    const filled = await contentOf(house.sql)
    for (const size of [1, 7, 1000]) {
      await house.sql`call ops.rebuild('companyenrich', ${size})`
      await house.sql`call ops.rebuild('clay_cleaned_company_names', ${size})`
      await house.sql`call ops.rebuild(null, ${size})`
      expect(await contentOf(house.sql)).toEqual(filled)
    }
    // A rebuild that has something to mend keeps the cleaned names beside it.
    await house.sql`update core.companies set name = 'Mangled', linkedin_url = null`
    await house.sql`update core.company_names set raw_name = 'Mangled'`
    await house.sql`call ops.rebuild('companyenrich', 7)`
    expect(await contentOf(house.sql)).toEqual(filled)
    const names = (await stored()).map((row) => [row.cleaned_name, row.named])
    expect(names).toEqual([['Kept', 'Kept'], ...many.map(() => ['Clean', 'Clean'])])
  })

  it('and a rebuild bring back what was deleted from core', async () => {
    await known('lost.example')
    await clean({ 'lost.example': 'Lost' })
    await backfill('false')
    const filled = await contentOf(house.sql)
    await house.sql`delete from core.companies`
    await house.sql`delete from core.company_names`
    await house.sql`call ops.rebuild(null)`
    expect(await backfill('false')).toMatchObject({ p_filled: '1', p_names_filled: '1' })
    expect(await contentOf(house.sql)).toEqual(filled)
  })

  it('may be called by analysts, and refuses a senseless batch size', async () => {
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      const [row] = await analyst.unsafe(
        'call ops.backfill_cleaned_company_names(p_dry_run => false)'
      )
      expect(row).toMatchObject({ p_examined: '0', p_filled: '0' })
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await failure(backfill('p_batch_size => 0'))).toMatchObject({ code: 'WH903' })
  })
})

describe('the request for it', () => {
  it('does as many batches as it may, and says what remains', async () => {
    await known(...many)
    await cleanMany()
    const counted = { success: true, total_updated: 10, batches_processed: 2, remaining: 2 }
    const options = { batch_size: '5', max_batches: 2 }
    expect(await request({ ...options, dry_run: 'true' })).toEqual({
      ...counted,
      written: { 'core.companies': 10, 'core.company_names': 10 },
      dry_run: true,
    })
    expect((await stored()).filter((row) => row.cleaned_name !== null)).toEqual([])
    expect(await request(options)).toMatchObject({ ...counted, dry_run: false })
    expect((await stored()).filter((row) => row.cleaned_name === null)).toHaveLength(2)
    expect(await request({ ...options, batch_size: null, max_batches: '' })).toMatchObject({
      total_updated: 2,
      batches_processed: 1,
      remaining: 0,
    })
    expect((await runs()).map((run) => run.records_processed)).toEqual([20, 4])
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    await known('once.example')
    await clean({ 'once.example': 'Once' })
    const context = { idempotency_key: 'one', endpoint: 'x' }
    const first = await request({}, context)
    expect(first).toMatchObject({ total_updated: 1 })
    expect(await request({}, context)).toEqual({ ...first, duplicate: true })
  })

  it.each([
    [{ batch_size: 0 }, 'batch_size'],
    [{ batch_size: 20001 }, 'batch_size'],
    [{ batch_size: 1.5 }, 'batch_size'],
    [{ batch_size: 'many' }, 'batch_size'],
    [{ max_batches: -1 }, 'max_batches'],
    [{ max_batches: [] }, 'max_batches'],
    [{ dry_run: 'perhaps' }, 'dry_run'],
    [{ dry_run: {} }, 'dry_run'],
  ])('%j is an error that names the field', async (body, field) => {
    const error = await failure(request(body))
    expect(error.code).toBe('WH104')
    expect(error.hint).toContain(field)
    expect(JSON.parse(error.detail)).toMatchObject([{ path: field }])
  })
})
