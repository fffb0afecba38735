-- Purpose: a worker gives back what it did not start.
-- Input -> output: worker and deliveries -> those that were given back.
-- Called by: api.release_deliveries.
-- Writes to: outbound.queue. The start that the limiter gave stays used.
-- Idempotence: yes; what the worker does not have is left alone.
-- Errors: none.
-- Example: select outbound.release_deliveries(v_worker_id, array[1, 2]).
create or replace function outbound.release_deliveries(
  p_worker_id uuid,
  p_delivery_ids bigint[]
)
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
  -- Back to the place that it had when it was enqueued, so that it does not wait for all others.
  return query
  update outbound.queue as q
  set owner = null,
      attempt = q.attempt - 1,
      due_at = least(
        j.created_at + (q.delivery_id - j.first_delivery_id + 1) * interval '1 microsecond',
        clock_timestamp()
      )
  from outbound.jobs as j
  where q.delivery_id = any (p_delivery_ids)
    and q.owner = p_worker_id
    and j.job_id = q.job_id
  returning q.delivery_id;
end;
$$;

comment on function outbound.release_deliveries(uuid, bigint[]) is
  'Gives back those of p_delivery_ids that the worker has: they are due at once, and the attempt '
  'is not counted. Returns them. Units: deliveries. Nulls: null gives none back. Errors: none.';

revoke all on function outbound.release_deliveries(uuid, bigint[]) from public;
