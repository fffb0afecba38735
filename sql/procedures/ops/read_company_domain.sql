-- Purpose: an optional company domain of a request, or an error that says what to mend.
-- Input -> output: request and field -> the normalised domain.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 no text; WH102 cannot be normalised; WH103 a shared host.
-- Example: v_domain := ops.read_company_domain(p_request, 'company_domain').
create or replace function ops.read_company_domain(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  if ops.read_text(p_request, p_field) is null then
    return null;
  end if;
  -- null or N/A was meant as a domain: a list without this filter would answer another question.
  if ops.is_blank(p_request -> p_field) then
    raise exception using
      errcode = 'WH102',
      message = format('%s is not a domain name', p_field),
      detail = ops.describe_issue(p_field, 'not a domain name'),
      hint = format('send a host name with a dot, such as acme.example, or leave %s out', p_field);
  end if;
  return ops.require_company_domain(p_request, p_field);
end;
$$;

comment on function ops.read_company_domain(jsonb, text) is
  'The normalised company domain in field p_field of a request. Units: none. Nulls: null when the '
  'field is missing, null or blank. Errors: WH102, WH103, WH104.';

revoke all on function ops.read_company_domain(jsonb, text) from public;
