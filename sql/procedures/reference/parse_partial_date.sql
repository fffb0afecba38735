-- Purpose: reads the dates that documents hold, whole or partial, and says how precise they are.
-- Input -> output: ISO 8601 with Z, offset, fraction or no zone (then UTC), YYYY, YYYY-MM,
--   YYYY-MM-DD, month names, and day/month/year where only one reading is a date -> the instant its
--   period begins, and year, month, day or time.
-- Called by: the extractions.
-- Writes to: nothing.
-- Idempotence: pure; the same under every DateStyle and TimeZone.
-- Errors: none: nonsense (2023-02-30, 25:00, years before 1000 or after 9999) gives nulls.
-- Example: select * from reference.parse_partial_date('Jan 2023');  -- 2023-01-01, month
create or replace function reference.parse_partial_date(
  p_value text,
  out parsed_at timestamptz,
  out date_precision text
)
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_months constant text[] := array[
    'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'
  ];
  v_text text collate "C";
  v_part text[];
  v_year integer;
  v_month integer := 1;
  v_day integer := 1;
  v_days integer;
  v_time text[];
  v_offset interval := '0';
  v_precision text;
begin
  -- The usual forms first; every month has 28 days. With four digits first and a zone, the cast
  -- depends on no setting.
  if translate(p_value, '123456789', '000000000')
      in (
        '0000-00-00', '0000-00-00T00:00:00', '0000-00-00T00:00:00Z', '0000-00-00 00:00:00',
        '0000-00-00 00:00:00.000', '0000-00-00T00:00:00.000Z'
      )
    and left(p_value, 4) > '0999'
    and substr(p_value, 6, 2) between '01' and '12'
    and substr(p_value, 9, 2) between '01' and '28'
    and coalesce(nullif(substr(p_value, 12, 2), ''), '00') < '24'
    and coalesce(nullif(substr(p_value, 15, 2), ''), '00') < '60'
    and coalesce(nullif(substr(p_value, 18, 2), ''), '00') < '60'
  then
    if length(p_value) = 10 then
      parsed_at := (p_value || 'T00:00:00Z')::timestamptz;
      date_precision := 'day';
    else
      parsed_at := (rtrim(p_value, 'Z') || 'Z')::timestamptz;
      date_precision := 'time';
    end if;
    return;
  end if;
  v_text := lower(btrim(p_value, E' \t\n\r\u00a0\ufeff'));
  if octet_length(v_text) > 60 then
    return;
  end if;
  v_part := regexp_match(
    v_text, '^([1-9][0-9]{3})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9/.-])'
  );
  if v_part is null then
    v_part := regexp_match(v_text, '^([1-9][0-9]{3})([0-9]{2})([0-9]{2})(?:$|(?=[t ]))');
  end if;
  if v_part is not null then
    -- Year first: 2023, 2023-01, 2023-01-15, 20230115.
    v_year := v_part[1]::integer;
    v_precision := case
      when v_part[2] is null then 'year' when v_part[3] is null then 'month' else 'day'
    end;
    v_month := coalesce(v_part[2]::integer, 1);
    v_day := coalesce(v_part[3]::integer, 1);
    v_text := case v_precision
      when 'year' then substring(v_text from 5)
      when 'month' then regexp_replace(v_text, '^[0-9]+[-/.][0-9]+', '')
      else regexp_replace(v_text, '^(?:[0-9]{8}|[0-9]+[-/.][0-9]+[-/.][0-9]+)', '')
    end;
  else
    v_text := regexp_replace(
      v_text, '^(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,3}day|[a-z]{0,2})[.,]? +', ''
    );
    v_part := regexp_match(
      v_text,
      '^([a-z]{3,9})[.,]? +(?:([0-9]{1,2})(?:st|nd|rd|th)?(?:, *| +))?([1-9][0-9]{3})(?![0-9])'
    );
    if v_part is null then
      -- 15 January 2023, 15-Jan-2023
      v_part := regexp_match(
        v_text,
        '^([0-9]{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3,9})[.,]?[ -]+([1-9][0-9]{3})(?![0-9])'
      );
      v_part := array[v_part[2], v_part[1], v_part[3]];
    end if;
    if v_part[1] is not null then
      v_month := array_position(c_months, left(v_part[1], 3));
      if v_month is null or not (
        v_part[1] in ('sept', left(v_part[1], 3))
        or v_part[1] = (array[
          'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
          'october', 'november', 'december'
        ])[v_month]
      ) then
        return;
      end if;
      v_year := v_part[3]::integer;
      v_day := coalesce(v_part[2]::integer, 1);
      v_precision := case when v_part[2] is null then 'month' else 'day' end;
      v_text := substring(v_text from '^.*?' || v_part[3] || '(.*)$');
    else
      -- 15/01/2023 or 01/15/2023, where only one reading is a date; 01/2023.
      v_part := regexp_match(
        v_text, '^(?:([0-9]{1,2})[/.-])?([0-9]{1,2})[/.-]([1-9][0-9]{3})(?![0-9])'
      );
      if v_part is null then
        return;
      end if;
      v_year := v_part[3]::integer;
      v_month := v_part[2]::integer;
      v_precision := case when v_part[1] is null then 'month' else 'day' end;
      v_day := coalesce(v_part[1]::integer, 1);
      if v_month > 12 and v_day <= 12 then
        v_month := v_part[1]::integer;
        v_day := v_part[2]::integer;
      elsif v_precision = 'day' and v_day <= 12 and v_day <> v_month then
        return;
      end if;
      v_text := regexp_replace(v_text, '^[0-9/.-]+', '');
    end if;
  end if;

  if v_month not between 1 and 12 then
    return;
  end if;
  v_days := case
    when v_month in (4, 6, 9, 11) then 30
    when v_month <> 2 then 31
    when v_year % 4 = 0 and (v_year % 100 <> 0 or v_year % 400 = 0) then 29
    else 28
  end;
  if v_day not between 1 and v_days then
    return;
  end if;

  if v_text = '' or v_text is null then
    parsed_at := make_timestamptz(v_year, v_month, v_day, 0, 0, 0, 'UTC');
    date_precision := v_precision;
    return;
  end if;

  -- 1 hour, 2 minute, 3 second, 4 fraction, 5 am or pm, 6 sign, 7 and 8 offset.
  v_time := regexp_match(
    v_text,
    '^(?:t|,? +(?:at +)?)([0-2]?[0-9]):([0-5][0-9])(?::([0-5][0-9])(?:[.,]([0-9]+))?)? ?(am|pm)? ?'
    || '(?:z|utc|gmt|([+-])([01][0-9])(?::?([0-5][0-9]))?)?$'
  );
  if v_precision <> 'day' or v_time is null or v_time[1]::integer > 23 then
    return;
  end if;
  if v_time[5] is not null then
    if v_time[1]::integer not between 1 and 12 then
      return;
    end if;
    v_time[1] := (v_time[1]::integer % 12 + case v_time[5] when 'pm' then 12 else 0 end)::text;
  end if;
  if v_time[7]::integer > 15 then
    return;
  end if;
  if v_time[6] is not null then
    v_offset := make_interval(
      hours => v_time[7]::integer, mins => coalesce(v_time[8], '0')::integer
    );
    if v_time[6] = '-' then
      v_offset := -v_offset;
    end if;
  end if;
  parsed_at := make_timestamptz(
    v_year, v_month, v_day, v_time[1]::integer, v_time[2]::integer,
    (coalesce(v_time[3], '0') || '.' || left(coalesce(v_time[4], '0'), 6))::double precision, 'UTC'
  ) - v_offset;
  date_precision := 'time';
end;
$$;

comment on function reference.parse_partial_date(text) is
  'Instant and precision (year, month, day, time) of a written date. Units: timestamptz, UTC '
  'where no zone is given. Nulls: both null for null and what is no date. Errors: none.';

revoke all on function reference.parse_partial_date(text) from public;
