-- Purpose: how sure a model says it is, in one spelling.
-- Input -> output: a JSON value -> lower case text: high, medium, low, or what was sent. The word
--   none is an answer here (the model said nothing usable), not a placeholder.
-- Called by: the readers of what models answer.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select extracted.read_confidence('" High "');  -- high
create or replace function extracted.read_confidence(p_value jsonb)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  if jsonb_typeof(p_value) = 'string' and lower(btrim(p_value #>> '{}')) = 'none' then
    return 'none';
  end if;
  return lower(reference.clean_label(reference.json_text(p_value)));
end;
$$;

comment on function extracted.read_confidence(jsonb) is
  'The confidence in a JSON scalar, in lower case. Units: characters, at most 500. Nulls: null for '
  'null, blanks, objects and arrays. Errors: none.';

revoke all on function extracted.read_confidence(jsonb) from public;
