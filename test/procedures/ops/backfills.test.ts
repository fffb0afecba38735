import { beforeEach, describe, expect, it } from 'vitest'
import { contentOf } from '../../support/content.ts'
import { landProfiles, landTitles, profile, profileUrl } from '../../support/titles.ts'
import { failure, type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const backfill = async (name: string, options: string) =>
  (await house.rows(`call ops.${name}(${options})`))[0]
const runs = () =>
  house.rows(`select workflow_slug, status, records_processed, records_failed
    from ops.enrichment_runs where workflow_slug like '%-backfill' order by started_at`)
const reference = () => house.rows('select * from reference.job_title_lookup order by lookup_key')

/** What a call must leave alone. */
const everything = async () => [await contentOf(house.sql), await reference(), await runs()]

beforeEach(async () => {
  await house.sql`truncate reference.job_title_lookup, reference.location_lookup,
    extracted.person_title_enrichment, extracted.person_profile, extracted.person_experience,
    extracted.person_education, core.people, core.person_job_titles, core.person_locations,
    core.person_work_history, core.person_promotions, core.person_tenure,
    core.person_past_employer, ops.enrichment_runs, ops.documents, ops.reference_misses`
})

const titles = (
  rows: readonly [latestTitle: string, level?: string | null, job?: string | null][]
) =>
  house.sql`
    insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
    select r.item ->> 0, r.item ->> 0, r.item ->> 1, r.item ->> 2
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as r (item)`

const lookup = async (): Promise<Row> =>
  Object.fromEntries(
    (await reference()).map((row) => [
      String(row.latest_title),
      [row.seniority_level, row.job_function],
    ])
  )

describe('the backfill of the job title look-up', () => {
  it('fills nulls with what most enrichments say, ties by the alphabet, and nothing else', async () => {
    await titles([['SDR'], ['Ringer', 'Owner', null], ['Full', 'VP', 'Sales'], ['Unheard']])
    await landTitles(house.sql, [
      ['a', { title: 'sdr', seniority: 'Senior', job_function: 'Sales' }],
      ['b', { title: 'SDR', seniority: 'Entry Level', job_function: 'Marketing' }],
      ['c', { title: ' Sdr ', seniority: 'entry', job_function: 'Sales' }],
      ['d', { title: 'Ringer', seniority: 'VP', job_function: 'Support' }],
      ['e', { title: 'Ringer', seniority: 'VP', job_function: 'Design' }],
      ['f', { title: 'Full', seniority: 'Intern', job_function: 'Design' }],
    ])
    expect(await backfill('backfill_job_title_lookup', 'p_dry_run => false')).toEqual({
      p_after: 'unheard',
      p_examined: '3',
      p_filled: '2',
    })
    expect(await lookup()).toEqual({
      Full: ['VP', 'Sales'],
      Ringer: ['Owner', 'Design'],
      SDR: ['Entry Level', 'Sales'],
      Unheard: [null, null],
    })
    expect(await runs()).toEqual([
      {
        workflow_slug: 'job-title-lookup-backfill',
        status: 'completed',
        records_processed: 2,
        records_failed: 0,
      },
    ])
  })

  it('carries what it filled to the people with the title', async () => {
    await titles([['Bellringer']])
    await landProfiles(house.sql, [['ann', profile('Bellringer')]])
    await landTitles(house.sql, [['bob', { title: 'BELLRINGER', seniority: 'Freelance' }]])
    await backfill('backfill_job_title_lookup', 'false')
    expect(
      await house.row(`select matched_seniority from core.person_job_titles
        where linkedin_url = '${profileUrl('ann')}'`)
    ).toEqual({ matched_seniority: 'Freelance' })
  })

  it('takes jobs that the look-up matched when no enrichment says anything, never the rules', async () => {
    await titles([['Cooper'], ['Fletcher']])
    await house.sql`insert into extracted.person_experience (linkedin_url, experience_order, title,
        title_key, is_current, matched_seniority, matched_job_function, matched_source)
      values (${profileUrl('x')}, 0, 'Cooper', 'cooper', true, 'Partner', 'Support', 'lookup'),
        (${profileUrl('x')}, 1, 'Cooper', 'cooper', true, 'VP', 'Sales', 'rules'),
        (${profileUrl('y')}, 0, 'Cooper', 'cooper', true, 'VP', 'Sales', 'rules'),
        (${profileUrl('y')}, 1, 'Fletcher', 'fletcher', true, 'VP', 'Sales', 'mixed')`
    await backfill('backfill_job_title_lookup', 'false')
    expect(await lookup()).toEqual({ Cooper: ['Partner', 'Support'], Fletcher: [null, null] })
  })

  it('only counts unless told otherwise', async () => {
    await titles([['SDR']])
    await landTitles(house.sql, [['a', { title: 'sdr', seniority: 'Senior' }]])
    const before = await everything()
    const expected = { p_after: 'sdr', p_examined: '1', p_filled: '1' }
    expect(await backfill('backfill_job_title_lookup', '')).toEqual(expected)
    expect(await everything()).toEqual(before)
  })

  it('goes on where it was told to, in slices, and finds nothing the second time', async () => {
    const many = Array.from(
      { length: 25 },
      (_, number) => `Title ${String(number).padStart(2, '0')}`
    )
    await titles(many.map((title) => [title]))
    await landTitles(
      house.sql,
      many.map((title, number) => [`p${number}`, { title, seniority: 'VP', job_function: 'HR' }])
    )
    const options = "p_dry_run => false, p_batch_size => 4, p_after => 'title 09'"
    expect(await backfill('backfill_job_title_lookup', options)).toEqual({
      p_after: 'title 24',
      p_examined: '15',
      p_filled: '15',
    })
    expect(await backfill('backfill_job_title_lookup', 'false, 3')).toMatchObject({
      p_examined: '10',
      p_filled: '10',
    })
    const before = await reference()
    expect(await backfill('backfill_job_title_lookup', 'false')).toEqual({
      p_after: '',
      p_examined: '0',
      p_filled: '0',
    })
    expect(await reference()).toEqual(before)
    expect((await runs()).map((run) => run.records_processed)).toEqual([15, 10, 0])
  })

  it('commits each slice: what was done before an error stands', async () => {
    await titles([['A1'], ['B2'], ['C3']])
    await landTitles(
      house.sql,
      ['A1', 'B2', 'C3'].map((title) => [title.toLowerCase(), { title, seniority: 'VP' }])
    )
    await house.sql`alter table reference.job_title_lookup
      add constraint no_poison check (latest_title <> 'B2' or seniority_level is null)`
    const error = await failure(backfill('backfill_job_title_lookup', 'false, 1'))
    await house.sql`alter table reference.job_title_lookup drop constraint no_poison`
    expect(error.code).toBe('23514')
    expect(await lookup()).toMatchObject({ A1: ['VP', null], B2: [null, null], C3: [null, null] })
    expect(await backfill('backfill_job_title_lookup', "false, 1, 'a1'")).toMatchObject({
      p_filled: '2',
    })
  })
})

describe('the backfill of the titles of people', () => {
  const stored = () =>
    house.rows(`select linkedin_url, raw_job_title, matched_seniority, source, document_source
      from core.person_job_titles order by linkedin_url`)

  it('gives people without a title that of the profile, else that of the enrichment', async () => {
    await titles([['Beadle', 'Assistant', 'Administrative']])
    await landProfiles(house.sql, [
      ['both', profile('Beadle')],
      ['has', profile('Beadle')],
      ['profile', profile('Beadle')],
      ['untitled', profile(null)],
    ])
    await landTitles(house.sql, [
      ['both', { title: 'Other' }],
      ['has', { title: 'Other' }],
      ['enriched', { title: 'BEADLE' }],
      ['nothing', { seniority: 'VP' }],
    ])
    await house.sql`delete from core.person_job_titles where linkedin_url <> ${profileUrl('has')}`
    await house.sql`update core.person_job_titles set raw_job_title = 'Kept'`
    const dry = await backfill('backfill_person_job_titles', '')
    expect(dry).toEqual({ p_after: profileUrl('profile'), p_examined: '3', p_filled: '3' })
    expect(await stored()).toHaveLength(1)
    expect(await backfill('backfill_person_job_titles', 'false, 1')).toEqual(dry)
    const beadle = { matched_seniority: 'Assistant', source: 'lookup' }
    const given = 'person_profile'
    expect(await stored()).toMatchObject([
      {
        linkedin_url: profileUrl('both'),
        raw_job_title: 'Beadle',
        ...beadle,
        document_source: given,
      },
      {
        linkedin_url: profileUrl('enriched'),
        raw_job_title: 'BEADLE',
        ...beadle,
        document_source: 'person_title_enrichment',
      },
      { linkedin_url: profileUrl('has'), raw_job_title: 'Kept' },
      { linkedin_url: profileUrl('profile'), ...beadle, document_source: given },
    ])
    expect(await backfill('backfill_person_job_titles', 'false')).toMatchObject({ p_filled: '0' })
    expect((await runs()).map((run) => run.records_processed)).toEqual([3, 0])
  })

  it('leaves what a profile gives at the same time', async () => {
    await landTitles(
      house.sql,
      Array.from({ length: 30 }, (_, number) => [`race${number}`, { title: 'Page' }])
    )
    await Promise.all([
      backfill('backfill_person_job_titles', 'false, 3'),
      ...Array.from({ length: 30 }, (_, number) =>
        landProfiles(house.sql, [[`race${number}`, profile('Knight')]])
      ),
    ])
    const rows = await stored()
    expect(rows).toHaveLength(30)
    expect(new Set(rows.map((row) => row.raw_job_title))).toEqual(new Set(['Knight']))
  })
})

describe('the backfill of the places of people', () => {
  const stored = () =>
    house.rows(`select linkedin_url, city, state, country, lookup_status
      from core.person_locations order by linkedin_url`)
  const place = (name: string) => profile('Tester', name)

  it('fills missing parts of the same place, never of another', async () => {
    const cork = 'Cork, County Cork, Ireland'
    await landProfiles(
      house.sql,
      ['agrees', 'differs', 'empty', 'full', 'missing'].map((name) => [name, place(cork)] as const)
    )
    await landProfiles(house.sql, [['elsewhere', place('Unknown')]])
    await house.sql`insert into reference.location_lookup (location_name, city, state, country)
      values (${cork}, 'Cork', 'County Cork', 'Ireland')`
    await house.sql`delete from core.person_locations where linkedin_url = ${profileUrl('missing')}`
    const set = (name: string, city: string | null, country: string | null) => house.sql`
      update core.person_locations set city = ${city}, country = ${country}
      where linkedin_url = ${profileUrl(name)}`
    await set('agrees', null, 'IRELAND')
    await set('differs', 'Dublin', 'Ireland')
    await set('full', 'CORK', 'Ireland')
    await house.sql`update core.person_locations set state = 'Munster'
      where linkedin_url = ${profileUrl('full')}`

    const before = await everything()
    const expected = { p_after: profileUrl('missing'), p_examined: '4', p_filled: '3' }
    expect(await backfill('backfill_person_locations', '')).toEqual(expected)
    expect(await everything()).toEqual(before)
    expect(await backfill('backfill_person_locations', 'false, 2')).toEqual(expected)

    const found = { city: 'Cork', state: 'County Cork', lookup_status: 'found' }
    expect(await stored()).toEqual([
      { linkedin_url: profileUrl('agrees'), ...found, country: 'IRELAND' },
      {
        linkedin_url: profileUrl('differs'),
        city: 'Dublin',
        state: null,
        country: 'Ireland',
        lookup_status: 'missing',
      },
      {
        linkedin_url: profileUrl('elsewhere'),
        city: null,
        state: null,
        country: null,
        lookup_status: 'missing',
      },
      { linkedin_url: profileUrl('empty'), ...found, country: 'Ireland' },
      {
        linkedin_url: profileUrl('full'),
        city: 'CORK',
        state: 'Munster',
        country: 'Ireland',
        lookup_status: 'missing',
      },
      { linkedin_url: profileUrl('missing'), ...found, country: 'Ireland' },
    ])
    expect(await backfill('backfill_person_locations', 'false')).toMatchObject({ p_filled: '0' })
  })

  it('leaves what a rebuild would', async () => {
    await landProfiles(house.sql, [['ann', place('Cork, Ireland')]])
    await house.sql`insert into reference.location_lookup (location_name, city, country)
      values ('CORK, IRELAND', 'Cork', 'Ireland')`
    await backfill('backfill_person_locations', 'false')
    const filled = await contentOf(house.sql)
    await house.sql`call ops.rebuild('person_profile')`
    expect(await contentOf(house.sql)).toEqual(filled)
  })
})

describe('every backfill', () => {
  it.each(['backfill_job_title_lookup', 'backfill_person_job_titles', 'backfill_person_locations'])(
    '%s may be called by analysts, and refuses a senseless batch size',
    async (name) => {
      const analyst = await house.sql.reserve()
      try {
        await analyst`set role pipeline_analyst`
        const [row] = await analyst.unsafe(`call ops.${name}(p_dry_run => false)`)
        expect(row).toMatchObject({ p_examined: '0', p_filled: '0' })
      } finally {
        await analyst`reset role`
        analyst.release()
      }
      expect(await failure(backfill(name, 'p_batch_size => 0'))).toMatchObject({ code: 'WH903' })
    }
  )

  it('is a workflow of the registry, and nothing else is a backfill', async () => {
    expect(
      await failure(house.rows(`select ops.finish_backfill('companyenrich', 1, now())`))
    ).toMatchObject({ code: 'WH903' })
  })
})
