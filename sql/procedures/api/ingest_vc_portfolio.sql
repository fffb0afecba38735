-- Purpose: lands companies in the portfolios of investors: one, or many at a time.
-- Input -> output: {domain, vc_name, ...}, or {companies: [...]} of them -> the answer: what the
--   document says, rows written, warnings; or success false with failure_id when it is
--   quarantined. A batch answers per item. A company is its own document.
-- Called by: POST /run/companies/vc/portfolio/ingest.
-- Writes to: raw.vc_portfolio_payloads, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105.
-- Example: select api.ingest_vc_portfolio('{"domain": "acme.example", "vc_name": "A"}').
create or replace function api.ingest_vc_portfolio(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_api_key_id uuid := (p_context ->> 'api_key_id')::uuid;
  v_is_batch boolean := ops.is_batch(p_request, 'companies');
  v_companies jsonb;
  v_answer jsonb;
  v_domain text;
  v_raw_ids uuid[];
  v_raw_id uuid;
begin
  if v_is_batch then
    v_companies := ops.request_items(p_request, 'companies');
  else
    v_domain := ops.require_company_domain(p_request, 'domain');
    perform ops.require_text(p_request, 'vc_name');
  end if;

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  if v_is_batch then
    v_raw_ids := array(
      select gen_random_uuid() from generate_series(1, jsonb_array_length(v_companies))
    );
    insert into raw.vc_portfolio_payloads (id, domain, payload, envelope, api_key_id)
    select
      v_raw_ids[e.place],
      p.payload ->> 'domain',
      p.payload,
      nullif(p_request - 'companies', '{}'),
      v_api_key_id
    from jsonb_array_elements(v_companies) with ordinality as e (item, place)
    cross join lateral (
      select coalesce(reference.json_object(e.item), e.item) as payload offset 0
    ) as p
    order by e.place;

    return ops.keep_idempotent_answer(
      p_context,
      ops.answer_landed_batch(extracted.answer_vc_portfolios(v_raw_ids), 'company')
    );
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.vc_portfolio_payloads as p (domain, payload, api_key_id)
  values (p_request ->> 'domain', p_request, v_api_key_id)
  returning p.id into v_raw_id;

  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'raw_id', v_raw_id,
      'domain', v_domain
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_vc_portfolio(jsonb, jsonb) is
  'Lands the request as the document of p_request.domain, or every one of p_request.companies '
  '(their domain is the key), and takes them to extracted and core. p_context: api_key_id, '
  'idempotency_key, endpoint. Units: items and rows. Nulls: domain and vc_name are required; '
  'companies null or blank is a single request. Errors: WH101 missing, WH102 no domain, WH103 a '
  'shared host, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_vc_portfolio(jsonb, jsonb) from public;
grant execute on function api.ingest_vc_portfolio(jsonb, jsonb)
  to pipeline_edge, service_role;
