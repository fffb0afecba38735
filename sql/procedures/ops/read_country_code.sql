-- Purpose: an optional country of a request, or an error that says what to mend.
-- Input -> output: request, field -> the code in capitals; null when left out.
-- Called by: api functions that ask for the companies of one country.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is not two letters.
-- Example: ops.read_country_code('{"country_code": "de"}', 'country_code') = 'DE'.
create or replace function ops.read_country_code(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_code text collate "C" := upper(reference.json_text(v_given) collate "C");
begin
  if v_code ~ '^[A-Z]{2}$' then
    return v_code;
  end if;
  if ops.is_blank(v_given) then
    return null;
  end if;
  raise exception using
    errcode = 'WH104',
    message = format('%s must be an ISO 3166 code of two letters', p_field),
    detail = ops.describe_issue(p_field, 'must be two letters'),
    hint = format('send %s as "DE", or leave it out for any country', p_field);
end;
$$;

comment on function ops.read_country_code(jsonb, text) is
  'The country code in field p_field of a request, in capitals. Units: none. Nulls: a missing, '
  'null or blank field gives null. Errors: WH104.';

revoke all on function ops.read_country_code(jsonb, text) from public;
