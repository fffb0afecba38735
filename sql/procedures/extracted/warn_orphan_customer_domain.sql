-- Purpose: says which fields of a found domain were not read as given.
-- Input -> output: payload, normalised domain of the vendor -> jsonb array of {field, message}:
--   wrong types, texts that were cut, a domain that is the vendor's own, numbers out of range.
-- Called by: extracted.answer_orphan_customer_domain.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"cost_usd": -1}' -> [{"field": "cost_usd", "message": "out of range: ..."}].
create or replace function extracted.warn_orphan_customer_domain(p_payload jsonb, p_origin text)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "customer_company_name": "name", "domain": "domain", "confidence": "name", "reason": "text",
    "success": "boolean", "input_tokens": "integer", "output_tokens": "integer",
    "cost_usd": "number"
  }';
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from (
      select f.field, f.message from reference.list_field_warnings(p_payload, c_kinds) as f
      union all
      select 'domain', 'the domain of the vendor itself: stored as null'
      where reference.normalize_domain(reference.json_text(p_payload -> 'domain')) = p_origin
      union all
      select n.field, 'out of range: stored as null'
      from (
        values
          ('input_tokens', reference.json_integer(p_payload -> 'input_tokens')::numeric),
          ('output_tokens', reference.json_integer(p_payload -> 'output_tokens')::numeric),
          ('cost_usd', reference.json_number(p_payload -> 'cost_usd'))
      ) as n (field, number)
      where n.number < 0 or n.field = 'cost_usd' and n.number > 9999.99999999
    ) as w
  );
end;
$$;

comment on function extracted.warn_orphan_customer_domain(jsonb, text) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_orphan_customer_domain(jsonb, text) from public;
