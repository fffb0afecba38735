-- Purpose: the LinkedIn URL of a person in a request, or an error that says what to mend.
-- Input -> output: request and field -> the normalised URL.
-- Called by: the api functions whose key is a person.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 no text; WH102 no profile of a person.
-- Example: v_linkedin_url := ops.require_person_url(p_request, 'linkedin_url').
create or replace function ops.require_person_url(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text := ops.require_text(p_request, p_field);
  v_linkedin_url text := reference.normalize_linkedin_url(v_given, 'person');
begin
  if v_linkedin_url is null then
    raise exception using
      errcode = 'WH102',
      message = format('%s is not the LinkedIn profile of a person', p_field),
      detail = ops.describe_issue(p_field, 'not the LinkedIn profile of a person'),
      hint = 'send a URL such as https://www.linkedin.com/in/zelda-quux-example';
  end if;
  return v_linkedin_url;
end;
$$;

comment on function ops.require_person_url(jsonb, text) is
  'The normalised LinkedIn URL of a person in field p_field of a request. Units: none. Nulls: a '
  'missing, null or blank field is an error. Errors: WH101, WH102, WH104.';

revoke all on function ops.require_person_url(jsonb, text) from public;
