-- Purpose: whether two names clearly are those of different companies.
-- Input -> output: two names -> false when they match as names of companies do (whole, without
--   legal forms, without words such as Group where these do not contradict), or when one begins
--   with the other as whole words; else true.
-- Called by: core.coalesce_case_study_champions.
-- Writes to: nothing.
-- Idempotence: stable: legal forms are a table.
-- Errors: none.
-- Example: reference.is_other_company_name('Acme Labs GmbH', 'ACME') = false.
create or replace function reference.is_other_company_name(p_name text, p_other text)
returns boolean
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := reference.name_key(p_name);
  v_other_key text collate "C" := reference.name_key(p_other);
  v_keys record;
  v_others record;
begin
  -- Nothing but punctuation is no other company.
  if v_key = v_other_key or v_key is null or v_other_key is null then
    return false;
  end if;
  v_keys := reference.company_name_keys(p_name);
  v_others := reference.company_name_keys(p_other);
  return not coalesce(
    v_keys.bare_key = v_others.bare_key
    or v_keys.weak_key = v_others.weak_key
    and (
      v_keys.weak_words is null
      or v_others.weak_words is null
      or v_keys.weak_words = v_others.weak_words
    )
    or octet_length(v_others.bare_key) > 2
    and starts_with(v_keys.bare_key, v_others.bare_key || ' ')
    or octet_length(v_keys.bare_key) > 2
    and starts_with(v_others.bare_key, v_keys.bare_key || ' '),
    true
  );
end;
$$;

comment on function reference.is_other_company_name(text, text) is
  'Whether p_name and p_other clearly name different companies. Units: none. Nulls: null in, null '
  'out; a name of nothing but punctuation is no other one. Errors: none.';

revoke all on function reference.is_other_company_name(text, text) from public;
