-- Purpose: writes locked candidates, whatever their number, and notes the run.
-- Input -> output: usable candidates in key order -> nothing.
-- Called by: extracted.take_<source>.
-- Writes to: what ops.load_isolated writes; ops.enrichment_runs.
-- Idempotence: yes, apart from the run.
-- Errors: those of ops.load_isolated.
-- Example: perform ops.load_documents(v_candidates);
create or replace function ops.load_documents(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- Parsed documents are handed on in memory, about 20 kB each: a slice bounds that. It is no loop
  -- over rows: 1,000 payloads take as many statements as one.
  c_slice constant integer := 1000;
  v_started_at timestamptz := clock_timestamp();
  v_count integer := coalesce(cardinality(p_candidates), 0);
  v_from integer := 1;
  v_failed integer := 0;
  v_only ops.document_candidate;
begin
  while v_from <= v_count loop
    v_failed := v_failed + ops.load_isolated(p_candidates[v_from : v_from + c_slice - 1]);
    v_from := v_from + c_slice;
  end loop;

  if v_count > 0 then
    v_only := case when v_count = 1 then p_candidates[1] end;
    perform ops.record_enrichment_run(
      p_workflow_slug => coalesce(v_only.workflow_slug, s.workflow_slug),
      p_source => s.source,
      p_entity_type => ops.registry_entity_type(s.kind),
      p_entity_key => v_only.key,
      p_raw_id => v_only.raw_id,
      p_records => v_count,
      p_failed => v_failed,
      p_started_at => v_started_at
    )
    from ops.sources as s
    where s.source = (p_candidates[1]).source;
  end if;
end;
$$;

comment on function ops.load_documents(ops.document_candidate[]) is
  'Writes locked candidates in slices of 1,000, each through ops.load_isolated, and appends the '
  'run to ops.enrichment_runs. Units: none. Nulls: a null or empty array does nothing. Errors: '
  'those of ops.load_isolated.';

revoke all on function ops.load_documents(ops.document_candidate[]) from public;
