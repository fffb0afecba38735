-- Purpose: gives staged case studies the names of their publishers from core.
-- Input -> output: only count (default), publishers per transaction, where to go on -> a notice per
--   slice and, as result, the last domain, rows without a name and rows filled. Why the others are
--   left: ops.diagnose_null_origin_names(). To resume a run that was stopped, pass the domain of
--   its last notice as p_after.
-- Called by: analysts in psql: call ops.fill_staging_origin_names(...).
-- Writes to: raw.staging_case_study_urls, ops.entities, ops.enrichment_runs. Commits each slice. A
--   dry run writes nothing.
-- Idempotence: yes; only nulls are filled.
-- Errors: WH903 bad batch size.
-- Example: call ops.fill_staging_origin_names(p_dry_run => false).
create or replace procedure ops.fill_staging_origin_names(
  p_dry_run boolean default true,
  p_batch_size integer default 1000,
  inout p_after text default '',
  inout p_examined bigint default 0,
  inout p_filled bigint default 0
)
language plpgsql
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_filled_before bigint := p_filled;
  v_slice record;
begin
  perform ops.require_batch_size(p_batch_size);
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.*
        into v_slice
        from ops.fill_staging_origin_names_slice(p_after, p_batch_size, p_dry_run) as s;
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
    p_examined := p_examined + v_slice.examined;
    p_filled := p_filled + v_slice.filled;
    raise notice '% % of % rows without a name, up to %',
      case when p_dry_run then 'would fill' else 'filled' end, p_filled, p_examined, p_after;
  end loop;

  if not p_dry_run then
    perform ops.finish_backfill(
      'staging-origin-names-backfill', p_filled - v_filled_before, v_started_at
    );
  end if;
end;
$$;

comment on procedure ops.fill_staging_origin_names(boolean, integer, text, bigint, bigint) is
  'Fills origin_company_name of raw.staging_case_study_urls from core where it is null, '
  'p_batch_size publishers per transaction, after p_after; p_dry_run (default) only counts. '
  'Result: last domain, rows without a name and rows filled. Units: rows. Nulls: none allowed. '
  'Errors: WH903 bad batch size.';

revoke all on procedure ops.fill_staging_origin_names(boolean, integer, text, bigint, bigint)
  from public;
grant execute on procedure ops.fill_staging_origin_names(boolean, integer, text, bigint, bigint)
  to pipeline_analyst;
