-- Purpose: percent decoding of a host or a path segment.
-- Input -> output: text with %XX escapes -> the text they stand for, read as UTF-8; a percent sign
--   that begins no escape stays.
-- Called by: reference.normalize_domain, reference.normalize_linkedin_url.
-- Writes to: nothing.
-- Idempotence: none: what it decodes may hold escapes again.
-- Errors: none: bytes that are not UTF-8, and NUL, give null.
-- Example: select reference.decode_percent('caf%C3%A9');  -- café
create or replace function reference.decode_percent(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_utf8 constant text collate "C" :=
    '^(?:[0-7][0-9a-f]|(?:c[2-9a-f]|d[0-9a-f])[89ab][0-9a-f]|e0[ab][0-9a-f][89ab][0-9a-f]'
    || '|(?:e[1-9abcef])[89ab][0-9a-f][89ab][0-9a-f]|ed[89][0-9a-f][89ab][0-9a-f]'
    || '|f0[9ab][0-9a-f](?:[89ab][0-9a-f]){2}|f[1-3](?:[89ab][0-9a-f]){3}'
    || '|f48[0-9a-f](?:[89ab][0-9a-f]){2})*$';
  v_text text collate "C" := p_value;
  v_hex text collate "C";
  v_run text collate "C";
begin
  -- Each turn decodes one run of escapes; callers bound the length of the text.
  v_hex := '';
  loop
    v_run := substring(v_text from '(?:%[0-9a-fA-F]{2})+');
    exit when v_run is null;
    v_hex := v_hex
      || encode(convert_to(left(v_text, strpos(v_text, v_run) - 1), 'UTF8'), 'hex')
      || lower(replace(v_run, '%', ''));
    v_text := substr(v_text, strpos(v_text, v_run) + length(v_run));
  end loop;
  v_hex := v_hex || encode(convert_to(v_text, 'UTF8'), 'hex');
  if v_hex !~ c_utf8 or v_hex ~ '^(?:[0-9a-f]{2})*00' then
    return null;
  end if;
  return convert_from(decode(v_hex, 'hex'), 'UTF8');
end;
$$;

comment on function reference.decode_percent(text) is
  'Text with its percent escapes decoded as UTF-8. Units: none. Nulls: null for null, invalid '
  'UTF-8 and NUL. Errors: none.';

revoke all on function reference.decode_percent(text) from public;
