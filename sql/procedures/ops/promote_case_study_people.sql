-- Purpose: brings the people of case studies to core who are missing there or stand as the rules
--   were before, takes out those whom nobody names any more, and links them to the people of core.
--   Landing does all but the last by itself: this is for rows that were copied into extracted by
--   hand, for rows of core that were lost, and after a change of the rules.
-- Input -> output: source (case_study_champions, case_study_buyers; null: both), only count
--   (default), vendors per transaction, where to go on -> a notice per slice and, as result, the
--   last domain and counts: per source {examined, inserted, updated, deleted}, for links and
--   customers {changed}. To resume a run that was stopped, pass the domain of its last notice as
--   p_after.
-- Called by: analysts in psql: call ops.promote_case_study_people(...).
-- Writes to: core.case_study_champions, core.company_customers, extracted.case_study_buyer_pages,
--   ops.entities, ops.enrichment_runs. Commits each slice. A dry run writes nothing.
-- Idempotence: yes; what stands is not written again.
-- Errors: WH903 bad batch size or source.
-- Example: call ops.promote_case_study_people(p_dry_run => false);
create or replace procedure ops.promote_case_study_people(
  p_source text default null,
  p_dry_run boolean default true,
  p_batch_size integer default 500,
  inout p_after text default '',
  inout p_counts jsonb default '{}'
)
language plpgsql
as $$
declare
  v_started_at timestamptz := clock_timestamp();
  v_written bigint := 0;
  v_slice record;
begin
  perform ops.require_batch_size(p_batch_size);
  if p_source not in ('case_study_champions', 'case_study_buyers') then
    raise exception using
      errcode = 'WH903',
      message = 'unknown source of people in case studies',
      hint = 'pass case_study_champions, case_study_buyers, or null for both';
  end if;
  -- A loop over slices: each is a transaction of its own.
  loop
    -- A slice that lost against a concurrent writer is tried again.
    for v_try in 1 .. 3 loop
      begin
        select s.*
        into v_slice
        from ops.promote_case_study_people_slice(p_after, p_batch_size, p_source, p_dry_run) as s;
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
    perform ops.finish_backfill('case-study-people-promotion', v_written, v_started_at);
  end if;
end;
$$;

comment on procedure ops.promote_case_study_people(text, boolean, integer, text, jsonb) is
  'Brings the people of extracted.case_study_champions and case_study_buyers to '
  'core.case_study_champions and links them, p_batch_size vendors per transaction, after p_after; '
  'p_dry_run (default) only counts. Result: last domain and counts per source. Units: rows. Nulls: '
  'p_source null is every source, else none allowed. Errors: WH903 bad batch size or source.';

revoke all on procedure ops.promote_case_study_people(text, boolean, integer, text, jsonb)
  from public;
grant execute on procedure ops.promote_case_study_people(text, boolean, integer, text, jsonb)
  to pipeline_analyst;
