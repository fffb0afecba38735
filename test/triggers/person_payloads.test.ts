import { describe, expect, it } from 'vitest'
import { contentOf, countRows, rowsWritten, versionsOf } from '../support/content.ts'
import { createPersonRequest } from '../support/people.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const job = (title: string, domain: string | null, from: string, to: string | null = null) => ({
  title,
  company: domain?.split('.')[0] ?? 'Nameless',
  company_domain: domain,
  start_date: from,
  end_date: to,
  is_current: to === null,
})

const request = (number: number, version = 0) => {
  const { linkedin_url, raw_payload } = createPersonRequest(number, version)
  return { linkedin_url, payload: raw_payload }
}

const failures = () =>
  house.rows(`select p.linkedin_url, f.stage, f.sqlstate, f.attempts, f.message, f.resolved_at
    from ops.failures as f inner join raw.person_payloads as p on p.id = f.raw_id
    order by p.landing_no`)

const history = (slug: string) =>
  house.rows(`select title, company_domain, start_date::text, end_date::text, is_current
    from core.person_work_history where linkedin_url = '${url(slug)}' order by experience_order`)

describe('a statement', () => {
  it('without rows does nothing', async () => {
    await house.landPeople([])
    await house.sql`insert into raw.person_payloads (linkedin_url, payload)
      select ${url('never')}, '{}' where false`
    await house.sql`insert into extracted.person_experience (linkedin_url, experience_order, is_current)
      select ${url('never')}, 0, true where false`
    await house.sql`update extracted.person_experience set title = 'x'`
    await house.sql`delete from extracted.person_experience`
    expect(countRows(await contentOf(house.sql))).toBe(0)
    expect(await house.rows('select * from ops.entities')).toEqual([])
    expect(await house.rows('select * from ops.enrichment_runs')).toEqual([])
  })

  it('of an analyst needs key and payload only', async () => {
    await house.sql`insert into raw.person_payloads (linkedin_url, payload)
      values ('linkedin.com/in/One', '{"name": "One"}')`
    expect(
      await house.row(`select full_name, linkedin_slug, linkedin_url_type, core_company_id
        from core.people where linkedin_url = '${url('one')}'`)
    ).toEqual({
      full_name: 'One',
      linkedin_slug: 'one',
      linkedin_url_type: 'real',
      core_company_id: null,
    })
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    const payload = { name: 'X' }
    await house.landPeople([
      { linkedin_url: null, payload },
      { linkedin_url: '  ', payload },
      { linkedin_url: 'N/A', payload },
      { linkedin_url: 'https://example.com/in/jo', payload },
      { linkedin_url: 'https://www.linkedin.com/company/acme', payload },
      { linkedin_url: url(''), payload },
      { linkedin_url: url('array'), payload: [] },
      { linkedin_url: url('text'), payload: 'text' },
      { linkedin_url: url('null'), payload: null },
      { linkedin_url: url('workflow'), payload, workflow_slug: 'no-such-workflow' },
      { linkedin_url: url('company'), payload, workflow_slug: 'companyenrich' },
      { linkedin_url: url('good'), payload, workflow_slug: 'clay-native-person-enrichment' },
    ])
    expect((await failures()).map((row) => [row.linkedin_url, row.sqlstate])).toEqual([
      [null, 'WH101'],
      ['  ', 'WH101'],
      ['N/A', 'WH101'],
      ['https://example.com/in/jo', 'WH102'],
      ['https://www.linkedin.com/company/acme', 'WH102'],
      [url(''), 'WH102'],
      [url('array'), 'WH104'],
      [url('text'), 'WH104'],
      [url('null'), 'WH104'],
      [url('workflow'), 'WH202'],
      [url('company'), 'WH202'],
    ])
    expect((await failures()).every((row) => row.stage === 'key')).toBe(true)
    expect(
      await house.rows(`select linkedin_url from core.people
      where linkedin_url in ('${url('good')}', '${url('workflow')}')`)
    ).toEqual([{ linkedin_url: url('good') }])
  })

  it('with an unknown workflow goes through once the registry knows it', async () => {
    await house.sql`insert into reference.enrichment_workflow_registry
      (workflow_slug, entity_type, provider, platform, payload_type, usage_category, workflow_type,
        description)
      values ('no-such-workflow', 'person', 'clay', 'clay', 'profile', 'client', 'ingest', 'x')`
    await house.sql`call ops.replay('person_profile', p_failures_only => true)`
    expect((await failures()).filter((row) => row.resolved_at !== null)).toMatchObject([
      { linkedin_url: url('workflow'), sqlstate: 'WH202' },
    ])
    expect(
      await house.rows(
        `select full_name from core.people where linkedin_url = '${url('workflow')}'`
      )
    ).toEqual([{ full_name: 'X' }])
  })

  it('leaves one row of a run, whatever its number of payloads', async () => {
    await house.sql`delete from ops.enrichment_runs`
    await house.landPeople([request(1), request(2), request(3)])
    await house.landPeople([{ ...request(4), workflow_slug: 'clay-native-person-enrichment' }])
    await house.landPeople([{ linkedin_url: url('unusable'), payload: 3 }])
    expect(
      await house.rows(`select workflow_slug, source, entity_type, entity_key, status,
        records_processed as processed, records_failed as failed, raw_id is not null as has_raw_id
        from ops.enrichment_runs order by started_at`)
    ).toEqual([
      {
        workflow_slug: 'clay-person-profile',
        source: 'person_profile',
        entity_type: 'person',
        entity_key: null,
        status: 'completed',
        processed: 3,
        failed: 0,
        has_raw_id: false,
      },
      {
        workflow_slug: 'clay-native-person-enrichment',
        source: 'person_profile',
        entity_type: 'person',
        entity_key: url('person-4'),
        status: 'completed',
        processed: 1,
        failed: 0,
        has_raw_id: true,
      },
    ])
  })
})

describe('a person', () => {
  it('is one under every spelling of the URL', async () => {
    const spellings = [
      'https://www.linkedin.com/in/zoë-quux',
      'http://linkedin.com/in/zo%C3%AB-quux/',
      'LINKEDIN.COM/IN/ZOË-QUUX',
      'https://ie.linkedin.com/in/zo%c3%ab%2Dquux/en?trk=x#top',
      'https://www.linkedin.com/en/in/zoë-quux',
      '//m.linkedin.com/mwlite/in/zoe\u0308-quux',
      ' www.linkedin.com/in/zoë-quux/details/experience/\u200b',
    ]
    for (const [index, spelling] of spellings.entries()) {
      await house.landPerson(spelling, { name: 'Zoë', connections: index })
    }
    await house.landPeople(
      spellings.map((linkedin_url, index) => ({ linkedin_url, payload: { connections: index } }))
    )
    expect(
      await house.rows(`select linkedin_url, linkedin_slug from core.people
        where linkedin_url like '%quux%'`)
    ).toEqual([{ linkedin_url: url('zoë-quux'), linkedin_slug: 'zoë-quux' }])
    expect(
      await house.row(`select count(*)::integer as n, count(distinct key)::integer as keys
        from ops.documents where key like '%quux%'`)
    ).toEqual({ n: 14, keys: 1 })
  })

  it('of Sales Navigator is somebody else, by the exact case of the hash', async () => {
    for (const slug of ['ACwAAAbCdE', 'ACwAAABCDE', 'ACoAAAbCdE', 'acwaaabcde']) {
      await house.landPerson(`linkedin.com/in/${slug}`, {
        name: slug,
        experience: [job('A', 'hash.example', '2020-01-01', '2021-01-01')],
      })
    }
    await house.landPerson('https://www.linkedin.com/sales/lead/ACwAAAbCdE,NAME_SEARCH,x', {
      connections: 1,
    })
    const types = await house.rows(`select p.linkedin_slug, p.linkedin_url_type,
        h.linkedin_url_type as history, e.linkedin_url_type as employer
      from core.people as p
      inner join core.person_work_history as h using (linkedin_url)
      inner join core.person_past_employer as e using (linkedin_url)
      where p.linkedin_slug ilike 'ac_aaabcde' order by p.linkedin_url`)
    const salesnav = {
      linkedin_url_type: 'salesnav',
      history: 'salesnav',
      employer: 'salesnav',
    }
    expect(types).toEqual([
      { linkedin_slug: 'ACoAAAbCdE', ...salesnav },
      { linkedin_slug: 'ACwAAABCDE', ...salesnav },
      { linkedin_slug: 'ACwAAAbCdE', ...salesnav },
      { linkedin_slug: 'acwaaabcde', linkedin_url_type: 'real', history: 'real', employer: 'real' },
    ])
  })

  it('twice in one statement is one, and the newer profile is on top', async () => {
    await house.landPeople([
      {
        linkedin_url: url('twice'),
        payload: {
          headline: 'New',
          last_refresh: '2025-02-01 00:00:00.000',
          experience: [job('New', 'new.example', '2025-01-01')],
        },
      },
      {
        linkedin_url: 'linkedin.com/in/TWICE/',
        payload: {
          name: 'Twice',
          headline: 'Old',
          last_refresh: '2025-01-01T00:00:00Z',
          experience: [job('Old', 'old.example', '2020-01-01'), job('Older', null, '2019')],
        },
      },
    ])
    expect(await history('twice')).toMatchObject([{ title: 'New' }])
    expect(
      await house.row(`select headline, full_name from extracted.person_profile
        where linkedin_url = '${url('twice')}'`)
    ).toEqual({ headline: 'New', full_name: 'Twice' })
  })

  it('has 500 jobs if the document says so', async () => {
    const jobs = Array.from({ length: 500 }, (_, index) =>
      job(
        `Job ${index}`,
        `many-${index % 40}.example`,
        `${1990 + (index % 30)}-02-01`,
        '2024-01-01'
      )
    )
    await house.landPerson(url('many'), { name: 'Many', experience: jobs })
    expect(await history('many')).toHaveLength(500)
    expect(
      await house.row(`select count(*)::integer as n from core.companies
        where domain like 'many-%'`)
    ).toEqual({ n: 40 })
  })

  it('refers to an employer that is there, even if the list of jobs lacks it', async () => {
    const latest = job('Chief', 'latest-only.example', '2024-01-01')
    await house.landPerson(url('latest'), { name: 'Latest', latest_experience: latest })
    await house.landPerson(url('latest-too'), {
      name: 'Latest Too',
      latest_experience: { ...latest, company_domain: 'HTTPS://WWW.Latest-Too.example/x' },
      experience: [job('Other', 'other-list.example', '2020-01-01')],
    })
    expect(
      await house.rows(`select p.linkedin_slug, c.domain, c.name from core.people as p
        left join core.companies as c on c.id = p.core_company_id
        where p.linkedin_slug like 'latest%' order by 1`)
    ).toEqual([
      { linkedin_slug: 'latest', domain: 'latest-only.example', name: 'latest-only' },
      { linkedin_slug: 'latest-too', domain: 'latest-too.example', name: 'latest-only' },
    ])
    expect(
      await house.rows(`select linkedin_url from core.people as p where core_company_id is not null
        and not exists (select from core.companies as c where c.id = p.core_company_id)`)
    ).toEqual([])
  })

  it('is at no shared host', async () => {
    await house.landPerson(url('shared'), {
      experience: [job('A', 'bit.ly', '2024-01-01'), job('B', 'x.bit.ly', '2020-01-01')],
    })
    expect((await history('shared')).map((row) => row.company_domain)).toEqual([null, null])
    expect(
      await house.rows(`select domain from core.companies where domain like '%bit.ly'`)
    ).toEqual([])
  })
})

describe('a document that is not better', () => {
  const slug = 'keeper'
  const full = {
    name: 'Keeper',
    headline: 'Keeps',
    country: 'Ireland',
    location_name: 'Cork',
    last_refresh: '2025-01-01',
    experience: [
      job('Now', 'now.example', '2024-01-01'),
      job('Then', 'then.example', '2020-01-01', '2024-01-01'),
    ],
    education: [{ school_name: 'Invented University' }],
  }

  const state = () =>
    house.rows(`select p.full_name, x.headline, x.location_name, l.country, t.job_start_date::text,
        j.raw_job_title, c.domain,
        (select count(*) from core.person_work_history as h
          where h.linkedin_url = p.linkedin_url)::integer as jobs,
        (select count(*) from extracted.person_education as h
          where h.linkedin_url = p.linkedin_url)::integer as schools,
        (select string_agg(e.past_company_domain, ',' order by e.source, e.past_company_domain)
          from core.person_past_employer as e where e.linkedin_url = p.linkedin_url) as past
      from core.people as p
      inner join extracted.person_profile as x using (linkedin_url)
      left join core.person_locations as l using (linkedin_url)
      left join core.person_tenure as t using (linkedin_url)
      left join core.person_job_titles as j using (linkedin_url)
      left join core.companies as c on c.id = p.core_company_id
      where p.linkedin_url = '${url(slug)}'`)

  const kept = {
    full_name: 'Keeper',
    headline: 'Keeps',
    location_name: 'Cork',
    country: 'Ireland',
    job_start_date: '2024-01-01',
    raw_job_title: 'Now',
    domain: 'now.example',
    jobs: 2,
    schools: 1,
    past: 'then.example,alumni.example',
  }

  it('is there for the first time', async () => {
    await house.landPerson(url(slug), full)
    await house.sql`insert into core.person_past_employer
      (linkedin_url, past_company_domain, source)
      values (${url(slug)}, 'alumni.example', 'salesnav'),
        (${url(slug)}, null, 'salesnav')`
    expect(await state()).toEqual([kept])
  })

  it.each([
    ['the same', full],
    [
      'the same again with its members in another order',
      Object.fromEntries(Object.entries(full).toReversed()),
    ],
  ])('because it is %s writes nothing', async (_, payload) => {
    const before = await versionsOf(house.sql)
    await house.landPerson(url(slug), payload)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it.each([
    ['nothing', {}],
    ['nulls', Object.fromEntries(Object.keys(full).map((name) => [name, null]))],
    ['blanks', { name: ' ', headline: 'N/A', country: '', location_name: 'none', experience: '' }],
    ['empty lists', { experience: [], education: [] }],
    ['a list of a list', { experience: [[{ title: 'Nested' }]], education: [[{ degree: 'x' }]] }],
    [
      'lists of objects that name no job and no school',
      {
        experience: [{}, { title: ' ', company: 'N/A', locality: 'Cork', start_date: '2020' }],
        education: [{}, { start_date: '2001' }],
      },
    ],
    ['lists of scalars', { experience: ['Now', 1, null, [{}]], education: [true] }],
    ['wrong types', { name: {}, headline: ['x'], experience: 7, education: {}, country: {} }],
    ['a latest job that is none', { latest_experience: { start_date: '2011-01-01' } }],
  ])('because it says %s takes nothing away', async (_, payload) => {
    await house.landPerson(url(slug), { last_refresh: '2025-06-01', ...payload })
    await house.landPerson(url(slug), payload)
    expect(await state()).toEqual([kept])
  })

  it('because it is older fills nulls of the profile only', async () => {
    await house.landPerson(url(slug), {
      ...full,
      name: 'Older',
      headline: 'Older',
      summary: 'A summary',
      last_refresh: '2020-01-01',
      experience: [job('Older', 'older.example', '2010-01-01')],
      education: [],
    })
    expect(await state()).toEqual([kept])
    expect(
      await house.row(`select summary, source_last_refresh from extracted.person_profile
        where linkedin_url = '${url(slug)}'`)
    ).toMatchObject({ summary: 'A summary' })
  })

  it('is not one that lists other jobs: then those of other sources alone survive', async () => {
    await house.landPerson(url(slug), {
      last_refresh: '2025-12-01',
      experience: [job('Next', 'next.example', '2025-11-01')],
    })
    expect(await state()).toEqual([
      {
        ...kept,
        job_start_date: '2025-11-01',
        raw_job_title: 'Next',
        domain: 'next.example',
        jobs: 1,
        past: 'alumni.example',
      },
    ])
  })
})

describe('the triggers of extracted.person_experience', () => {
  const slug = 'mirror'

  it('mirror inserts, updates and deletes of any statement, and recompute promotions', async () => {
    const promotions = () =>
      house.rows(`select new_title, previous_title from core.person_promotions
        where linkedin_url = '${url(slug)}' order by promotion_date`)
    await house.sql`insert into extracted.person_experience
        (linkedin_url, experience_order, title, company_domain, start_date, start_precision,
          end_date, is_current)
      values
        (${url(slug)}, 0, 'C', 'm.example', '2022-01-01', 'month', '2023-01-01', true),
        (${url(slug)}, 1, 'B', 'm.example', '2021-01-01', 'month', '2022-01-01', false),
        (${url(slug)}, 2, 'A', 'm.example', '2020-01-01', 'month', '2021-01-01', false)`
    expect(await promotions()).toEqual([
      { new_title: 'B', previous_title: 'A' },
      { new_title: 'C', previous_title: 'B' },
    ])
    // A job that goes on has no end, whatever the document says.
    expect(await history(slug)).toMatchObject([{ end_date: null }, {}, {}])
    await house.sql`update extracted.person_experience set title = 'Z'
      where linkedin_url = ${url(slug)} and experience_order = 1`
    expect(await promotions()).toEqual([
      { new_title: 'Z', previous_title: 'A' },
      { new_title: 'C', previous_title: 'Z' },
    ])
    await house.sql`delete from extracted.person_experience
      where linkedin_url = ${url(slug)} and experience_order = 1`
    expect(await promotions()).toEqual([])
    expect((await history(slug)).map((row) => row.title)).toEqual(['C', 'A'])
    await house.sql`delete from extracted.person_experience where linkedin_url = ${url(slug)}`
    expect(await history(slug)).toEqual([])
  })

  it('leave the work history of other sources and of other people alone', async () => {
    await house.sql`insert into core.person_work_history
        (linkedin_url, source, experience_order, title, is_current)
      values (${url(slug)}, 'salesnav-clay-ex', 0, 'Elsewhere', false)`
    const others = await house.rows(`select * from core.person_work_history
      where linkedin_url <> '${url(slug)}' order by 1, 2, 3`)
    await house.sql`insert into extracted.person_experience
        (linkedin_url, experience_order, title, is_current) values (${url(slug)}, 0, 'Here', true)`
    await house.sql`delete from extracted.person_experience where linkedin_url = ${url(slug)}`
    expect(await history(slug)).toMatchObject([{ title: 'Elsewhere' }])
    expect(
      await house.rows(`select * from core.person_work_history
        where linkedin_url <> '${url(slug)}' order by 1, 2, 3`)
    ).toEqual(others)
  })
})

describe('poisoned payloads', () => {
  it('among 1,000 good ones are alone in quarantine, until the cause is gone', async () => {
    await house.sql`delete from ops.failures`
    await house.sql`alter table core.person_work_history
      add constraint no_poison check (title not like 'poison%')`
    const landings = Array.from({ length: 1000 }, (_, number) => ({
      linkedin_url: url(`set-${number}`),
      payload: {
        name: `Set ${number}`,
        experience: [job('Fine', 'shared-by-all.example', '2020-01-01')],
      },
    }))
    const poisoned = [0, 77, 78, 500, 999]
    for (const number of poisoned) {
      landings[number]?.payload.experience.push(
        job('poison', `poison-${number}.example`, '2019-01-01', '2020-01-01')
      )
    }
    await house.landPeople(landings)
    expect(await failures()).toEqual(
      poisoned.map((number) => ({
        linkedin_url: url(`set-${number}`),
        stage: 'load',
        sqlstate: '23514',
        attempts: 1,
        message: expect.stringContaining('no_poison'),
        resolved_at: null,
      }))
    )
    const count = () =>
      house.rows(`select count(*)::integer as n from core.people
        where linkedin_url like '%/in/set-%'`)
    expect(await count()).toEqual([{ n: 995 }])
    // Nothing of a poisoned payload stands anywhere, nor of its employers.
    expect(
      await house.rows(`select linkedin_url from extracted.person_profile
        where linkedin_url in ('${url('set-0')}', '${url('set-77')}', '${url('set-999')}')
        union all select domain from core.companies where domain like 'poison-%'`)
    ).toEqual([])
    expect(
      await house.row(`select status, records_processed as n, records_failed as failed
        from ops.enrichment_runs order by started_at desc limit 1`)
    ).toEqual({ status: 'partial', n: 1000, failed: 5 })

    await house.sql`call ops.replay('person_profile', p_failures_only => true, p_batch_size => 2)`
    expect((await failures()).map((row) => row.attempts)).toEqual([2, 2, 2, 2, 2])
    await house.sql`alter table core.person_work_history drop constraint no_poison`
    await house.sql`call ops.replay('person_profile', p_failures_only => true, p_batch_size => 3)`
    expect((await failures()).filter((row) => row.resolved_at === null)).toEqual([])
    expect(await count()).toEqual([{ n: 1000 }])
    expect(
      await house.rows(`select domain from core.companies where domain like 'poison-%' order by 1`)
    ).toHaveLength(5)
  })

  it('harm no other document of the same person', async () => {
    await house.sql`alter table core.person_work_history
      add constraint no_poison check (title <> 'poison') not valid`
    const jobs = (title: string) => [job(title, 'mixed.example', '2020-01-01')]
    await house.landPeople([
      {
        linkedin_url: url('mixed'),
        payload: { name: 'Mixed', last_refresh: '2025-01-01', experience: jobs('First') },
      },
      {
        linkedin_url: url('mixed'),
        payload: { last_refresh: '2025-02-01', experience: jobs('poison') },
      },
      {
        linkedin_url: url('mixed'),
        payload: { last_refresh: '2025-03-01', headline: 'Third' },
      },
    ])
    await house.sql`alter table core.person_work_history drop constraint no_poison`
    expect(await history('mixed')).toMatchObject([{ title: 'First' }])
    expect(
      await house.row(`select headline, full_name from extracted.person_profile
        where linkedin_url = '${url('mixed')}'`)
    ).toEqual({ headline: 'Third', full_name: 'Mixed' })
  })
})

describe('an error', () => {
  it.each(['08006', '40001', '40P01', '53200', '57014', '58030', 'XX000', '0A000'])(
    "of class %s is not the payload's: it is raised, and nothing stands",
    async (code) => {
      await house.sql.unsafe(`
        create or replace function core.raise_in_test() returns trigger language plpgsql as $$
        begin
          if new.full_name = 'Raise' then
            raise exception using errcode = '${code}';
          end if;
          return new;
        end $$;
        create or replace trigger raise_in_test before insert or update on core.people
        for each row execute function core.raise_in_test()`)
      const slug = `class-${code.toLowerCase()}`
      await expect(
        house.landPeople([
          { linkedin_url: url(slug), payload: { name: 'Raise' } },
          { linkedin_url: url(`also-${slug}`), payload: { name: 'Good' } },
        ])
      ).rejects.toMatchObject({ code })
      await house.sql`drop trigger raise_in_test on core.people`
      expect(
        await house.rows(`select 1 as one from raw.person_payloads
          where linkedin_url like '%${slug}'
          union all select 1 from ops.entities where key like '%${slug}'`)
      ).toEqual([])
    }
  )
})

describe('the work', () => {
  it('takes as many statements for 1,000 profiles of 10 jobs as for two', async () => {
    await countStatements(house.sql)
    const batch = (from: number, size: number, version: number) =>
      Array.from({ length: size }, (_, index) => request(10_000 + from + index, version))
    const count = (from: number, size: number, version: number) =>
      statementsIn(house.sql, () => house.landPeople(batch(from, size, version)))
    const [two, thousand] = [await count(1, 2, 0), await count(1001, 1000, 0)]
    expect(two).toBeGreaterThan(12)
    expect(thousand).toBe(two)
    expect(
      await house.row(`select count(*)::integer > 9000 as has_many from core.person_work_history
        where linkedin_url like '%/in/person-1%'`)
    ).toEqual({ has_many: true })
    // Refreshed, they need updates and deletes as well: as many for all as for two.
    await count(5001, 20, 0)
    const refreshedFew = await count(5001, 20, 1)
    expect(await count(1001, 1000, 1)).toBe(refreshedFew)
    // Several documents per person are recomputed: as many for all as for a few.
    const again = (from: number, size: number) => [...batch(from, size, 2), ...batch(from, size, 3)]
    const recomputed = (from: number, size: number) =>
      statementsIn(house.sql, () => house.landPeople(again(from, size)))
    const recomputedFew = await recomputed(5001, 20)
    expect(await recomputed(1001, 300)).toBe(recomputedFew)
  })
})
