-- Purpose: how often a delivery of a job is tried.
-- Input -> output: options of the job -> number of attempts, 10 unless they say otherwise.
-- Called by: outbound.settle_unsent, outbound.settle_lost_leases.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select outbound.max_attempts('{"max_attempts": 3}').
create or replace function outbound.max_attempts(p_options jsonb)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
  select coalesce((p_options -> 'max_attempts')::integer, 10)
$$;

comment on function outbound.max_attempts(jsonb) is
  'Attempts that a job allows per delivery; 10 unless its options say otherwise. Units: attempts. '
  'Nulls: null gives 10. Errors: none.';

revoke all on function outbound.max_attempts(jsonb) from public;
