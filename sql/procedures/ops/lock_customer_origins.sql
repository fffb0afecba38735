-- Purpose: locks the vendors whose customers a set of documents is about, after the customers
--   themselves: whoever writes about the customers of a vendor holds the lock of the vendor.
-- Input -> output: locked candidates of kind customer -> nothing. A replayed row may have stood
--   under another key: the vendor of that one is locked as well.
-- Called by: extracted.take_<source> of the sources of kind customer, after ops.lock_documents.
-- Writes to: ops.entities.
-- Idempotence: yes, apart from last_landed_at.
-- Errors: 40P01 when the lock order is broken.
-- Example: perform ops.lock_customer_origins(v_candidates);
create or replace function ops.lock_customer_origins(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform ops.lock_entities(
    'company',
    array(
      select split_part(k.key, ' ', 1)
      from (
        select c.key from unnest(p_candidates) as c
        union all
        select d.key
        from unnest(p_candidates) as c
        cross join lateral (
          select d.key from ops.documents as d where d.landing_no = c.landing_no offset 0
        ) as d
      ) as k
      -- Without a vendor the key begins with the space.
      where not starts_with(k.key, ' ')
    )
  );
end;
$$;

comment on function ops.lock_customer_origins(ops.document_candidate[]) is
  'Locks the companies before the space in the keys of p_candidates, and in the keys under which '
  'their raw rows stand. Units: none. Nulls: a null or empty array locks nothing. Errors: 40P01 '
  'when the lock order is broken.';

revoke all on function ops.lock_customer_origins(ops.document_candidate[]) from public;
