-- Purpose: a worker says that it is still at what it has in hand.
-- Input -> output: {worker_id, delivery_ids} -> {success, extended: [...]}; what is missing there
--   went to somebody else.
-- Called by: the worker.
-- Writes to: outbound.queue.
-- Idempotence: yes.
-- Errors: none.
-- Example: select api.extend_leases('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e",
--   "delivery_ids": [1]}').
create or replace function api.extend_leases(
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
    'extended', (
      select coalesce(jsonb_agg(e.delivery_id), '[]')
      from outbound.extend_leases(
        (p_request ->> 'worker_id')::uuid,
        array(select jsonb_array_elements_text(p_request -> 'delivery_ids')::bigint)
      ) as e (delivery_id)
    )
  );
end;
$$;

comment on function api.extend_leases(jsonb, jsonb) is
  'outbound.extend_leases for the worker p_request.worker_id and p_request.delivery_ids. Units: '
  'deliveries. Nulls: none extended without ids. Errors: none.';

revoke all on function api.extend_leases(jsonb, jsonb) from public;
grant execute on function api.extend_leases(jsonb, jsonb) to pipeline_edge, service_role;
