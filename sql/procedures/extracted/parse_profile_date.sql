-- Purpose: reads the dates of profiles, which know months at best.
-- Input -> output: a date as given -> the first day of the period that it names, and day, month or
--   year. The first of a month counts as month: the vendor writes no other day.
-- Called by: extracted.parse_person_profile, extracted.write_person_experience and
--   write_person_education.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none: nonsense and years before 1900 or after 2100 give nulls.
-- Example: select * from extracted.parse_profile_date('Oct 2023');  -- 2023-10-01, month
create or replace function extracted.parse_profile_date(
  p_value text,
  out began_on date,
  out date_precision text
)
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_parsed record;
begin
  -- The usual form first; every month has 28 days, and a year first is read the same everywhere.
  if translate(p_value, '123456789', '000000000') = '0000-00-00'
    and left(p_value, 4) between '1900' and '2100'
    and substr(p_value, 6, 2) between '01' and '12'
    and right(p_value, 2) between '01' and '28'
  then
    began_on := p_value::date;
    date_precision := case when right(p_value, 2) = '01' then 'month' else 'day' end;
    return;
  end if;
  v_parsed := reference.parse_partial_date(p_value);
  began_on := (v_parsed.parsed_at at time zone 'UTC')::date;
  if began_on is null or extract(year from began_on) not between 1900 and 2100 then
    began_on := null;
    return;
  end if;
  date_precision := case
    when v_parsed.date_precision in ('year', 'month') then v_parsed.date_precision
    when extract(day from began_on) = 1 then 'month'
    else 'day'
  end;
end;
$$;

comment on function extracted.parse_profile_date(text) is
  'First day and precision (day, month, year) of a date of a profile. Units: dates, UTC. Nulls: '
  'both null for null, for what is no date and for years outside 1900 to 2100. Errors: none.';

revoke all on function extracted.parse_profile_date(text) from public;
