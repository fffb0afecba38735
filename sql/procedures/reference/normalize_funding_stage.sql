-- Purpose: the funding stage behind the display text of a round.
-- Input -> output: a funding type -> seed, angel, venture, series_a to series_h, debt_financing or
--   other. A tail " - <company>" is dropped; pre-seed is seed.
-- Called by: the extractions of funding rounds.
-- Writes to: nothing.
-- Idempotence: normalize_funding_stage(normalize_funding_stage(x)) = normalize_funding_stage(x).
-- Errors: none.
-- Example: select reference.normalize_funding_stage('Series A - Acme Rockets');  -- series_a
create or replace function reference.normalize_funding_stage(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_stage text collate "C" := lower(p_value);
begin
  -- The usual forms need no regular expression.
  if v_stage in ('seed', 'angel', 'venture') then
    return v_stage;
  elsif v_stage in ('seed round', 'pre-seed', 'pre seed') then
    return 'seed';
  elsif v_stage in (
    'series a', 'series b', 'series c', 'series d', 'series e', 'series f', 'series g', 'series h',
    'debt financing'
  ) then
    return replace(v_stage, ' ', '_');
  end if;
  v_stage := lower(reference.clean_label(p_value));
  if v_stage is null then
    return null;
  end if;
  v_stage := regexp_replace(v_stage, 'pre *[-\u2010-\u2015_ ] *seed', 'preseed', 'g');
  v_stage := regexp_replace(v_stage, ' [-\u2010-\u2015] .*$', '');
  v_stage := btrim(regexp_replace(v_stage, '[-\u2010-\u2015_ ]+', '_', 'g'), '_');
  v_stage := regexp_replace(v_stage, '_(?:round|stage|funding|financing|investment)$', '');
  v_stage := regexp_replace(v_stage, '^series_([a-h])_?[0-9]$', 'series_\1');
  return case
    when v_stage ~ '^series_[a-h]$' then v_stage
    when v_stage in ('seed', 'preseed', 'series_seed', 'seed_plus', 'seed+') then 'seed'
    when v_stage in ('angel', 'venture') then v_stage
    when v_stage in ('series_unknown', 'venture_capital') then 'venture'
    when v_stage in ('debt', 'venture_debt') then 'debt_financing'
    else 'other'
  end;
end;
$$;

comment on function reference.normalize_funding_stage(text) is
  'Canonical funding stage of a round. Units: none. Nulls: null for null, blank and placeholders; '
  'what is unknown is other. Errors: none.';

revoke all on function reference.normalize_funding_stage(text) from public;
