-- Purpose: normal domains for customers and staged case studies, one row per customer of a vendor.
-- Input -> output: only count (default), vendors per transaction, where to go on -> a notice per
--   slice and, as result, the last domain and the counts: dirty_total = duplicates_deleted +
--   updated; fields_merged, taken over from rows that went; domains_cleaned and domains_cleared,
--   customer_domain made normal or, being none, null; urls_cleaned, the same of case studies;
--   keys_filled, rows that had no customer_name_key; staging_updated; guards_restored; unusable,
--   rows left alone (ops.list_unusable_customers). To resume a run that was stopped, pass the
--   domain of its last notice as p_after.
-- Called by: analysts in psql: call ops.cleanup_company_customer_domains(...).
-- Writes to: core.company_customers, raw.staging_case_study_urls, ops.merges (undone by
--   ops.undo_merge), ops.entities, ops.enrichment_runs; puts the guards up that
--   ops.drop_customer_guards has dropped. Commits each slice. A dry run writes nothing.
-- Idempotence: yes; what is clean is not written.
-- Errors: WH903 bad batch size.
-- Example: call ops.cleanup_company_customer_domains(p_dry_run => false).
create or replace procedure ops.cleanup_company_customer_domains(
  p_dry_run boolean default true,
  p_batch_size integer default 1000,
  inout p_after text default '',
  inout p_dirty_total bigint default 0,
  inout p_duplicates_deleted bigint default 0,
  inout p_updated bigint default 0,
  inout p_fields_merged bigint default 0,
  inout p_domains_cleaned bigint default 0,
  inout p_domains_cleared bigint default 0,
  inout p_urls_cleaned bigint default 0,
  inout p_keys_filled bigint default 0,
  inout p_staging_updated bigint default 0,
  inout p_guards_restored bigint default 0,
  inout p_unusable bigint default 0
)
language plpgsql
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_before bigint := p_dirty_total + p_staging_updated;
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
        from ops.cleanup_company_customer_domains_slice(p_after, p_batch_size, p_dry_run) as s;
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
    p_dirty_total := p_dirty_total + v_slice.duplicates_deleted + v_slice.updated;
    p_duplicates_deleted := p_duplicates_deleted + v_slice.duplicates_deleted;
    p_updated := p_updated + v_slice.updated;
    p_fields_merged := p_fields_merged + v_slice.fields_merged;
    p_domains_cleaned := p_domains_cleaned + v_slice.domains_cleaned;
    p_domains_cleared := p_domains_cleared + v_slice.domains_cleared;
    p_urls_cleaned := p_urls_cleaned + v_slice.urls_cleaned;
    p_keys_filled := p_keys_filled + v_slice.keys_filled;
    p_staging_updated := p_staging_updated + v_slice.staging_updated;
    raise notice '%: % duplicates deleted, % rows updated, % staged updated, up to %',
      case when p_dry_run then 'would be' else 'done' end, p_duplicates_deleted, p_updated,
      p_staging_updated, p_after;
  end loop;

  select count(*) into p_unusable from ops.list_unusable_customers();
  if not p_dry_run then
    -- No such row can be written from here on; then the rows that stand are looked at.
    p_guards_restored := p_guards_restored + ops.restore_customer_guards(p_validate => false);
    commit;
    begin
      perform ops.restore_customer_guards();
    exception when sqlstate 'WH905' then
      raise warning '%: the guards hold for new rows only; see ops.list_unusable_customers()',
        sqlerrm;
    end;
    perform ops.finish_backfill(
      'company-customer-domains-cleanup', p_dirty_total + p_staging_updated - v_before,
      v_started_at
    );
  end if;
end;
$$;

comment on procedure ops.cleanup_company_customer_domains(
  boolean, integer, text, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint,
  bigint, bigint
) is
  'Cleans up core.company_customers and raw.staging_case_study_urls, p_batch_size vendors per '
  'transaction, after p_after, and puts the guards up again; p_dry_run (default) only counts. '
  'Result: last domain and counts. Units: rows. Nulls: none allowed. Errors: WH903 bad batch size.';

revoke all on procedure ops.cleanup_company_customer_domains(
  boolean, integer, text, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint,
  bigint, bigint
) from public;
grant execute on procedure ops.cleanup_company_customer_domains(
  boolean, integer, text, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint,
  bigint, bigint
) to pipeline_analyst;
