-- Purpose: the key under which spellings of one technology meet.
-- Input -> output: a technology -> lower case, runs of hyphens, underscores and spaces as one
--   space; at most 500 characters.
-- Called by: core.coalesce_company (get-or-create of reference.technologies).
-- Writes to: nothing.
-- Idempotence: technology_key(technology_key(x)) = technology_key(x).
-- Errors: none.
-- Example: select reference.technology_key('Google-Analytics');  -- google analytics
create or replace function reference.technology_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_folded text collate "C" := reference.fold_case(left(p_value, 500));
  v_key text collate "C" := v_folded;
begin
  -- A plain name is its own key.
  if v_folded !~ '^[!-,./0-9:-^`a-~]+( [!-,./0-9:-^`a-~]+)*$' then
    v_key := btrim(regexp_replace(
      v_folded,
      '[-_\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'
    ));
  end if;
  v_key := rtrim(left(v_key, 500));
  if v_key = '' then
    return reference.clean_text(v_folded);
  end if;
  return v_key;
end;
$$;

comment on function reference.technology_key(text) is
  'Key of a technology name. Units: none. Nulls: null for null and blank; a name of nothing but '
  'hyphens and underscores is its own key. Errors: none.';

revoke all on function reference.technology_key(text) from public;
