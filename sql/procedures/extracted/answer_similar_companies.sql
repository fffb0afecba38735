-- Purpose: the answer to a single request for similar companies.
-- Input -> output: raw row of the vendor's answer (null: none was landed), body of the delivery ->
--   {domain, raw_id, status_code, similar_companies_count}; where the body has list_limit, the
--   list {domain, source: api, similar_companies, count} instead.
-- Called by: outbound.answer_call.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select extracted.answer_similar_companies(v_raw_id, '{"domain": "acme.example"}').
create or replace function extracted.answer_similar_companies(p_raw_id uuid, p_request jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_domain text := p_request ->> 'domain';
  v_answer raw.company_enrich_similar_raw;
  v_failure ops.failures;
  v_list jsonb;
begin
  select p.* into v_answer from raw.company_enrich_similar_raw as p where p.id = p_raw_id;
  select f.*
  into v_failure
  from ops.failures as f
  where f.source = 'company_enrich_similar'
    and f.raw_id = p_raw_id
    and f.resolved_at is null;

  if p_request ? 'list_limit' and v_answer.payload is not null then
    v_list := core.list_similar_companies(v_domain, (p_request -> 'list_limit')::integer);
    v_list := jsonb_build_object(
      'source', 'api',
      'similar_companies', v_list,
      'count', jsonb_array_length(v_list)
    );
  end if;

  return jsonb_build_object(
      'domain', v_domain,
      'raw_id', p_raw_id,
      'status_code', v_answer.status_code,
      'similar_companies_count', case
        when v_answer.payload is not null
          then cardinality(extracted.list_similar_companies(v_domain, v_answer.payload))
      end
    )
    || coalesce(v_list, '{}')
    || case
      when v_failure.failure_id is not null then jsonb_build_object(
        'success', false,
        'failure_id', v_failure.failure_id,
        'error', ops.describe_quarantine(v_failure.failure_id, v_failure.message)
      )
      else '{}'
    end;
end;
$$;

comment on function extracted.answer_similar_companies(uuid, jsonb) is
  'What was landed of a call, for the answer to its request: count, or the list where p_request '
  'has list_limit. Units: companies. Nulls: p_raw_id is null where nothing was landed; '
  'status_code is null where the vendor did not answer. Errors: none.';

revoke all on function extracted.answer_similar_companies(uuid, jsonb) from public;
