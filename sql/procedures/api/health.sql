-- Purpose: what is deployed, and that the database answers.
-- Input -> output: nothing -> {success, database, migration_version, bundle_hash, role,
--   role_is_expected}.
-- Called by: GET /api/health, without a key.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.health('{}').
create or replace function api.health(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_version text;
begin
  begin
    select max(m.version) into v_version from supabase_migrations.schema_migrations as m;
  exception when undefined_table or insufficient_privilege or invalid_schema_name then
    -- Another tool keeps the history somewhere else.
    v_version := null;
  end;

  return jsonb_build_object(
    'success', true,
    'database', 'reachable',
    'migration_version', v_version,
    'bundle_hash', ops.bundle_hash(),
    'role', session_user,
    'role_is_expected', session_user = 'pipeline_edge'
  );
end;
$$;

comment on function api.health(jsonb, jsonb) is
  'What is deployed: migration version, bundle hash, and whether the login is pipeline_edge. '
  'Units: none. Nulls: migration_version is null when the history is kept elsewhere. Errors: none.';

revoke all on function api.health(jsonb, jsonb) from public;
grant execute on function api.health(jsonb, jsonb) to pipeline_edge, service_role;
