import { beforeAll, describe, expect, it } from 'vitest'
import { replaceFunction, type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({
  ENDPOINT_TIMEOUT_SECONDS: '1',
  PIPELINE_DB_MAX: '2',
  DB_MAX_WAITING: '3',
})
const send: Served['send'] = (path, sent) => served.send(path, sent)

const path = '/run/testing/companies'
const body = { name: 'Northwind', domain: 'northwind.example' }

/** Gives an api function another body, which leaves a row of each try that is not rolled back. */
function replace(name: string, statements: string): Promise<void> {
  return replaceFunction(served, name, `insert into ops.scratch values (p_request); ${statements}`)
}

beforeAll(async () => {
  // The api functions run as pipeline_owner, whoever replaces their bodies.
  await served.database.sql.unsafe(`
    set role pipeline_owner;
    create table ops.scratch (seen jsonb);
    create sequence ops.scratch_tries;
    reset role`)
})

async function seen(): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select count(*)::integer as n from ops.scratch`
  return row?.n ?? 0
}

async function tries(): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select case when is_called then last_value else 0 end::integer as n from ops.scratch_tries`
  return row?.n ?? 0
}

describe('a failure in SQL', () => {
  it('that is slow: 503 after the time limit, cancelled, nothing written', async () => {
    await replace('create_testing_company', 'perform pg_sleep(30);')
    const before = await seen()
    const answer = await send(path, { body })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(answer.body.error).toMatchObject({ code: 'WH011' })
    const [row] = await served.database.sql<{ n: number }[]>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and query like '%create_testing%' and state = 'active'
        and pid <> pg_backend_pid()`
    expect(row?.n).toBe(0)
    expect(await seen()).toBe(before)
  })

  it('of class 40 is tried again, up to three times', async () => {
    const flaky = `if nextval('ops.scratch_tries') < 3 then
      raise exception using errcode = '40001'; end if;`
    await replace('create_testing_company', flaky)
    const before = await seen()
    expect((await send(path, { body })).status).toBe(200)
    expect(await tries()).toBe(3)
    expect(await seen()).toBe(before + 1)
  })

  it('of class 40 that goes on: 503 with Retry-After', async () => {
    await served.database.sql`alter sequence ops.scratch_tries restart`
    const deadlock = `perform nextval('ops.scratch_tries'); raise exception using errcode = '40P01';`
    await replace('create_testing_company', deadlock)
    const answer = await send(path, { body })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await tries()).toBe(3)
  })

  it('that nobody foresaw: 500 with an id, which the log has, and no SQL', async () => {
    await replace('create_testing_company', `perform 'secret-text'::integer;`)
    const answer = await send(path, { body })
    expect(answer.status).toBe(500)
    expect(answer.body).toMatchObject({ success: false, error: { code: 'WH015', issues: [] } })
    expect(answer.text).not.toMatch(/secret|integer|select|syntax|22P02|plpgsql/i)
    expect(served.functions.logs()).toContain(answer.body.error_id)
    expect(served.functions.logs()).toContain('22P02')
    expect(served.functions.logs()).not.toMatch(/secret|northwind/i)
  })

  it('that SQL names with a code gives the status of that code, with hint and issues', async () => {
    const raise = `raise exception using errcode = 'WH102', message = 'domain is no good',
      hint = 'send another', detail = '[{"path": "domain", "message": "no good"}]';`
    await replace('create_testing_company', raise)
    const answer = await send(path, { body })
    expect(answer.status).toBe(422)
    expect(answer.body.error).toEqual({
      code: 'WH102',
      message: 'domain is no good',
      hint: 'send another',
      issues: [{ path: 'domain', message: 'no good' }],
    })
    expect(answer.body.rejected_id).toBeTypeOf('string')
  })

  it.each(['53300', '57P01', '58030', '55P03'])('of the server (%s): 503', async (code) => {
    await replace('create_testing_company', `raise exception using errcode = '${code}';`)
    const answer = await send(path, { body })
    expect(answer.status).toBe(503)
    expect(answer.body.error.code).toBe('WH010')
  })

  it('while a refused body is kept: 503, since the sender must not believe it is kept', async () => {
    await replace('record_rejected_request', `raise exception 'full';`)
    const answer = await send(path, { body: '{not json' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
    expect(answer.body.error).toMatchObject({ code: 'WH014' })
  })
})

describe('too many requests', () => {
  it('beyond connections and queue get 503, the others are served', async () => {
    await replace('health', 'perform pg_sleep(0.2);')
    const answers = await Promise.all(Array.from({ length: 12 }, () => send('/api/health')))
    const counts = { 200: 0, 503: 0 } as Record<number, number>
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
    expect(counts).toEqual({ 200: 5, 503: 7 })
    const refused = answers.find((answer) => answer.status === 503)
    expect(refused?.body.error.code).toBe('WH012')
    expect(refused?.headers.get('retry-after')).toBe('1')
  })
})

describe('a request that waits for a connection', () => {
  it('past its time limit gets 503, and was never sent to the database', async () => {
    await replace('health', 'perform pg_sleep(30);')
    const before = await seen()
    const answers = await Promise.all(Array.from({ length: 3 }, () => send('/api/health')))
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503])
    const codes = answers.map((answer) => answer.body.error.code as string)
    expect(codes.toSorted()).toEqual(['WH011', 'WH011', 'WH012'])
    expect(await seen()).toBe(before)
  })
})
