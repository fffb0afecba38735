-- Purpose: makes a job of what a sender has selected: the one way into the outbox.
-- Input -> output: kind, webhook, subjects and bodies side by side, rows that the sender left out
--   [{subject, reason, ...}], options, context of the request -> the job. One statement for one
--   delivery or 50,000; nothing to send gives a job that is done.
-- Called by: the api functions of senders, in the transaction that selected the rows.
-- Writes to: outbound.jobs, outbound.deliveries, outbound.queue, outbound.webhooks.
-- Idempotence: no; senders claim the Idempotency-Key of the request first.
-- Errors: WH703 the webhook would be over its limit, WH702 unknown kind, WH704 malformed
--   arguments; those of outbound.find_destination.
-- Example: v_job := outbound.enqueue('case_study_url', v_url, v_subjects, v_bodies,
--   p_context => p_context).
create or replace function outbound.enqueue(
  p_kind text,
  p_webhook_url text,
  p_subjects text[],
  p_bodies json[],
  p_skipped jsonb default '[]',
  p_options jsonb default '{}',
  p_context jsonb default '{}'
)
returns outbound.jobs
language plpgsql
volatile
set search_path = ''
set jit = 'off'
as $$
declare
  v_job outbound.jobs;
  v_account outbound.accounts;
  v_given integer := coalesce(cardinality(p_subjects), 0);
begin
  perform outbound.check_enqueue_arguments(p_kind, p_subjects, p_bodies, p_skipped, p_options);

  select a.*
  into v_account
  from outbound.find_destination(
    p_webhook_url, coalesce((p_context ->> 'is_development')::boolean, false)
  ) as d
  inner join outbound.accounts as a on a.account = d.account;

  v_job.job_id := gen_random_uuid();
  v_job.created_at := clock_timestamp();
  v_job.warnings := '[]';
  v_job.skipped_rows := p_skipped;

  insert into outbound.webhooks (webhook_url, account)
  values (p_webhook_url, v_account.account)
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
    where octet_length(i.body) <= v_account.max_payload_bytes
    order by i.position
    returning delivery_id
  ),
  queued as (
    insert into outbound.queue (delivery_id, job_id, account, due_at)
    select
      m.delivery_id,
      v_job.job_id,
      v_account.account,
      v_job.created_at + row_number() over (order by m.delivery_id) * interval '1 microsecond'
    from made as m
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
            v_account.max_payload_bytes
          )
        )
        order by i.position
      )
      from unnest(p_subjects, p_bodies) with ordinality as i (subject, body, position)
      where octet_length(i.body::text) > v_account.max_payload_bytes
    );
  end if;
  v_job.skipped := jsonb_array_length(v_job.skipped_rows);

  if v_job.total > 0 then
    v_job.warnings := v_job.warnings
      || outbound.require_capacity(p_webhook_url, v_account, v_job.total);
  end if;

  insert into outbound.jobs as j (
    job_id, kind, webhook_url, account, state, options, total, skipped, skipped_rows, warnings,
    first_delivery_id, last_delivery_id, is_open, api_key_id, created_at, finished_at
  )
  values (
    v_job.job_id,
    p_kind,
    p_webhook_url,
    v_account.account,
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

comment on function outbound.enqueue(text, text, text[], json[], jsonb, jsonb, jsonb) is
  'Makes a job that sends p_bodies[n], about p_subjects[n], to p_webhook_url. Bodies over the '
  'account''s limit are skipped and reported. p_skipped: what the sender left out, for the report. '
  'p_options: max_attempts (1 to 50, default 10), backoff_base_seconds (default 5), '
  'backoff_cap_seconds (default 3600), and anything to be remembered. p_context: api_key_id, '
  'is_development. Units: deliveries, bytes. Nulls: no null among subjects and bodies; null arrays '
  'are empty. Errors: WH703 over the limit of the webhook, WH702 unknown kind, WH704 malformed '
  'arguments; those of outbound.find_destination.';

revoke all on function outbound.enqueue(text, text, text[], json[], jsonb, jsonb, jsonb)
  from public;
