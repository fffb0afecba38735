-- Purpose: notes that a backfill went through.
-- Input -> output: workflow, number of rows filled, when it began -> nothing.
-- Called by: the backfills.
-- Writes to: ops.enrichment_runs.
-- Idempotence: no; every run is a row.
-- Errors: WH903 for a workflow that is no backfill.
-- Example: perform ops.finish_backfill('person-locations-backfill', 12, v_started_at);
create or replace function ops.finish_backfill(
  p_workflow_slug text,
  p_records bigint,
  p_started_at timestamptz
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_entity_type text;
begin
  select r.entity_type
  into v_entity_type
  from reference.enrichment_workflow_registry as r
  where r.workflow_slug = p_workflow_slug and r.workflow_type = 'backfill';
  if not found then
    raise exception using
      errcode = 'WH903',
      message = 'the workflow is no backfill',
      hint = 'see workflow_type in reference.enrichment_workflow_registry';
  end if;
  perform ops.record_enrichment_run(
    p_workflow_slug => p_workflow_slug,
    p_source => null,
    p_entity_type => v_entity_type,
    p_entity_key => null,
    p_raw_id => null,
    p_records => p_records::integer,
    p_failed => 0,
    p_started_at => p_started_at
  );
end;
$$;

comment on function ops.finish_backfill(text, bigint, timestamptz) is
  'Appends a completed backfill of p_records rows to ops.enrichment_runs. Units: rows. Nulls: '
  'none allowed. Errors: WH903 no backfill.';

revoke all on function ops.finish_backfill(text, bigint, timestamptz) from public;
grant execute on function ops.finish_backfill(text, bigint, timestamptz) to pipeline_analyst;
