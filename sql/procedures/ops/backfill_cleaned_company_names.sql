-- Purpose: copies cleaned names of companies to core where there is none.
-- Input -> output: only count (default), companies per transaction, where to go on -> a notice per
--   slice and, as result, the last domain, companies looked at, rows filled in core.companies and
--   in core.company_names. To resume a run that was stopped, pass the domain of its last notice as
--   p_after.
-- Called by: analysts in psql: call ops.backfill_cleaned_company_names(...).
-- Writes to: core.companies, core.company_names, ops.entities, ops.enrichment_runs.
--   Commits each slice. A dry run writes nothing.
-- Idempotence: yes; only nulls are filled.
-- Errors: WH903 bad batch size.
-- Example: call ops.backfill_cleaned_company_names(p_dry_run => false).
create or replace procedure ops.backfill_cleaned_company_names(
  p_dry_run boolean default true,
  p_batch_size integer default 1000,
  inout p_after text default '',
  inout p_examined bigint default 0,
  inout p_filled bigint default 0,
  inout p_names_filled bigint default 0
)
language plpgsql
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_filled_before bigint := p_filled + p_names_filled;
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
        from ops.backfill_cleaned_company_names_slice(p_after, p_batch_size, p_dry_run) as s;
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
    p_names_filled := p_names_filled + v_slice.names_filled;
    raise notice '% % companies and % names per source, up to %',
      case when p_dry_run then 'would fill' else 'filled' end, p_filled, p_names_filled, p_after;
  end loop;

  if not p_dry_run then
    perform ops.finish_backfill(
      'cleaned-company-names-backfill', p_filled + p_names_filled - v_filled_before, v_started_at
    );
  end if;
end;
$$;

comment on procedure ops.backfill_cleaned_company_names(
  boolean, integer, text, bigint, bigint, bigint
) is
  'Fills cleaned_name of core.companies and core.company_names where it is null, p_batch_size '
  'companies per transaction, after p_after; p_dry_run (default) only counts. Result: last '
  'domain, companies looked at, rows filled per table. Units: companies and rows. Nulls: none '
  'allowed. Errors: WH903 bad batch size.';

revoke all on procedure ops.backfill_cleaned_company_names(
  boolean, integer, text, bigint, bigint, bigint
) from public;
grant execute on procedure ops.backfill_cleaned_company_names(
  boolean, integer, text, bigint, bigint, bigint
) to pipeline_analyst;
