import { beforeEach, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { ask, landProfiles, profile, profileUrl } from '../../support/titles.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const fill = () => house.row('select * from ops.fill_reference_gaps()')
const alias = (dimension: string, value: string, canonical: string) =>
  house.sql`insert into reference.value_aliases (dimension, raw_value, canonical)
    values (${dimension}, ${value}, ${canonical})`
const update = (title: string, rest: Record<string, unknown> = {}) =>
  ask(house.sql, 'update_job_title', { latest_title: title, cleaned_job_title: title, ...rest })
const lookup = (title: string) =>
  house.row(`select seniority_level, job_function from reference.job_title_lookup
    where latest_title = '${title}'`)
const gaps = () => house.rows('select dimension, raw_value from ops.reference_gaps order by 1, 2')

beforeEach(async () => {
  await house.sql`delete from ops.reference_misses`
})

describe('a seniority or function that an update could not store', () => {
  it('is stored once the vocabulary knows it, and reaches the people with the title', async () => {
    await landProfiles(house.sql, [['ann', profile('Zookeeper')]])
    await house.sql`delete from ops.reference_misses`
    await update('Zookeeper', { seniority_level: 'Ringmaster', job_function: 'Animals' })
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
    await alias('seniority', 'ringmaster', 'Head')
    expect(await fill()).toEqual({ misses_resolved: 1, documents_recomputed: 0 })
    expect(await lookup('Zookeeper')).toEqual({ seniority_level: 'Head', job_function: null })
    expect(
      await house.row(`select matched_seniority from core.person_job_titles
        where linkedin_url = '${profileUrl('ann')}'`)
    ).toEqual({ matched_seniority: 'Head' })
    expect(await gaps()).toEqual([{ dimension: 'job_function', raw_value: 'Animals' }])
    await alias('job_function', 'Animals', 'Operations')
    expect(await fill()).toEqual({ misses_resolved: 1, documents_recomputed: 0 })
    expect(await lookup('Zookeeper')).toEqual({
      seniority_level: 'Head',
      job_function: 'Operations',
    })
  })

  it('replaces nothing that came since', async () => {
    await update('Falconer', { job_function: 'Birds' })
    await update('Falconer', { job_function: 'Support' })
    await alias('job_function', 'Birds', 'Product')
    expect(await fill()).toMatchObject({ misses_resolved: 1 })
    expect(await lookup('Falconer')).toMatchObject({ job_function: 'Support' })
  })

  it('of several counts the newest', async () => {
    await update('Diver', { seniority_level: 'Shallow' })
    await update('Diver', { seniority_level: 'Deep' })
    await alias('seniority', 'Shallow', 'Intern')
    await alias('seniority', 'Deep', 'VP')
    expect(await fill()).toMatchObject({ misses_resolved: 2 })
    expect(await lookup('Diver')).toMatchObject({ seniority_level: 'VP' })
  })
})

describe('what a look-up missed', () => {
  it('is done once the look-up has it, however it got there', async () => {
    await ask(house.sql, 'lookup_person_job_title', { job_titles: ['Beekeeper', 'Potter'] })
    await ask(house.sql, 'lookup_person_location', { location_name: 'Atlantis' })
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
    await house.sql`insert into reference.job_title_lookup (latest_title) values ('BEEKEEPER')`
    await house.sql`insert into reference.location_lookup (location_name) values ('atlantis ')`
    expect(await fill()).toEqual({ misses_resolved: 2, documents_recomputed: 0 })
    expect(await gaps()).toEqual([{ dimension: 'job_title', raw_value: 'Potter' }])
    const before = await versionsOf(house.sql)
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

describe('what a profile missed', () => {
  it('is filled from a copied look-up', async () => {
    await landProfiles(house.sql, [['bob', profile('Beadle', 'Camelot')]])
    await house.sql`insert into reference.job_title_lookup
      (latest_title, cleaned_job_title, seniority_level) values ('beadle', 'Beadle', 'Assistant')`
    await house.sql`insert into reference.location_lookup (location_name, country)
      values ('camelot', 'Britain')`
    expect(await fill()).toMatchObject({ misses_resolved: 2, documents_recomputed: 1 })
    expect(
      await house.row(`select t.matched_seniority, t.source, l.country
        from core.person_job_titles as t
        inner join core.person_locations as l on l.linkedin_url = t.linkedin_url
        where t.linkedin_url = '${profileUrl('bob')}'`)
    ).toMatchObject({ matched_seniority: 'Assistant', country: 'Britain' })
    expect(await gaps()).toEqual([])
  })
})

describe('a place that landed beside an update', () => {
  it('of a row it had matched before is matched again', async () => {
    await house.sql`insert into reference.location_lookup (location_name, country)
      values ('Avalon', 'Britain')`
    const ingest = await house.sql.reserve()
    await ingest`begin`
    await landProfiles(ingest, [['lancelot', profile('Knight', 'Avalon')]])
    await ask(house.sql, 'update_location', { location_name: 'Avalon', city: 'Avalon' })
    await ingest`commit`
    ingest.release()
    const city = () =>
      house.row(`select city from core.person_locations
        where linkedin_url = '${profileUrl('lancelot')}'`)
    expect(await city()).toEqual({ city: null })
    await fill()
    expect(await city()).toEqual({ city: 'Avalon' })
  })
})

describe('filling beside a landing', () => {
  it('takes people before companies, as a profile does that names a new employer', async () => {
    await house.landTogether([
      { domain: 'odd.example', payload: { name: 'Odd', employees: 'odd size' } },
    ])
    await house.sql`insert into reference.job_title_lookup (latest_title, cleaned_job_title)
      values ('Usher', 'Usher')`
    await landProfiles(house.sql, [['uma', profile('Usher')]])
    await house.sql`insert into reference.employee_range_lookup (size_raw, size_cleaned, size_key)
      values ('odd size', '11-50', reference.employee_range_key('odd size'))`
    await house.sql`update reference.job_title_lookup
      set cleaned_job_title = 'Head Usher', updated_at = now() where latest_title = 'Usher'`

    const ingest = await house.sql.reserve()
    await ingest`begin`
    await ingest`select ops.lock_entities('person', array[${profileUrl('uma')}])`
    const filled = fill()
    await waiting()
    const job = { title: 'Usher', company_domain: 'odd.example', is_current: true }
    const page = 'https://www.linkedin.com/company/odd-example'
    await landProfiles(ingest, [['uma', { experience: [{ ...job, url: page }] }]])
    await ingest`commit`
    ingest.release()
    expect(await filled).toMatchObject({ misses_resolved: 1 })
    expect(
      await house.row(`select c.linkedin_url, t.matched_cleaned_job_title
        from core.companies as c
        cross join core.person_job_titles as t
        where c.domain = 'odd.example' and t.linkedin_url = '${profileUrl('uma')}'`)
    ).toEqual({ linkedin_url: page, matched_cleaned_job_title: 'Head Usher' })
  })

  /** Until a session of this database waits for a lock. */
  async function waiting(): Promise<void> {
    for (let turn = 0; turn < 200; turn++) {
      const found = await house.sql`select from pg_stat_activity as a
        where a.datname = current_database() and a.wait_event_type = 'Lock'`
      if (found.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error('nobody waits')
  }
})

describe('the limit', () => {
  it('holds for misses of every kind', async () => {
    await ask(house.sql, 'lookup_person_job_title', { job_titles: ['Tinker', 'Tailor', 'Spy'] })
    await house.sql`insert into reference.job_title_lookup (latest_title)
      values ('Tinker'), ('Tailor'), ('Spy')`
    const limited = await house.row('select * from ops.fill_reference_gaps(2)')
    expect(limited).toEqual({ misses_resolved: 2, documents_recomputed: 0 })
    expect(await fill()).toEqual({ misses_resolved: 1, documents_recomputed: 0 })
  })
})
