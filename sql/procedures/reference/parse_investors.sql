-- Purpose: the investors in the "from" text of a funding round.
-- Input -> output: names separated by commas -> distinct names in their order. A piece that is only
--   a legal suffix belongs to the name before it; white space, surrounding punctuation and a
--   leading "and" go; placeholders such as "undisclosed" are nobody; equal apart from case is the
--   same, in the first spelling. Neither "&" nor "and" separates.
-- Called by: the extractions of funding rounds.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.parse_investors('Acme Ventures, LLC, and Beta Fund, Undisclosed');
--   -- {"Acme Ventures, LLC","Beta Fund"}
-- Not strict: null is an empty list.
create or replace function reference.parse_investors(p_value text)
returns text[]
language plpgsql
immutable parallel safe
set search_path = ''
as $$
declare
  c_suffix constant text collate "C" :=
    '^(?:inc|incorporated|llc|l\.l\.c|ltd|limited|corp|corporation|co|plc|ag|s\.?a|s\.?a\.?s|sarl'
    || '|s\.?r\.?l|s\.?p\.?a|gmbh|b\.?v|n\.?v|ab|oy|a/?s|k\.?k|l\.?p|l\.?l\.?p|pllc|kg|se'
    || '|(?:pty|pte)\.?(?: ltd)?)\.?$';
  c_placeholders constant text[] := array[
    'undisclosed', 'undisclosed investor', 'undisclosed investors', 'undisclosed angel investors',
    'unknown', 'unknown investor', 'unknown investors', 'not disclosed', 'n/a', 'na', 'none',
    'null', 'other', 'others', 'other investors', 'various', 'various investors', 'tba', 'tbd'
  ];
  c_plain constant text collate "C" :=
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  v_is_plain boolean := false;
  v_text text collate "C";
  v_parts text[] := '{}';
  v_names text[] := '{}';
  v_keys text[] := '{}';
  v_part text collate "C";
  v_key text collate "C";
begin
  -- What comes after 20,000 characters is no list of investors.
  v_text := left(p_value, 20000);
  if v_text is null then
    return v_names;
  end if;
  -- The usual form, without regular expressions: names of two or more plain words, so that none is
  -- a suffix but "Pty Ltd" and its like.
  if octet_length(v_text) <= 500 and btrim(translate(v_text, c_plain, ''), ' ,') = '' then
    v_names := string_to_array(v_text, ', ');
    foreach v_part in array v_names loop
      v_key := lower(v_part);
      v_is_plain := v_part like '% %'
        and btrim(v_part, ' ,') = v_part
        and position('  ' in v_part) = 0
        and position(',' in v_part) = 0
        and left(v_key, 4) not in ('and ', 'pty ', 'pte ')
        and v_key <> all (c_placeholders)
        and v_key <> all (v_keys);
      exit when not v_is_plain;
      v_keys := v_keys || v_key::text;
    end loop;
    if v_is_plain then
      return v_names;
    end if;
    v_names := '{}';
    v_keys := '{}';
  end if;
  -- Loops over a handful of names, since each depends on the ones before it.
  foreach v_part in array regexp_split_to_array(v_text, ',(?![^()]*\))') loop
    v_part := reference.clean_label(v_part);
    if lower(v_part) ~ c_suffix then
      if cardinality(v_parts) > 0 then
        v_parts[cardinality(v_parts)] := v_parts[cardinality(v_parts)] || ', ' || v_part;
      end if;
    elsif v_part is not null then
      v_parts := v_parts || v_part::text;
    end if;
  end loop;

  foreach v_part in array v_parts loop
    v_part := regexp_replace(
      v_part, '^(?:[] "''.;:*/|&[\u2022\u00b7\u2013\u2014\u201c\u2018-]+|[aA][nN][dD] +)+', ''
    );
    v_part := regexp_replace(v_part, '[] "'';:*/|&[\u2022\u00b7\u2013\u2014\u201d\u2019-]+$', '');
    if v_part like '(%)' and v_part not like '(%(%' then
      v_part := substring(v_part from 2 for length(v_part) - 2);
    end if;
    -- The full stop of "Inc.", "L.P." or "John D." belongs to the name.
    if lower(substring(v_part from '[^ ]+$')) !~ c_suffix
      and v_part !~ '(?:^| )(?:[^ ]+\.[^ ]+|[A-Z])\.$'
    then
      v_part := rtrim(v_part, '. ');
    end if;
    v_part := reference.clean_label(v_part);
    v_key := reference.fold_case(v_part);
    continue when v_key is null or v_key = any (c_placeholders) or v_key = any (v_keys);
    v_keys := v_keys || v_key::text;
    v_names := v_names || v_part::text;
  end loop;
  return v_names;
end;
$$;

comment on function reference.parse_investors(text) is
  'Distinct investor names of a comma-separated text. Units: none. Nulls: null and texts that '
  'name nobody give an empty array. Errors: none.';

revoke all on function reference.parse_investors(text) from public;
