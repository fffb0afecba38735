-- Purpose: the investors that a CompanyEnrich document claims, by their canonical names.
-- Input -> output: its rounds -> core.investor_claim[]. Who appears in rounds of debt only is a
--   lender, not an investor.
-- Called by: extracted.claim_companyenrich.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: a round with investors 'Sequoia Capital' -> {Sequoia, its domain}.
create or replace function extracted.list_companyenrich_investor_claims(
  p_rounds core.funding_round_claim[]
)
returns core.investor_claim[]
language plpgsql
stable strict
set search_path = ''
as $$
begin
  if p_rounds = '{}' then
    return '{}';
  end if;

  return (
    select coalesce(
      array_agg(row(n.vc_name, n.vc_domain, null, null)::core.investor_claim order by n.vc_name),
      '{}'
    )
    from (
      select
        min(coalesce(v.name, i.name) collate "C") as vc_name,
        min(v.domain) as vc_domain
      from (
        select d.name, reference.name_key(d.name) as name_key
        from (
          select distinct u.name
          from unnest(p_rounds) as r
          cross join lateral unnest(r.investor_names) as u (name)
          where r.funding_stage_normalized is distinct from 'debt_financing'
        ) as d
        offset 0
      ) as i
      left join reference.top_vc_aliases as a on a.alias_key = i.name_key
      left join reference.top_vcs as by_alias on by_alias.name = a.name
      left join reference.top_vcs as by_name on by_name.name_key = i.name_key
      cross join lateral (
        select
          coalesce(by_alias.name, by_name.name) as name,
          coalesce(by_alias.domain, by_name.domain) as domain
      ) as v
      group by reference.fold_case(coalesce(v.name, i.name))
    ) as n
  );
end;
$$;

comment on function extracted.list_companyenrich_investor_claims(core.funding_round_claim[]) is
  'The investors of the rounds by canonical name, with their domains where reference.top_vcs '
  'knows them; lenders of pure debt rounds are left out. Units: none. Nulls: null in, null out. '
  'Errors: none.';

revoke all on function extracted.list_companyenrich_investor_claims(core.funding_round_claim[])
  from public;
