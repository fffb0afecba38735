-- Purpose: the one form of the address of a case study, the key of everything about it.
-- Input -> output: an http or https URL -> scheme and host in lower case (punycode), without user,
--   default port, fragment, utm_ parameters and slashes at the end; the path as it is, characters
--   beyond ASCII percent-encoded.
-- Called by: every landing function and extraction that reads case_study_url.
-- Writes to: nothing.
-- Idempotence: its answer normalises to itself.
-- Errors: none: what is no http(s) URL of a host with a dot, has white space, quotes, angle
--   brackets or backslashes inside, or comes to more than 2,000 characters is null.
-- Example: select reference.normalize_case_study_url('HTTPS://Acme.example/X/?utm_id=1#a');
--   -- https://acme.example/X
create or replace function reference.normalize_case_study_url(p_url text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  -- A usual URL is normal already: one regular expression says so.
  c_normal constant text collate "C" :=
    '^https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}'
    || '(?:/[!$-.0-;=@-\[\]-~]+)*$';
  -- White space, controls, quotes and what else no address has inside.
  c_refused constant text collate "C" :=
    '[\u0001-\u0020"<>\\\u007f-\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f'
    || '\u3000\ufeff\ufffd]';
  v_url text collate "C" := p_url;
  v_scheme text collate "C";
  v_authority text collate "C";
  v_host text collate "C";
  v_port text collate "C" := '';
  v_domain text collate "C";
  v_path text collate "C";
  v_query text collate "C";
begin
  if octet_length(v_url) <= 2000
    and v_url ~ c_normal
    and octet_length(split_part(v_url, '/', 3)) <= 63
    and v_url not like '%xn--%'
  then
    return v_url;
  end if;

  if octet_length(v_url) > 16000 then
    return null;
  end if;
  v_url := reference.clean_text(v_url);
  v_scheme := lower(split_part(v_url, ':', 1));
  if v_scheme not in ('http', 'https')
    or substr(v_url, length(v_scheme) + 1, 3) <> '://'
    or v_url ~ c_refused
  then
    return null;
  end if;
  v_url := split_part(substr(v_url, length(v_scheme) + 4), '#', 1);
  v_query := substr(v_url, length(split_part(v_url, '?', 1)) + 2);
  v_path := split_part(v_url, '?', 1);
  v_authority := split_part(v_path, '/', 1);
  v_path := rtrim(substr(v_path, length(v_authority) + 1), '/');

  v_host := lower(split_part(v_authority, '@', -1));
  if v_host like '%:%' then
    v_port := ltrim(substr(v_host, length(split_part(v_host, ':', 1)) + 2), '0');
    v_host := split_part(v_host, ':', 1);
    if v_port <> '' and (
      octet_length(v_port) > 5
      or btrim(v_port, '0123456789') <> ''
      or lpad(v_port, 5, '0') > '65535'
    ) then
      return null;
    end if;
    v_port := case
      when v_port = '' or (v_scheme, v_port) in (('http', '80'), ('https', '443')) then ''
      else ':' || v_port
    end;
  end if;
  v_domain := reference.normalize_domain(v_host);
  if v_domain is null then
    return null;
  end if;
  -- A domain goes without www., an address keeps it.
  v_host := rtrim(v_host, '.');
  if right('.' || v_host, length(v_domain) + 1) <> '.' || v_domain then
    v_host := case when v_host like 'www.%' then 'www.' else '' end || v_domain;
  end if;

  if v_query <> '' then
    v_query := rtrim(
      (
        select string_agg(p.parameter, '&' order by p.place)
        from unnest(string_to_array(v_query, '&')) with ordinality as p (parameter, place)
        where rtrim(p.parameter, '/') <> '' and lower(p.parameter) not like 'utm\_%'
      ),
      '/'
    );
  end if;
  v_url := v_path || coalesce('?' || nullif(v_query, ''), '');
  if octet_length(v_url) > length(v_url) then
    v_url := (
      select string_agg(
        case
          when octet_length(c.letter) = 1 then c.letter
          else regexp_replace(upper(encode(convert_to(c.letter, 'UTF8'), 'hex')), '..', '%\&', 'g')
        end,
        '' order by c.place
      )
      from unnest(string_to_array(v_url, null)) with ordinality as c (letter, place)
    );
  end if;
  v_url := v_scheme || '://' || v_host || v_port || v_url;
  return case when octet_length(v_url) <= 2000 then v_url end;
end;
$$;

comment on function reference.normalize_case_study_url(text) is
  'Normalised http(s) URL of a case study: scheme and host in lower case, without user, fragment, '
  'utm_ parameters and slashes at the end. Units: at most 2,000 characters. Nulls: null for null '
  'and for what is no such URL. Errors: none.';

revoke all on function reference.normalize_case_study_url(text) from public;
