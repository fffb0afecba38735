-- Purpose: says which fields of an inference were not read as given.
-- Input -> output: payload, normalised domain of the vendor (empty where none is known) -> jsonb
--   array of {field, message}: wrong types, texts that were cut, candidates that are none.
-- Called by: extracted.answer_gemini_domain_inference.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"candidates": [{"domain": "bit.ly"}]}' -> [{"field": "candidates.0.domain", ...}].
create or replace function extracted.warn_gemini_domain_inference(p_payload jsonb, p_origin text)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "customer_company_name": "name", "origin_company_name": "text", "candidates": "array",
    "input_tokens": "integer", "output_tokens": "integer", "cost_usd": "number"
  }';
  c_candidate_kinds constant jsonb := '{
    "domain": "domain", "confidence": "name", "reason": "text"
  }';
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message)
        order by w.place, w.field, w.message
      ),
      '[]'
    )
    from (
      select -1 as place, f.field, f.message
      from reference.list_field_warnings(p_payload, c_kinds) as f
      union all
      select c.place, 'candidates.' || c.place || '.' || f.field, f.message
      from extracted.list_domain_candidates(p_payload -> 'candidates', p_origin) as c
      cross join lateral reference.list_field_warnings(c.candidate, c_candidate_kinds) as f
      union all
      select
        c.place,
        'candidates.' || c.place || '.domain',
        'the domain of the vendor itself: no candidate'
      from extracted.list_domain_candidates(p_payload -> 'candidates', p_origin) as c
      where c.is_origin
      union all
      select 0, 'candidates', 'only the first 100 are read'
      where jsonb_array_length(reference.json_array(p_payload -> 'candidates')) > 100
    ) as w
  );
end;
$$;

comment on function extracted.warn_gemini_domain_inference(jsonb, text) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_gemini_domain_inference(jsonb, text) from public;
