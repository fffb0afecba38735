-- Purpose: the Unicode form of an ASCII label of a host name, given without its xn--.
-- Input -> output: punycode (RFC 3492) -> the label.
-- Called by: reference.host_to_ascii, to tell whether an xn-- label is a real one.
-- Writes to: nothing.
-- Idempotence: the inverse of reference.encode_punycode.
-- Errors: none: what is no punycode is null.
-- Example: select reference.decode_punycode('bcher-kva');  -- bücher
create or replace function reference.decode_punycode(p_code text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_code text collate "C" := lower(p_code collate "C");
  v_output text collate "C" := substring(v_code from '^(.*)-');
  v_rest text collate "C" := substring(v_code from '([^-]*)$');
  v_n bigint := 128;
  v_i bigint := 0;
  v_old bigint;
  v_bias integer := 72;
  v_weight bigint;
  v_k integer;
  v_t integer;
  v_digit integer;
  v_place integer := 1;
begin
  if v_code !~ '^[a-z0-9-]{1,63}$' or v_rest = '' then
    return null;
  end if;
  v_output := coalesce(v_output, '');
  -- The algorithm of RFC 3492 goes through the digits one by one, each by the ones before.
  while v_place <= length(v_rest) loop
    v_old := v_i;
    v_weight := 1;
    v_k := 36;
    loop
      v_digit := strpos('abcdefghijklmnopqrstuvwxyz0123456789', substr(v_rest, v_place, 1)) - 1;
      if v_place > length(v_rest) then
        return null;
      end if;
      v_place := v_place + 1;
      v_i := v_i + v_digit * v_weight;
      v_t := least(greatest(v_k - v_bias, 1), 26);
      exit when v_digit < v_t;
      v_weight := v_weight * (36 - v_t);
      if v_i > 2147483647 or v_weight > 2147483647 then
        return null;
      end if;
      v_k := v_k + 36;
    end loop;
    v_bias := reference.adapt_punycode_bias(v_i - v_old, length(v_output) + 1, v_old = 0);
    v_n := v_n + v_i / (length(v_output) + 1);
    v_i := v_i % (length(v_output) + 1);
    if v_n > 1114111 or v_n between 55296 and 57343 then
      return null;
    end if;
    v_output := overlay(v_output placing chr(v_n::integer) from v_i::integer + 1 for 0);
    v_i := v_i + 1;
  end loop;
  return v_output;
end;
$$;

comment on function reference.decode_punycode(text) is
  'Label that punycode stands for. Units: none. Nulls: null for null and for what is no punycode. '
  'Errors: none.';

revoke all on function reference.decode_punycode(text) from public;
