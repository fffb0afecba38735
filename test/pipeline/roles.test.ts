import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { failure, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

/** One session per role; an analyst is a login of the group. */
const sessions: Record<string, postgres.Sql> = {}

const inserts: Readonly<Record<string, string>> = {
  'raw.companyenrich_payloads': `(domain, payload) values ('service.example', '{"name": "S"}')`,
  'raw.person_payloads': `(linkedin_url, payload)
    values ('https://www.linkedin.com/in/service', '{"name": "S", "title": "T"}')`,
  'testing.companies': `(name, domain) values ('S', 'service.example')`,
  'public.top_priority_companies': `(domain) values ('service.example')`,
  'core.company_names': `(domain, source, raw_name, landing_no) values ('s.example', 'x', 'S', 1)`,
  'extracted.companyenrich_keywords': `(domain, keyword) values ('s.example', 'k')`,
  'core.person_past_employer': `(linkedin_url, source) values ('x', 'salesnav')`,
  'extracted.person_education': `(linkedin_url, education_order) values ('x', 0)`,
  'reference.blocked_domains': `(domain, reason) values ('short.example', 'shortener')`,
}

beforeAll(async () => {
  const { url, edgeUrl } = house.database
  sessions.pipeline_edge = connect(edgeUrl)
  for (const role of ['service_role', 'pipeline_analyst', 'anon', 'authenticated']) {
    const sql = connect(url)
    await sql.unsafe(`set session authorization ${role}`)
    sessions[role] = sql
  }
  await house.land('mine.example', { name: 'Mine', employees: 'few' })
  await house.landPerson('https://www.linkedin.com/in/mine', {
    name: 'Mine',
    country: 'Ireland',
    experience: [
      { title: 'B', company_domain: 'mine.example', start_date: '2021-02-01', is_current: true },
      {
        title: 'A',
        company_domain: 'mine.example',
        start_date: '2020-01-01',
        end_date: '2021-02-01',
      },
    ],
    education: [{ school_name: 'S' }],
  })
})

afterAll(async () => {
  for (const sql of Object.values(sessions)) await sql.end()
})

const as = (role: string) => sessions[role] as postgres.Sql

async function codes(role: string, statements: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const statement of statements) found.push((await failure(as(role).unsafe(statement))).code)
  return found
}

const refused = (statements: readonly string[]) => statements.map(() => '42501')

describe('service_role', () => {
  it.each(Object.keys(inserts))('inserts into %s and reads it back', async (table) => {
    await as('service_role').unsafe(`insert into ${table} ${inserts[table]}`)
    const rows = await as('service_role').unsafe(`select * from ${table}`)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('lands by inserting into raw, down to core', async () => {
    const rows = await as('service_role')`select name from core.companies
      where domain = 'service.example'`
    expect(rows).toMatchObject([{ name: 'S' }])
    const people = await as('service_role')`select full_name, raw_job_title
      from core.people inner join core.person_job_titles using (linkedin_url)
      where linkedin_url like '%/in/service'`
    expect(people).toMatchObject([{ full_name: 'S', raw_job_title: 'T' }])
  })

  it('calls the functions of api', async () => {
    const [row] = await as('service_role')`select api.health('{}') as answer`
    expect(row?.answer).toMatchObject({ success: true, role: 'service_role' })
  })
})

describe.each(['anon', 'authenticated'])('%s', (role) => {
  it('can read, write and call nothing', async () => {
    const statements = [
      'select 1 from raw.companyenrich_payloads',
      'select 1 from core.companies',
      'select 1 from core.companies_full',
      'select 1 from raw.person_payloads',
      'select 1 from extracted.person_profile',
      'select 1 from core.people',
      'select 1 from core.person_work_history',
      'select 1 from ops.enrichment_runs',
      'select 1 from reference.job_title_lookup',
      `insert into raw.person_payloads (linkedin_url, payload) values ('x', '{}')`,
      `insert into extracted.person_experience (linkedin_url, experience_order, is_current)
        values ('x', 0, true)`,
      `select api.ingest_clay_person_profile('{}')`,
      `select reference.normalize_linkedin_url('x', 'person')`,
      'select 1 from reference.technologies',
      'select 1 from testing.companies',
      'select 1 from public.top_priority_companies',
      `insert into public.top_priority_companies (domain) values ('x.example')`,
      `insert into raw.companyenrich_payloads (domain, payload) values ('x.example', '{}')`,
      `select api.health('{}')`,
      `select api.ingest_companyenrich('{}')`,
      `select reference.normalize_domain('x.example')`,
    ]
    expect(await codes(role, statements)).toEqual(refused(statements))
  })
})

describe('pipeline_edge', () => {
  it('calls api and lands through it', async () => {
    const [row] = await as('pipeline_edge')`select api.ingest_companyenrich(
      '{"domain": "edge.example", "raw_payload": {"name": "Edge"}}') as answer`
    expect(row?.answer).toMatchObject({ success: true, core_company_inserted: true })
    const [person] = await as('pipeline_edge')`select api.ingest_clay_person_profile(
      '{"payload": {"url": "linkedin.com/in/edge", "name": "Edge"}}') as answer`
    expect(person?.answer).toMatchObject({ success: true, linkedin_url: expect.any(String) })
    const [health] = await as('pipeline_edge')`select api.health('{}') as answer`
    expect(health?.answer).toMatchObject({ role: 'pipeline_edge', role_is_expected: true })
  })

  it('can do nothing else', async () => {
    const statements = [
      'select 1 from raw.companyenrich_payloads',
      'select 1 from core.companies',
      'select 1 from ops.api_keys',
      'select 1 from core.people',
      `insert into raw.companyenrich_payloads (domain, payload) values ('x.example', '{}')`,
      `insert into raw.person_payloads (linkedin_url, payload) values ('x', '{}')`,
      `select ops.create_api_key('x', array['admin'])`,
      `select extracted.take_companyenrich('{}')`,
      `select extracted.take_person_profile('{}')`,
      `select extracted.rematch_job_titles('{}')`,
      `call ops.replay('companyenrich')`,
      `select reference.normalize_domain('x.example')`,
      `set role pipeline_owner`,
      'create table api.mine ()',
      'create table public.mine ()',
    ]
    expect(await codes('pipeline_edge', statements)).toEqual(refused(statements))
  })
})

describe('pipeline_analyst', () => {
  it('lands payloads by key and payload, as many as it likes', async () => {
    await as('pipeline_analyst')`insert into raw.companyenrich_payloads (domain, payload)
      select 'analyst-' || n || '.example', jsonb_build_object('name', 'Analyst ' || n)
      from generate_series(1, 5) as n`
    const rows = await as('pipeline_analyst')`select name from core.companies
      where domain like 'analyst-%' order by 1`
    expect(rows.map((row) => row.name)).toEqual([1, 2, 3, 4, 5].map((n) => `Analyst ${n}`))
    await as('pipeline_analyst')`insert into raw.person_payloads (linkedin_url, payload)
      select 'linkedin.com/in/analyst-' || n, jsonb_build_object('name', 'Analyst ' || n)
      from generate_series(1, 5) as n`
    const people = await as('pipeline_analyst')`select full_name from core.people
      where linkedin_slug like 'analyst-%' order by 1`
    expect(people).toHaveLength(5)
  })

  it('reads the whole journey of a payload', async () => {
    for (const relation of [
      'raw.companyenrich_payloads',
      'extracted.companyenrich_company',
      'core.companies_full',
      'ops.documents',
      'ops.reference_gaps',
      'ops.sources',
      'reference.employee_range_lookup',
      'raw.person_payloads',
      'extracted.person_profile',
      'extracted.person_experience',
      'extracted.person_education',
      'core.people',
      'core.person_locations',
      'core.person_tenure',
      'core.person_past_employer',
      'core.person_job_titles',
      'core.person_work_history',
      'core.person_promotions',
      'ops.enrichment_runs',
      'reference.enrichment_workflow_registry',
    ]) {
      const rows = await as('pipeline_analyst').unsafe(`select * from ${relation}`)
      expect(rows.length, relation).toBeGreaterThan(0)
    }
  })

  it('runs the documented calls', async () => {
    const sql = as('pipeline_analyst')
    await house.land('192.0.2.1', {})
    await sql`call ops.replay('companyenrich', p_failures_only => true)`
    await sql`call ops.rebuild('companyenrich', 3)`
    await sql`call ops.rebuild('person_profile', 3)`
    await sql`call ops.replay('person_profile')`
    await sql`select * from ops.fill_reference_gaps()`
    const [open] = await sql`select failure_id from ops.failures where resolved_at is null limit 1`
    const [row] = await sql`
      select ops.resubmit_failure(${open?.failure_id}, '{"name": "Fixed"}', 'fixed.example') as a`
    expect(row?.a.landed).toMatchObject({ domain: 'fixed.example' })
    expect(await failure(sql`select ops.resubmit_rejected(gen_random_uuid(), '{}')`)).toMatchObject(
      { code: 'WH901' }
    )
    const [domain] = await sql`select reference.normalize_domain('WWW.x.example') as d`
    expect(domain?.d).toBe('x.example')
  })

  it('cannot see keys, write anything else or call the rest', async () => {
    const statements = [
      'select 1 from ops.api_keys',
      'select 1 from ops.idempotency_keys',
      `update core.companies set name = 'x'`,
      'delete from core.companies',
      `insert into core.company_names (domain, source, raw_name, landing_no)
        values ('x.example', 'x', 'x', 1)`,
      `insert into raw.companyenrich_payloads (domain, payload, landing_no)
        values ('x.example', '{}', 1)`,
      `insert into raw.companyenrich_payloads (domain, payload, received_at)
        values ('x.example', '{}', now())`,
      'update raw.companyenrich_payloads set payload = null',
      'delete from raw.companyenrich_payloads',
      `insert into raw.person_payloads (linkedin_url, payload, landing_no) values ('x', '{}', 1)`,
      'update raw.person_payloads set payload = null',
      'delete from raw.person_payloads',
      `update core.people set full_name = 'x'`,
      'delete from core.person_promotions',
      'update extracted.person_experience set title = null',
      'truncate raw.companyenrich_payloads',
      `update ops.failures set resolved_at = now()`,
      `insert into reference.employee_range_lookup (size_raw, size_cleaned, size_key)
        values ('x', '1-10', 'x')`,
      `select ops.create_api_key('x', array['admin'])`,
      `select core.coalesce_company('{}')`,
      `select extracted.take_companyenrich('{}')`,
      `select extracted.take_person_profile('{}')`,
      `select extracted.rematch_locations('{}')`,
      `select core.coalesce_person('{}')`,
      `select core.coalesce_person_promotions('{}')`,
      `select api.ingest_companyenrich('{}')`,
      `select api.ingest_clay_person_profile('{}')`,
      `select reference.ensure_technologies(array['x'])`,
    ]
    expect(await codes('pipeline_analyst', statements)).toEqual(refused(statements))
  })

  it('keeps the work list', async () => {
    const sql = as('pipeline_analyst')
    await sql`insert into public.top_priority_companies (company_name, domain)
      values ('List', 'list.example')`
    await sql`update public.top_priority_companies set company_name = 'Listed'
      where domain = 'list.example'`
    const rows = await sql`select company_name from ops.priority_companies_to_enrich
      where domain = 'list.example'`
    expect(rows).toMatchObject([{ company_name: 'Listed' }])
  })
})
