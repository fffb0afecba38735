-- Purpose: the heartbeat of a worker: it is still at it.
-- Input -> output: worker and deliveries -> those that it still has.
-- Called by: api.extend_leases.
-- Writes to: outbound.queue.
-- Idempotence: yes.
-- Errors: none.
-- Example: select outbound.extend_leases(v_worker_id, array[1, 2]).
create or replace function outbound.extend_leases(p_worker_id uuid, p_delivery_ids bigint[])
returns setof bigint
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
begin
  return query
  update outbound.queue as q
  set due_at = greatest(q.due_at, clock_timestamp() + interval '30 s')
  where q.delivery_id = any (p_delivery_ids) and q.owner = p_worker_id
  returning q.delivery_id;
end;
$$;

comment on function outbound.extend_leases(uuid, bigint[]) is
  'Makes the leases of the worker on p_delivery_ids last 30 seconds from now, and returns those '
  'that it still has; the others went to somebody else, or were settled. Units: deliveries. '
  'Nulls: null extends none. Errors: none.';

revoke all on function outbound.extend_leases(uuid, bigint[]) from public;
