-- Purpose: lower case in the sense of Unicode, whatever the collation of the database.
-- Input -> output: any text -> the text in lower case.
-- Called by: the key functions of this schema, and writers that treat case as spelling.
-- Writes to: nothing.
-- Idempotence: fold_case(fold_case(x)) = fold_case(x).
-- Errors: none.
-- Example: select reference.fold_case('ÉCOLE');  -- école
-- ASCII text, nearly all of it, takes the bytewise way.
create or replace function reference.fold_case(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  if octet_length(p_value) = length(p_value) then
    return lower(p_value collate "C");
  end if;
  return lower(p_value collate "und-x-icu");
end;
$$;

comment on function reference.fold_case(text) is
  'Lower case by the Unicode rules of the root locale. Units: none. Nulls: null for null. Errors: '
  'none.';

revoke all on function reference.fold_case(text) from public;
