-- Purpose: lands person profiles that Clay posts: one with its key and workflow, one as it is, or
--   many.
-- Input -> output: {linkedin_url, workflow_slug, raw_payload}, {payload} or {payloads} -> the
--   answer: ids, counts, rows written, unmapped values, warnings; or success false with failure_id
--   when it is quarantined. A batch answers per item.
-- Called by: POST /run/people/clay-native/person-profile/ingest.
-- Writes to: raw.person_payloads, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH104, WH105.
-- Example: select api.ingest_clay_person_profile('{"payload": {"url": "linkedin.com/in/x"}}').
create or replace function api.ingest_clay_person_profile(
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
  c_native_workflow constant text := 'clay-native-person-enrichment';
  v_api_key_id uuid := (p_context ->> 'api_key_id')::uuid;
  -- Clay sends null or an empty text for nothing.
  v_is_native boolean := nullif(p_request ->> 'raw_payload', '') is null
    and (
      nullif(p_request ->> 'payload', '') is not null
      or p_request ? 'payload'
        and not p_request ?| array['linkedin_url', 'workflow_slug', 'raw_payload']
    );
  v_payload jsonb;
  v_payloads jsonb;
  v_answer jsonb;
  v_linkedin_url text;
  v_workflow_slug text;
  v_raw_ids uuid[];
  v_raw_id uuid;
begin
  if ops.is_batch(p_request, 'payloads') then
    v_payloads := ops.request_items(p_request, 'payloads');
  elsif v_is_native then
    v_payload := ops.require_document(p_request, 'payload');
    -- The field is named as the sender sees it.
    v_linkedin_url := ops.require_person_url(
      jsonb_build_object('payload.url', v_payload -> 'url'), 'payload.url'
    );
    v_workflow_slug := c_native_workflow;
  else
    v_linkedin_url := ops.require_person_url(p_request, 'linkedin_url');
    v_workflow_slug := ops.require_text(p_request, 'workflow_slug');
    v_payload := ops.require_document(p_request, 'raw_payload');
  end if;

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  if v_payloads is not null then
    v_raw_ids := array(
      select gen_random_uuid() from generate_series(1, jsonb_array_length(v_payloads))
    );
    insert into raw.person_payloads (
      id, linkedin_url, workflow_slug, payload, envelope, api_key_id
    )
    select
      v_raw_ids[e.place],
      p.payload ->> 'url',
      c_native_workflow,
      p.payload,
      nullif(p_request - 'payloads', '{}'),
      v_api_key_id
    from jsonb_array_elements(v_payloads) with ordinality as e (item, place)
    cross join lateral (
      select coalesce(reference.json_object(e.item), e.item) as payload offset 0
    ) as p
    order by e.place;

    return ops.keep_idempotent_answer(
      p_context,
      ops.answer_landed_batch(extracted.answer_person_profiles(v_raw_ids), 'payload')
    );
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.person_payloads as p (
    linkedin_url, workflow_slug, payload, envelope, api_key_id
  )
  values (
    case when v_is_native then v_payload ->> 'url' else p_request ->> 'linkedin_url' end,
    v_workflow_slug,
    v_payload,
    nullif(
      p_request - case
        when v_is_native then array['payload']
        else array['linkedin_url', 'workflow_slug', 'raw_payload']
      end,
      '{}'
    ),
    v_api_key_id
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

comment on function api.ingest_clay_person_profile(jsonb, jsonb) is
  'Lands the profile p_request.raw_payload of p_request.linkedin_url under '
  'p_request.workflow_slug, or p_request.payload, or every one of p_request.payloads (their url '
  'is the key), and takes them to extracted and core. p_context: api_key_id, idempotency_key, '
  'endpoint. Units: counts of items and rows. Nulls: the fields of a form are required. Errors: '
  'WH101 missing, WH102 no profile of a person, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_clay_person_profile(jsonb, jsonb) from public;
grant execute on function api.ingest_clay_person_profile(jsonb, jsonb)
  to pipeline_edge, service_role;
