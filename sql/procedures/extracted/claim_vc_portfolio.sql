-- Purpose: what the portfolios say about companies, for core.
-- Input -> output: domains -> core.vc_portfolio_claim[].
-- Called by: extracted.load_vc_portfolio.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_claims := extracted.claim_vc_portfolio(array['acme.example']);
create or replace function extracted.claim_vc_portfolio(p_domains text[])
returns core.vc_portfolio_claim[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select
      row(
        t.domain, t.vc_name, coalesce(t.short_description, t.long_description), t.landing_no
      )::core.vc_portfolio_claim
    from extracted.vc_portfolio as t
    where t.domain = any (p_domains)
  );
end;
$$;

comment on function extracted.claim_vc_portfolio(text[]) is
  'The rows of extracted.vc_portfolio of p_domains as claims. Units: none. Nulls: a null or empty '
  'array gives an empty one. Errors: none.';

revoke all on function extracted.claim_vc_portfolio(text[]) from public;
