-- Purpose: keeps industries that map to nothing canonical visible, as not canonical.
-- Input -> output: industries as given, and their source -> nothing. Reads what is missing, and
--   only if something is, inserts it, sorted by name.
-- Called by: extracted.ensure_<source>_vocabularies.
-- Writes to: reference.company_industries (is_canonical = false).
-- Idempotence: yes.
-- Errors: none.
-- Example: select reference.ensure_company_industries(array['Space Mining'], 'companyenrich').
create or replace function reference.ensure_company_industries(p_names text[], p_source text)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_missing text[];
begin
  select array_agg(n.name order by n.name)
  into v_missing
  from unnest(p_names) as n (name)
  where reference.match_industry(n.name) is null
    and (
      select true from reference.company_industries as i
      where i.name = n.name and i.source = p_source
      limit 1
    ) is null;

  if v_missing is not null then
    insert into reference.company_industries (id, name, source, is_canonical)
    select reference.entity_id('industry', p_source || ':' || n.name), n.name, p_source, false
    from unnest(v_missing) as n (name)
    order by n.name
    on conflict do nothing;
  end if;
end;
$$;

comment on function reference.ensure_company_industries(text[], text) is
  'Creates the industries of p_names that no look-up maps, as not canonical, for p_source. Units: '
  'none. Nulls: a null array does nothing. Errors: none.';

revoke all on function reference.ensure_company_industries(text[], text) from public;
