-- Purpose: matches the names of customers to companies, whatever has kept them from it so far. The
--   pipeline does so while landing; this is for what two transactions did not see of each other,
--   and, with p_only_unmatched => false, for changes of reference.legal_forms: it computes the keys
--   of the names anew (call ops.rebuild(...) does so for those of the companies, before), drops
--   names that nobody mentions any more, and withdraws matches that no longer hold.
-- Input -> output: table of mentions (null: all), whether matched names are left alone, only count
--   (default), origins per transaction, where to go on -> a notice per slice and, as result, the
--   last origin, names whose match changed, and per table
--   {scanned, matched: {method: mentions}, ambiguous, match_rate}. To resume a run that was
--   stopped, pass the origin of its last notice as p_after.
-- Called by: analysts in psql: call ops.match_customer_names(...).
-- Writes to: what ops.match_customer_names_slice writes; ops.enrichment_runs. Commits each slice.
--   A dry run writes nothing.
-- Idempotence: yes; a match that stands is not written.
-- Errors: WH903 bad batch size, no table of mentions.
-- Example: call ops.match_customer_names(p_dry_run => false).
create or replace procedure ops.match_customer_names(
  p_table text default null,
  p_only_unmatched boolean default true,
  p_dry_run boolean default true,
  p_batch_size integer default 1000,
  inout p_after text default '',
  inout p_changed bigint default 0,
  inout p_counts jsonb default '{}'
)
language plpgsql
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_changed_before bigint := p_changed;
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
        from ops.match_customer_names_slice(
          p_table, p_only_unmatched, p_after, p_batch_size, p_dry_run, p_counts
        ) as s;
        exit;
      exception when deadlock_detected or serialization_failure then
        if v_try = 3 then
          raise;
        end if;
      end;
    end loop;
    p_counts := v_slice.counts;
    exit when v_slice.last_key is null;
    commit;
    p_after := v_slice.last_key;
    p_changed := p_changed + v_slice.changed;
    raise notice '% % names, up to %',
      case when p_dry_run then 'would match' else 'matched' end, p_changed, p_after;
  end loop;

  if not p_dry_run then
    perform ops.finish_backfill(
      'customer-names-match', p_changed - v_changed_before, v_started_at
    );
  end if;
end;
$$;

comment on procedure ops.match_customer_names(
  text, boolean, boolean, integer, text, bigint, jsonb
) is
  'Matches the names of customers that are unmatched (p_only_unmatched false: all, with their keys '
  'computed anew), p_batch_size origins per transaction, after p_after; p_dry_run (default) only '
  'counts. Result: last origin, names whose match changed, counts per table of mentions. Units: '
  'names and mentions. Nulls: p_table null means every table. Errors: WH903 bad batch size, no '
  'table of mentions.';

revoke all on procedure ops.match_customer_names(
  text, boolean, boolean, integer, text, bigint, jsonb
) from public;
grant execute on procedure ops.match_customer_names(
  text, boolean, boolean, integer, text, bigint, jsonb
) to pipeline_analyst;
