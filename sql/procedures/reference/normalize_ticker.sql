-- Purpose: the ticker of a listed company in its one spelling.
-- Input -> output: any text -> capitals without the name of the exchange; null when that is no
--   ticker.
-- Called by: extracted.parse_public_company, api.set_company_ticker.
-- Writes to: nothing.
-- Idempotence: normalize_ticker(normalize_ticker(x)) = normalize_ticker(x).
-- Errors: none.
-- Example: select reference.normalize_ticker(' nasdaq: acme ');  -- ACME
create or replace function reference.normalize_ticker(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_ticker text collate "C" := upper(btrim(p_value) collate "C");
begin
  -- NASDAQ:ACME, NYSE: ACME.
  v_ticker := regexp_replace(v_ticker, '^[A-Z]{2,10} *: *', '');
  if v_ticker ~ '^[A-Z0-9]{1,6}([.-][A-Z0-9]{1,3})?$' then
    return v_ticker;
  end if;
  return null;
end;
$$;

comment on function reference.normalize_ticker(text) is
  'The normalised ticker: one to six letters and digits, with one to three more after a dot or '
  'hyphen. Units: none. Nulls: null in, null out; null for what is no ticker. Errors: none.';

revoke all on function reference.normalize_ticker(text) from public;
