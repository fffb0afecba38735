-- Purpose: says why the domain of a customer was not taken.
-- Input -> output: the value as sent, normalised domain of the vendor, the domain as read, the path
--   of the field -> field and message, or no row.
-- Called by: extracted.warn_gemini_case_study, extracted.warn_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: select * from extracted.warn_case_study_domain('"bit.ly"', 'v.example', null, 'x');
-- Not strict: the domain as read is null where there is something to say.
create or replace function extracted.warn_case_study_domain(
  p_value jsonb,
  p_origin_domain text,
  p_domain text,
  p_field text,
  out field text,
  out message text
)
returns setof record
language plpgsql
stable
set search_path = ''
as $$
declare
  v_domain text := reference.normalize_domain(reference.json_text(p_value));
begin
  if p_domain is not null or ops.is_blank(p_value) then
    return;
  end if;
  field := p_field;
  message := case
    when v_domain is null then 'expected domain, got '
      || case jsonb_typeof(p_value) when 'string' then 'a text that is none'
      else jsonb_typeof(p_value) end || ': stored as null'
    when v_domain = p_origin_domain then 'the domain of the vendor itself: stored as null'
    when reference.is_blocked_domain(v_domain)
      then 'a link shortener or link page: stored as null'
    else 'stored as null'
  end;
  return next;
end;
$$;

comment on function extracted.warn_case_study_domain(jsonb, text, text, text) is
  'Why the domain in p_value was not taken: p_domain is what was. Units: none. Nulls: no row where '
  'a domain was taken, and for a blank value. Errors: none.';

revoke all on function extracted.warn_case_study_domain(jsonb, text, text, text) from public;
