-- Purpose: the payload of a list of customers, whichever of the four sources it is of.
-- Input -> output: source and raw id -> payload.
-- Called by: extracted.parse_claygent_customers, extracted.answer_claygent_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_payload := extracted.find_customer_payload('claygent_customers_v2', v_raw_id);
create or replace function extracted.find_customer_payload(p_source text, p_raw_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return case p_source
    when 'claygent_customers_structured' then (
      select p.payload from raw.claygent_customers_structured_raw as p where p.id = p_raw_id
    )
    when 'claygent_customers_v2' then (
      select p.payload from raw.claygent_customers_v2_raw as p where p.id = p_raw_id
    )
    when 'claygent_customers' then (
      select p.payload from raw.claygent_customers_raw as p where p.id = p_raw_id
    )
    when 'company_customer_claygent' then (
      select p.payload from raw.company_customer_claygent_payloads as p where p.id = p_raw_id
    )
  end;
end;
$$;

comment on function extracted.find_customer_payload(text, uuid) is
  'The payload of the raw row p_raw_id of source p_source. Units: none. Nulls: null where there is '
  'none. Errors: none.';

revoke all on function extracted.find_customer_payload(text, uuid) from public;
