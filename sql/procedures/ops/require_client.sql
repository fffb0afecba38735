-- Purpose: the client whose data a request is about, if the key may: the one place where clients
--   are kept apart.
-- Input -> output: request {client_domain} and context {client_domain: what the key is bound to,
--   null for a key that is bound to none} -> the normalised domain of the client.
-- Called by: every api function about data of clients, before it looks at anything.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank, WH102 no domain, WH103 a shared host, WH104 no text, WH801 the
--   key is bound to another client. That says nothing about whether the other one is known.
-- Example: v_client_domain := ops.require_client(p_request, p_context).
create or replace function ops.require_client(p_request jsonb, p_context jsonb)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_client_domain text := ops.require_company_domain(p_request, 'client_domain');
begin
  if v_client_domain <> p_context ->> 'client_domain' then
    raise exception using
      errcode = 'WH801',
      message = 'the API key is bound to another client',
      detail = ops.describe_issue('client_domain', 'not the client of the API key'),
      hint = 'send the client_domain of the key, or use the key of that client';
  end if;
  return v_client_domain;
end;
$$;

comment on function ops.require_client(jsonb, jsonb) is
  'The normalised domain in field client_domain of a request. p_context.client_domain: the client '
  'that the key is bound to. Units: none. Nulls: a missing, null or blank field is an error; a '
  'context without a client may name any. Errors: WH101, WH102, WH103, WH104, WH801.';

revoke all on function ops.require_client(jsonb, jsonb) from public;
