-- Purpose: the bias adaptation of punycode (RFC 3492, section 6.1).
-- Input -> output: the last delta, the code points handled, whether it is the first -> the bias.
-- Called by: reference.encode_punycode, reference.decode_punycode.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none for p_points > 0.
-- Example: select reference.adapt_punycode_bias(1000, 1, true);  -- 0
create or replace function reference.adapt_punycode_bias(
  p_delta bigint,
  p_points integer,
  p_is_first boolean
)
returns integer
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_delta bigint := p_delta / case when p_is_first then 700 else 2 end;
  v_k integer := 0;
begin
  v_delta := v_delta + v_delta / p_points;
  while v_delta > 455 loop
    v_delta := v_delta / 35;
    v_k := v_k + 36;
  end loop;
  return v_k + (36 * v_delta / (v_delta + 38))::integer;
end;
$$;

comment on function reference.adapt_punycode_bias(bigint, integer, boolean) is
  'Bias adaptation of punycode. Units: none. Nulls: null for null. Errors: 22012 when p_points is '
  '0.';

revoke all on function reference.adapt_punycode_bias(bigint, integer, boolean) from public;
