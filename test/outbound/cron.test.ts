import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/db/source.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { allowReceiver, enqueueRows } from '../support/outbound.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
let clay: Clay

/** Stand-ins for pg_cron, pg_net and Vault: the signatures of the real ones, and their memory. */
const extensions = `
  create schema vault;
  create table vault.decrypted_secrets (name text primary key, decrypted_secret text not null);
  create function vault.create_secret(new_secret text, new_name text, new_description text = '')
  returns void language sql as $$ insert into vault.decrypted_secrets values ($2, $1) $$;
  create schema cron;
  create table cron.job (jobname text primary key, schedule text, command text);
  create function cron.schedule(job_name text, schedule text, command text) returns void
  language sql as $$ insert into cron.job values ($1, $2, $3) $$;
  create schema net;
  create table net.calls (
    url text not null, body jsonb not null, headers jsonb not null, timeout_ms integer not null
  );
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}',
    headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds integer default 5000
  ) returns bigint language sql as $$
    insert into net.calls values (url, body, headers, timeout_milliseconds) returning 1::bigint $$;`

beforeAll(async () => {
  clay = await startClay()
  await allowReceiver(served.database.sql, clay.origin)
})

afterAll(() => clay.stop())

it('the schedule of docs/deploy.md wakes the worker when something waits, and only then', async () => {
  const { sql } = served.database
  await sql.unsafe(extensions)
  const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8')
  const block = [...page.matchAll(/```sql\n([\s\S]*?)```/g)]
    .map(([, text = '']) => text)
    .find((text) => text.includes('cron.schedule'))
  const statements = (block ?? '')
    .replaceAll(/create extension if not exists pg_(cron|net);/g, '')
    .replace('<the key>', 'test-key')
    .replace('https://<project reference>.supabase.co/functions/v1', served.functions.baseUrl)
  await sql.unsafe(statements)
  const [job] = await sql`select j.schedule, j.command from cron.job as j`
  expect(job?.schedule).toBe('* * * * *')

  await sql.unsafe(job?.command)
  expect(await sql`select from net.calls`).toHaveLength(0)

  await enqueueRows(sql, clay.webhookUrl(), 5)
  await sql.unsafe(job?.command)
  const [call] = await sql`select c.url, c.body, c.headers from net.calls as c`
  const started = Date.now()
  const response = await fetch(call?.url, {
    method: 'POST',
    headers: call?.headers,
    body: JSON.stringify(call?.body),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ success: true, delivered: 0 })
  expect(Date.now() - started).toBeLessThan(5000)
  await expect.poll(() => clay.log.length, { timeout: 20_000 }).toBe(5)
})
