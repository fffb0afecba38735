-- Purpose: the next step of a request that waits for a vendor.
-- Input -> output: worker (the request), delivery, context -> {call: {delivery_id, job_id,
--   delivery, wait_in_ms}}: make the call of delivery, or, where that is null, ask again after
--   wait_in_ms; or the answer, once the delivery is settled.
-- Called by: outbound.begin_call, api.finish_call, api.take_call.
-- Writes to: what outbound.claim_call writes; outbound.jobs, where the job was stopped;
--   ops.idempotency_keys with the answer.
-- Idempotence: no; a claim is given once.
-- Errors: WH701 unknown delivery.
-- Example: return outbound.advance_call(v_worker_id, v_delivery_id, p_context).
create or replace function outbound.advance_call(
  p_worker_id uuid,
  p_delivery_id bigint,
  p_context jsonb
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- Whoever else has it may be done at any moment.
  c_poll_ms constant numeric := 250;
  v_job_id uuid;
  v_state text;
  v_job_state text;
  v_delivery jsonb;
  v_wait_ms numeric;
begin
  select d.job_id, d.state, j.state
  into v_job_id, v_state, v_job_state
  from outbound.deliveries as d
  inner join outbound.jobs as j on j.job_id = d.job_id
  where d.delivery_id = p_delivery_id;
  if not found then
    raise exception using
      errcode = 'WH701',
      message = 'the call does not exist',
      hint = 'send the request again without its Idempotency-Key';
  end if;

  if v_job_state = 'stopped' and v_state = 'pending' then
    -- The request is told so now: nobody waits for a call that is made some day.
    perform outbound.cancel_job(v_job_id);
  end if;
  if v_state <> 'pending' or v_job_state in ('stopped', 'cancelled') then
    return ops.keep_idempotent_answer(p_context, outbound.answer_call(p_delivery_id));
  end if;

  v_delivery := outbound.claim_call(p_worker_id, p_delivery_id);
  if v_delivery is null then
    select
      round(
        greatest(
          least(
            extract(epoch from q.due_at - clock_timestamp()) * 1000,
            case when q.owner is not null then c_poll_ms end
          ),
          20
        )
      )
    into v_wait_ms
    from outbound.queue as q
    where q.delivery_id = p_delivery_id;
  end if;
  return jsonb_build_object(
    'success', true,
    'call', jsonb_build_object(
      'delivery_id', p_delivery_id,
      'job_id', v_job_id,
      'delivery', v_delivery,
      'wait_in_ms', case when v_delivery is null then coalesce(v_wait_ms, 20) else 0 end
    )
  );
end;
$$;

comment on function outbound.advance_call(uuid, bigint, jsonb) is
  'What a request that waits for the delivery has to do next: a call, a wait, or its answer. '
  'Units: milliseconds. Nulls: call.delivery is null while it cannot be claimed. Errors: WH701 '
  'unknown delivery.';

revoke all on function outbound.advance_call(uuid, bigint, jsonb) from public;
