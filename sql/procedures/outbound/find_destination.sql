-- Purpose: finds the row that allows a URL to be sent to.
-- Input -> output: URL, and whether the server is one for development -> the row of its origin.
-- Called by: outbound.enqueue, and api.find_destination before each delivery.
-- Reads: outbound.destinations.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH711 the origin is not allowed, or only on a server for development; WH712 the URL is
--   not https with a plain host name.
-- Example: select * from outbound.find_destination('https://api.clay.com/v3/sources/webhook/x').
create or replace function outbound.find_destination(
  p_url text,
  p_is_development boolean default false
)
returns outbound.destinations
language plpgsql
stable
set search_path = ''
as $$
declare
  v_parsed record := outbound.parse_webhook_url(p_url);
  v_destination outbound.destinations;
  v_message text;
  v_hint text;
begin
  select d.*
  into v_destination
  from outbound.destinations as d
  where d.origin = v_parsed.origin;

  if v_destination.is_insecure and not coalesce(p_is_development, false) then
    v_message := format(
      'the destination %s is insecure: it counts only on a server for development',
      v_parsed.origin
    );
    v_hint := 'start that server with PIPELINE_DEVELOPMENT=1, or send to an https address';
  elsif v_destination.origin is null and v_parsed.weakness is null then
    v_message := format('the destination %s is not allowed', v_parsed.origin);
    v_hint := format(
      'if it may be sent to, allow it: select outbound.allow_destination(%L)', v_parsed.origin
    );
  end if;
  if v_message is not null then
    raise exception using
      errcode = 'WH711',
      message = v_message,
      detail = ops.describe_issue('webhook_url', v_message),
      hint = v_hint;
  end if;

  if v_parsed.weakness is not null and v_destination.is_insecure is not true then
    v_message := 'the webhook URL ' || v_parsed.weakness;
    raise exception using
      errcode = 'WH712',
      message = v_message,
      detail = ops.describe_issue('webhook_url', v_message),
      hint = 'use https and the name of a public host; only a server for development takes '
        'others, by select outbound.allow_destination(''http://127.0.0.1:9999'', '
        'insecure => true)';
  end if;
  return v_destination;
end;
$$;

comment on function outbound.find_destination(text, boolean) is
  'The row of outbound.destinations that allows the URL: https, a host name, and an origin '
  '(scheme, host, port) that was allowed; an insecure row only where p_is_development. Units: '
  'none. Nulls: a null URL is refused; p_is_development null means false. Errors: WH711 the origin '
  'is not allowed, or only for development; WH712 the URL is spelled in a way that is refused.';

revoke all on function outbound.find_destination(text, boolean) from public;
