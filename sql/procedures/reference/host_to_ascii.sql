-- Purpose: the ASCII form of an internationalised host name, as browsers and registries use it.
-- Input -> output: a host with characters beyond ASCII or xn-- labels -> its labels in punycode, by
--   the URL standard (UTS 46, not transitional, with the rules for joiners and direction).
-- Called by: reference.normalize_domain, for the few hosts that need it.
-- Writes to: nothing.
-- Idempotence: host_to_ascii(host_to_ascii(x)) = host_to_ascii(x) for a host name x.
-- Errors: none: hosts that the standard refuses are null. Characters newer than Unicode 14, and
--   unassigned ones, are not told from others.
-- Example: select reference.host_to_ascii('Bücher.example');  -- xn--bcher-kva.example
create or replace function reference.host_to_ascii(p_host text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_disallowed constant text collate "C" :=
    '[\u0080-\u009f\u04c0\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u10a0-\u10c5'
    || '\u115f-\u1160\u1680\u17b4-\u17b5\u1806\u180e\u200e-\u200f\u2028-\u202e\u2061-\u2063'
    || '\u2065-\u206f\u2132\u2183\u2ff0-\u2fff\u3164\ue000-\uf8ff\ufe12\uffa0\ufff0-\uffff'
    || '\U000110bd\U000110cd\U00013430-\U0001343f\U0001d173-\U0001d17a\U0002f868\U0002f874'
    || '\U0002f91f\U0002f95f\U0002f9bf\U000e0000-\U0010ffff]';
  c_marks constant text collate "C" :=
    '\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7'
    || '\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed'
    || '\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823'
    || '\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0903'
    || '\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc\u09be-\u09cd'
    || '\u09d7\u09e2-\u09e3\u09fe-\u0a03\u0a3c-\u0a51\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc'
    || '\u0abe-\u0acd\u0ae2-\u0ae3\u0afa-\u0b03\u0b3c\u0b3e-\u0b57\u0b62-\u0b63\u0b82'
    || '\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc'
    || '\u0cbe-\u0cd6\u0ce2-\u0ce3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d4d\u0d57\u0d62-\u0d63'
    || '\u0d81-\u0d83\u0dca-\u0ddf\u0df2-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1'
    || '\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84'
    || '\u0f86-\u0f87\u0f8d-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064'
    || '\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1715'
    || '\u1732-\u1734\u1752-\u1753\u1772-\u1773\u17b4-\u17d3\u17dd\u180b-\u180d\u180f'
    || '\u1885-\u1886\u18a9\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b04\u1b34-\u1b44'
    || '\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2'
    || '\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f'
    || '\u2de0-\u2dff\u302a-\u302f\u3099-\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f'
    || '\ua6f0-\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880-\ua881\ua8b4-\ua8c5'
    || '\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5'
    || '\uaa29-\uaa36\uaa43\uaa4c-\uaa4d\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7-\uaab8'
    || '\uaabe-\uaabf\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e'
    || '\ufe00-\ufe0f\ufe20-\ufe2f';
  c_right constant text collate "C" :=
    '\u0590\u05be\u05c0\u05c3\u05c6\u05c8-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f'
    || '\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074b-\u07a5\u07b1-\u07ea'
    || '\u07f4\u07f5\u07fa-\u0815\u081a\u0824\u0828\u082e-\u0858\u085c-\u088f\u0892-\u0897'
    || '\u08a0-\u08c9\u200f\ufb1d\ufb1f-\ufb28\ufb2a-\ufd3d\ufd50-\ufdce\ufdd0-\ufdfc\ufdfe\ufdff'
    || '\ufe70-\ufefe\U00010800-\U0001091e\U00010920-\U00010a00\U00010a10-\U00010a37'
    || '\U00010a40-\U00010ae4\U00010ae7-\U00010b38\U00010b40-\U00010d23\U00010d3a-\U00010e5f'
    || '\U00010e80-\U00010fff\U0001e800-\U0001efff';
  c_arabic_digits constant text collate "C" := '\u0660-\u0669\u066b\u066c\U00010d30-\U00010d39';
  c_left constant text collate "C" :=
    'a-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02bb-\u02c1\u0370-\u0373'
    || '\u0376-\u0383\u0388-\u03f5\u03f7-\u0482\u048a-\u0589\u0903-\u0939\u093d-\u0940\u0958-\u0961'
    || '\u0964-\u0980\u0e01-\u0e30\u0e40-\u0e46\u10a0-\u135c\u1380-\u138f\u13a0-\u13fd\u1e00-\u1fbc'
    || '\u3005-\u3007\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\ud7ff';
  c_joined constant text collate "C" :=
    '[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84'
    || '\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c'
    || '\ua8c4\ua953\ua9c0\uaaf6\uabed][\u200c\u200d]';
  v_labels text[] := string_to_array(reference.map_host(p_host), '.');
  v_label text collate "C";
begin
  if cardinality(v_labels) > 127 then
    return null;
  end if;
  -- Labels are judged one by one, since each may be ASCII, Unicode or punycode.
  for i in 1 .. cardinality(v_labels) loop
    v_label := v_labels[i];
    if v_label like 'xn--%' then
      v_label := reference.decode_punycode(substr(v_label, 5));
      if v_label is null or octet_length(v_label) = length(v_label)
        or reference.map_host(v_label) <> v_label
        or 'xn--' || reference.encode_punycode(v_label) <> v_labels[i]
      then
        return null;
      end if;
    elsif octet_length(v_label) = length(v_label) then
      continue;
    else
      v_labels[i] := 'xn--' || reference.encode_punycode(v_label);
    end if;
    if v_labels[i] is null
      or v_label ~ c_disallowed
      or v_label ~ ('^[' || c_marks || ']')
      or regexp_replace(
        regexp_replace(v_label, c_joined, '', 'g'),
        '(?<=[\u0620-\u064a\u066e-\u06d3\u0750-\u077f])\u200c'
        || '(?=[\u0620-\u064a\u066e-\u06d3\u0750-\u077f])',
        '', 'g'
      ) ~ '[\u200c\u200d]'
    then
      return null;
    end if;
    -- The rule of RFC 5893: what is written from right to left begins and ends so.
    if v_label ~ ('[' || c_right || c_arabic_digits || ']')
      and (
        v_label !~ ('^[' || c_right || ']')
        or v_label ~ ('[' || c_left || ']')
        or v_label !~ (
          '[0-9\u06f0-\u06f9' || c_right || c_arabic_digits || '][' || c_marks || ']*$'
        )
        or v_label ~ '[0-9\u06f0-\u06f9]' and v_label ~ ('[' || c_arabic_digits || ']')
      )
    then
      return null;
    end if;
  end loop;
  return array_to_string(v_labels, '.');
end;
$$;

comment on function reference.host_to_ascii(text) is
  'ASCII form of a Unicode host name. Units: none. Nulls: null for null and for hosts that the '
  'URL standard refuses. Errors: none.';

revoke all on function reference.host_to_ascii(text) from public;
