-- Purpose: notes that a workflow ran, and over how much.
-- Input -> output: workflow, source, entity and counts -> nothing.
-- Called by: ops.load_documents; the backfills.
-- Writes to: ops.enrichment_runs.
-- Idempotence: no; every run is a row.
-- Errors: 23514 when more failed than were processed.
-- Example: perform ops.record_enrichment_run('clay-person-profile', 'person_profile', 'person',
--   null, null, 1000, 0, v_started_at).
create or replace function ops.record_enrichment_run(
  p_workflow_slug text,
  p_source text,
  p_entity_type text,
  p_entity_key text,
  p_raw_id uuid,
  p_records integer,
  p_failed integer,
  p_started_at timestamptz
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into ops.enrichment_runs (
    workflow_slug, source, entity_type, entity_key, raw_id, status, records_processed,
    records_failed, started_at
  )
  values (
    p_workflow_slug, p_source, p_entity_type, p_entity_key, p_raw_id,
    case when p_failed = 0 then 'completed' when p_failed < p_records then 'partial'
      else 'failed' end,
    p_records, p_failed, p_started_at
  );
end;
$$;

comment on function ops.record_enrichment_run(
  text, text, text, text, uuid, integer, integer, timestamptz
) is
  'Appends a row to ops.enrichment_runs, completed now; its status follows from the counts. Units: '
  'records. Nulls: p_source, p_entity_key and p_raw_id may be null. Errors: 23514 when more '
  'records failed than were processed.';

revoke all on function ops.record_enrichment_run(
  text, text, text, text, uuid, integer, integer, timestamptz
) from public;
