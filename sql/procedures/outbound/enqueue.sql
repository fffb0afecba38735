-- Purpose: makes a job of what a sender has selected: the one way into the outbox, apart from
--   calls of vendors (outbound.enqueue_calls).
-- Input -> output: kind, webhook, subjects and bodies side by side, rows that the sender left out
--   [{subject, reason, ...}], options, context of the request -> the job. One statement for one
--   delivery or 50,000; nothing to send gives a job that is done.
-- Called by: the api functions of senders, in the transaction that selected the rows.
-- Writes to: what outbound.make_job writes.
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
  v_account outbound.accounts;
begin
  perform outbound.check_enqueue_arguments(p_kind, p_subjects, p_bodies, p_skipped, p_options);

  select a.*
  into v_account
  from outbound.find_destination(
    p_webhook_url, coalesce((p_context ->> 'is_development')::boolean, false)
  ) as d
  inner join outbound.accounts as a on a.account = d.account;

  return outbound.make_job(
    p_kind => p_kind,
    p_webhook_url => p_webhook_url,
    p_account => v_account,
    p_subjects => p_subjects,
    p_bodies => p_bodies,
    p_skipped => p_skipped,
    p_options => p_options,
    p_context => p_context,
    p_is_queued => true
  );
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
