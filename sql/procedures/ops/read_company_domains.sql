-- Purpose: the company domains of a list parameter, or an error that says what to mend.
-- Input -> output: request and field -> the normalised domains, each once.
-- Called by: the api functions that list by companies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 no domain at all; WH104 no texts, or too many; WH102, WH103 one of them is no
--   domain of a company.
-- Example: v_domains := ops.read_company_domains(p_request, 'domains', 100).
create or replace function ops.read_company_domains(
  p_request jsonb,
  p_field text,
  p_most integer
)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text[] := ops.read_list(p_request, p_field);
begin
  if v_given is null then
    raise exception using
      errcode = 'WH101',
      message = format('%s is required', p_field),
      detail = ops.describe_issue(p_field, 'missing or blank'),
      hint = format('send a value for %s', p_field);
  end if;
  if cardinality(v_given) > p_most then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be at most %s domains', p_field, p_most),
      detail = ops.describe_issue(p_field, 'too many domains'),
      hint = 'ask for fewer domains at a time';
  end if;
  return array(
    select distinct ops.require_company_domain(jsonb_build_object(p_field, g.value), p_field)
    from unnest(v_given) as g (value)
  );
end;
$$;

comment on function ops.read_company_domains(jsonb, text, integer) is
  'The normalised company domains in field p_field of a request, at most p_most. Units: none. '
  'Nulls: no domain at all is an error. Errors: WH101, WH102, WH103, WH104.';

revoke all on function ops.read_company_domains(jsonb, text, integer) from public;
