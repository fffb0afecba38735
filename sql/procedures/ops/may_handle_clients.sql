-- Purpose: whether who asks may handle data of clients: the owner and service_role may, analysts
--   may not. For functions that run with the rights of their owner, and are granted to analysts.
-- Input -> output: the session -> true or false.
-- Called by: ops.resubmit_failure, ops.resubmit_rejected.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: if not ops.may_handle_clients() then ... end if.
create or replace function ops.may_handle_clients()
returns boolean
language plpgsql
stable
set search_path = ''
as $$
declare
  -- Within a function of its owner current_user is the owner: what was set by set role, else who
  -- logged in.
  v_role name := coalesce(nullif(current_setting('role'), 'none'), session_user);
begin
  return v_role = 'service_role' or pg_has_role(v_role, 'pipeline_owner', 'member');
end;
$$;

comment on function ops.may_handle_clients() is
  'Whether the role of the session is service_role, or a member of pipeline_owner. Units: none. '
  'Nulls: never. Errors: none.';

revoke all on function ops.may_handle_clients() from public;
