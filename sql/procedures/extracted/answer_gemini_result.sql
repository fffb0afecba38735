-- Purpose: the answer to a single request that asks Gemini, from what was landed.
-- Input -> output: kind, raw row of the vendor's answer (null: none was landed), body of the
--   delivery -> the members of the answer: what the model said and the checks left, tokens, cost;
--   or success false, why, and the answer word for word (raw_response).
-- Called by: outbound.answer_call.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select extracted.answer_gemini_result('orphan_domain', v_raw_id, v_request).
create or replace function extracted.answer_gemini_result(
  p_kind text,
  p_raw_id uuid,
  p_request jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_is_page boolean := p_kind in ('case_study_extraction', 'case_study_buyer');
  v_payload jsonb := case p_kind
    when 'case_study_extraction'
      then (select p.payload from raw.gemini_case_study_payloads as p where p.id = p_raw_id)
    when 'case_study_buyer'
      then (select p.payload from raw.case_study_buyers_payloads as p where p.id = p_raw_id)
    else (select p.payload from raw.resolve_customer_domain_payloads as p where p.id = p_raw_id)
  end;
  v_unusable jsonb := v_payload -> 'unusable_answer';
  v_failure ops.failures;
  v_answer jsonb;
begin
  if v_payload is null then
    return '{}';
  end if;

  select f.*
  into v_failure
  from ops.failures as f
  where f.raw_id = p_raw_id
    and f.source = case p_kind
      when 'case_study_extraction' then 'gemini_case_study'
      when 'case_study_buyer' then 'case_study_buyers'
      when 'orphan_domain' then 'orphan_customer_domain'
      else 'gemini_domain_inference'
    end;

  v_answer := case
    when v_unusable is not null or v_is_page and v_failure.failure_id is not null
      then extracted.echo_gemini_request(p_kind, p_request)
    when v_is_page then extracted.describe_gemini_page(p_kind, p_raw_id, v_payload)
    else extracted.describe_gemini_domain(p_kind, v_payload)
  end || jsonb_build_object(
    'raw_id', p_raw_id,
    'model', v_payload -> 'model',
    'input_tokens', v_payload -> 'input_tokens',
    'output_tokens', v_payload -> 'output_tokens',
    'total_tokens', v_payload -> 'total_tokens',
    'cost_usd', v_payload -> 'cost_usd',
    'dropped', coalesce(v_payload -> 'dropped', '[]')
  );

  if v_failure.failure_id is not null then
    v_answer := v_answer || jsonb_build_object(
      'success', false,
      'failure_id', v_failure.failure_id,
      'raw_response', v_payload -> 'response_text'
    ) || case v_unusable ->> 'code'
      -- The vendor refused: the engine says so.
      when 'none' then '{}'
      when 'page' then jsonb_build_object(
        'error', (v_payload -> 'page_problem') || '{"issues": []}'
      )
      else jsonb_build_object(
        'error', ops.describe_quarantine(
          v_failure.failure_id, coalesce(v_unusable ->> 'message', v_failure.message)
        )
      )
    end;
  end if;
  return v_answer;
end;
$$;

comment on function extracted.answer_gemini_result(text, uuid, jsonb) is
  'What was landed of a call of p_kind, for the answer to its request p_request. Units: tokens, US '
  'dollars. Nulls: p_raw_id is null where nothing was landed: an empty object; what the model did '
  'not say is null. Errors: none.';

revoke all on function extracted.answer_gemini_result(text, uuid, jsonb) from public;
