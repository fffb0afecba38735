-- Purpose: what became of attempts: receipts, and what follows from them.
-- Input -> output: worker, outcomes [{delivery_id, attempt, http_status, error, latency_ms,
--   retry_after_seconds, response_excerpt, host, started_at}] -> counts {sent, retried, failed,
--   dead, stopped, late}.
-- Called by: api.finish_deliveries.
-- Writes to: outbound.queue, outbound.deliveries, outbound.attempts; outbound.jobs when one stops;
--   what outbound.apply_outcomes and, for calls of vendors, outbound.land_results write.
--   The rows of the job and the webhook are left alone otherwise, since every worker would wait
--   for them: the next claim that finds nothing ends the job (outbound.end_empty_jobs).
-- Idempotence: yes; an outcome that was taken before is neither taken nor kept again.
-- Errors: none but those of malformed outcomes.
-- Example: select outbound.finish_deliveries(v_worker_id,
--   '[{"delivery_id": 1, "attempt": 1, "http_status": 200}]').
create or replace function outbound.finish_deliveries(p_worker_id uuid, p_outcomes jsonb)
returns jsonb
language plpgsql
volatile
set search_path = ''
-- As for outbound.claim_deliveries.
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  v_outcomes outbound.outcome[];
  v_given integer;
  v_unsent integer;
  v_calls integer;
  v_ids bigint[];
  v_settled bigint[];
  v_sent integer;
  v_unsettled jsonb := '{}';
  v_late integer := 0;
begin
  with o as materialized (
    select r.*
    from jsonb_populate_recordset(null::outbound.outcome, nullif(p_outcomes, 'null')) as r
  ),
  taken as (
    delete from outbound.queue as q
    using o
    where q.delivery_id = o.delivery_id
      and q.owner = p_worker_id
      and q.attempt = o.attempt
      and o.http_status between 200 and 299
    returning o.*
  ),
  settled as (
    update outbound.deliveries as d
    set state = 'sent',
        attempts = t.attempt,
        http_status = t.http_status,
        last_error = null,
        finished_at = clock_timestamp()
    from taken as t
    where d.delivery_id = t.delivery_id
  ),
  receipts as (
    insert into outbound.attempts (
      delivery_id, attempt, worker_id, host, started_at, latency_ms, http_status, response_excerpt
    )
    select
      t.delivery_id,
      t.attempt,
      p_worker_id,
      t.host,
      t.started_at,
      t.latency_ms,
      t.http_status,
      left(t.response_excerpt, 1000)
    from taken as t
  )
  select
    coalesce((select array_agg(t.delivery_id) from taken as t), '{}'),
    count(*),
    count(*) filter (where coalesce(o.http_status not between 200 and 299, true)),
    count(*) filter (where o.is_call)
  into v_ids, v_given, v_unsent, v_calls
  from o;
  v_sent := cardinality(v_ids);
  v_settled := v_ids;
  if v_sent > 0 then
    perform outbound.apply_outcomes(v_ids);
  end if;

  if v_sent < v_given then
    v_outcomes := array(
      select r
      from jsonb_populate_recordset(null::outbound.outcome, p_outcomes) as r
      where r.delivery_id <> all (v_ids)
    );
    v_ids := '{}';
    if v_unsent > 0 then
      v_unsettled := outbound.settle_unsent(p_worker_id, v_outcomes);
      v_ids := array(select jsonb_array_elements_text(v_unsettled -> 'delivery_ids')::bigint);
      v_settled := v_settled || v_ids;
    end if;
    if v_sent + cardinality(v_ids) < v_given then
      v_late := outbound.keep_late_outcomes(p_worker_id, v_outcomes, v_ids);
    end if;
  end if;
  if v_calls > 0 then
    perform outbound.land_results(
      array(
        select r
        from jsonb_populate_recordset(null::outbound.outcome, p_outcomes) as r
        where r.is_call and r.delivery_id = any (v_settled)
      )
    );
  end if;

  return jsonb_build_object(
    'sent', v_sent,
    'retried', 0,
    'failed', 0,
    'dead', 0,
    'stopped', 0
  ) || (v_unsettled - 'delivery_ids') || jsonb_build_object('late', v_late);
end;
$$;

comment on function outbound.finish_deliveries(uuid, jsonb) is
  'Takes the outcomes of a worker: 2xx is sent, the stop_statuses of the kind (404 and 410 for '
  'webhooks) stop the job, other 4xx but 408, 425 and 429 fail the delivery, everything else is '
  'tried again later or dies. What a vendor answered is landed. An outcome whose claim went to '
  'somebody else is kept as a receipt only (late). Units: deliveries, milliseconds, seconds. '
  'Nulls: null or an empty array does nothing; http_status null is no answer. Errors: class 22 for '
  'malformed outcomes.';

revoke all on function outbound.finish_deliveries(uuid, jsonb) from public;
