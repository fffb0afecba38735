-- Purpose: ticker and SEC number of a listed company.
-- Input -> output: {domain} -> {success, found, domain, company_name, ticker, cik,
--   sec_company_name, last_updated, note}; found: whether a ticker is known, note: what is
--   missing.
-- Called by: POST /api/companies/public-company-info.
-- Reads: core.company_public, reference.sec_company_info.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_public_company_info('{"domain": "acme.example"}').
create or replace function api.get_public_company_info(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'found', c.ticker is not null,
      'domain', v_domain,
      'company_name', c.company_name,
      'ticker', c.ticker,
      'cik', s.cik,
      'sec_company_name', s.sec_company_name,
      'last_updated', c.updated_at,
      'note', case
        when c.domain is null then 'the company is not known to be listed'
        when c.ticker is null then 'the company is listed, its ticker is not known'
        when s.ticker is null then 'the ticker is not among the SEC''s'
      end
    )
    from (values (v_domain)) as a (domain)
    left join core.company_public as c on c.domain = a.domain
    -- The SEC writes BRK-B what others write BRK.B.
    left join lateral (
      select i.ticker, i.cik, i.sec_company_name
      from reference.sec_company_info as i
      where i.ticker in (c.ticker, translate(c.ticker, '.-', '-.'))
      order by i.ticker = c.ticker desc
      limit 1
    ) as s on true
  );
end;
$$;

comment on function api.get_public_company_info(jsonb, jsonb) is
  'Ticker and SEC number of the company p_request.domain. Units: times are UTC. Nulls: domain '
  'is required; what is not known is null, note is null when all of it is. Errors: WH101 '
  'missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.get_public_company_info(jsonb, jsonb) from public;
grant execute on function api.get_public_company_info(jsonb, jsonb) to pipeline_edge, service_role;
