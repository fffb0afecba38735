-- Purpose: the canonical industry that a raw value means.
-- Input -> output: a raw value -> the name that reference.industry_lookup maps it to, else the
--   canonical name that it is itself, whatever its case.
-- Called by: core.coalesce_company, reference.ensure_company_industries; a null is a miss.
-- Reads: reference.industry_lookup, reference.company_industries.
-- Writes to: nothing.
-- Idempotence: canonical names match themselves.
-- Errors: none.
-- Example: select reference.match_industry('computer software');  -- Software Development
create or replace function reference.match_industry(p_value text)
returns text
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := reference.industry_key(p_value);
  v_name text collate "C";
begin
  select l.industry_cleaned into v_name
  from reference.industry_lookup as l
  where l.industry_key = v_key;
  if v_name is null then
    select i.name into v_name
    from reference.company_industries as i
    where i.is_canonical
      and lower(i.name collate "und-x-icu") collate "C"
        = reference.fold_case(reference.clean_label(p_value))
    order by i.name
    limit 1;
  end if;
  return v_name;
end;
$$;

comment on function reference.match_industry(text) is
  'Canonical industry of a raw value. Units: none. Nulls: null for null and for values that map '
  'to nothing canonical. Errors: none.';

revoke all on function reference.match_industry(text) from public;
