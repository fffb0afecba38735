-- Purpose: makes the read model of companies anew: core.company_index.
-- Input -> output: companies per transaction, where to go on -> a notice per slice with counts.
-- Called by: ops.rebuild, when it rebuilds everything; analysts in psql, after rows of core were
--   changed by hand.
-- Writes to: what core.refresh_company_index writes. Commits each slice.
-- Idempotence: yes; what is right already is not written.
-- Errors: WH903 bad batch size.
-- Example: call ops.refresh_company_index().
create or replace procedure ops.refresh_company_index(
  p_batch_size integer default 5000,
  p_after text default ''
)
language plpgsql
as $$
declare
  v_after text := p_after;
  v_written bigint := 0;
  v_slice record;
begin
  perform ops.require_batch_size(p_batch_size);
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.* into v_slice from ops.refresh_company_index_slice(v_after, p_batch_size) as s;
        exit;
      exception when deadlock_detected or serialization_failure then
        if v_try = 3 then
          raise;
        end if;
      end;
    end loop;
    exit when v_slice.last_key is null;
    commit;
    v_after := v_slice.last_key;
    v_written := v_written + v_slice.written;
    raise notice '% rows written, up to %', v_written, v_after;
  end loop;
end;
$$;

comment on procedure ops.refresh_company_index(integer, text) is
  'Makes core.company_index anew, p_batch_size companies per transaction, after the domain '
  'p_after. Units: companies and rows. Nulls: none allowed. Errors: WH903 bad batch size.';

revoke all on procedure ops.refresh_company_index(integer, text) from public;
grant execute on procedure ops.refresh_company_index(integer, text) to pipeline_analyst;
