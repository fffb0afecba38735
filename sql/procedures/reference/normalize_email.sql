-- Purpose: the one form of an e-mail address, the key of a person without a LinkedIn page.
-- Input -> output: an address, with or without mailto:, a name and angle brackets -> the address in
--   lower case, its host as the URL standard gives it.
-- Called by: client.parse_leads, client.warn_lead.
-- Writes to: nothing.
-- Idempotence: its answer normalises to itself.
-- Errors: none: what is no address, or has more than 254 characters, is null.
-- Example: select reference.normalize_email('Jo Doe <Jo.Doe@Acme.example>');
--   -- jo.doe@acme.example
create or replace function reference.normalize_email(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_host constant text collate "C" :=
    '^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$';
  c_local constant text collate "C" :=
    '[\u0001-\u0020\u007f-\u00a0"(),:;<>@\[\\\]\u1680\u2000-\u200f\u2028-\u202f\u3000\ufeff\ufffd]';
  v_text text collate "C" := reference.clean_text(p_value);
  v_local text collate "C";
  v_host text collate "C";
begin
  if octet_length(v_text) > 4000 then
    return null;
  end if;
  v_text := coalesce(substring(v_text from '<([^<>]*)>$'), v_text);
  v_text := reference.fold_case(reference.clean_text(v_text));
  v_text := regexp_replace(v_text, '^mailto:([^?]*).*$', '\1');
  v_local := substring(v_text from '^([^@]+)@[^@]+$');
  v_host := rtrim(substring(v_text from '@([^@]+)$'), '.');
  if v_local is null or v_local ~ c_local or v_local ~ '^\.|\.$|\.\.' then
    return null;
  end if;
  if v_host ~ 'xn--|[^\u0001-\u007f]' then
    v_host := reference.host_to_ascii(v_host);
  end if;
  if v_host is null or v_host !~ c_host or v_host ~ '[^.]{64}' or length(v_local) > 64 then
    return null;
  end if;
  v_text := v_local || '@' || v_host;
  return case when length(v_text) <= 254 then v_text end;
end;
$$;

comment on function reference.normalize_email(text) is
  'Normalised e-mail address. Units: characters. Nulls: null for null, blank and what is no '
  'address. Errors: none.';

revoke all on function reference.normalize_email(text) from public;
