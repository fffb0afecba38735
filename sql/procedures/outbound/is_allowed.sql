-- Purpose: whether the destination of a webhook is still allowed.
-- Input -> output: a webhook URL that was accepted before -> true or false.
-- Called by: outbound.redrive.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select outbound.is_allowed('https://api.clay.com/v3/sources/webhook/x').
create or replace function outbound.is_allowed(p_webhook_url text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select coalesce(p_webhook_url like 'vendor:%', false)
    or exists (
      select
      from outbound.destinations as d
      where d.origin = substring(p_webhook_url from '^https?://[^/?#]+')
    )
$$;

comment on function outbound.is_allowed(text) is
  'True when the origin of p_webhook_url stands in outbound.destinations, and for vendors, whose '
  'address the operator sets. Units: none. Nulls: null gives false. Errors: none.';

revoke all on function outbound.is_allowed(text) from public;
