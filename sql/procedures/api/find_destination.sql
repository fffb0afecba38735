-- Purpose: says before a delivery whether its URL is still allowed.
-- Input -> output: {webhook_url}, and is_development in the context -> {success, origin, account,
--   is_insecure}.
-- Called by: the URL guard of the edge functions and of the worker.
-- Reads: outbound.destinations.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH711 not allowed, WH712 a URL that is spelled in a way that is refused.
-- Example: select api.find_destination('{"webhook_url": "https://api.clay.com/v3/..."}').
create or replace function api.find_destination(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_destination outbound.destinations := outbound.find_destination(
    p_request ->> 'webhook_url', (p_context ->> 'is_development')::boolean
  );
begin
  return jsonb_build_object(
    'success', true,
    'origin', v_destination.origin,
    'account', v_destination.account,
    'is_insecure', v_destination.is_insecure
  );
end;
$$;

comment on function api.find_destination(jsonb, jsonb) is
  'The destination that allows p_request.webhook_url to be sent to. Units: none. Nulls: '
  'webhook_url is required; no is_development in the context means false. Errors: WH711 not '
  'allowed, WH712 a URL that is spelled in a way that is refused.';

revoke all on function api.find_destination(jsonb, jsonb) from public;
grant execute on function api.find_destination(jsonb, jsonb) to pipeline_edge, service_role;
