-- Purpose: the domain of a company, the key of everything about it, out of whatever was sent.
-- Input -> output: a domain, URL, protocol-relative URL or e-mail address -> the host as the URL
--   standard gives it (lower case, punycode), without "www." while two labels remain, port, user,
--   path and trailing dots.
-- Called by: every landing function and extraction.
-- Writes to: nothing.
-- Idempotence: normalize_domain(normalize_domain(x)) = normalize_domain(x).
-- Errors: none: IP addresses in any notation, single labels, underscores, empty or too long labels
--   and whatever else is no domain give null. Shorteners: see reference.is_blocked_domain.
-- Example: select reference.normalize_domain('https://www.Acme.example:80/x');  -- acme.example
create or replace function reference.normalize_domain(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_domain constant text collate "C" :=
    '^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$';
  c_blanks constant text collate "C" :=
    E'\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012'
    '\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f \u0085\u00a0'
    '\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c'
    '\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff';
  v_port text collate "C";
  v_host text collate "C" := lower(p_value collate "C");
  v_is_url boolean := false;
begin
  -- Nearly every value is a plain domain, or a URL of one: one or two regular expressions do.
  if v_host like 'http%' then
    v_host := coalesce(substring(v_host from '^https?://([a-z0-9.-]+)(?:[/?#].*)?$'), v_host);
  end if;
  if octet_length(v_host) > 63 or v_host !~ c_domain or v_host like '%xn--%' then
    -- As the URL standard does: no C0 controls and blanks around, no tabs and line breaks inside.
    v_host := translate(btrim(p_value, c_blanks), E'\t\n\r', '');
    -- "Name <user@host>" and <https://host>
    v_host := coalesce(
      substring(v_host from '^[^/\\:?#<>]*<((?:[a-zA-Z]{6}:)?[^<>@/\\]+@[^<>@/\\]+)>$'),
      substring(v_host from '^<([^<>]+)>$'),
      v_host
    );
    if v_host ~ '^[a-zA-Z][a-zA-Z0-9+.-]*:' then
      if v_host ~* '^(?:https?|wss?|ftp):' then
        v_host := regexp_replace(v_host, '^[^:]*:[/\\]*', '');
        v_is_url := true;
      elsif v_host ~* '^mailto:' then
        v_host := substring(v_host from 8);
      elsif v_host ~ '^[^:]*://' then
        v_is_url := true;
        v_host := case when v_host !~* '^file:' then substring(v_host from '^[^:]*://(.*)$') end;
      end if;
    elsif v_host ~ '^[/\\]{2}' then
      v_host := ltrim(v_host, '/\');
      v_is_url := true;
    end if;
    v_host := substring(v_host from '^[^/\\?#]*');
    -- A list of addresses, or words, is not one host.
    if not v_is_url and v_host ~ '[,;\s]' then
      return null;
    end if;
    v_host := substring(v_host from '[^@]*$');
    v_port := ltrim(substring(v_host from ':(.*)$'), '0');
    v_host := substring(v_host from '^[^:]*');
    -- A URL with an impossible port is none; elsewhere a colon only ends the host.
    if octet_length(v_host) > 4000
      or v_is_url and (v_port !~ '^[0-9]{0,5}$' or lpad(v_port, 5, '0') > '65535')
    then
      return null;
    end if;
    if v_host ~ '%' then
      v_host := reference.decode_percent(v_host);
    end if;
    v_host := lower(v_host);
    if v_host ~ 'xn--|[^\u0001-\u007f]' then
      v_host := reference.host_to_ascii(v_host);
    end if;
    v_host := rtrim(v_host, '.');
    if octet_length(v_host) > 253 or v_host !~ c_domain or v_host ~ '[^.]{64}' then
      return null;
    end if;
  end if;

  while v_host like 'www.%.%' loop
    v_host := substring(v_host from 5);
  end loop;
  return v_host;
end;
$$;

comment on function reference.normalize_domain(text) is
  'Normalised domain of a domain, URL or e-mail address. Units: none. Nulls: null for null and '
  'for what holds no domain. Errors: none.';

revoke all on function reference.normalize_domain(text) from public;
