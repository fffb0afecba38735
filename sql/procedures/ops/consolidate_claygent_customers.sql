-- Purpose: brings customers to core that Claygent named in what is not written there on landing
--   (customers-of-1, -2, -4), or that core lacks for another reason.
-- Input -> output: whether a customer needs a matched domain (default), only count (default),
--   vendors per transaction, where to go on -> a notice per slice and, as result, the last domain
--   and per source {candidates, inserted, domains_filled, conflicts_skipped}: of the candidates,
--   core lacked the first, their domain the second, nothing the third. To resume a run that was
--   stopped, pass the domain of its last notice as p_after.
-- Called by: analysts in psql: call ops.consolidate_claygent_customers(...).
-- Writes to: core.company_customers, core.company_customer_consolidations, ops.merges (undone by
--   ops.undo_merge), ops.entities, ops.enrichment_runs. Commits each slice. A dry run writes
--   nothing.
-- Idempotence: yes; what core has is skipped.
-- Errors: WH903 bad batch size.
-- Example: call ops.consolidate_claygent_customers(p_dry_run => false).
create or replace procedure ops.consolidate_claygent_customers(
  p_require_domain boolean default true,
  p_dry_run boolean default true,
  p_batch_size integer default 1000,
  inout p_after text default '',
  inout p_counts jsonb default '{}'
)
language plpgsql
as $$
declare
  c_none constant jsonb :=
    '{"candidates": 0, "inserted": 0, "domains_filled": 0, "conflicts_skipped": 0}';
  v_started_at timestamptz := clock_timestamp();
  v_written bigint := 0;
  v_slice record;
begin
  perform ops.require_batch_size(p_batch_size);
  p_counts := ops.add_counts(
    jsonb_build_object(
      'claygent_structured', c_none,
      'claygent_v2', c_none,
      'claygent', c_none,
      'claygent_all_customers', c_none
    ),
    p_counts
  );
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.*
        into v_slice
        from ops.consolidate_claygent_customers_slice(
          p_after, p_batch_size, p_require_domain, p_dry_run
        ) as s;
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
    p_counts := ops.add_counts(p_counts, v_slice.counts);
    v_written := v_written + v_slice.written;
    raise notice '%: %, up to %',
      case when p_dry_run then 'would be' else 'done' end, p_counts, p_after;
  end loop;

  if not p_dry_run then
    perform ops.finish_backfill('claygent-customers-consolidation', v_written, v_started_at);
  end if;
end;
$$;

comment on procedure ops.consolidate_claygent_customers(boolean, boolean, integer, text, jsonb) is
  'Brings customers from extracted.customer_mentions to core.company_customers, p_batch_size '
  'vendors per transaction, after p_after; p_require_domain (default) only those with a matched '
  'domain, p_dry_run (default) only counts. Result: last domain and counts per source. Units: '
  'customers. Nulls: none allowed. Errors: WH903 bad batch size.';

revoke all on procedure ops.consolidate_claygent_customers(boolean, boolean, integer, text, jsonb)
  from public;
grant execute on procedure
  ops.consolidate_claygent_customers(boolean, boolean, integer, text, jsonb)
  to pipeline_analyst;
