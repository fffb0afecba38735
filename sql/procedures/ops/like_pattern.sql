-- Purpose: the pattern of ILIKE that finds a text anywhere, whatever characters it has.
-- Input -> output: a text -> %text%, with \, % and _ standing for themselves.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select ops.like_pattern('100%');  -- %100\%%
create or replace function ops.like_pattern(p_text text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return '%' || regexp_replace(p_text, '([\\%_])', '\\\1', 'g') || '%';
end;
$$;

comment on function ops.like_pattern(text) is
  'The pattern of LIKE and ILIKE under which p_text is found anywhere, as it stands. Units: none. '
  'Nulls: null in, null out. Errors: none.';

revoke all on function ops.like_pattern(text) from public;
grant execute on function ops.like_pattern(text) to pipeline_analyst;
