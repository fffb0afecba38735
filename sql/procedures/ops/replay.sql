-- Purpose: takes raw rows again: the failures of a source, a slice of it, or all of it.
-- Input -> output: source, raw ids (null: all), failures only, rows per transaction -> a notice per
--   slice with counts.
-- Called by: analysts in psql: call ops.replay(...).
-- Writes to: what extracted.take_<source> writes; ops.failures. Commits each slice.
-- Idempotence: yes; a replay of what stands changes nothing.
-- Errors: WH901 unknown source, WH903 bad batch size; those that are not the payload's.
-- Example: call ops.replay('companyenrich', p_failures_only => true).
create or replace procedure ops.replay(
  p_source text,
  p_raw_ids uuid[] default null,
  p_failures_only boolean default false,
  p_batch_size integer default 1000
)
language plpgsql
as $$
declare
  v_after bigint := 0;
  v_slice record;
  v_tried bigint := 0;
  v_taken bigint := 0;
begin
  perform ops.require_batch_size(p_batch_size);
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.*
        into v_slice
        from ops.replay_slice(p_source, p_raw_ids, p_failures_only, v_after, p_batch_size) as s;
        exit;
      exception when deadlock_detected or serialization_failure then
        if v_try = 3 then
          raise;
        end if;
      end;
    end loop;
    exit when v_slice.last_landing_no is null;
    commit;
    v_after := v_slice.last_landing_no;
    v_tried := v_tried + v_slice.tried;
    v_taken := v_taken + v_slice.taken;
    raise notice 'replayed % rows of %: % stand, % failed',
      v_tried, p_source, v_taken, v_tried - v_taken;
  end loop;
  if v_tried = 0 then
    raise notice 'nothing to replay for %', p_source;
  end if;
end;
$$;

comment on procedure ops.replay(text, uuid[], boolean, integer) is
  'Takes raw rows of a source again, p_batch_size per transaction, in the order of landing. '
  'Units: rows. Nulls: p_raw_ids null means all rows. Errors: WH901 unknown source; WH903 bad '
  'batch size; those that are not the payload''s.';

revoke all on procedure ops.replay(text, uuid[], boolean, integer) from public;
grant execute on procedure ops.replay(text, uuid[], boolean, integer) to pipeline_analyst;
