-- Purpose: writes a job, its deliveries, and what of them may be claimed.
-- Input -> output: kind, webhook (vendor:<kind> for a vendor) and its account, subjects and bodies
--   side by side, rows that the sender left out, options, context, whether the deliveries enter
--   the queue at once -> the job.
-- Called by: outbound.enqueue, outbound.enqueue_calls, which have checked the arguments.
-- Writes to: outbound.jobs, outbound.deliveries, outbound.queue, outbound.webhooks.
-- Idempotence: no.
-- Errors: WH703 the webhook would be over its limit.
-- Example: v_job := outbound.make_job('case_study_url', v_url, v_account, v_subjects, v_bodies,
--   '[]', '{}', p_context, true).
create or replace function outbound.make_job(
  p_kind text,
  p_webhook_url text,
  p_account outbound.accounts,
  p_subjects text[],
  p_bodies json[],
  p_skipped jsonb,
  p_options jsonb,
  p_context jsonb,
  p_is_queued boolean
)
returns outbound.jobs
language plpgsql
volatile
set search_path = ''
set jit = 'off'
as $$
declare
  v_job outbound.jobs;
  v_given integer := coalesce(cardinality(p_subjects), 0);
begin
  v_job.job_id := gen_random_uuid();
  v_job.created_at := clock_timestamp();
  v_job.warnings := '[]';
  v_job.skipped_rows := p_skipped;

  insert into outbound.webhooks (webhook_url, account)
  values (p_webhook_url, (p_account).account)
  on conflict (webhook_url) do nothing;

  -- Ids are given in the order of the arrays, and the queue keeps that order: a microsecond apart.
  with items as (
    select i.subject, i.body::text as body, i.position
    from unnest(p_subjects, p_bodies) with ordinality as i (subject, body, position)
  ),
  made as (
    insert into outbound.deliveries (job_id, subject, body, created_at)
    select v_job.job_id, i.subject, i.body, v_job.created_at
    from items as i
    where octet_length(i.body) <= (p_account).max_payload_bytes
    order by i.position
    returning delivery_id
  ),
  queued as (
    insert into outbound.queue (delivery_id, job_id, account, due_at)
    select
      m.delivery_id,
      v_job.job_id,
      (p_account).account,
      v_job.created_at + row_number() over (order by m.delivery_id) * interval '1 microsecond'
    from made as m
    where p_is_queued
  )
  select count(*), min(m.delivery_id), max(m.delivery_id)
  into v_job.total, v_job.first_delivery_id, v_job.last_delivery_id
  from made as m;

  if v_job.total < v_given then
    v_job.skipped_rows := v_job.skipped_rows || (
      select jsonb_agg(
        jsonb_build_object(
          'subject', i.subject,
          'reason', format(
            'the body has %s bytes, the receiver takes %s',
            octet_length(i.body::text),
            (p_account).max_payload_bytes
          )
        )
        order by i.position
      )
      from unnest(p_subjects, p_bodies) with ordinality as i (subject, body, position)
      where octet_length(i.body::text) > (p_account).max_payload_bytes
    );
  end if;
  v_job.skipped := jsonb_array_length(v_job.skipped_rows);

  if v_job.total > 0 then
    v_job.warnings := v_job.warnings
      || outbound.require_capacity(p_webhook_url, p_account, v_job.total);
  end if;

  insert into outbound.jobs as j (
    job_id, kind, webhook_url, account, state, options, total, skipped, skipped_rows, warnings,
    first_delivery_id, last_delivery_id, is_open, api_key_id, created_at, finished_at
  )
  values (
    v_job.job_id,
    p_kind,
    p_webhook_url,
    (p_account).account,
    case when v_job.total = 0 then 'done' else 'running' end,
    p_options,
    v_job.total,
    v_job.skipped,
    jsonb_path_query_array(v_job.skipped_rows, '$[0 to 49]'),
    v_job.warnings,
    v_job.first_delivery_id,
    v_job.last_delivery_id,
    v_job.total > 0,
    (p_context ->> 'api_key_id')::uuid,
    v_job.created_at,
    case when v_job.total = 0 then v_job.created_at end
  )
  returning j.* into v_job;
  return v_job;
end;
$$;

comment on function outbound.make_job(
  text, text, outbound.accounts, text[], json[], jsonb, jsonb, jsonb, boolean
) is
  'Writes a job that sends p_bodies[n], about p_subjects[n], to p_webhook_url. Bodies over the '
  'account''s limit are skipped and reported. Where p_is_queued is false, nothing can be claimed '
  'until the caller has queued it. Units: deliveries, bytes. Nulls: null arrays are empty. Errors: '
  'WH703 over the limit of the webhook.';

revoke all on function outbound.make_job(
  text, text, outbound.accounts, text[], json[], jsonb, jsonb, jsonb, boolean
) from public;
