-- Purpose: domains as people write them in the form in which they are stored.
-- Input -> output: texts -> normalised domains, each once.
-- Called by: core.get_leads_by_past_employer, core.count_leads_by_past_employer.
-- Writes to: nothing.
-- Idempotence: normalize_domains(normalize_domains(x)) = normalize_domains(x).
-- Errors: none.
-- Example: select core.normalize_domains(array['www.Acme.example/', '']);  -- {acme.example}
create or replace function core.normalize_domains(p_domains text[])
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(
    select distinct n.domain
    from unnest(p_domains) as d (given)
    cross join lateral (select reference.normalize_domain(d.given) as domain offset 0) as n
    where n.domain is not null
  );
end;
$$;

comment on function core.normalize_domains(text[]) is
  'The domains of p_domains, normalised. Units: none. Nulls: null, blank and what is no domain are '
  'left out; null gives an empty array. Errors: none.';

revoke all on function core.normalize_domains(text[]) from public;
grant execute on function core.normalize_domains(text[]) to pipeline_analyst;
