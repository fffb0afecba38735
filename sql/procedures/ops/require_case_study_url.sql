-- Purpose: the address of a case study in a request, or an error that says what to mend.
-- Input -> output: request and field -> the normalised URL.
-- Called by: the api functions whose key is a case study.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 no text; WH102 no http(s) URL.
-- Example: v_url := ops.require_case_study_url(p_request, 'case_study_url').
create or replace function ops.require_case_study_url(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_url text := reference.normalize_case_study_url(ops.require_text(p_request, p_field));
begin
  if v_url is null then
    raise exception using
      errcode = 'WH102',
      message = format('%s is not an http(s) URL', p_field),
      detail = ops.describe_issue(p_field, 'not an http(s) URL'),
      hint = 'send a URL such as https://acme.example/customers/x, at most 2,000 characters';
  end if;
  return v_url;
end;
$$;

comment on function ops.require_case_study_url(jsonb, text) is
  'The normalised case study URL in field p_field of a request. Units: none. Nulls: a missing, '
  'null or blank field is an error. Errors: WH101, WH102, WH104.';

revoke all on function ops.require_case_study_url(jsonb, text) from public;
