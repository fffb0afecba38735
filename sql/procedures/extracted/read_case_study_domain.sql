-- Purpose: the domain that a page shows of a customer, where it can be one.
-- Input -> output: the value as sent, domain and name of the vendor, name of the customer -> the
--   normalised domain; null for a shared host, and for the vendor's own unless the names are equal.
-- Called by: the readers and the warnings of case studies.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: extracted.read_case_study_domain('"www.Acme.example"', 'v.example', 'V', 'Acme')
--   = 'acme.example'.
-- Not strict: names may be missing.
create or replace function extracted.read_case_study_domain(
  p_value jsonb,
  p_origin_domain text,
  p_origin_name text,
  p_customer_name text
)
returns text
language plpgsql
stable parallel safe
set search_path = ''
as $$
declare
  v_domain text := reference.normalize_domain(reference.json_text(p_value));
begin
  if v_domain is null
    or reference.is_blocked_domain(v_domain)
    or v_domain = p_origin_domain
    and coalesce(reference.name_key(p_origin_name) <> reference.name_key(p_customer_name), true)
  then
    return null;
  end if;
  return v_domain;
end;
$$;

comment on function extracted.read_case_study_domain(jsonb, text, text, text) is
  'The normalised domain of a customer in p_value; not a shared host, not that of the vendor '
  'p_origin_domain unless vendor and customer have one name. Units: none. Nulls: null for what is '
  'no such domain; a null name equals no other. Errors: none.';

revoke all on function extracted.read_case_study_domain(jsonb, text, text, text) from public;
