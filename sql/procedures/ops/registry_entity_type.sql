-- Purpose: what the registry of workflows calls the entity of a kind of document.
-- Input -> output: kind (ops.sources.kind) -> person or company: customers and case studies are
--   about companies.
-- Called by: ops.find_candidate_problem, ops.lock_documents, ops.load_documents.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: ops.registry_entity_type('case_study') = 'company'.
create or replace function ops.registry_entity_type(p_kind text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return case when p_kind = 'person' then 'person' else 'company' end;
end;
$$;

comment on function ops.registry_entity_type(text) is
  'The entity_type of reference.enrichment_workflow_registry for documents of p_kind. Units: none. '
  'Nulls: null for null. Errors: none.';

revoke all on function ops.registry_entity_type(text) from public;
