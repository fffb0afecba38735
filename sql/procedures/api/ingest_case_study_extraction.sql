-- Purpose: lands what a model read in a case study, or that it could not read it; without either,
--   asks Gemini.
-- Input -> output: {case_study_url, origin_company_domain, origin_company_name,
--   company_customer_name, workflow_slug, extraction: {article_title, customer_company_domain,
--   champions, confidence, reasoning}, model, input_tokens, output_tokens, total_tokens, cost_usd}
--   -> the answer: ids, what the document says, rows written, warnings; or success false with
--   failure_id when it is quarantined. The whole request is the document. With success false
--   (error and response_text say why) it is kept, and nothing is extracted (extracted false).
--   Without extraction the page is fetched by us, Gemini is asked, and what people and domains the
--   page does not show are dropped: the answer also has raw_response where it cannot be used.
-- Called by: POST /run/companies/gemini/case-study-extraction/ingest; whoever asks a model itself.
-- Writes to: raw.gemini_case_study_payloads, and through its trigger extracted, core and staging;
--   through outbound.begin_call the outbox.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105, WH505 unknown workflow, WH741 no key of Gemini.
-- Example: select api.ingest_case_study_extraction('{"case_study_url": "https://v.example/acme",
--   "origin_company_domain": "v.example", "origin_company_name": "V", "company_customer_name":
--   "Acme", "workflow_slug": "gemini-extract-case-study-details", "extraction": {...}}').
create or replace function api.ingest_case_study_extraction(
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
  c_field constant text := 'extraction';
  -- The model says customer_company_..., the request company_customer_...: both are taken.
  v_request jsonb := case
    when ops.is_blank(p_request -> 'company_customer_name')
      and p_request ? 'customer_company_name'
      then p_request || jsonb_build_object(
        'company_customer_name', p_request -> 'customer_company_name'
      )
    else p_request
  end;
  v_answer jsonb;
  v_url text;
  v_origin text;
  v_name text;
  v_raw_id uuid;
  v_input_tokens integer := reference.json_integer(p_request -> 'input_tokens');
  v_output_tokens integer := reference.json_integer(p_request -> 'output_tokens');
begin
  v_url := ops.require_case_study_url(v_request, 'case_study_url');
  v_origin := ops.require_company_domain(v_request, 'origin_company_domain');
  perform ops.require_text(v_request, 'origin_company_name');
  v_name := ops.require_name(v_request, 'company_customer_name');
  if reference.is_placeholder_name(v_name) then
    raise exception using
      errcode = 'WH101',
      message = 'company_customer_name is required',
      detail = ops.describe_issue('company_customer_name', 'a word for none'),
      hint = 'send the name of the customer that the case study is about';
  end if;
  perform ops.require_text(v_request, 'workflow_slug');
  if reference.json_boolean(p_request -> 'success') is distinct from false
    and extracted.read_case_study_extraction(p_request) is null
  then
    if not ops.is_blank(p_request -> c_field) then
      raise exception using
        errcode = 'WH104',
        message = 'extraction must be a JSON object',
        detail = ops.describe_issue(
          c_field, 'the answer of the model, as a JSON object or a text of one'
        ),
        hint = 'send the answer of the model as extraction, or leave it out: then Gemini is asked';
    end if;
    -- Nothing is paid for an answer that would not be taken.
    perform ops.require_workflow(v_request, 'workflow_slug', 'case_study');
    return outbound.begin_call(
      p_kind => 'case_study_extraction',
      p_subject => left(v_url, 500),
      p_body => (
        v_request || jsonb_build_object(
          'origin_company_domain', v_origin,
          'company_customer_name', v_name,
          'ask', reference.describe_ai_task('case_study_extraction')
        )
      )::json,
      p_request => p_request,
      p_context => p_context
    );
  end if;

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.gemini_case_study_payloads as p (
    case_study_url, origin_company_domain, company_customer_name, workflow_slug, payload,
    api_key_id
  )
  values (
    v_request ->> 'case_study_url',
    v_request ->> 'origin_company_domain',
    v_request ->> 'company_customer_name',
    v_request ->> 'workflow_slug',
    p_request,
    (p_context ->> 'api_key_id')::uuid
  )
  returning p.id into v_raw_id;

  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'raw_id', v_raw_id,
      'case_study_url', v_url,
      'origin_company_domain', v_origin,
      'origin_company_name', reference.clean_label(p_request ->> 'origin_company_name'),
      'company_customer_name', v_name,
      'input_tokens', v_input_tokens,
      'output_tokens', v_output_tokens,
      'total_tokens', coalesce(
        reference.json_integer(p_request -> 'total_tokens'), v_input_tokens + v_output_tokens
      ),
      'cost_usd', reference.json_number(p_request -> 'cost_usd')
    )
    || case
      when (v_answer -> 'extracted')::boolean is false then jsonb_build_object(
        'champion_count', 0, 'champions', '[]'::jsonb, 'customer_domain_found', false,
        'customer_domain', null, 'article_title', null
      )
      else '{}'
    end
    || v_answer
  );
end;
$$;

comment on function api.ingest_case_study_extraction(jsonb, jsonb) is
  'Lands the request as the document of case study p_request.case_study_url and takes it to '
  'extracted and core; with p_request.success false it is kept only; without extraction Gemini is '
  'asked for it first. p_context: api_key_id, idempotency_key, endpoint, worker_id, vendors. '
  'Units: counts of items and rows, US dollars. Nulls: case_study_url, origin_company_domain, '
  'origin_company_name, company_customer_name and workflow_slug are required. Errors: WH101 '
  'missing, WH102 no URL, domain or name, WH103 a shared host, WH104 wrong type, WH105 '
  'Idempotency-Key reused, WH505 unknown workflow, WH741 no key of Gemini.';

revoke all on function api.ingest_case_study_extraction(jsonb, jsonb) from public;
grant execute on function api.ingest_case_study_extraction(jsonb, jsonb)
  to pipeline_edge, service_role;
