import { beforeAll, describe, expect, it } from 'vitest'
import { contentOf, differencesOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const job = (title: string, from: string, to: string | null = null) => ({
  title,
  company: 'Acme',
  company_domain: 'acme.example',
  start_date: from,
  end_date: to,
  is_current: to === null,
})

/** Two jobs at one company under invented titles that rules make nothing certain of. */
const profile = (now: string, before: string) => ({
  name: 'Zelda Quux',
  experience: [job(now, '2022-01-01'), job(before, '2020-01-01', '2022-01-01')],
})

const update = async (
  latestTitle: string,
  cleaned: string,
  seniority: string | null,
  jobFunction: string | null
) => {
  await house.sql`
    insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
    values (${latestTitle}, ${cleaned}, ${seniority}, ${jobFunction})
    on conflict (lookup_key) do update
      set cleaned_job_title = excluded.cleaned_job_title,
          seniority_level = excluded.seniority_level,
          job_function = excluded.job_function`
}

const rematch = async (...keys: string[]) => {
  const [row] = await house.sql`select extracted.rematch_job_titles(
    array(select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))) as filled`
  return row?.filled
}

/** Everything that carries a match for a title of a person. */
const matches = (slug: string) =>
  house.rows(`
    select 'profile' as place, latest_title as title, matched_cleaned_job_title as cleaned,
      matched_seniority as seniority, matched_job_function as function, matched_source as source
    from extracted.person_profile where linkedin_url = '${url(slug)}'
    union all
    select 'experience ' || experience_order, title, matched_cleaned_job_title, matched_seniority,
      matched_job_function, matched_source
    from extracted.person_experience where linkedin_url = '${url(slug)}'
    union all
    select 'history ' || experience_order, title, matched_cleaned_job_title, matched_seniority,
      matched_job_function, matched_source
    from core.person_work_history where linkedin_url = '${url(slug)}'
    union all
    select 'job title', raw_job_title, matched_cleaned_job_title, matched_seniority,
      matched_job_function, source
    from core.person_job_titles where linkedin_url = '${url(slug)}'
    order by 1`)

const misses = (title: string) =>
  house.rows(`select source, key, resolved_at is not null as is_resolved from ops.reference_misses
    where dimension = 'job_title' and raw_value = '${title}' order by miss_no`)

describe('a title that the look-up comes to know', () => {
  beforeAll(async () => {
    // The spelling differs by person.
    await house.landPerson(url('now'), profile('Grand Wizardette', 'Zorblax'))
    await house.landPerson(url('before'), profile('Zorblax', '  GRAND   wizardette '))
    await house.landPerson(url('neither'), profile('Zorblax', 'Flimflammer'))
  })

  it('missed before, once per document', async () => {
    expect(await misses('Grand Wizardette')).toEqual([
      { source: 'person_profile', key: url('now'), is_resolved: false },
    ])
    expect(await misses('GRAND wizardette')).toEqual([
      { source: 'person_profile', key: url('before'), is_resolved: false },
    ])
  })

  it('is filled in every row that carries it, and the misses are resolved', async () => {
    const untouched = await matches('neither')
    const before = await versionsOf(house.sql)
    await update('grand wizardette', 'Wizard', 'Head', 'Operations')
    const filled = await rematch('grand wizardette')
    const found = { cleaned: 'Wizard', seniority: 'Head', function: 'Operations', source: 'lookup' }
    expect((await matches('now')).filter(({ title }) => title === 'Grand Wizardette')).toEqual(
      ['experience 0', 'history 0', 'job title', 'profile'].map((place) => ({
        place,
        title: 'Grand Wizardette',
        ...found,
      }))
    )
    expect((await matches('before')).filter(({ cleaned }) => cleaned === 'Wizard')).toEqual(
      ['experience 1', 'history 1'].map((place) => ({ place, title: 'GRAND wizardette', ...found }))
    )
    expect(await matches('neither')).toEqual(untouched)
    const { 'core.person_promotions': promotions, ...rest } = filled
    expect(promotions).toBeTypeOf('number')
    expect(rest).toEqual({
      'extracted.person_experience': 2,
      'extracted.person_profile': 1,
      'core.person_work_history': 2,
      'core.person_job_titles': 1,
    })
    const rows = rowsWritten(before, await versionsOf(house.sql))
    expect(rows).toEqual(
      Object.fromEntries(Object.entries(filled).filter(([, count]) => Number(count) > 0))
    )
    expect((await misses('Grand Wizardette')).map((row) => row.is_resolved)).toEqual([true])
    expect((await misses('GRAND wizardette')).map((row) => row.is_resolved)).toEqual([true])
    expect((await misses('Flimflammer')).map((row) => row.is_resolved)).toEqual([false])
  })

  it('is not written again', async () => {
    const before = await versionsOf(house.sql)
    await rematch('grand wizardette')
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('leaves what a rebuild would', async () => {
    const filled = await contentOf(house.sql)
    await house.sql`call ops.rebuild('person_profile')`
    expect(differencesOf(await contentOf(house.sql), filled)).toEqual({})
  })

  it('may change its mind', async () => {
    await update('GRAND WIZARDETTE', 'Witch', 'Director', 'Design')
    await rematch('grand wizardette')
    expect(new Set((await matches('now')).map((row) => row.cleaned))).toContain('Witch')
    expect(new Set((await matches('now')).map((row) => row.cleaned))).not.toContain('Wizard')
  })
})

describe('promotions', () => {
  const titles = () =>
    house.rows(`select new_title, previous_title from core.person_promotions
      where linkedin_url = '${url('riser')}'`)

  it('follow the seniorities that become known', async () => {
    await update('Qwertzer', 'Qwertzer', 'Manager', 'Sales')
    await update('Asdfer', 'Asdfer', 'Director', 'Sales')
    await house.landPerson(url('riser'), profile('Qwertzer', 'Asdfer'))
    expect(await titles()).toEqual([])
    await update('Qwertzer', 'Qwertzer', 'VP', 'Sales')
    expect(await rematch('qwertzer')).toMatchObject({ 'core.person_promotions': 1 })
    expect(await titles()).toEqual([{ new_title: 'Qwertzer', previous_title: 'Asdfer' }])
    // One level, two functions: a lateral move.
    await update('Asdfer', 'Asdfer', 'VP', 'Marketing')
    expect(await rematch('asdfer')).toMatchObject({ 'core.person_promotions': 1 })
    expect(await titles()).toEqual([])
  })
})

describe('people under a title that no profile gave', () => {
  it('are filled as well', async () => {
    await house.sql`
      insert into core.person_job_titles (id, linkedin_url, raw_job_title, document_source)
      values (gen_random_uuid(), ${url('enriched')}, 'Über-WIZARD', 'person_title_enrichment')`
    await update('über-wizard', 'Overwizard', 'C-Level', null)
    await rematch('über-wizard')
    expect(
      await house.row(`select matched_cleaned_job_title as cleaned, matched_seniority as seniority
        from core.person_job_titles where linkedin_url = '${url('enriched')}'`)
    ).toEqual({ cleaned: 'Overwizard', seniority: 'C-Level' })
  })
})

describe('misses', () => {
  it('of look-ups, which are about nobody, are resolved', async () => {
    await house.sql`insert into ops.reference_misses (dimension, raw_value, source)
      values ('job_title', 'Asked For', 'person_job_title_lookup')`
    await update('asked for', 'Asked', null, null)
    expect(await rematch('asked for')).toEqual({})
    expect(await misses('Asked For')).toMatchObject([{ is_resolved: true }])
  })

  it('stay open while the look-up does not know the title', async () => {
    await house.landPerson(url('open'), profile('Stays Open', 'Zorblax'))
    await rematch('stays open')
    expect(await misses('Stays Open')).toMatchObject([{ is_resolved: false }])
  })

  it('of jobs that a late document brings are recorded', async () => {
    await house.landPerson(url('late'), { name: 'Late', last_refresh: '2025-02-01' })
    await house.landPerson(url('late'), {
      ...profile('Latecomer', 'Even Later'),
      last_refresh: '2024-01-01',
    })
    expect(await misses('Even Later')).toEqual([
      { source: 'person_profile', key: url('late'), is_resolved: false },
    ])
  })

  it('of an older document that adds nothing are not', async () => {
    await house.landPerson(url('late'), {
      ...profile('Long Ago', 'Longer Ago'),
      last_refresh: '2023-01-01',
    })
    expect(await misses('Longer Ago')).toEqual([])
  })

  it('of a repeated and of a replayed document are recorded once', async () => {
    const document = profile('Only Once', 'Zorblax')
    await house.landPerson(url('once'), document, document)
    await house.sql`call ops.replay('person_profile')`
    expect(await misses('Only Once')).toHaveLength(1)
  })
})

describe('while people are landed', () => {
  it('waits for their locks, and leaves those it has not locked alone', async () => {
    await house.landPerson(url('held'), profile('Busy Title', 'Zorblax'))
    const holder = await house.sql.reserve()
    await holder`begin`
    await holder`select ops.lock_entities('person', array[${url('held')}])`
    await update('Busy Title', 'Busy', 'Head', 'Sales')
    await house.sql`delete from reference.job_title_lookup where lookup_key = 'busy title'`
    const session = await house.sql.reserve()
    await session`begin`
    await session`insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level, job_function)
      values ('Busy Title', 'Busy', 'Head', 'Sales')`
    const rematched = session`select extracted.rematch_job_titles(array['busy title'])`.execute()
    await waitForLock()
    // Somebody who was not there when the people were looked for, and misses the update.
    await house.landPerson(url('newcomer'), profile('Busy Title', 'Zorblax'))
    await holder`commit`
    holder.release()
    await rematched
    await session`commit`
    session.release()
    expect(new Set((await matches('held')).map((row) => row.cleaned))).toContain('Busy')
    const open = await misses('Busy Title')
    const isFilled = (await matches('newcomer')).some((row) => row.cleaned === 'Busy')
    // It has no lock on them: they are filled by the gaps.
    expect(isFilled).toBe(false)
    expect(open.map((row) => [row.key, row.is_resolved])).toEqual([
      [url('held'), true],
      [url('newcomer'), false],
    ])
    await house.sql`select ops.fill_reference_gaps()`
    expect((await matches('newcomer')).filter((row) => row.cleaned === 'Busy')).toHaveLength(4)
    expect((await misses('Busy Title')).every((row) => row.is_resolved)).toBe(true)
  })

  it('with the same people, no deadlock happens and nothing is lost', async () => {
    const slugs = Array.from({ length: 6 }, (_, index) => `crowd-${index}`)
    const titles = Array.from({ length: 4 }, (_, index) => `Crowd Title ${index}`)
    const land = async (round: number) => {
      const landings = slugs.map((slug, index) => ({
        linkedin_url: url(slug),
        payload: profile(
          titles[(round + index) % 4] as string,
          titles[(round * 3 + 1) % 4] as string
        ),
      }))
      await house.landPeople(round % 2 === 0 ? landings : landings.toReversed())
    }
    const learn = async (round: number) => {
      const title = titles[round % 4] as string
      await update(title, `Learned ${round}`, round % 2 ? 'Head' : 'VP', 'Sales')
      await rematch(title.toLowerCase())
    }
    await Promise.all(
      [0, 1, 2, 3].map(async (client) => {
        for (let round = 0; round < 10; round++) {
          await (client % 2 === 0 ? land(round + client) : learn(round + client))
        }
      })
    )
    await house.sql`select ops.fill_reference_gaps()`
    for (const round of [0, 1, 2, 3]) await rematch((titles[round] as string).toLowerCase())
    const filled = await contentOf(house.sql)
    await house.sql`call ops.rebuild('person_profile')`
    expect(differencesOf(await contentOf(house.sql), filled)).toEqual({})
    expect(await house.rows('select message from ops.failures')).toEqual([])
  })
})

async function waitForLock(): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const rows = await house.sql`select 1 from pg_stat_activity as a
      where a.datname = current_database() and a.wait_event_type = 'Lock'`
    waiting = rows.length
  }
}
