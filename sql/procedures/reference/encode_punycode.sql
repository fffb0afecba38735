-- Purpose: the ASCII form of a Unicode label of a host name, without its xn--.
-- Input -> output: a label -> its punycode (RFC 3492).
-- Called by: reference.host_to_ascii.
-- Writes to: nothing.
-- Idempotence: the inverse of reference.decode_punycode.
-- Errors: none: a label over 63 characters, which no host name has, is null.
-- Example: select reference.encode_punycode('bücher');  -- bcher-kva
create or replace function reference.encode_punycode(p_label text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  v_codes integer[];
  v_output text collate "C" := regexp_replace(p_label, '[^\u0001-\u007f]', '', 'g');
  v_code integer := 128;
  v_delta bigint := 0;
  v_bias integer := 72;
  v_handled integer := length(v_output);
  v_total integer := length(p_label);
  v_first boolean := true;
  v_q bigint;
  v_k integer;
  v_t integer;
  r_code integer;
  v_next integer;
begin
  if v_total > 63 then
    return null;
  end if;
  -- The algorithm of RFC 3492 goes through the characters one by one, each step by the ones before.
  v_codes := array(
    select ascii(c.letter)
    from regexp_split_to_table(p_label, '') with ordinality as c (letter, place)
    order by c.place
  );
  if v_handled > 0 then
    v_output := v_output || '-';
  end if;
  while v_handled < v_total loop
    select min(u.code) into v_next from unnest(v_codes) as u (code) where u.code >= v_code;
    v_delta := v_delta + (v_next - v_code)::bigint * (v_handled + 1);
    v_code := v_next;
    foreach r_code in array v_codes loop
      if r_code < v_code then
        v_delta := v_delta + 1;
      elsif r_code = v_code then
        v_q := v_delta;
        v_k := 36;
        loop
          v_t := least(greatest(v_k - v_bias, 1), 26);
          exit when v_q < v_t;
          v_output := v_output
            || substr(c_digits, (v_t + (v_q - v_t) % (36 - v_t))::integer + 1, 1);
          v_q := (v_q - v_t) / (36 - v_t);
          v_k := v_k + 36;
        end loop;
        v_output := v_output || substr(c_digits, v_q::integer + 1, 1);
        v_handled := v_handled + 1;
        v_bias := reference.adapt_punycode_bias(v_delta, v_handled, v_first);
        v_first := false;
        v_delta := 0;
      end if;
    end loop;
    v_delta := v_delta + 1;
    v_code := v_code + 1;
  end loop;
  return v_output;
end;
$$;

comment on function reference.encode_punycode(text) is
  'Punycode of a label. Units: none. Nulls: null for null and for labels over 63 characters. '
  'Errors: none.';

revoke all on function reference.encode_punycode(text) from public;
