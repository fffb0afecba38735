-- Purpose: refuses a batch size that would loop for ever or lock everything.
-- Input -> output: batch size -> nothing.
-- Called by: ops.replay, ops.rebuild.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: WH903 outside 1 to 20,000.
-- Example: perform ops.require_batch_size(1000).
create or replace function ops.require_batch_size(p_batch_size integer)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if p_batch_size is null or p_batch_size not between 1 and 20000 then
    raise exception using
      errcode = 'WH903',
      message = 'the batch size is out of range',
      hint = 'pass p_batch_size between 1 and 20000';
  end if;
end;
$$;

comment on function ops.require_batch_size(integer) is
  'Raises unless p_batch_size is between 1 and 20,000. Units: rows or keys. Nulls: null is an '
  'error. Errors: WH903.';

revoke all on function ops.require_batch_size(integer) from public;
grant execute on function ops.require_batch_size(integer) to pipeline_analyst;
