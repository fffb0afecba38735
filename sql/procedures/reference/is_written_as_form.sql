-- Purpose: whether a company name has a legal form at one end, not a word of the same letters.
-- Input -> output: a name, the folded first or last word, whether it is the first -> true for the
--   last word with dots in it (S.p.A.), after a comma (, PC), with capitals inside (SpA), or of
--   three and more capitals where the rest has others (SPA); for the first word in capitals.
-- Called by: reference.company_name_keys, for forms with is_word.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.is_written_as_form('Day Spa', 'spa', false);  -- false
create or replace function reference.is_written_as_form(
  p_name text,
  p_form text,
  p_is_first boolean
)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_name text collate "C" := btrim(p_name);
  v_word text collate "C" := split_part(v_name, ' ', case when p_is_first then 1 else -1 end);
  v_before text collate "C";
  v_inner text collate "C" := substr(v_word, 2);
begin
  if reference.fold_company_name(v_word) is distinct from p_form then
    return false;
  end if;
  if p_is_first then
    return v_word = upper(v_word);
  end if;
  v_before := rtrim(left(v_name, -length(v_word)));
  return rtrim(v_word, '.,)') like '%.%'
    or v_word like '%/%'
    or v_before like '%,'
    or v_inner <> lower(v_inner)
    and (v_word <> upper(v_word) or length(p_form) > 2 and v_before <> upper(v_before));
end;
$$;

comment on function reference.is_written_as_form(text, text, boolean) is
  'Whether the first or last word of a company name is written as a legal form. Units: none. '
  'Nulls: null where any is null. Errors: none.';

revoke all on function reference.is_written_as_form(text, text, boolean) from public;
