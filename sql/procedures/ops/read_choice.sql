-- Purpose: an optional word of a request that must be one of a few.
-- Input -> output: request, field, the words, what it is when left out -> the word.
-- Called by: ops.read_page, the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is none of them.
-- Example: ops.read_choice(p_request, 'business_model', array['B2B', 'B2C', 'Both'], null).
create or replace function ops.read_choice(
  p_request jsonb,
  p_field text,
  p_choices text[],
  p_default text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text := ops.read_text(p_request, p_field);
  v_choice text;
begin
  if v_given is null then
    return p_default;
  end if;
  select c.choice
  into v_choice
  from unnest(p_choices) as c (choice)
  where lower(c.choice) = lower(v_given);
  if v_choice is null then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be one of %s', p_field, array_to_string(p_choices, ', ')),
      detail = ops.describe_issue(p_field, 'must be one of ' || array_to_string(p_choices, ', ')),
      hint = format('send one of them in %s, or leave it out', p_field);
  end if;
  return v_choice;
end;
$$;

comment on function ops.read_choice(jsonb, text, text[], text) is
  'The word of p_choices in field p_field of a request, in any case. Units: none. Nulls: a '
  'missing, null or blank field gives p_default, which may be null. Errors: WH104.';

revoke all on function ops.read_choice(jsonb, text, text[], text) from public;
