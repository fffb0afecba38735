-- Purpose: what makes a landed payload unusable, before anything is written of it.
-- Input -> output: kind of entity, key as given and normalised, payload, workflow that the request
--   named -> the code of the problem, or null.
-- Called by: extracted.take_<source>.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains and workflows are tables.
-- Errors: none.
-- Example: ops.find_candidate_problem('company', '10.0.0.1', null, '{}', null) = 'WH102'.
create or replace function ops.find_candidate_problem(
  p_kind text,
  p_given_key text,
  p_key text,
  p_payload jsonb,
  p_workflow_slug text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return case
    -- Only models are asked about these.
    when p_kind in ('case_study', 'customer')
      and jsonb_typeof(p_payload -> 'unusable_answer') = 'object' then 'WH203'
    when reference.clean_text(p_given_key) is null then 'WH101'
    when p_key is null then 'WH102'
    when p_kind = 'company' and reference.is_blocked_domain(p_key) then 'WH103'
    when jsonb_typeof(p_payload) is distinct from 'object' then 'WH104'
    when p_workflow_slug is not null
      and not exists (
        select from reference.enrichment_workflow_registry as r
        where r.workflow_slug = p_workflow_slug
          and r.entity_type = ops.registry_entity_type(p_kind)
      ) then 'WH202'
  end;
end;
$$;

comment on function ops.find_candidate_problem(text, text, text, jsonb, text) is
  'What makes a raw row unusable: WH101 no key, WH102 a key that cannot be normalised, WH103 a '
  'shared host, WH104 no JSON object, WH202 a workflow that is not registered for p_kind, WH203 an '
  'answer of a model that cannot be used; null when nothing does. Units: none. Nulls: '
  'p_workflow_slug null is the workflow of the source. Errors: none.';

revoke all on function ops.find_candidate_problem(text, text, text, jsonb, text) from public;
