-- Purpose: the key under which spellings of one company type meet.
-- Input -> output: a type -> lower case, single spaces, underscores and other dashes as hyphens.
-- Called by: reference.match_company_type; the rows of reference.company_type_lookup hold it.
-- Writes to: nothing.
-- Idempotence: company_type_key(company_type_key(x)) = company_type_key(x).
-- Errors: none.
-- Example: select reference.company_type_key('Self_Employed');  -- self-employed
create or replace function reference.company_type_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return nullif(
    regexp_replace(
      replace(reference.fold_case(reference.clean_label(p_value)) collate "C", '_', '-'),
      ' *[-\u2010-\u2015] *', '-', 'g'
    ),
    ''
  );
end;
$$;

comment on function reference.company_type_key(text) is
  'Look-up key of a company type. Units: none. Nulls: null for null, blank and placeholders. '
  'Errors: none.';

revoke all on function reference.company_type_key(text) from public;
