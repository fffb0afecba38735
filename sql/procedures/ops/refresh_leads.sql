-- Purpose: makes the read models of leads anew: core.lead_index and core.company_alumni.
-- Input -> output: people per transaction, where to go on -> a notice per slice and, as result,
--   the last key and the rows written.
-- Called by: analysts in psql, after rows of core were changed by hand.
-- Writes to: what core.refresh_leads writes. Commits each slice.
-- Idempotence: yes; what is right already is not written.
-- Errors: WH903 bad batch size.
-- Example: call ops.refresh_leads().
create or replace procedure ops.refresh_leads(
  p_batch_size integer default 5000,
  inout p_after text default '',
  inout p_written bigint default 0
)
language plpgsql
as $$
declare
  v_slice record;
begin
  perform ops.require_batch_size(p_batch_size);
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.* into v_slice from ops.refresh_leads_slice(p_after, p_batch_size) as s;
        exit;
      exception when deadlock_detected or serialization_failure then
        if v_try = 3 then
          raise;
        end if;
      end;
    end loop;
    exit when v_slice.last_key is null;
    commit;
    p_after := v_slice.last_key;
    p_written := p_written + v_slice.written;
    raise notice '% rows written, up to %', p_written, p_after;
  end loop;
end;
$$;

comment on procedure ops.refresh_leads(integer, text, bigint) is
  'Makes core.lead_index and core.company_alumni anew, p_batch_size people per transaction, after '
  'p_after. Result: last key and rows written. Units: people and rows. Nulls: none allowed. '
  'Errors: WH903 bad batch size.';

revoke all on procedure ops.refresh_leads(integer, text, bigint) from public;
grant execute on procedure ops.refresh_leads(integer, text, bigint) to pipeline_analyst;
