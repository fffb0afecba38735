-- Purpose: takes the locks of entities, the first thing that happens to a payload.
-- The order of locks: people, case studies, customers, companies, each by key. Payloads about
--   people may have to lock employers (core.coalesce_employers), payloads about companies those
--   whose customers they concern (ops.lock_documents), in one statement; they lock no people.
-- Input -> output: kind and normalised keys -> nothing; the rows of ops.entities are held until
--   the transaction ends.
-- Called by: ops.lock_documents, core.coalesce_employers, the re-matching of look-ups.
-- Writes to: ops.entities.
-- Idempotence: yes, apart from last_landed_at.
-- Errors: 40P01 if a caller breaks the lock order within one transaction.
-- Example: select ops.lock_entities('company', array['acme.example']);
create or replace function ops.lock_entities(p_kind text, p_keys text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into ops.entities (kind, key)
  select p_kind, k.key
  from (select distinct u.key from unnest(p_keys) as u (key)) as k
  -- In the order in which slices are paged, whatever the collation of the database.
  order by k.key collate "C"
  on conflict (kind, key) do update
    set last_landed_at = excluded.last_landed_at;
end;
$$;

comment on function ops.lock_entities(text, text[]) is
  'Locks the entities (p_kind, p_keys) in key order by upserting ops.entities. Units: none. '
  'Nulls: null keys are an error of the caller (23502). Errors: 40P01 when the lock order is '
  'broken.';

revoke all on function ops.lock_entities(text, text[]) from public;
