-- Purpose: the number that stands for a place, an industry or another value in narrow tables.
-- Input -> output: any text -> a number; equal apart from case gives the same one.
-- Called by: core.refresh_company_index, and the lists that filter by such values.
-- Writes to: nothing.
-- Idempotence: pure; the same in every database, so that a rebuild gives the same rows.
-- Errors: none.
-- Example: reference.search_term_id('Cork') = reference.search_term_id('CORK').
-- A hash of 64 bits: among a million values two meet with a chance of 1 to 30 million.
create or replace function reference.search_term_id(p_value text)
returns bigint
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return hashtextextended(reference.fold_case(p_value) collate "C", 0);
end;
$$;

comment on function reference.search_term_id(text) is
  'The number of a value in core.company_index and reference.search_terms; case does not count. '
  'Units: none. Nulls: null in, null out. Errors: none.';

revoke all on function reference.search_term_id(text) from public;
