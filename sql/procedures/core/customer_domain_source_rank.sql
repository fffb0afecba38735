-- Purpose: the precedence of a source of customer domains that came from outside the pipeline.
-- Input -> output: customer_domain_source -> its rank, as in extracted.customer_domain_claims.
-- Called by: core.coalesce_company_customers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: core.customer_domain_source_rank('gemini-orphan-resolve') = 4.
create or replace function core.customer_domain_source_rank(p_source text)
returns integer
language plpgsql
immutable parallel safe
-- not strict: a domain without a source counts as read somewhere
set search_path = ''
as $$
begin
  return case
    when p_source = 'manual' then 1
    when p_source in ('name-match', 'db-exact-name-match') then 3
    when p_source in ('gemini-infer', 'gemini-orphan-resolve') then 4
    else 2
  end;
end;
$$;

comment on function core.customer_domain_source_rank(text) is
  'Rank of a customer_domain_source: 1 manual, 2 case studies and whatever else, 3 matched names, '
  '4 inferred; the lower wins. Units: none. Nulls: null is 2. Errors: none.';

revoke all on function core.customer_domain_source_rank(text) from public;
