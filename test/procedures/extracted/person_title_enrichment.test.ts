import { beforeEach, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { countStatements, landTitles, profileUrl } from '../../support/titles.ts'
import { useWarehouse } from '../../support/warehouse.ts'
import { random } from '../reference/urls.ts'

const house = useWarehouse()
const land = (name: string, ...payloads: unknown[]) =>
  payloads.reduce<Promise<void>>(
    (before, payload) => before.then(() => landTitles(house.sql, [[name, payload]])),
    Promise.resolve()
  )
const row = (name: string) =>
  house.row(`select latest_title, cleaned_job_title, seniority_level, seniority_level_raw,
      job_function, job_function_raw
    from extracted.person_title_enrichment where linkedin_url = '${profileUrl(name)}'`)
const content = () =>
  house.rows('select * from extracted.person_title_enrichment order by linkedin_url')

beforeEach(async () => {
  await house.sql`delete from ops.reference_misses`
})

describe('a title enrichment', () => {
  it('is stored with its canonical seniority and function beside what was given', async () => {
    await land('ann', {
      latest_title: ' VP,  Sales ',
      cleaned_job_title: 'Vice President of Sales',
      seniority_level: 'vice president',
      job_function: 'sales',
    })
    expect(await row('ann')).toEqual({
      latest_title: 'VP, Sales',
      cleaned_job_title: 'Vice President of Sales',
      seniority_level: 'VP',
      seniority_level_raw: 'vice president',
      job_function: 'Sales',
      job_function_raw: 'sales',
    })
  })

  it.each([
    [{ latest_title: 'A', job_title: 'B', title: 'C' }, 'A'],
    [{ latest_title: ' ', job_title: 'B', title: 'C' }, 'B'],
    [{ latest_title: null, job_title: {}, title: 'C' }, 'C'],
    [{}, undefined],
  ])('takes the title of %j', async (payload, title) => {
    const name = `pick-${title ?? 'none'}`.toLowerCase()
    await land(name, { ...payload, seniority: 'Sr', seniority_level: 'N/A' })
    expect(await row(name)).toMatchObject({
      latest_title: title ?? null,
      seniority_level: 'Senior',
    })
  })

  it('with values that no vocabulary knows keeps them as given, and notes them', async () => {
    await land('bob', { title: 'Mage', seniority: 'Wizard', job_function: 'Magic 🪄' })
    expect(await row('bob')).toMatchObject({
      seniority_level: null,
      seniority_level_raw: 'Wizard',
      job_function: null,
      job_function_raw: 'Magic 🪄',
    })
    expect(
      await house.rows(`select m.dimension, m.raw_value, m.source, m.key, p.linkedin_url
        from ops.reference_misses as m
        inner join raw.person_title_enrichment_payloads as p on p.id = m.raw_id order by 1`)
    ).toEqual([
      {
        dimension: 'job_function',
        raw_value: 'Magic 🪄',
        source: 'person_title_enrichment',
        key: profileUrl('bob'),
        linkedin_url: profileUrl('bob'),
      },
      expect.objectContaining({ dimension: 'seniority', raw_value: 'Wizard' }),
    ])
  })

  it('is filled when the vocabulary learns its values', async () => {
    await land('kim', { title: 'Mage', seniority: 'Grandmaster' })
    await house.sql`insert into reference.value_aliases (dimension, raw_value, canonical)
      values ('seniority', 'Grandmaster', 'Head')`
    expect(await house.row('select * from ops.fill_reference_gaps()')).toEqual({
      misses_resolved: 1,
      documents_recomputed: 1,
    })
    expect(await row('kim')).toMatchObject({ seniority_level: 'Head' })
  })
})

describe('a newer document', () => {
  it('of the same title fills and replaces, and null replaces nothing', async () => {
    await land(
      'cal',
      { title: 'CEO', seniority: 'vp', job_function: 'Sales' },
      { title: 'ceo', seniority: 'cxo', cleaned_job_title: 'Chief Executive' },
      { job_function: null, seniority: 'Emperor' }
    )
    expect(await row('cal')).toEqual({
      latest_title: 'ceo',
      cleaned_job_title: 'Chief Executive',
      seniority_level: 'C-Level',
      seniority_level_raw: 'Emperor',
      job_function: 'Sales',
      job_function_raw: 'Sales',
    })
  })

  it('of another title leaves nothing of the one before', async () => {
    await land(
      'dan',
      { title: 'VP Sales', seniority: 'vp', job_function: 'Sales', cleaned_job_title: 'VP' },
      { title: 'Gardener' }
    )
    expect(await row('dan')).toEqual({
      latest_title: 'Gardener',
      cleaned_job_title: null,
      seniority_level: null,
      seniority_level_raw: null,
      job_function: null,
      job_function_raw: null,
    })
  })

  it('that repeats what stands writes nothing', async () => {
    await land('eve', { title: 'CEO' })
    const before = await versionsOf(house.sql)
    await land('eve', { title: 'CEO' })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

describe('a statement', () => {
  it('without rows does nothing', async () => {
    await landTitles(house.sql, [])
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    await house.sql`insert into raw.person_title_enrichment_payloads
        (linkedin_url, workflow_slug, payload)
      values (null, null, '{}'), ('N/A', null, '{}'), ('https://www.linkedin.com/company/x', null, '{}'),
        ('linkedin.com/in/array', null, '[]'), ('linkedin.com/in/text', null, '"x"'),
        ('linkedin.com/in/none', null, null), ('linkedin.com/in/slug', 'no-such-slug', '{}'),
        ('uk.linkedin.com/in/Good/?x=1', 'clay-find-people', '{"title": "Good"}')`
    expect(
      await house.rows(`select p.linkedin_url, f.sqlstate from ops.failures as f
        inner join raw.person_title_enrichment_payloads as p on p.id = f.raw_id
        order by p.landing_no`)
    ).toEqual([
      { linkedin_url: null, sqlstate: 'WH101' },
      { linkedin_url: 'N/A', sqlstate: 'WH101' },
      { linkedin_url: 'https://www.linkedin.com/company/x', sqlstate: 'WH102' },
      { linkedin_url: 'linkedin.com/in/array', sqlstate: 'WH104' },
      { linkedin_url: 'linkedin.com/in/text', sqlstate: 'WH104' },
      { linkedin_url: 'linkedin.com/in/none', sqlstate: 'WH104' },
      { linkedin_url: 'linkedin.com/in/slug', sqlstate: 'WH202' },
    ])
    expect(await row('good')).toMatchObject({ latest_title: 'Good' })
  })

  it('with a poisoned payload among good ones quarantines that one, until it is replayed', async () => {
    await house.sql`delete from ops.failures`
    await house.sql`alter table extracted.person_title_enrichment
      add constraint no_poison check (latest_title <> 'poison')`
    await landTitles(house.sql, [
      ['fay', { title: 'x' }],
      ['gus', { title: 'poison' }],
      ['hal', { title: 'y' }],
    ])
    const open = () =>
      house.rows(`select p.linkedin_url from ops.failures as f
        inner join raw.person_title_enrichment_payloads as p on p.id = f.raw_id
        where f.resolved_at is null`)
    expect(await open()).toEqual([{ linkedin_url: profileUrl('gus') }])
    expect([await row('fay'), await row('hal')]).toMatchObject([
      { latest_title: 'x' },
      { latest_title: 'y' },
    ])
    await house.sql`alter table extracted.person_title_enrichment drop constraint no_poison`
    await house.sql`call ops.replay('person_title_enrichment', p_failures_only => true)`
    expect(await open()).toEqual([])
    expect(await row('gus')).toMatchObject({ latest_title: 'poison' })
  })

  it('of 1,000 payloads takes as many statements as one of two', async () => {
    const count = await countStatements(house.sql)
    const spent = async (prefix: string, size: number, title: string) => {
      const before = await count()
      await landTitles(
        house.sql,
        Array.from({ length: size }, (_, number) => [
          `${prefix}-${number}`,
          { title, seniority: 'Wizard' },
        ])
      )
      return (await count()) - before
    }
    expect(await spent('many', 1000, 'a')).toBe(await spent('two', 2, 'a'))
    expect(await spent('many', 1000, 'b')).toBe(await spent('two', 2, 'b'))
  })

  it('of an analyst needs the URL and the payload only', async () => {
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await analyst`insert into raw.person_title_enrichment_payloads (linkedin_url, payload)
        values (${profileUrl('lea')}, '{"title": "Analyst"}')`
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await row('lea')).toMatchObject({ latest_title: 'Analyst' })
  })

  it('writes extracted only', async () => {
    const core = await versionsOf(house.sql)
    const rows = Object.entries(core).filter(([table]) => table.startsWith('core.'))
    expect(rows.flatMap(([, versions]) => versions)).toEqual([])
  })
})

describe('the order of documents', () => {
  const next = random(11)
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
  const payload = () =>
    Object.fromEntries(
      Object.entries({
        title: pick(['CEO', 'ceo', 'VP Sales', null, undefined]),
        cleaned_job_title: pick(['One', 'Two', null, undefined]),
        seniority: pick(['vp', 'cxo', 'Emperor', null, undefined]),
        job_function: pick(['HR', 'Sales', 'Magic', '', undefined]),
      }).filter(([, value]) => value !== undefined)
    )
  const sequences = Array.from({ length: 60 }, (_, number) => ({
    name: `seq-${number}`,
    payloads: Array.from({ length: 1 + Math.floor(next() * 6) }, payload),
  }))

  it('gives the same one by one, together and rebuilt', async () => {
    await house.sql`delete from extracted.person_title_enrichment`
    for (const { name, payloads } of sequences) await land(name, ...payloads)
    const oneByOne = await content()
    const comparable = (rows: Awaited<ReturnType<typeof content>>) =>
      rows
        .map(({ raw_id: _, ...rest }) => ({
          ...rest,
          linkedin_url: String(rest.linkedin_url).replace('/seq-', '/').replace('/all-', '/'),
        }))
        .toSorted((a, b) => (a.linkedin_url < b.linkedin_url ? -1 : 1))

    await house.sql`call ops.rebuild('person_title_enrichment', p_batch_size => 7)`
    const rebuilt = (await content()).filter((one) => String(one.linkedin_url).includes('/seq-'))
    expect(rebuilt).toEqual(oneByOne)

    await landTitles(
      house.sql,
      sequences.flatMap(({ name, payloads }) =>
        payloads.map((one) => [name.replace('seq-', 'all-'), one] as const)
      )
    )
    const together = (await content()).filter((one) => String(one.linkedin_url).includes('/all-'))
    expect(comparable(together)).toEqual(comparable(oneByOne))
  })

  it('gives the same concurrently as rebuilt', async () => {
    const landings = Array.from({ length: 80 }, () => [`race-${Math.floor(next() * 5)}`, payload()])
    await Promise.all(landings.map(([name, one]) => landTitles(house.sql, [[String(name), one]])))
    const races = async () =>
      (await content()).filter((one) => String(one.linkedin_url).includes('/race-'))
    const before = await races()
    expect(before).toHaveLength(5)
    await house.sql`call ops.rebuild('person_title_enrichment')`
    expect(await races()).toEqual(before)
  })

  it('forgets a person whose only document got another key', async () => {
    await land('wrong-key', { title: 'CEO' })
    await house.sql`update raw.person_title_enrichment_payloads
      set linkedin_url = ${profileUrl('right-key')} where linkedin_url = ${profileUrl('wrong-key')}`
    await house.sql`call ops.replay('person_title_enrichment')`
    expect(await row('wrong-key')).toBeUndefined()
    expect(await row('right-key')).toMatchObject({ latest_title: 'CEO' })
  })
})
