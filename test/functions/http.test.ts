import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleUrl } from '../../scripts/api-docs/sample-url.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'
import {
  type Endpoint,
  endpointName,
  takesBody,
} from '../../supabase/functions/_shared/endpoint.ts'
import {
  type CompanyEnrich,
  startCompanyEnrich,
  vendorEnvironment,
} from '../support/companyenrich.ts'
import { encodeForm, exporter, type Field, freshWebhook } from '../support/forms.ts'
import { type Answer, sender, startFunctions } from '../support/functions.ts'
import { serveWithGemini } from '../support/gemini-served.ts'
import type { Served } from '../support/served.ts'
import { landTogether } from '../support/warehouse.ts'

const environment = { CORS_ALLOWED_ORIGINS: 'https://dashboard.example' }
let companyEnrich: CompanyEnrich
beforeAll(async () => {
  companyEnrich = await startCompanyEnrich()
  Object.assign(environment, vendorEnvironment(companyEnrich))
})
afterAll(() => companyEnrich?.stop())

const served = serveWithGemini(environment)
const send: Served['send'] = (path, sent) => served.send(path, sent)

const to = exporter(served)

const ingest = '/run/companies/companyenrich/ingest'

/** A batch that was just made. */
async function makeBatch(): Promise<string> {
  const { body } = await send('/find_similar_companies_batch', { body: { domains: ['a.example'] } })
  return body.batch_id
}

/** A path with the ids of what was just made in the place of its parameters. */
async function fillPath(path: string): Promise<string> {
  if (path.includes(':batch_id')) return path.replace(':batch_id', await makeBatch())
  if (!/:(export_)?id\b/.test(path)) return path
  const { body } = await to.send('Email\nx\n')
  return path.replace(':export_id', body.export_id).replace(':id', body.job_id)
}

/** The request of a sample, about what is there: a batch, and a page that can be read. */
async function fillRequest({ calls, sample, sqlFunction }: Endpoint) {
  const { request } = sample
  if (sqlFunction === 'get_similar_companies_batch_status') {
    return { ...request, batch_id: await makeBatch() }
  }
  const asksPage = calls && 'case_study_url' in request && !('extraction' in request)
  return asksPage ? { ...request, case_study_url: served.page('<p>A story.</p>') } : request
}

/** Sends the sample of an endpoint in the way in which it takes requests. */
async function sendSample(endpoint: Endpoint, template: string): Promise<Answer> {
  const request = await fillRequest(endpoint)
  const path = await fillPath(template)
  if (endpoint.upload !== undefined) {
    const file: Field = [endpoint.upload.field, { content: 'Email\nx\ny,z\n' }]
    const { [endpoint.upload.field]: _name, ...rest } = request as Record<string, string>
    // The sample names the real Clay: nothing must go there.
    const fields = Object.entries({ ...rest, webhook_url: freshWebhook() })
    return to.submit(encodeForm([file, ...fields]))
  }
  const { method } = endpoint
  if (takesBody(endpoint)) return send(path, { method, body: request })
  return send(path === template ? sampleUrl(template, request) : path, { method })
}

describe('routes', () => {
  // Samples of what is asked about one company name this one.
  beforeAll(() =>
    landTogether(served.database.sql, [
      { domain: 'northwind.example', payload: { name: 'Northwind Traders' } },
    ])
  )

  it.each(
    catalogue.flatMap((endpoint) =>
      [endpoint.path, ...(endpoint.aliases ?? [])].map(
        (path) => [endpoint.method, path, endpoint] as const
      )
    )
  )('%s %s answers its sample with 200', async (_method, path, endpoint) => {
    const answer = await sendSample(endpoint, path)
    expect(answer.status, answer.text).toBe(200)
    // Filters are bare lists.
    expect(answer.body.success).not.toBe(false)
    expect(endpoint.response.safeParse(answer.body).error).toBeUndefined()
  })

  it.each(['/run/companies/nowhere', '/api', '/nothing/at/all', '/_shared/serve.ts'])(
    '%s is a 404 with a JSON error',
    async (path) => {
      const { status, body } = await send(path)
      expect(status).toBe(404)
      expect(body).toMatchObject({ success: false, error: { code: 'WH005', issues: [] } })
      expect(body.error.hint).toContain('docs/endpoints.md')
    }
  )

  it('does not serve the path of one function under another', async () => {
    expect((await send(`/api${ingest}`, { body: {} })).status).toBe(404)
    expect((await send(`/run/ingest_companyenrich`, { body: {} })).status).toBe(404)
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s of an ingest is a 405', async (method) => {
    const { status, headers, body } = await send(ingest, { method })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('POST, OPTIONS')
    expect(body.error).toMatchObject({ code: 'WH006', hint: 'use one of: POST, OPTIONS' })
  })

  it('takes no fixed path for a parameter of its neighbour, whatever the method', async () => {
    const fixed = new Map<string, string[]>()
    for (const { method, path, aliases } of catalogue) {
      for (const each of [path, ...(aliases ?? [])].filter((one) => !one.includes(':'))) {
        fixed.set(each, [...(fixed.get(each) ?? []), method])
      }
    }
    const wrong: string[] = []
    for (const [path, methods] of fixed) {
      for (const method of ['GET', 'DELETE'].filter((one) => !methods.includes(one))) {
        const { status, headers } = await send(path, { method })
        const allow = headers.get('allow') ?? ''
        const isRight = status === 405 && methods.every((one) => allow.split(', ').includes(one))
        if (!isRight) wrong.push(`${method} ${path}: ${status} ${allow}`)
      }
    }
    expect(wrong).toEqual([])
    const { status, headers } = await send('/run/salesnav/export/to-clay')
    expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })

  it('takes a slash at the end, and letters that are escaped', async () => {
    for (const path of ['/api/health/', '/api/he%61l%74h', '/api/companies/%73earch?q=north']) {
      expect((await send(path)).status, path).toBe(200)
    }
    const slug = '/api/companies/https%3A%2F%2Fnorthwind%2Eexample%2F'
    expect((await send(slug)).body.domain).toBe('northwind.example')
  })

  it('refuses a query parameter it does not know, wherever there is no body', async () => {
    const strict = catalogue.filter((one) => !takesBody(one) && one.path !== '/api/health')
    const wrong: string[] = []
    for (const { method, path } of strict) {
      const { status, body } = await send(`${path.replace(/:\w+/, 'x')}?pgae=2`, { method })
      const { code, issues } = body.error ?? {}
      const isRight = status === 422 && code === 'WH107' && issues[0].path === 'pgae'
      if (!isRight) wrong.push(`${method} ${path}: ${status} ${code}`)
    }
    expect(strict.length).toBeGreaterThan(40)
    expect(wrong).toEqual([])
    expect((await send('/api/health?at=1767225600')).status).toBe(200)
  })

  it('leaves the parameter of the platform to it, in a cursor too', async () => {
    await landTogether(served.database.sql, [{ domain: 'zeta.example', payload: { name: 'Z' } }])
    const region = 'forceFunctionRegion=eu-west-1'
    const first = await send(`/api/companies?limit=1&${region}`)
    expect(first.status, first.text).toBe(200)
    const { next_cursor } = first.body.meta
    expect((await send(`/api/companies?limit=1&cursor=${next_cursor}`)).status).toBe(200)
  })
})

describe('the catalogue', () => {
  it('names only tables and functions that are there', async () => {
    const tables = catalogue.flatMap((endpoint) => endpoint.writes.map((written) => written.table))
    const functions = catalogue.map((endpoint) => `api.${endpoint.sqlFunction}(jsonb, jsonb)`)
    const missing = await served.database.sql`
      select n.name from unnest(string_to_array(${tables.join(';')}, ';')) as n (name)
      where to_regclass(n.name) is null
      union all
      select n.name from unnest(string_to_array(${functions.join(';')}, ';')) as n (name)
      where to_regprocedure(n.name) is null`
    expect(missing.map((row) => row.name)).toEqual([])
  })
})

describe('the workflow registry', () => {
  it('has a row for every endpoint under /run, and none for one that is not there', async () => {
    const rows = await served.database.sql`
      select distinct r.api_endpoint_url as name from reference.enrichment_workflow_registry as r
      where r.api_endpoint_url is not null`
    const registered = rows.map(({ name }) => name)
    const all = catalogue.map(endpointName)
    expect(registered.filter((name) => !all.includes(name))).toEqual([])
    const run = all.filter((name) => name.includes(' /run/'))
    expect(run.filter((name) => !registered.includes(name))).toEqual([])
  })
})

describe('content types', () => {
  const body = JSON.stringify({ name: 'Northwind', domain: 'northwind.example' })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/cloudevents+json',
  ])('takes %s', async (type) => {
    const sent = { body, headers: { 'content-type': type } }
    expect((await send('/run/testing/companies', sent)).status).toBe(200)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=iso-8859-1',
    'application/jsonlines',
  ])('answers %s with 415', async (type) => {
    const sent = { body, headers: { 'content-type': type } }
    const answer = await send('/run/testing/companies', sent)
    expect(answer.status).toBe(415)
    expect(answer.body.error.hint).toContain('content-type: application/json')
  })

  it('answers a compressed body with 415', async () => {
    const sent = { body, headers: { 'content-encoding': 'gzip' } }
    expect((await send('/run/testing/companies', sent)).status).toBe(415)
  })
})

describe('browsers', () => {
  const preflight = (origin: string) =>
    send(ingest, {
      method: 'OPTIONS',
      key: null,
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  it.each([
    'http://localhost:3000',
    'http://localhost:3015',
    'http://127.0.0.1:3007',
    'https://dashboard.example',
  ])('may call from %s', async (origin) => {
    const { status, headers } = await preflight(origin)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-methods')).toContain('POST')
    const allowed = headers.get('access-control-allow-headers')?.split(', ')
    expect(allowed).toEqual(expect.arrayContaining(['x-api-key', 'idempotency-key', 'x-region']))
    expect(headers.get('vary')).toContain('Origin')
  })

  it.each([
    'http://localhost:2999',
    'http://localhost:3016',
    'http://localhost',
    'http://localhost.evil.example:3000',
    'https://evil.example',
    'null',
  ])('may not call from %s', async (origin) => {
    const { headers } = await preflight(origin)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('can read an error, too', async () => {
    const origin = 'http://localhost:3000'
    const answer = await send(ingest, { body: {}, key: null, headers: { origin } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  })
})

describe('health', () => {
  it('answers without a key: version, bundle, role and reachability', async () => {
    const { status, body } = await send('/api/health', { key: null })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: true,
      database: 'reachable',
      role: 'pipeline_edge',
      role_is_expected: true,
    })
    expect(body.migration_version).toMatch(/^\d{14}$/)
    expect(body.bundle_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('says so when the functions log in as another role', async () => {
    const other = await startFunctions({
      databaseUrl: served.database.url,
      env: { PIPELINE_DB_URL: served.database.url },
    })
    try {
      const { body } = await sender(other.baseUrl, '')('/api/health')
      expect(body.role_is_expected).toBe(false)
    } finally {
      await other.stop()
    }
  })
})
