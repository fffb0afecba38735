-- Purpose: creates an API key for a sender or reader.
-- Input -> output: name, scopes, the client that it is bound to -> the key, shown this once; only
--   its SHA-256 is kept. A key of a client opens the endpoints of clients only.
-- Called by: operators in psql; npm run dev.
-- Writes to: ops.api_keys.
-- Idempotence: no; every call makes a key, so two can be valid during a rotation.
-- Errors: WH903 for a blank name, unknown scopes, a key of less than 12 characters, a client that
--   is no domain, scope admin for a client; 23505 when p_key exists.
-- Example: select ops.create_api_key('clay production', array['ingest', 'read']);
-- It had three parameters.
drop function if exists ops.create_api_key(text, text[], text);

create or replace function ops.create_api_key(
  p_name text,
  p_scopes text[],
  p_key text default null,
  p_client_domain text default null
)
returns text
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- Two random uuids: 244 random bits.
  v_key text := coalesce(
    p_key, 'wh_' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
  );
  v_client_domain text := reference.normalize_domain(p_client_domain);
begin
  if reference.clean_text(p_name) is null then
    raise exception using
      errcode = 'WH903',
      message = 'the API key needs a name',
      hint = 'pass who holds the key as p_name';
  end if;
  if coalesce(cardinality(p_scopes), 0) = 0
    or not p_scopes <@ array['ingest', 'read', 'send', 'admin'] then
    raise exception using
      errcode = 'WH903',
      message = 'the API key needs known scopes',
      hint = 'pass p_scopes as an array of ingest, read, send, admin';
  end if;
  if length(v_key) < 12 then
    raise exception using
      errcode = 'WH903',
      message = 'the API key is too short',
      hint = 'leave p_key out to get a random one';
  end if;
  if p_client_domain is not null
    and (v_client_domain is null or reference.is_blocked_domain(v_client_domain)) then
    raise exception using
      errcode = 'WH903',
      message = 'the client of the API key is not a domain',
      hint = 'pass the domain of the client as p_client_domain, such as acme.example';
  end if;
  if p_client_domain is not null and 'admin' = any (p_scopes) then
    raise exception using
      errcode = 'WH903',
      message = 'a key of a client cannot have scope admin',
      hint = 'pass p_scopes as an array of ingest, read, send';
  end if;

  insert into ops.api_keys (name, key_sha256, scopes, client_domain)
  values (
    reference.clean_text(p_name),
    encode(sha256(convert_to(v_key, 'UTF8')), 'hex'),
    (select array_agg(distinct s.scope order by s.scope) from unnest(p_scopes) as s (scope)),
    v_client_domain
  );

  return v_key;
end;
$$;

comment on function ops.create_api_key(text, text[], text, text) is
  'Creates an API key with the scopes and returns it, this once. p_key gives the key itself, for '
  'development; p_client_domain binds it to a client, for good. Units: none. Nulls: p_key null '
  'makes a random key, p_client_domain null one that is bound to nobody. Errors: WH903 invalid '
  'argument; 23505 the key exists.';

revoke all on function ops.create_api_key(text, text[], text, text) from public;
