import { beforeEach, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { ask, countStatements, landProfiles, profile, profileUrl } from '../../support/titles.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const update = (request: unknown) => ask(house.sql, 'update_job_title', request)
const stored = () =>
  house.rows(`select latest_title, cleaned_job_title, seniority_level, job_function, status, source
    from reference.job_title_lookup order by lookup_key`)
const misses = () =>
  house.rows(`select dimension, raw_value, source, key from ops.reference_misses
    where resolved_at is null order by dimension, raw_value`)
const version = async () =>
  await house.rows('select ctid::text, xmin::text from reference.job_title_lookup order by 1')

beforeEach(async () => {
  await house.sql`delete from reference.job_title_lookup`
  await house.sql`delete from ops.reference_misses`
})

const sdr = {
  latest_title: 'SDR',
  cleaned_job_title: 'Sales Development Representative',
  seniority_level: 'Entry Level',
  job_function: 'Sales',
  status: 'checked',
}

describe('an update of a job title', () => {
  it('is stored, trimmed, with the canonical seniority and function', async () => {
    const answer = await update({
      latest_title: ' SDR \n II ',
      cleaned_job_title: '  SDR   II ',
      seniority_level: 'junior',
      job_function: ' SALES ',
    })
    expect(answer).toEqual({
      success: true,
      latest_title: 'SDR II',
      cleaned_job_title: 'SDR II',
      seniority_level: 'Entry Level',
      job_function: 'Sales',
      status: null,
      warnings: [],
      filled: {},
      error: null,
    })
    expect(await stored()).toEqual([
      {
        latest_title: 'SDR II',
        cleaned_job_title: 'SDR II',
        seniority_level: 'Entry Level',
        job_function: 'Sales',
        status: null,
        source: 'job_title_update',
      },
    ])
  })

  it('keeps what it leaves out, has as null or has blank', async () => {
    await update(sdr)
    for (const rest of [{}, { seniority_level: null, job_function: '', status: 'N/A' }]) {
      const answer = await update({ latest_title: 'sdr', cleaned_job_title: 'SDR', ...rest })
      expect(answer).toMatchObject({ ...sdr, latest_title: 'sdr', cleaned_job_title: 'SDR' })
    }
    expect(await stored()).toMatchObject([{ ...sdr, cleaned_job_title: 'SDR' }])
  })

  it.each([true, 'true', 'True', 1])('that overwrites (%j) replaces with nothing', async (flag) => {
    await update(sdr)
    const answer = await update({ latest_title: 'SDR', cleaned_job_title: 'SDR', overwrite: flag })
    const nothing = { seniority_level: null, job_function: null, status: null }
    expect(answer).toMatchObject(nothing)
    expect(await stored()).toMatchObject([{ latest_title: 'SDR', ...nothing }])
  })

  it('that says neither true nor false to overwrite does not, and says so', async () => {
    await update(sdr)
    const answer = await update({
      latest_title: 'SDR',
      cleaned_job_title: 'SDR',
      overwrite: 'maybe',
    })
    expect(answer).toMatchObject({ job_function: 'Sales', warnings: [{ field: 'overwrite' }] })
  })

  it.each([false, true])(
    'with unknown values (overwrite %j) is taken without them: they are warnings and gaps',
    async (overwrite) => {
      await update(sdr)
      const answer = await update({
        ...sdr,
        cleaned_job_title: 'SDR',
        seniority_level: 'Wizard',
        job_function: 'Magic; drop table',
        overwrite,
      })
      expect(answer).toMatchObject({
        success: true,
        cleaned_job_title: 'SDR',
        seniority_level: 'Entry Level',
        job_function: 'Sales',
      })
      expect(answer.warnings).toEqual([
        { field: 'seniority_level', message: 'no seniority is named "Wizard": not stored' },
        {
          field: 'job_function',
          message: 'no job function is named "Magic; drop table": not stored',
        },
      ])
      expect(await misses()).toEqual([
        {
          dimension: 'job_function',
          raw_value: 'Magic; drop table',
          source: 'job_title_update',
          key: 'sdr',
        },
        { dimension: 'seniority', raw_value: 'Wizard', source: 'job_title_update', key: 'sdr' },
      ])
    }
  )

  it('a second time writes nothing', async () => {
    await update(sdr)
    const before = await version()
    await update(sdr)
    await update({ ...sdr, latest_title: ' sdr', overwrite: true })
    expect(await version()).toEqual(before)
  })

  it('keeps the first spelling of a title', async () => {
    await update(sdr)
    await update({ ...sdr, latest_title: 'sDr', status: 'new' })
    expect(await stored()).toMatchObject([{ latest_title: 'SDR', status: 'new' }])
  })

  it.each([
    [{}, 'WH101', 'latest_title'],
    [{ latest_title: 'SDR' }, 'WH101', 'cleaned_job_title'],
    [{ latest_title: ' ', cleaned_job_title: 'x' }, 'WH101', 'latest_title'],
    [{ latest_title: 'N/A', cleaned_job_title: 'x' }, 'WH101', 'latest_title'],
    [{ latest_title: 'SDR', cleaned_job_title: ' \n' }, 'WH101', 'cleaned_job_title'],
    [{ latest_title: {}, cleaned_job_title: 'x' }, 'WH104', 'latest_title'],
    [{ latest_title: 'SDR', cleaned_job_title: ['x'] }, 'WH104', 'cleaned_job_title'],
    [{ ...sdr, seniority_level: {} }, 'WH104', 'seniority_level'],
    [{ ...sdr, job_function: [] }, 'WH104', 'job_function'],
    [{ ...sdr, status: {} }, 'WH104', 'status'],
  ])('%j is an error that names the field, and stores nothing', async (request, code, field) => {
    const error = await failure(update(request))
    expect(error).toMatchObject({ code, message: expect.stringContaining(field) })
    expect(JSON.parse(error.detail)).toMatchObject([{ path: field }])
    expect(await stored()).toEqual([])
  })

  it.each([
    "'; drop table reference.job_title_lookup; --",
    'Founder & CEO 🚀 | ex-Google',
    '\\u0000',
    '$1 %s {}',
  ])('of %j is text and nothing else', async (title) => {
    expect(await update({ latest_title: title, cleaned_job_title: title })).toMatchObject({
      latest_title: title,
      cleaned_job_title: title,
    })
    const answer = await ask(house.sql, 'lookup_person_job_title', { job_title: title })
    expect(answer).toMatchObject({ match_status: true, cleaned_job_title: title })
  })

  it('of 10,000 characters is cut, with a warning, and found by its beginning', async () => {
    const title = 'Ö'.repeat(10_000)
    const answer = await update({ latest_title: title, cleaned_job_title: title })
    expect(answer.latest_title).toBe('Ö'.repeat(500))
    expect(answer.warnings).toMatchObject([
      { field: 'latest_title' },
      { field: 'cleaned_job_title' },
    ])
    expect(await ask(house.sql, 'lookup_person_job_title', { job_title: title })).toMatchObject({
      match_status: true,
    })
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    const context = JSON.stringify({ idempotency_key: 'one', endpoint: 'x' })
    const first = await call(house.sql, 'update_job_title', JSON.stringify(sdr), context)
    await update({ ...sdr, status: 'later' })
    const second = await call(house.sql, 'update_job_title', JSON.stringify(sdr), context)
    expect(second).toEqual({ ...first, duplicate: true })
    expect(await stored()).toMatchObject([{ status: 'later' }])
  })
})

describe('a batch of updates', () => {
  it('is answered in its order, and a bad item harms no other', async () => {
    const answer = await update({
      job_titles: [
        sdr,
        3,
        { latest_title: 'CEO' },
        {
          latest_title: 'CEO',
          cleaned_job_title: 'CEO',
          seniority_level: 'cxo',
          overwrite: 'true',
        },
        { latest_title: null, cleaned_job_title: 'x' },
      ],
    })
    expect(answer).toMatchObject({ success: false, success_count: 2, error_count: 3, filled: {} })
    expect(answer.results).toMatchObject([
      { success: true, ...sdr },
      { success: false, error: { code: 'WH104', issues: [{ path: 'job_titles.1' }] } },
      { error: { code: 'WH101', issues: [{ path: 'job_titles.2.cleaned_job_title' }] } },
      { success: true, latest_title: 'CEO', seniority_level: 'C-Level' },
      { error: { code: 'WH101', issues: [{ path: 'job_titles.4.latest_title' }] } },
    ])
    expect(await stored()).toHaveLength(2)
  })

  it('with one title several times counts as if they came one after the other', async () => {
    const items = [
      { latest_title: 'Sdr', cleaned_job_title: 'One', seniority_level: 'vp', status: 'a' },
      { latest_title: 'SDR', cleaned_job_title: 'Two', job_function: 'Sales', overwrite: true },
      { latest_title: 'sdr', cleaned_job_title: 'Three', seniority_level: 'Wizard' },
      { latest_title: 'SDR ', cleaned_job_title: 'Four', seniority_level: 'head', overwrite: 'no' },
      { latest_title: 'SDR', cleaned_job_title: 'Five', job_function: 'Nothing', overwrite: true },
    ]
    const together = await update({ job_titles: items })
    const atOnce = await stored()
    await house.sql`delete from reference.job_title_lookup`
    for (const item of items) await update(item)
    expect(await stored()).toEqual(atOnce)
    expect(atOnce).toMatchObject([
      {
        latest_title: 'Sdr',
        cleaned_job_title: 'Five',
        seniority_level: null,
        job_function: 'Sales',
      },
    ])
    expect(together.results).toHaveLength(5)
  })

  it('takes overwrite for all of it, unless an item says otherwise', async () => {
    await update({ job_titles: [sdr, { ...sdr, latest_title: 'BDR' }] })
    const bare = (latest_title: string) => ({ latest_title, cleaned_job_title: 'x' })
    await update({
      overwrite: true,
      job_titles: [bare('SDR'), { ...bare('BDR'), overwrite: false }],
    })
    expect(await stored()).toMatchObject([
      { latest_title: 'BDR', job_function: 'Sales' },
      { latest_title: 'SDR', job_function: null },
    ])
  })

  it('of 1,000 is done in as many statements as one of two', async () => {
    const count = await countStatements(house.sql)
    const spent = async (from: number, size: number) => {
      const items = Array.from({ length: size }, (_, index) => ({
        latest_title: `Title ${from + index}`,
        cleaned_job_title: `Title ${from + index}`,
        seniority_level: 'Wizard',
        job_function: index % 2 === 0 ? 'Sales' : null,
      }))
      const before = await count()
      const answer = await update({ job_titles: items })
      expect(answer.success_count).toBe(size)
      return (await count()) - before
    }
    expect(await spent(0, 1000)).toBe(await spent(5000, 2))
    expect(await stored()).toHaveLength(1002)
  })
})

describe('updates at once', () => {
  it('of one title, new or known, end in one row with the values of both', async () => {
    for (let round = 0; round < 10; round++) {
      await house.sql`delete from reference.job_title_lookup`
      const sent = Array.from({ length: 8 }, (_, number) =>
        update({
          latest_title: number % 2 === 0 ? 'SDR' : 'sdr',
          cleaned_job_title: 'SDR',
          ...(number % 2 === 0 ? { seniority_level: 'vp' } : { job_function: 'Sales' }),
        })
      )
      await Promise.all(sent)
      expect(await stored()).toMatchObject([{ seniority_level: 'VP', job_function: 'Sales' }])
    }
  })

  it('of many titles in opposite orders never wait for each other in a circle', async () => {
    const titles = Array.from({ length: 200 }, (_, number) => ({
      latest_title: `Title ${number}`,
      cleaned_job_title: 'x',
    }))
    const sent = Array.from({ length: 6 }, (_, number) =>
      update({
        job_titles: (number % 2 === 0 ? titles : titles.toReversed()).map((title) => ({
          ...title,
          status: `by ${number}`,
        })),
      })
    )
    for (const answer of await Promise.all(sent)) expect(answer.success_count).toBe(200)
    expect(await stored()).toHaveLength(200)
  })
})

describe('the closed loop', () => {
  it('fills what had missed on the title, in any spelling, and closes its gap', async () => {
    await landProfiles(house.sql, [
      ['ann', profile('Chief Wizard of Oz')],
      ['bob', profile('chief  wizard of OZ')],
      ['cal', profile('Plumber of Oz')],
    ])
    await ask(house.sql, 'lookup_person_job_title', { job_title: 'CHIEF WIZARD OF OZ' })
    const answer = await update({
      latest_title: 'Chief Wizard of Oz',
      cleaned_job_title: 'Wizard',
      seniority_level: 'head',
      job_function: 'Product',
    })
    expect(answer.filled).toMatchObject({
      'extracted.person_experience': 2,
      'extracted.person_profile': 2,
      'core.person_job_titles': 2,
      'core.person_work_history': 2,
    })
    expect(
      await house.rows(`select linkedin_url, matched_cleaned_job_title, matched_seniority,
          matched_job_function, source
        from core.person_job_titles where matched_cleaned_job_title = 'Wizard' order by 1`)
    ).toEqual(
      ['ann', 'bob'].map((name) => ({
        linkedin_url: profileUrl(name),
        matched_cleaned_job_title: 'Wizard',
        matched_seniority: 'Head',
        matched_job_function: 'Product',
        source: 'lookup',
      }))
    )
    expect(
      await house.rows(`select dimension, raw_value from ops.reference_gaps
        where dimension = 'job_title'`)
    ).toEqual([{ dimension: 'job_title', raw_value: 'Plumber of Oz' }])
  })

  it('again writes nothing in extracted and core', async () => {
    await landProfiles(house.sql, [['dan', profile('Dragon Tamer')]])
    const dragon = { latest_title: 'Dragon Tamer', cleaned_job_title: 'Tamer' }
    await update(dragon)
    const before = await versionsOf(house.sql)
    const answer = await update(dragon)
    expect(Object.values(answer.filled).every((rows) => rows === 0)).toBe(true)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('of a batch fills the people of each title', async () => {
    await landProfiles(house.sql, [
      ['eve', profile('Elf')],
      ['fay', profile('Fairy')],
    ])
    const answer = await update({
      job_titles: [
        { latest_title: 'elf', cleaned_job_title: 'Elf', job_function: 'Support' },
        { latest_title: ' ' },
        { latest_title: 'fairy', cleaned_job_title: 'Fairy', job_function: 'HR' },
      ],
    })
    expect(answer.filled['core.person_job_titles']).toBe(2)
  })

  it('beside profiles that land at the same time misses none of them in the end', async () => {
    const bards = ['Bard', 'Minstrel', 'Troubadour']
    await landProfiles(
      house.sql,
      Array.from({ length: 60 }, (_, number) => [
        `before${number}`,
        profile(bards[number % 3] ?? ''),
      ])
    )
    await Promise.all([
      ...bards.flatMap((title) => [
        update({ latest_title: title, cleaned_job_title: 'Singer', job_function: 'Marketing' }),
        update({ latest_title: title.toUpperCase(), cleaned_job_title: 'Singer' }),
      ]),
      ...Array.from({ length: 30 }, (_, number) =>
        landProfiles(house.sql, [[`beside${number}`, profile(bards[number % 3] ?? '')]])
      ),
    ])
    await house.sql`select * from ops.fill_reference_gaps()`
    expect(
      await house.rows(`select matched_cleaned_job_title, matched_job_function, source,
          count(*)::integer as people
        from core.person_job_titles
        where raw_job_title in ('Bard', 'Minstrel', 'Troubadour') group by 1, 2, 3`)
    ).toEqual([
      {
        matched_cleaned_job_title: 'Singer',
        matched_job_function: 'Marketing',
        source: 'lookup',
        people: 90,
      },
    ])
    expect(await misses()).toEqual([])
  })
})
