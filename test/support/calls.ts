import type postgres from 'postgres'
import type { Claim, Worker } from './outbox.ts'

/** An answer as a test of the engine lands it. */
export type Landed = Readonly<{
  delivery_id: number
  subject: string
  kind: string
  state: string
  http_status: number | null
  error: string | null
  // biome-ignore lint/suspicious/noExplicitAny: whatever a test has made of it.
  result: any
  cost_usd: number | null
}>

/**
 * In the database of this test, answers of vendors land in `public.landed`, whatever they are: for
 * tests of how they get there. A result with `refuse` is refused by the tables. Calls cost what
 * `reference.ai_cost_usd` says of model `test-model`, 0.01 USD at most.
 */
export async function landPlainly(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create table public.landed (
      raw_id uuid default gen_random_uuid(), delivery_id bigint, subject text, kind text,
      state text, http_status integer, error text, result jsonb, cost_usd numeric
    );
    create or replace function public.land(p_results outbound.vendor_result[])
    returns setof outbound.landed_result language plpgsql as $$
    begin
      if exists (select from unnest(p_results) as r where r.result ? 'refuse') then
        raise exception using errcode = '23514', message = 'refused by a table';
      end if;
      return query
      insert into public.landed as l
        (delivery_id, subject, kind, state, http_status, error, result, cost_usd)
      select r.delivery_id, r.subject, r.kind, r.state, r.http_status, r.error, r.result, r.cost_usd
      from unnest(p_results) as r
      returning l.delivery_id, l.raw_id;
    end $$;
    create or replace function extracted.land_similar_companies(p_results outbound.vendor_result[])
    returns setof outbound.landed_result language sql set search_path = '' as
      $$ select * from public.land(p_results) $$;
    create or replace function extracted.land_gemini_results(p_results outbound.vendor_result[])
    returns setof outbound.landed_result language sql set search_path = '' as
      $$ select * from public.land(p_results) $$;
    create or replace function extracted.answer_similar_companies(p_raw_id uuid, p_request jsonb)
    returns jsonb language sql set search_path = '' as $$
      select jsonb_build_object('raw_id', p_raw_id, 'asked', p_request, 'found', (
        select l.result from public.landed as l where l.raw_id = p_raw_id))
    $$;
    create or replace function reference.ai_cost_usd(
      p_model text, p_input_tokens bigint, p_output_tokens bigint
    )
    returns numeric language sql set search_path = '' as $$
      select case when p_model = 'test-model' then (p_input_tokens + p_output_tokens) / 1e6 end
    $$;
    create or replace function reference.ai_highest_cost_usd(p_task text)
    returns numeric language sql set search_path = '' as $$ select 0.01 $$;
    grant all on public.landed to pipeline_owner;
    grant execute on function public.land(outbound.vendor_result[]) to pipeline_owner`)
}

/** What has landed, in the order of the deliveries. */
export async function landedOf(sql: postgres.Sql): Promise<Landed[]> {
  return await sql<Landed[]>`
    select l.delivery_id::integer, l.subject, l.kind, l.state, l.http_status, l.error, l.result,
      l.cost_usd::float8
    from public.landed as l order by l.delivery_id, l.http_status`
}

/** Makes a job of calls about `subject 1` to `subject <count>`; gives its id. */
export async function enqueueCalls(
  sql: postgres.Sql,
  kind: string,
  count: number,
  options: unknown = {},
  context: unknown = {}
): Promise<string> {
  const [row] = await sql<{ job_id: string }[]>`
    select (outbound.enqueue_calls(
      ${kind},
      array(select 'subject ' || n from generate_series(1, ${count}::integer) as n),
      array(
        select json_build_object('domain', format('company-%s.example', n))
        from generate_series(1, ${count}::integer) as n
      ),
      p_options => ${JSON.stringify(options)}::text::jsonb,
      p_context => ${JSON.stringify(context)}::text::jsonb
    )).job_id`
  if (row === undefined) throw new Error('no job was made')
  return row.job_id
}

/** What a caller says of an attempt, as the worker passes it on. */
export type CallReport = Readonly<{
  http_status: number | null
  error?: string
  result?: unknown
  is_final?: boolean
  stop_reason?: string
  is_cost_unknown?: boolean
  retry_after_seconds?: number
}>

/** Reports calls, all with the same outcome. */
export function finishCalls(worker: Worker, claims: readonly Claim[], report: CallReport) {
  return worker.finish(claims, { is_call: true, ...report } as CallReport)
}

/** A result that costs `usd`, by its tokens. */
export const costing = (usd: number) => ({
  model: 'test-model',
  input_tokens: Math.round(usd * 1e6),
  output_tokens: 0,
})
