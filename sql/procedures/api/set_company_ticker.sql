-- Purpose: gives a listed company its ticker.
-- Input -> output: {domain, ticker} -> {success, domain, ticker, ...}; the company must be
--   known to be listed.
-- Called by: POST /run/companies/db/public-ticker/backfill.
-- Reads: core.company_public.
-- Writes to: raw.public_company_payloads, and through its trigger extracted and core.
-- Idempotence: a ticker that stands changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type or no ticker,
--   WH105 key reused, WH507 not known to be listed.
-- Example: select api.set_company_ticker('{"domain": "acme.example", "ticker": "NYSE:ACME"}').
create or replace function api.set_company_ticker(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_ticker text := reference.normalize_ticker(ops.require_text(p_request, 'ticker'));
  v_answer jsonb;
begin
  if v_ticker is null then
    raise exception using
      errcode = 'WH104',
      message = 'ticker is no ticker symbol',
      detail = ops.describe_issue('ticker', 'no ticker symbol'),
      hint = 'send a symbol such as ACME or BRK.B, with or without its exchange';
  end if;
  if (select true from core.company_public as c where c.domain = v_domain) is null then
    raise exception using
      errcode = 'WH507',
      message = format('%s is not known to be listed', v_domain),
      detail = ops.describe_issue('domain', 'of no company known to be listed'),
      hint = 'send the company to /run/companies/manual/public-company-check/ingest first';
  end if;
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.public_company_payloads (domain, payload, envelope, api_key_id)
  values (
    p_request ->> 'domain',
    p_request,
    '{"is_ticker_only": true}',
    (p_context ->> 'api_key_id')::uuid
  );
  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    v_answer || jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'domain', v_domain,
      'ticker', v_ticker
    )
  );
end;
$$;

comment on function api.set_company_ticker(jsonb, jsonb) is
  'Sets the ticker of the listed company p_request.domain; makes no company. Units: rows. '
  'Nulls: domain and ticker are required. Errors: WH101 missing, WH102 no domain, WH103 a '
  'shared host, WH104 wrong type or no ticker, WH105 Idempotency-Key reused, WH507 not known to '
  'be listed.';

revoke all on function api.set_company_ticker(jsonb, jsonb) from public;
grant execute on function api.set_company_ticker(jsonb, jsonb) to pipeline_edge, service_role;
