-- Purpose: matches names of customers anew, in transactions that hold other locks already.
-- Input -> output: names with their keys -> nothing. Names whose origin somebody else holds are
--   left alone: waiting for it here could be a deadlock. ops.fill_reference_gaps and
--   ops.match_customer_names come back to them.
-- Called by: extracted.rematch_customer_names, ops.fill_reference_gaps.
-- Writes to: what extracted.write_customer_name_matches writes.
-- Idempotence: yes.
-- Errors: those of core.coalesce_company_customers.
-- Example: perform extracted.match_customer_names(v_probes);
create or replace function extracted.match_customer_names(p_probes core.name_probe[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_probes core.name_probe[] := p_probes;
  v_origins text[] := array(select distinct p.origin_company_domain from unnest(p_probes) as p);
  v_locked text[];
begin
  v_locked := ops.lock_free_entities('company', v_origins);
  if cardinality(v_locked) < cardinality(v_origins) then
    v_probes := array(
      select p from unnest(p_probes) as p where p.origin_company_domain = any (v_locked)
    );
  end if;
  perform extracted.write_customer_name_matches(
    array(select m from core.match_company_names(v_probes) as m)
  );
end;
$$;

comment on function extracted.match_customer_names(core.name_probe[]) is
  'Matches names of customers and writes what has changed, as far as nobody else holds the locks '
  'of their origins. Units: none. Nulls: a null or empty array does nothing. Errors: those of '
  'core.coalesce_company_customers.';

revoke all on function extracted.match_customer_names(core.name_probe[]) from public;
