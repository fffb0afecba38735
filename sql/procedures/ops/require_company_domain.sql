-- Purpose: the company domain of a request, or an error that says what to mend.
-- Input -> output: request and field -> the normalised domain.
-- Called by: the api functions whose key is a domain.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 no text; WH102 cannot be normalised; WH103 a shared host.
-- Example: v_domain := ops.require_company_domain(p_request, 'domain').
create or replace function ops.require_company_domain(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text;
  v_domain text;
begin
  v_given := ops.require_text(p_request, p_field);
  v_domain := reference.normalize_domain(v_given);
  if v_domain is null then
    raise exception using
      errcode = 'WH102',
      message = format('%s is not a domain name', p_field),
      detail = ops.describe_issue(p_field, 'not a domain name'),
      hint = 'send a host name with a dot, such as acme.example; no IP address';
  end if;
  if reference.is_blocked_domain(v_domain) then
    raise exception using
      errcode = 'WH103',
      message = format('%s is a link shortener or link page, not a company', p_field),
      detail = ops.describe_issue(p_field, 'a link shortener or link page'),
      hint = 'send the domain of the company itself';
  end if;
  return v_domain;
end;
$$;

comment on function ops.require_company_domain(jsonb, text) is
  'The normalised company domain in field p_field of a request. Units: none. Nulls: a missing, '
  'null or blank field is an error. Errors: WH101, WH102, WH103, WH104.';

revoke all on function ops.require_company_domain(jsonb, text) from public;
