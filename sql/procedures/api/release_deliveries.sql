-- Purpose: a worker gives back what it did not start.
-- Input -> output: {worker_id, delivery_ids} -> {success, released: [...]}.
-- Called by: the worker.
-- Writes to: outbound.queue.
-- Idempotence: yes.
-- Errors: none.
-- Example: select api.release_deliveries('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e",
--   "delivery_ids": [1]}').
create or replace function api.release_deliveries(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'success', true,
    'released', (
      select coalesce(jsonb_agg(r.delivery_id), '[]')
      from outbound.release_deliveries(
        (p_request ->> 'worker_id')::uuid,
        array(select jsonb_array_elements_text(p_request -> 'delivery_ids')::bigint)
      ) as r (delivery_id)
    )
  );
end;
$$;

comment on function api.release_deliveries(jsonb, jsonb) is
  'outbound.release_deliveries for the worker p_request.worker_id and p_request.delivery_ids. '
  'Units: deliveries. Nulls: none given back without ids. Errors: none.';

revoke all on function api.release_deliveries(jsonb, jsonb) from public;
grant execute on function api.release_deliveries(jsonb, jsonb) to pipeline_edge, service_role;
