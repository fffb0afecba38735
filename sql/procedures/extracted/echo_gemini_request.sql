-- Purpose: what the answer to a request that asks Gemini says of it when there is nothing else to
--   say: the members that every answer has, empty.
-- Input -> output: kind, body of the delivery -> the members of the answer.
-- Called by: extracted.answer_gemini_result.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: extracted.echo_gemini_request('customer_domain', '{"customer_name": "Acme"}').
create or replace function extracted.echo_gemini_request(p_kind text, p_request jsonb)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case p_kind
    when 'case_study_extraction' then jsonb_build_object(
      'case_study_url', p_request -> 'case_study_url',
      'origin_company_name', p_request -> 'origin_company_name',
      'origin_company_domain', p_request -> 'origin_company_domain',
      'company_customer_name', p_request -> 'company_customer_name',
      'champion_count', 0,
      'champions', '[]'::jsonb,
      'customer_domain_found', false,
      'customer_domain', null,
      'article_title', null
    )
    when 'case_study_buyer' then jsonb_build_object(
      'case_study_url', p_request -> 'case_study_url',
      'customer_company_name', p_request -> 'customer_company_name',
      'customer_company_domain', '',
      'people', '[]'::jsonb
    )
    when 'orphan_domain' then jsonb_build_object(
      'customer_company_name', p_request -> 'customer_company_name',
      'origin_company_domain', p_request -> 'origin_company_domain',
      'domain', null,
      'confidence', 'none',
      'reason', null
    )
    when 'domain_inference' then jsonb_build_object(
      'customer_company_name', p_request -> 'customer_company_name',
      'candidates', '[]'::jsonb
    )
    else jsonb_build_object(
      'customer_name', p_request -> 'customer_name',
      'origin_company_name', p_request -> 'origin_company_name',
      'origin_company_domain', p_request -> 'origin_company_domain',
      'customer_domain', null,
      'confidence', 'none',
      'reasoning', null
    )
  end;
end;
$$;

comment on function extracted.echo_gemini_request(text, jsonb) is
  'The members of an answer about p_request when the model said nothing that can be used. Units: '
  'none. Nulls: a field that the request lacks is null. Errors: none.';

revoke all on function extracted.echo_gemini_request(text, jsonb) from public;
