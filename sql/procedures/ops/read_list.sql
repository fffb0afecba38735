-- Purpose: the values of a list parameter, which may itself hold commas.
-- Input -> output: request, field, known values -> the values asked for, each once.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is no text and no list of texts.
-- Example: ops.read_list('{"f": "Sales,Security, Risk, & Compliance"}', 'f',
--   array['Sales', 'Security, Risk, & Compliance']);  -- these two
create or replace function ops.read_list(
  p_request jsonb,
  p_field text,
  p_vocabulary text[] default null
)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
  c_spaces constant text := E' \t\n\r\f\u000b\u00a0';
  v_field jsonb := p_request -> p_field;
  v_given text[];
  v_values text[] := '{}';
  v_known text[];
  v_starts text[];
  v_most integer;
  v_text text;
  v_parts text[];
  v_value text;
  v_window text;
  v_from integer;
  v_to integer;
begin
  case coalesce(jsonb_typeof(v_field), 'null')
    when 'null' then
      return null;
    when 'array' then
      if jsonb_path_exists(v_field, '$[*] ? (@.type() == "object" || @.type() == "array")') then
        raise exception using
          errcode = 'WH104',
          message = format('%s must be texts', p_field),
          detail = ops.describe_issue(p_field, 'must be texts'),
          hint = format('send %s once per value, or with commas between the values', p_field);
      end if;
      v_given := array(select e.value from jsonb_array_elements_text(v_field) as e (value));
    when 'object' then
      raise exception using
        errcode = 'WH104',
        message = format('%s must be texts', p_field),
        detail = ops.describe_issue(p_field, 'must be texts'),
        hint = format('send %s once per value, or with commas between the values', p_field);
    else
      v_given := array[p_request ->> p_field];
  end case;
  -- Only known values with a comma can stand across several parts.
  select
    array_agg(k.name),
    array_agg(distinct btrim(split_part(k.name, ',', 1), c_spaces)),
    max(cardinality(string_to_array(k.name, ',')))
  into v_known, v_starts, v_most
  from (
    select distinct reference.fold_case(n.name) as name
    from unnest(p_vocabulary) as n (name)
    where n.name ~ ','
  ) as k;

  -- Loops: where a value ends decides where the next one begins. Elements one by one: a slice
  -- would copy the whole array, for each of perhaps thousands of parts.
  foreach v_text in array v_given loop
    v_parts := string_to_array(v_text, ',');
    v_from := 1;
    while v_from <= cardinality(v_parts) loop
      v_value := v_parts[v_from];
      v_to := v_from;
      if reference.fold_case(btrim(v_value, c_spaces)) = any (v_starts) then
        v_window := v_value;
        for v_end in v_from + 1 .. least(v_from + v_most - 1, cardinality(v_parts)) loop
          v_window := v_window || ',' || v_parts[v_end];
          if reference.fold_case(btrim(v_window, c_spaces)) = any (v_known) then
            v_value := v_window;
            v_to := v_end;
          end if;
        end loop;
      end if;
      v_values := array_append(v_values, btrim(v_value, c_spaces));
      v_from := v_to + 1;
    end loop;
  end loop;

  return (
    -- The plus sign of a query that was not encoded arrives as a space: 10001+.
    select array_agg(distinct coalesce(k.name, v.value))
    from unnest(v_values) as v (value)
    left join unnest(p_vocabulary) as k (name) on k.name = v.value || '+'
    where v.value <> ''
  );
end;
$$;

comment on function ops.read_list(jsonb, text, text[]) is
  'The values in field p_field of a request: a list of texts, or one text; each is split at its '
  'commas, apart from values of p_vocabulary that have some, whatever their case (the longest '
  'first). A value of p_vocabulary that ends in a plus sign may lack it. Units: none. Nulls: null '
  'when there is no value; p_vocabulary null splits at every comma. Errors: WH104.';

revoke all on function ops.read_list(jsonb, text, text[]) from public;
