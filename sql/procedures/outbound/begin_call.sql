-- Purpose: begins what a single request asks of a vendor.
-- Input -> output: kind, subject and body of the call, request and context -> {call: ...} for the
--   edge function, which makes the call and comes back with api.finish_call; or the answer, where
--   the Idempotency-Key has one.
-- Called by: the api functions of single requests, last; they leave the Idempotency-Key to this.
-- Writes to: what outbound.enqueue_calls writes: a job of one delivery, claimed for the request, so
--   that the worker finishes it should the request be killed; ops.idempotency_keys.
-- Idempotence: by Idempotency-Key; a request that comes again while the first waits, or after it
--   was killed, waits for the same call.
-- Errors: WH105, WH741 the key of the vendor is not set.
-- Example: return outbound.begin_call('similar_companies', v_domain, v_body, p_request, p_context).
create or replace function outbound.begin_call(
  p_kind text,
  p_subject text,
  p_body json,
  p_request jsonb,
  p_context jsonb
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_worker_id uuid := (p_context ->> 'worker_id')::uuid;
  v_kept jsonb := ops.claim_idempotency_key(p_context, p_request);
  v_delivery_id bigint := (v_kept #>> '{call,delivery_id}')::bigint;
  v_job outbound.jobs;
begin
  if v_kept is not null and v_delivery_id is null then
    return v_kept;
  end if;
  if v_kept is null then
    v_job := outbound.enqueue_calls(
      p_kind => p_kind,
      p_subjects => array[p_subject],
      p_bodies => array[p_body],
      p_options => '{"is_single": true}',
      p_context => p_context
    );
    if v_job.total = 0 then
      raise exception using
        errcode = 'WH104',
        message = 'the request is too long: ' || (v_job.skipped_rows #>> '{0,reason}'),
        hint = 'send shorter values';
    end if;
    v_delivery_id := v_job.first_delivery_id;
    perform ops.keep_idempotent_answer(
      p_context,
      jsonb_build_object('call', jsonb_build_object('delivery_id', v_delivery_id))
    );
  end if;

  if v_worker_id is null then
    -- Nobody waits, as in psql: the worker makes the call.
    return jsonb_build_object(
      'success', false,
      'job_id', v_job.job_id,
      'error', jsonb_build_object(
        'code', 'WH743',
        'message', 'the call is queued',
        'hint', 'ask outbound.describe_job how far it is',
        'issues', '[]'::jsonb
      )
    );
  end if;
  return outbound.advance_call(v_worker_id, v_delivery_id, p_context)
    || case when v_kept is null then '{}' else '{"duplicate": true}'::jsonb end;
end;
$$;

comment on function outbound.begin_call(text, text, json, jsonb, jsonb) is
  'Enqueues one call and claims it for the request (p_context.worker_id), which makes it: see '
  'outbound.advance_call. Without a worker_id the call is left to the worker, and the answer says '
  'so (WH743). Units: none. Nulls: p_subject and p_body are required. Errors: WH105 '
  'Idempotency-Key reused, WH104 too long, WH741 the environment has no key of the vendor.';

revoke all on function outbound.begin_call(text, text, json, jsonb, jsonb) from public;
