-- Purpose: what the answer to a request says of a case study that Gemini read.
-- Input -> output: kind, raw row and its payload -> the members of the answer, as extraction reads
--   the payload.
-- Called by: extracted.answer_gemini_result.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: extracted.describe_gemini_page('case_study_buyer', v_raw_id, v_payload).
create or replace function extracted.describe_gemini_page(
  p_kind text,
  p_raw_id uuid,
  p_payload jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_candidate ops.document_candidate := row(
    null,
    'case_study',
    reference.normalize_case_study_url(reference.json_text(p_payload -> 'case_study_url')),
    null,
    null,
    p_raw_id,
    null,
    null,
    null
  )::ops.document_candidate;
  v_read jsonb;
begin
  if p_kind = 'case_study_extraction' then
    return extracted.answer_gemini_case_study(v_candidate, false, '{}')
      - 'unchanged' - 'written' - 'extracted';
  end if;

  v_read := extracted.answer_case_study_buyers(v_candidate, false, '{}');
  return jsonb_build_object(
    'case_study_url', v_read -> 'case_study_url',
    'customer_company_name', v_read -> 'customer_company_name',
    'customer_company_domain', coalesce(v_read ->> 'customer_company_domain', ''),
    'people', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'fullName', e.item -> 'fullName',
            'jobTitle', coalesce(e.item ->> 'jobTitle', '')
          )
          order by e.place
        ),
        '[]'
      )
      from jsonb_array_elements(reference.json_array(p_payload -> 'people'))
        with ordinality as e (item, place)
    ),
    'persisted', reference.json_boolean(p_payload -> 'success'),
    'warnings', v_read -> 'warnings'
  );
end;
$$;

comment on function extracted.describe_gemini_page(text, uuid, jsonb) is
  'What extraction reads in p_payload, for the answer to a request. Units: people. Nulls: what the '
  'page does not say is null, in people and domain of buyers an empty text. Errors: none.';

revoke all on function extracted.describe_gemini_page(text, uuid, jsonb) from public;
