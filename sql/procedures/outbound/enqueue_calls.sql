-- Purpose: makes a job of calls of a vendor: the outbox's way in for what is asked, not sent.
-- Input -> output: kind, subjects and bodies side by side, rows that the caller left out, options,
--   context of the request -> the job. One statement for one call or 50,000; nothing to ask gives
--   a job that is done.
-- Called by: outbound.begin_call, and the api functions of bulk calls, in the transaction that
--   selected the rows.
-- Writes to: what outbound.make_job writes; of metered kinds outbound.job_costs.
-- Idempotence: no; callers claim the Idempotency-Key of the request first.
-- Errors: WH741 the key of the vendor is not set, WH702 no kind of a vendor, WH704 malformed
--   arguments, WH104 budget_usd.
-- Example: v_job := outbound.enqueue_calls('orphan_domain', v_subjects, v_bodies,
--   p_options => '{"budget_usd": 5}', p_context => p_context).
create or replace function outbound.enqueue_calls(
  p_kind text,
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
  v_kind outbound.kinds := outbound.require_call_kind(p_kind, p_context);
  v_options jsonb;
  v_budget_usd numeric;
  v_account outbound.accounts;
  v_job outbound.jobs;
begin
  perform outbound.check_enqueue_arguments(p_kind, p_subjects, p_bodies, p_skipped, p_options);
  v_options := v_kind.default_options || p_options;
  v_budget_usd := outbound.read_budget(v_kind, v_options);

  select a.* into v_account from outbound.accounts as a where a.account = v_kind.account;
  v_job := outbound.make_job(
    p_kind => p_kind,
    p_webhook_url => 'vendor:' || p_kind,
    p_account => v_account,
    p_subjects => p_subjects,
    p_bodies => p_bodies,
    p_skipped => p_skipped,
    p_options => v_options,
    p_context => p_context,
    p_is_queued => not v_kind.is_metered
  );
  if v_kind.is_metered then
    insert into outbound.job_costs (job_id, budget_usd, reserve_usd)
    values (v_job.job_id, v_budget_usd, coalesce(reference.ai_highest_cost_usd(p_kind), 0));
    perform outbound.queue_affordable(array[v_job.job_id]);
  end if;
  return v_job;
end;
$$;

comment on function outbound.enqueue_calls(text, text[], json[], jsonb, jsonb, jsonb) is
  'Makes a job that asks the vendor of p_kind for p_bodies[n], about p_subjects[n]. Bodies over '
  'the account''s limit are skipped and reported. p_options: max_attempts, backoff_base_seconds, '
  'backoff_cap_seconds (by default those of the kind), budget_usd for metered kinds, and anything '
  'to be remembered. p_context: api_key_id; vendors: the vendors whose key is set, not checked '
  'where it is missing. Units: deliveries, US dollars. Nulls: no null among subjects and bodies; '
  'null arrays are empty. Errors: WH741 no key, WH702 unknown kind, WH704 malformed arguments, '
  'WH104 budget_usd is no amount, too small, or the kind costs nothing.';

revoke all on function outbound.enqueue_calls(text, text[], json[], jsonb, jsonb, jsonb)
  from public;
