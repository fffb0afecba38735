-- Purpose: what is left to be sent.
-- Input -> output: nothing -> {success, waiting, in_hand, next_in_ms}.
-- Called by: POST /run/outbound/work, after the work.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.get_outbound_backlog('{}').
create or replace function api.get_outbound_backlog(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'success', true,
      'waiting', count(*) filter (where q.owner is null),
      'in_hand', count(*) filter (where q.owner is not null),
      'next_in_ms', outbound.next_claim_in_ms()
    )
    from outbound.queue as q
  );
end;
$$;

comment on function api.get_outbound_backlog(jsonb, jsonb) is
  'Deliveries that wait, those that a worker has, and when the next may be claimed. Units: '
  'deliveries, milliseconds. Nulls: next_in_ms is null when nothing is left. Errors: none.';

revoke all on function api.get_outbound_backlog(jsonb, jsonb) from public;
grant execute on function api.get_outbound_backlog(jsonb, jsonb) to pipeline_edge, service_role;
