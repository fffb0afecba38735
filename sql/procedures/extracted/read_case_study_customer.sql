-- Purpose: the customer that a document about a case study names, under either of its names.
-- Input -> output: payload, the key column beside it -> the name on one line; null where there is
--   none, or a word for none.
-- Called by: the landing of case studies.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: extracted.read_case_study_customer('{"customer_company_name": "Acme"}', null) = 'Acme'.
-- Not strict: the column is null where the payload has the name.
create or replace function extracted.read_case_study_customer(p_payload jsonb, p_column text)
returns text
language plpgsql
immutable parallel safe
set search_path = ''
as $$
declare
  v_name text := reference.clean_label(
    case
      -- The column may hold the text of what is no name in the payload.
      when ops.is_blank(p_payload -> 'company_customer_name')
        and ops.is_blank(p_payload -> 'customer_company_name') then p_column
      else coalesce(
        reference.json_text(p_payload -> 'company_customer_name'),
        reference.json_text(p_payload -> 'customer_company_name')
      )
    end
  );
begin
  return case when not reference.is_placeholder_name(v_name) then v_name end;
end;
$$;

comment on function extracted.read_case_study_customer(jsonb, text) is
  'Name of the customer in a payload: company_customer_name or customer_company_name, else '
  'p_column. Units: characters, at most 500. Nulls: null where no name is given, and for none, '
  'unknown and the like. Errors: none.';

revoke all on function extracted.read_case_study_customer(jsonb, text) from public;
