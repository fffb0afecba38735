-- Purpose: an optional day of a request, or an error that says what to mend.
-- Input -> output: request and field -> the day.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is no day of the calendar.
-- Example: v_from := ops.read_date(p_request, 'job_start_date_gte').
create or replace function ops.read_date(p_request jsonb, p_field text)
returns date
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text := ops.read_text(p_request, p_field);
  v_date date;
begin
  if v_given is null then
    return null;
  end if;
  if v_given ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    begin
      v_date := make_date(
        left(v_given, 4)::integer, substr(v_given, 6, 2)::integer, right(v_given, 2)::integer
      );
    exception when datetime_field_overflow then
      v_date := null;
    end;
  end if;
  if v_date is null then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be a day such as 2026-01-31', p_field),
      detail = ops.describe_issue(p_field, 'must be a day such as 2026-01-31'),
      hint = format('send %s as YYYY-MM-DD', p_field);
  end if;
  return v_date;
end;
$$;

comment on function ops.read_date(jsonb, text) is
  'The day in field p_field of a request. Units: YYYY-MM-DD. Nulls: null when the field is '
  'missing, null or blank. Errors: WH104.';

revoke all on function ops.read_date(jsonb, text) from public;
