-- Purpose: the key under which company names match, at one of three levels of tolerance.
-- Input -> output: a name and a level -> 0: without case, accents and punctuation; 1: also without
--   legal forms, by reference.legal_forms; 2: also without Group, Company, Holdings,
--   International and the like. Levels below 0 are 0, above 2 are 2.
-- Called by: whoever needs one level; reference.company_name_keys gives all at the price of one.
-- Reads: reference.legal_forms.
-- Writes to: nothing.
-- Idempotence: a key is its own key at the same level.
-- Errors: none.
-- Example: select reference.company_name_key('Müller & Co. KG', 1);  -- muller
create or replace function reference.company_name_key(p_name text, p_level integer)
returns text
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_keys record;
begin
  if p_level <= 0 then
    return reference.fold_company_name(p_name);
  end if;
  v_keys := reference.company_name_keys(p_name);
  if p_level = 1 then
    return v_keys.bare_key;
  end if;
  return v_keys.weak_key;
end;
$$;

comment on function reference.company_name_key(text, integer) is
  'Key of a company name at level 0, 1 (no legal forms) or 2 (no weak suffixes either). Units: '
  'none. Nulls: null for null and for names of nothing but punctuation. Errors: none.';

revoke all on function reference.company_name_key(text, integer) from public;
