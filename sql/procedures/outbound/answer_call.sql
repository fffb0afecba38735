-- Purpose: the answer to a request that waited for a vendor, from what was landed of it.
-- Input -> output: delivery that is settled -> {success, ...}.
-- Called by: outbound.advance_call.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_answer := outbound.answer_call(v_delivery_id).
create or replace function outbound.answer_call(p_delivery_id bigint)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_delivery outbound.deliveries;
  v_job outbound.jobs;
  v_vendor text;
  v_raw_id uuid;
  v_landed jsonb;
begin
  select d.* into v_delivery from outbound.deliveries as d where d.delivery_id = p_delivery_id;
  select j.* into v_job from outbound.jobs as j where j.job_id = v_delivery.job_id;
  select k.vendor into v_vendor from outbound.kinds as k where k.kind = v_job.kind;
  select r.raw_id into v_raw_id from outbound.results as r where r.delivery_id = p_delivery_id;

  v_landed := case
    when v_job.kind = 'similar_companies'
      then extracted.answer_similar_companies(v_raw_id, v_delivery.body::jsonb)
    else extracted.answer_gemini_result(v_job.kind, v_raw_id, v_delivery.body::jsonb)
  end;
  if v_delivery.state = 'sent' then
    return '{"success": true}'::jsonb || coalesce(v_landed, '{}');
  end if;
  return jsonb_build_object(
    'success', false,
    'job_id', v_job.job_id,
    'vendor_status', v_delivery.http_status,
    'error', jsonb_build_object(
      'code', 'WH742',
      'message', case
        when v_job.stop_reason is not null then v_job.stop_reason
        when v_delivery.last_error is null then 'the call was cancelled'
        when v_delivery.http_status is null
          then format('%s gave no answer: %s', v_vendor, v_delivery.last_error)
        else format('%s %s', v_vendor, v_delivery.last_error)
      end,
      'hint', case
        when v_delivery.state = 'dead' then 'send the request again later'
        else 'look at what the vendor said: select * from outbound.attempts where delivery_id = '
          || p_delivery_id
      end,
      'issues', '[]'::jsonb
    )
  ) || coalesce(v_landed, '{}');
end;
$$;

comment on function outbound.answer_call(bigint) is
  'What the request of a settled call is told: what extracted.answer_* say of the raw row, after '
  'success, and, where the vendor refused or did not answer, the error WH742 with the status it '
  'answered with (vendor_status). Units: none. Nulls: vendor_status is null where no answer came. '
  'Errors: none.';

revoke all on function outbound.answer_call(bigint) from public;
