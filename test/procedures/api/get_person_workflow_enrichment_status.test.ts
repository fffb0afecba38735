import { beforeAll, describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const person_linkedin_url = 'https://www.linkedin.com/in/zelda'

const ask = (members: Record<string, unknown>) =>
  call(
    house.sql,
    'get_person_workflow_enrichment_status',
    JSON.stringify({ person_linkedin_url, ...members })
  )

/** Adds a workflow to the registry, whatever its table. */
async function register(slug: string, coreTable: string | null) {
  await house.sql`
    insert into reference.enrichment_workflow_registry (
      workflow_slug, provider, platform, payload_type, entity_type, description, core_table,
      usage_category, workflow_type
    ) values (
      ${slug}, 'test', 'test', 'test', 'person', 'A test.', ${coreTable}, 'client', 'ingest'
    )`
}

beforeAll(async () => {
  await house.sql`
    alter table reference.enrichment_workflow_registry
      drop constraint enrichment_workflow_registry_tables_check`
  await house.landPerson(person_linkedin_url, {
    experience: [
      { title: 'VP', company: 'Acme, Inc.', company_domain: 'acme.example' },
      { title: 'Clerk', company: 'Old Ltd', company_domain: 'old.example', is_current: false },
      { title: 'Boy', company: 'Old Ltd', company_domain: 'old.example', is_current: false },
    ],
  })
  await register('history', 'core.person_work_history')
  await register('bare', 'person_past_employer')
})

describe('api.get_person_workflow_enrichment_status', () => {
  it('counts the rows of the person in the table of the workflow', async () => {
    expect(await ask({ workflow_slug: 'clay-person-profile' })).toEqual({
      success: true,
      person_linkedin_url,
      workflow_slug: 'clay-person-profile',
      core_table: 'core.people',
      enriched: true,
      count: 1,
      last_enriched_at: expect.stringMatching(/\+00:00$/),
      warnings: [],
    })
    expect(await ask({ workflow_slug: 'history' })).toMatchObject({ enriched: true, count: 3 })
  })

  it('takes a table without its schema as one of core, with or without updated_at', async () => {
    expect(await ask({ workflow_slug: 'bare' })).toMatchObject({
      core_table: 'core.person_past_employer',
      count: 1,
      last_enriched_at: expect.any(String),
    })
  })

  it('says that there is no row', async () => {
    const nobody = { person_linkedin_url: 'linkedin.com/in/nobody', workflow_slug: 'history' }
    expect(await ask(nobody)).toMatchObject({ enriched: false, count: 0, last_enriched_at: null })
  })

  it.each([
    [{ domain: 'https://www.old.example/x' }, 2],
    [{ domain: 'acme.example' }, 1],
    [{ domain: 'other.example' }, 0],
    [{ company_name: 'old  LTD' }, 2],
    [{ company_name: 'Old' }, 0],
    [{ company_name: 'Old Ltd', domain: 'acme.example' }, 0],
    [{ company_name: ' ', domain: null }, 3],
    [{ company_name: "' or true --" }, 0],
  ])('narrows by company where the table has one: %j', async (members, count) => {
    const answer = await ask({ workflow_slug: 'history', ...members })
    expect(answer).toMatchObject({ enriched: count > 0, count, warnings: [] })
  })

  it('says what it cannot narrow by', async () => {
    const company = { company_name: 'Acme', domain: 'acme.example' }
    const answer = await ask({ workflow_slug: 'clay-person-profile', ...company })
    expect(answer).toMatchObject({ enriched: true, count: 1 })
    expect(answer.warnings).toEqual([
      { field: 'company_name', message: 'core.people has no such column: not used' },
      { field: 'domain', message: 'core.people has no such column: not used' },
    ])
  })

  it.each([
    ['no URL', { person_linkedin_url: '', workflow_slug: 'history' }, 'WH101'],
    ['a company', { person_linkedin_url: 'linkedin.com/company/x', workflow_slug: 'x' }, 'WH102'],
    ['no workflow', {}, 'WH101'],
    ['an array', { workflow_slug: [] }, 'WH104'],
    ['no domain', { workflow_slug: 'history', domain: 'localhost' }, 'WH102'],
    ['a shortener', { workflow_slug: 'history', domain: 'bit.ly' }, 'WH103'],
    ['an unknown workflow', { workflow_slug: 'nothing' }, 'WH505'],
    ['SQL', { workflow_slug: "x'; drop table core.people; --" }, 'WH505'],
    ['a workflow without a table', { workflow_slug: 'salesnav-person' }, 'WH506'],
    ['a table of companies', { workflow_slug: 'companyenrich' }, 'WH506'],
  ])('refuses %s', async (_what, members, code) => {
    const error = await failure(ask(members))
    expect(error.code).toBe(code)
    expect(error.hint).not.toBe('')
    expect(JSON.parse(error.detail)).toHaveLength(1)
  })

  it.each([
    'core.people; drop table core.people',
    'core.people where true --',
    'core."people"',
    'core.people as t, ops.api_keys',
    'ops.api_keys',
    'raw.person_payloads',
    'extracted.person_profile',
    'client.leads',
    'pg_catalog.pg_authid',
    'core.core.people',
    'core.company_social_urls',
    'core.companies_full',
    'core.PEOPLE',
    'core.people\n',
    '%I',
    '$1',
    '',
  ])('does not look into %j, whoever wrote that into the registry', async (table) => {
    await house.sql`delete from reference.enrichment_workflow_registry where workflow_slug = 'bad'`
    await register('bad', table)
    const error = await failure(ask({ workflow_slug: 'bad' }))
    expect(error.code).toBe('WH506')
    expect(error.message).not.toContain('people;')
    expect(await house.row('select count(*)::integer as n from core.people')).toEqual({ n: 1 })
  })
})
