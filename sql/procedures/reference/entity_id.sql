-- Purpose: the id of an entity, derived from its key: no look-up, the same after a rebuild.
-- Input -> output: kind and normalised key -> uuid.
-- Called by: whoever writes a row whose id answers return.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: reference.entity_id('company', 'acme.example').
create or replace function reference.entity_id(p_kind text, p_key text)
returns uuid
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return md5(p_kind || ':' || p_key)::uuid;
end;
$$;

comment on function reference.entity_id(text, text) is
  'The id of the entity (p_kind, p_key): a uuid from the MD5 of kind and key. Units: none. Nulls: '
  'null in, null out. Errors: none.';

revoke all on function reference.entity_id(text, text) from public;
