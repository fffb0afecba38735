-- Purpose: locks entities as far as that takes no waiting, so that no order needs to be kept.
-- Input -> output: kind and keys -> the keys that are locked now: those that nobody else holds.
-- Called by: extracted.rematch_customer_names.
-- Writes to: nothing; the rows of ops.entities are held until the transaction ends.
-- Idempotence: yes; what this transaction holds already is locked.
-- Errors: none.
-- Example: v_origins := ops.lock_free_entities('company', v_origins);
create or replace function ops.lock_free_entities(p_kind text, p_keys text[])
returns text[]
language plpgsql
volatile
set search_path = ''
as $$
begin
  return array(
    select e.key
    from ops.entities as e
    where e.kind = p_kind and e.key = any (p_keys)
    for no key update skip locked
  );
end;
$$;

comment on function ops.lock_free_entities(text, text[]) is
  'Locks those of the entities (p_kind, p_keys) that no other transaction holds, and returns them. '
  'Units: none. Nulls: a null or empty array gives an empty one; keys without a row of '
  'ops.entities are left out. Errors: none.';

revoke all on function ops.lock_free_entities(text, text[]) from public;
