-- Purpose: an optional list of texts of a request, or an error that says what to mend.
-- Input -> output: request, field -> the texts, trimmed, blanks left out; null when left out.
-- Called by: api functions with filters.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is no array of texts.
-- Example: v_ids := ops.read_texts(p_request, 'ids');
create or replace function ops.read_texts(p_request jsonb, p_field text)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_items jsonb := reference.json_array(v_given);
begin
  if ops.is_blank(v_given) then
    return null;
  end if;
  if v_items is null
    or jsonb_path_exists(v_items, '$[*] ? (@.type() == "object" || @.type() == "array")')
  then
    raise exception using
      errcode = 'WH104',
      message = p_field || ' must be an array of texts',
      detail = ops.describe_issue(p_field, 'must be an array of texts'),
      hint = 'send a list such as ["a", "b"], or leave it out';
  end if;
  return array(
    select t.value
    from jsonb_array_elements_text(v_items) with ordinality as i (item, place)
    cross join lateral (select reference.clean_text(i.item) as value offset 0) as t
    where t.value is not null
    order by i.place
  );
end;
$$;

comment on function ops.read_texts(jsonb, text) is
  'p_request[p_field] as texts. Units: none. Nulls: null where it is missing, null or blank; null '
  'and blank items are left out. Errors: WH104 wrong type.';

revoke all on function ops.read_texts(jsonb, text) from public;
