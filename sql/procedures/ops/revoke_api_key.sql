-- Purpose: revokes an API key; edge functions notice within KEY_CACHE_SECONDS.
-- Input -> output: api_key_id -> when it was revoked.
-- Called by: operators in psql.
-- Writes to: ops.api_keys.
-- Idempotence: yes; the first time of revoking stands.
-- Errors: WH901 for an unknown key.
-- Example: select ops.revoke_api_key(api_key_id) from ops.api_keys where name = 'clay production';
create or replace function ops.revoke_api_key(p_api_key_id uuid)
returns timestamptz
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_revoked_at timestamptz;
begin
  update ops.api_keys as k
  set revoked_at = coalesce(k.revoked_at, now())
  where k.api_key_id = p_api_key_id
  returning k.revoked_at into v_revoked_at;

  if not found then
    raise exception using
      errcode = 'WH901',
      message = 'the API key does not exist',
      hint = 'look it up: select api_key_id, name from ops.api_keys';
  end if;
  return v_revoked_at;
end;
$$;

comment on function ops.revoke_api_key(uuid) is
  'Revokes an API key and returns when it was revoked. Units: none. Nulls: null is an unknown '
  'key. Errors: WH901 unknown key.';

revoke all on function ops.revoke_api_key(uuid) from public;
