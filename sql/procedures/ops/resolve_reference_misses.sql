-- Purpose: closes misses that have been filled.
-- Input -> output: numbers of misses -> how many were closed.
-- Called by: extracted.rematch_job_titles, extracted.rematch_locations.
-- Writes to: ops.reference_misses.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform ops.resolve_reference_misses(v_miss_nos);
create or replace function ops.resolve_reference_misses(p_miss_nos bigint[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_resolved integer;
begin
  update ops.reference_misses as m
  set resolved_at = now()
  where m.miss_no = any (p_miss_nos) and m.resolved_at is null;
  get diagnostics v_resolved = row_count;
  return v_resolved;
end;
$$;

comment on function ops.resolve_reference_misses(bigint[]) is
  'Resolves the open rows p_miss_nos of ops.reference_misses; returns their number. Units: misses. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function ops.resolve_reference_misses(bigint[]) from public;
