import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import { enqueueRows } from '../../support/outbound.ts'
import {
  clayHook,
  enqueueBodies,
  freeHook,
  untilSomebodyWaits,
  useOutbox,
} from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

const counts = () =>
  house.row(`select
    (select count(*)::integer from outbound.jobs) as jobs,
    (select count(*)::integer from outbound.deliveries) as deliveries,
    (select count(*)::integer from outbound.queue) as queue`)

/** A JSON object of exactly so many bytes. */
const bodyOf = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`

/** Says that the webhook has accepted so many. */
const accepted = (count: number, webhookUrl = clayHook) => house.sql`
  insert into outbound.webhooks (webhook_url, account, submissions)
  values (${webhookUrl}, 'clay', ${count})
  on conflict (webhook_url) do update set submissions = excluded.submissions`

describe('a job', () => {
  it('freezes the bodies as they are, in their order, each with an id of its own', async () => {
    const job = await enqueueBodies(house.sql, ['{"b": 1,  "a":2, "b":3}', { 'ä\n"': null }])
    expect(job).toMatchObject({ state: 'running', total: 2, skipped: 0, warnings: [] })
    const rows = await house.rows(
      'select subject, body, state, attempts, message_id from outbound.deliveries order by 1'
    )
    expect(rows).toMatchObject([
      { subject: 'subject 0', body: '{"b": 1,  "a":2, "b":3}', state: 'pending', attempts: 0 },
      { subject: 'subject 1', body: '{"ä\\n\\"":null}', state: 'pending', attempts: 0 },
    ])
    expect(rows[0]?.message_id).not.toBe(rows[1]?.message_id)
    expect(await house.worker().claim(1)).toMatchObject([{ body: '{"b": 1,  "a":2, "b":3}' }])
  })

  it('of nothing is done at once', async () => {
    const skipped = [{ subject: 'x', reason: 'no name' }]
    const job = await enqueueBodies(house.sql, [], { skipped })
    expect(job).toMatchObject({ state: 'done', total: 0, skipped: 1, skipped_rows: skipped })
    expect(await counts()).toEqual({ jobs: 1, deliveries: 0, queue: 0 })
    expect(await house.job(job.job_id)).toMatchObject({
      state: 'done',
      pending: 0,
      seconds_left: 0,
      finished_at: job.created_at,
    })
  })

  it('of 50,000 deliveries is made in one call', async () => {
    const began = Date.now()
    const jobId = await house.enqueue(50_000)
    expect(Date.now() - began).toBeLessThan(20_000)
    expect(await counts()).toEqual({ jobs: 1, deliveries: 50_000, queue: 50_000 })
    expect(await house.job(jobId)).toMatchObject({ total: 50_000, pending: 50_000 })
    const claims = await house.worker().claim(3)
    expect(claims.map(({ body }) => JSON.parse(body).row)).toEqual([1, 2, 3])
  })

  it('keeps the first fifty of the rows that were left out, and counts all', async () => {
    const skipped = Array.from({ length: 70 }, (_, n) => ({ subject: `s${n}`, missing: ['name'] }))
    const job = await enqueueBodies(house.sql, [{}], { skipped })
    expect(job.skipped).toBe(70)
    expect(job.skipped_rows).toEqual(skipped.slice(0, 50))
  })

  it('remembers who asked for it, and its options', async () => {
    const api_key_id = '00000000-0000-4000-8000-000000000001'
    const job = await enqueueBodies(house.sql, [{}], {
      context: { is_development: true, api_key_id },
      options: { max_attempts: 3, batch_id: 'b' },
    })
    expect(job).toMatchObject({ api_key_id, options: { max_attempts: 3, batch_id: 'b' } })
  })
})

describe('a body', () => {
  it('of 100,000 bytes is sent to Clay, a longer one is left out and reported', async () => {
    const bodies = [bodyOf(100_000), bodyOf(100_001), '{"ok":1}', `{"a":"${'ä'.repeat(50_000)}"}`]
    const job = await enqueueBodies(house.sql, bodies, { webhookUrl: clayHook })
    expect(job).toMatchObject({ total: 2, skipped: 2 })
    expect(job.skipped_rows).toEqual([
      { subject: 'subject 1', reason: 'the body has 100001 bytes, the receiver takes 100000' },
      { subject: 'subject 3', reason: 'the body has 100008 bytes, the receiver takes 100000' },
    ])
  })

  it('too long in every row makes a job that is done', async () => {
    const job = await enqueueBodies(house.sql, [bodyOf(100_001)], { webhookUrl: clayHook })
    expect(job).toMatchObject({ state: 'done', total: 0, skipped: 1 })
  })
})

describe('the lifetime of a webhook', () => {
  it('brings a warning from 40,000 submissions on, and none below', async () => {
    await accepted(39_990)
    const job = await enqueueBodies(house.sql, Array(10).fill({}), { webhookUrl: clayHook })
    expect(job.warnings).toEqual([])
    const next = await enqueueBodies(house.sql, [{}], { webhookUrl: clayHook })
    expect(next.warnings).toEqual([
      { message: expect.stringContaining('40001 of the 50000 submissions') },
    ])
  })

  it('ends at 50,000: what does not fit is refused as a whole, with what to do', async () => {
    await accepted(49_990)
    const refused = await failure(
      enqueueBodies(house.sql, Array(11).fill({}), { webhookUrl: clayHook })
    )
    expect(refused).toMatchObject({
      code: 'WH703',
      message:
        'the webhook takes 50000 submissions in its lifetime: 49990 accepted, 0 pending, 11 new',
      hint: 'make a new webhook at the receiver and send to that one; this one takes 10 more',
    })
    expect(await counts()).toEqual({ jobs: 0, deliveries: 0, queue: 0 })
    const job = await enqueueBodies(house.sql, Array(10).fill({}), { webhookUrl: clayHook })
    expect(job.total).toBe(10)
  })

  it('counts what is pending in all jobs of the webhook, stopped ones too', async () => {
    await accepted(49_900)
    const first = await house.enqueue(50, {}, clayHook)
    await house.sql`update outbound.jobs set state = 'stopped' where job_id = ${first}`
    await house.enqueue(50, {}, clayHook)
    const refused = await failure(house.enqueue(1, {}, clayHook))
    expect(refused.message).toContain('49900 accepted, 100 pending, 1 new')
    await house.sql`select outbound.cancel_job(${first})`
    await house.enqueue(50, {}, clayHook)
    expect((await failure(house.enqueue(1, {}, clayHook))).code).toBe('WH703')
    await house.enqueue(1, {}, `${clayHook}-2`)
  })

  it('counts what a running job has sent before the job is over', async () => {
    await accepted(49_990)
    await house.enqueue(10, {}, clayHook)
    const worker = house.worker()
    await worker.finish(await worker.claim(6))
    expect(
      await house.row(
        'select accepted::integer, pending::integer, free::integer from outbound.webhook_usage'
      )
    ).toEqual({
      accepted: 49_996,
      pending: 4,
      free: 0,
    })
    const refused = await failure(house.enqueue(1, {}, clayHook))
    expect(refused.message).toContain('49996 accepted, 4 pending, 1 new')
  })

  it('holds for a job that is enqueued while another one is not committed yet', async () => {
    await accepted(49_990)
    const [first, second] = [connect(house.database.url, 1), connect(house.database.url, 1)]
    await first`begin`
    await enqueueRows(first, clayHook, 6)
    const waiting = failure(enqueueRows(second, clayHook, 6))
    await untilSomebodyWaits(house.sql)
    await first`commit`
    expect(await waiting).toMatchObject({
      code: 'WH703',
      message: expect.stringContaining('49990 accepted, 6 pending, 6 new'),
    })
    await Promise.all([first.end(), second.end()])
  })

  it('holds for jobs that are enqueued in the same moment', async () => {
    await accepted(49_990)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => house.enqueue(6, {}, clayHook))
    )
    const made = outcomes.filter(({ status }) => status === 'fulfilled')
    expect(made).toHaveLength(1)
    expect(await counts()).toEqual({ jobs: 1, deliveries: 6, queue: 6 })
  })

  it('does not concern an account without limits', async () => {
    await house.sql`update outbound.accounts set max_submissions = null where account = 'receiver'`
    await house.sql`
      insert into outbound.webhooks (webhook_url, account, submissions)
      values (${freeHook}, 'receiver', 1000000)`
    expect(await house.enqueue(1)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('enqueuing is refused', () => {
  it.each([
    ['an unknown kind', { kind: 'no_such_kind' }, 'WH702', "the kind of send 'no_such_kind'"],
    ['fewer subjects than bodies', { subjects: ['a'] }, 'WH704', 'of equal length'],
    ['a subject that is null', { subjects: ['a', null] }, 'WH704', 'a subject is null'],
    ['skipped rows that are no array', { skipped: {} }, 'WH704', 'p_skipped must be'],
    ['options that are no object', { options: [] }, 'WH704', 'p_options must be'],
    ['no attempts', { options: { max_attempts: 0 } }, 'WH704', 'max_attempts must be'],
    ['attempts in words', { options: { max_attempts: 'many' } }, 'WH704', 'max_attempts must be'],
    ['half an attempt', { options: { max_attempts: 2.5 } }, 'WH704', 'max_attempts must be'],
    ['51 attempts', { options: { max_attempts: 51 } }, 'WH704', 'max_attempts must be'],
    ['a wait in words', { options: { backoff_cap_seconds: '5' } }, 'WH704', 'backoff_cap'],
    ['a subject without end', { subjects: ['x'.repeat(501), 'y'] }, 'WH704', 'a subject has more'],
    ['null attempts', { options: { max_attempts: null } }, 'WH704', 'max_attempts must be'],
    ['a negative wait', { options: { backoff_base_seconds: -1 } }, 'WH704', 'backoff_base'],
    ['a wait of years', { options: { backoff_cap_seconds: 1e9 } }, 'WH704', 'backoff_cap'],
    ['a destination that nobody allowed', { webhookUrl: 'https://x.example/' }, 'WH711', 'x.ex'],
    ['an insecure one outside development', { context: {} }, 'WH711', 'development'],
    ['a URL of another scheme', { webhookUrl: 'ftp://api.clay.com/' }, 'WH712', 'https://'],
  ])('for %s', async (_what, more, code, message) => {
    const refused = await failure(enqueueBodies(house.sql, [{}, {}], more))
    expect(refused).toMatchObject({
      code,
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/./),
    })
    expect(await counts()).toEqual({ jobs: 0, deliveries: 0, queue: 0 })
  })

  it.each(['[1]', '"text"', 'null', '5'])('for a body that is %s', async (body) => {
    expect(await failure(enqueueBodies(house.sql, [{}, body]))).toMatchObject({
      code: 'WH704',
      message: 'every body must be a JSON object',
    })
  })
})

it('an endpoint that enqueues makes one job of a repeated Idempotency-Key, even at once', async () => {
  await house.sql.unsafe(`
    create or replace function api.send_test_rows(p_request jsonb, p_context jsonb default '{}')
    returns jsonb language plpgsql volatile security definer set search_path = '' as $$
    declare
      v_answer jsonb := ops.claim_idempotency_key(p_context, p_request);
      v_job outbound.jobs;
    begin
      if v_answer is not null then
        return v_answer;
      end if;
      v_job := outbound.enqueue('test_row', '${freeHook}', array['a'], array['{}'::json],
        p_context => p_context);
      return ops.keep_idempotent_answer(p_context,
        jsonb_build_object('success', true, 'job_id', v_job.job_id));
    end $$`)
  const context = { is_development: true, idempotency_key: 'k', endpoint: 'POST /x' }
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const [row] = await house.sql`
        select api.send_test_rows('{}', ${JSON.stringify(context)}::text::jsonb) as answer`
      return row?.answer
    })
  )
  expect(new Set(answers.map((answer) => answer.job_id)).size).toBe(1)
  expect(answers.filter((answer) => answer.duplicate)).toHaveLength(5)
  expect(await counts()).toEqual({ jobs: 1, deliveries: 1, queue: 1 })
})
