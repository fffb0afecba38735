-- Purpose: lands what the job title of one person means, as Clay worked it out.
-- Input -> output: {linkedin_url, workflow_slug, raw_payload} -> the answer: ids, what the document
--   says, rows written, unmapped values, warnings; or success false with failure_id when it is
--   quarantined.
-- Called by: POST /run/people/clay-find-people/title-enrichment/ingest.
-- Writes to: raw.person_title_enrichment_payloads, and through its trigger extracted.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH104, WH105.
-- Example: select api.ingest_person_title_enrichment('{"linkedin_url": "linkedin.com/in/jo-doe",
--   "raw_payload": {"latest_title": "SDR"}}').
create or replace function api.ingest_person_title_enrichment(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_linkedin_url text;
  v_payload jsonb;
  v_raw_id uuid;
begin
  v_linkedin_url := ops.require_person_url(p_request, 'linkedin_url');
  v_payload := ops.require_document(p_request, 'raw_payload');

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.person_title_enrichment_payloads as p (
    linkedin_url, workflow_slug, payload, envelope, api_key_id
  )
  values (
    p_request ->> 'linkedin_url',
    reference.json_text(p_request -> 'workflow_slug'),
    v_payload,
    nullif(p_request - array['linkedin_url', 'workflow_slug', 'raw_payload'], '{}'),
    (p_context ->> 'api_key_id')::uuid
  )
  returning p.id into v_raw_id;

  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'raw_id', v_raw_id,
      'linkedin_url', v_linkedin_url
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_person_title_enrichment(jsonb, jsonb) is
  'Lands the document p_request.raw_payload (object, or JSON string of one) of '
  'p_request.linkedin_url and takes it to extracted. p_context: api_key_id, idempotency_key, '
  'endpoint. Units: rows. Nulls: linkedin_url and raw_payload are required; workflow_slug null is '
  'clay-find-people-title-enrichment. Errors: WH101 missing, WH102 no LinkedIn profile, WH104 '
  'wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_person_title_enrichment(jsonb, jsonb) from public;
grant execute on function api.ingest_person_title_enrichment(jsonb, jsonb)
  to pipeline_edge, service_role;
