-- Purpose: whether what stands in the place of a company name says that there is none.
-- Input -> output: a name -> true for none, n/a, unknown, "none found.", "No customers found" and
--   the like, in any case, whatever punctuation or brackets are around it.
-- Called by: reference.split_customer_list and whoever reads names of customers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.is_placeholder_name('None found.');  -- true
create or replace function reference.is_placeholder_name(p_name text)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_around constant text collate "C" := E' \t\n\r\u00a0.,;:!?''"()[]<>{}*_-\u2013\u2014\u2026';
  c_placeholders constant text[] collate "C" := array[
    '', 'none', 'n/a', 'na', 'n.a', 'nil', 'null', 'undefined', 'unknown', 'unnamed',
    'unspecified', 'undisclosed', 'tbd', 'tba', 'nothing found', 'not applicable', 'not available',
    'not disclosed', 'not found', 'not identified', 'not known', 'not listed', 'not mentioned',
    'not named', 'not provided', 'not publicly available', 'not specified', 'not stated',
    'unknown client', 'unknown company', 'unknown customer', 'unknown customers'
  ];
  v_name text collate "C" := btrim(p_name, c_around);
begin
  -- Nearly every name begins otherwise.
  if strpos('nNuUtT', left(v_name, 1)) = 0 or length(v_name) > 120 then
    return false;
  end if;
  v_name := lower(v_name);
  return v_name = any (c_placeholders)
    or (v_name like 'no %' or v_name like 'none %')
    and v_name ~ (
      '^none\s+(were\s+|are\s+)?(found|identified|listed|available|mentioned|named|disclosed'
      || '|provided|specified|stated|known|given|detected)(\s.*)?$'
      || '|^no\s+((specific|named|known|public|publicly|verified|confirmed|explicit|notable|other'
      || '|additional|individual|clear|real|direct|customer|client|company|case|relevant)\s+){0,3}'
      || '(customers?|clients?|companies|company|names?|results?|data|information|info|matches'
      || '|stud(y|ies)|logos?|mentions?|references?)'
      || '(\s+((were|was|are|is|could\s+be|names?)\s+)*(found|identified|listed|available|mentioned'
      || '|named|disclosed|provided|specified|stated|known|given|detected|returned)(\s.*)?)?$'
    );
end;
$$;

comment on function reference.is_placeholder_name(text) is
  'Whether p_name stands for no company: none, n/a, unknown, no customers found. Units: none. '
  'Nulls: null for null; true for names of nothing but punctuation. Errors: none.';

revoke all on function reference.is_placeholder_name(text) from public;
