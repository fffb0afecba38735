-- Purpose: the answer of the model in a document about a case study.
-- Input -> output: payload -> the object under extraction (or raw_payload); a text of one is read,
--   whatever stands around its braces. Without it, the payload itself where it has the model's
--   fields.
-- Called by: the landing of source gemini_case_study.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none. Not parallel safe, since reference.parse_json is not.
-- Example: extracted.read_case_study_extraction('{"extraction": "{\"champions\": []}"}').
create or replace function extracted.read_case_study_extraction(p_payload jsonb)
returns jsonb
language plpgsql
immutable strict parallel unsafe
set search_path = ''
as $$
declare
  v_given jsonb := case
    when not ops.is_blank(p_payload -> 'extraction') then p_payload -> 'extraction'
    when not ops.is_blank(p_payload -> 'raw_payload') then p_payload -> 'raw_payload'
  end;
  v_text text collate "C";
  v_extraction jsonb := reference.json_object(v_given);
begin
  if v_extraction is not null then
    return v_extraction;
  elsif v_given is null then
    return case
      when p_payload ?| array[
        'champions', 'customer_company_domain', 'company_customer_domain', 'article_title',
        'confidence', 'reasoning'
      ] then p_payload
    end;
  elsif jsonb_typeof(v_given) = 'string' then
    -- Models like to put their JSON between words or fences.
    v_text := v_given #>> '{}';
    v_extraction := reference.parse_json(
      substr(
        v_text,
        nullif(strpos(v_text, '{'), 0),
        length(v_text) - strpos(v_text, '{') - strpos(reverse(v_text), '}') + 2
      )
    );
    return case when jsonb_typeof(v_extraction) = 'object' then v_extraction end;
  end if;
  return null;
end;
$$;

comment on function extracted.read_case_study_extraction(jsonb) is
  'The answer of a model that p_payload holds: its extraction, or its own fields. Units: none. '
  'Nulls: null in, null out; null where there is no answer, or none that can be read. Errors: '
  'none.';

revoke all on function extracted.read_case_study_extraction(jsonb) from public;
