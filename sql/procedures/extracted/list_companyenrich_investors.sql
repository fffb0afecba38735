-- Purpose: the distinct investors of all rounds of a CompanyEnrich document.
-- Input -> output: its rounds -> names, equal apart from case is equal, the spelling first in byte
--   order stands.
-- Called by: extracted.parse_companyenrich.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: rounds with investors 'Seq, Accel' and 'ACCEL' -> '{ACCEL,Seq}'.
create or replace function extracted.list_companyenrich_investors(
  p_rounds core.funding_round_claim[]
)
returns text[]
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return (
    select coalesce(array_agg(n.investor_name order by n.investor_name), '{}')
    from (
      select min(i.investor_name collate "C") as investor_name
      from unnest(p_rounds) as r
      cross join lateral unnest(r.investor_names) as i (investor_name)
      group by reference.fold_case(i.investor_name)
    ) as n
  );
end;
$$;

comment on function extracted.list_companyenrich_investors(core.funding_round_claim[]) is
  'The distinct investors of the rounds, case aside, sorted by bytes. Units: none. Nulls: null '
  'in, null out. Errors: none.';

revoke all on function extracted.list_companyenrich_investors(core.funding_round_claim[])
  from public;
