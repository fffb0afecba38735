-- Purpose: the amount and currency of a text such as those of funding rounds.
-- Input -> output: an optional sign ($, €, £) or 3-letter code, digits with thousands separators
--   (comma, underscore, space) and decimals, an optional K, M or B, an optional code -> amount and
--   currency.
-- Called by: the extractions of funding rounds.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none: what is no amount gives nulls.
-- Example: select * from reference.parse_money('$2.5M');  -- 2500000, USD
create or replace function reference.parse_money(
  p_value text,
  out amount numeric,
  out currency text
)
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_codes constant text[] := array[
    'AED', 'AFN', 'ALL', 'AMD', 'ANG', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT',
    'BGN', 'BHD', 'BIF', 'BMD', 'BND', 'BOB', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD',
    'CDF', 'CHF', 'CLP', 'CNY', 'COP', 'CRC', 'CUP', 'CVE', 'CZK', 'DJF', 'DKK', 'DOP', 'DZD',
    'EGP', 'ERN', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GHS', 'GIP', 'GMD', 'GNF', 'GTQ',
    'GYD', 'HKD', 'HNL', 'HRK', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IQD', 'IRR', 'ISK', 'JMD',
    'JOD', 'JPY', 'KES', 'KGS', 'KHR', 'KMF', 'KPW', 'KRW', 'KWD', 'KYD', 'KZT', 'LAK', 'LBP',
    'LKR', 'LRD', 'LSL', 'LYD', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRU', 'MUR',
    'MVR', 'MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD', 'OMR', 'PAB',
    'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'PYG', 'QAR', 'RON', 'RSD', 'RUB', 'RWF', 'SAR', 'SBD',
    'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SLL', 'SOS', 'SRD', 'SSP', 'STN', 'SVC', 'SYP',
    'SZL', 'THB', 'TJS', 'TMT', 'TND', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'UGX', 'USD',
    'UYU', 'UZS', 'VES', 'VND', 'VUV', 'WST', 'XAF', 'XCD', 'XOF', 'XPF', 'YER', 'ZAR', 'ZMW',
    'ZWL'
  ];
  v_text text collate "C";
  v_part text[];
  v_lead text collate "C";
  v_number text collate "C";
begin
  -- The usual form first. PostgreSQL keeps 32 compiled regular expressions per session, so the
  -- usual forms of all normalisers together have to do with fewer.
  if p_value ~ '^[0-9]{1,15} [A-Z]{3}$' and right(p_value, 3) = any (c_codes) then
    amount := split_part(p_value, ' ', 1)::numeric;
    currency := right(p_value, 3);
    return;
  end if;
  v_text := upper(reference.clean_label(p_value));
  if v_text is null or octet_length(v_text) > 100 then
    return;
  end if;
  -- 1: currency before, 2: number, 3: multiple, 4: currency after.
  v_part := regexp_match(
    v_text,
    '^([A-Z]{3}|US\$|[$€£])? ?'
    || '([0-9]{1,3}(?:[,_ ][0-9]{2,3})*[,_ ][0-9]{3}(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+'
    || '|[0-9]{1,3}(?:\.[0-9]{3}){2,})'
    || ' ?(K|MM|MIO|MIL|MLN|MN|M|BN|B|THOUSAND|MILLION|BILLION)? ?([A-Z]{3}|[$€£])?$'
  );
  if v_part is null then
    return;
  end if;
  v_lead := case v_part[1]
    when '$' then 'USD' when 'US$' then 'USD' when '€' then 'EUR' when '£' then 'GBP'
    else v_part[1]
  end;
  currency := case v_part[4]
    when '$' then 'USD' when '€' then 'EUR' when '£' then 'GBP'
    else coalesce(v_part[4], v_lead)
  end;
  -- Two currencies that differ are no amount, but "$5 CAD" is one: many dollars share the sign.
  if currency <> all (c_codes) or v_lead <> currency and v_part[1] <> '$' then
    currency := null;
    return;
  end if;
  v_number := v_part[2];
  if v_number ~ '\..*\.' then
    v_number := replace(v_number, '.', '');
  end if;
  amount := regexp_replace(v_number, '[,_ ]', '', 'g')::numeric * case left(v_part[3], 1)
    when 'K' then 1000
    when 'T' then 1000
    when 'M' then 1000000
    when 'B' then 1000000000
    else 1
  end;
  amount := trim_scale(amount);
end;
$$;

comment on function reference.parse_money(text) is
  'Amount and currency of a text. Units: amount in whole units of currency (ISO 4217). Nulls: '
  'both null for null and what is no amount; currency null when none is given. Errors: none.';

revoke all on function reference.parse_money(text) from public;
