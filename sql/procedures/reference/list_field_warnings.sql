-- Purpose: says which fields of a document were not read as given.
-- Input -> output: document, {"path.of.a.field": kind} -> field and message, for values of a wrong
--   type and values that do not parse. Blank values and placeholders are null without a word.
-- kinds: text, name (text cut at 500 characters), object, array, integer, bigint, number, date,
--   boolean, domain, LinkedIn company URL.
-- Called by: extracted.warn_<source>, for single payloads.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: select * from reference.list_field_warnings('{"name": {}}', '{"name": "text"}');
create or replace function reference.list_field_warnings(
  p_document jsonb,
  p_kinds jsonb,
  out field text,
  out message text
)
returns setof record
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
begin
  return query
  with given as materialized (
    select k.path, k.kind, v.value, jsonb_typeof(v.value) as type
    from jsonb_each_text(p_kinds) as k (path, kind)
    cross join lateral (
      select p_document #> string_to_array(k.path, '.') as value offset 0
    ) as v
    where jsonb_typeof(v.value) <> 'null'
  )
  select
    g.path,
    format(
      'expected %s, got %s: stored as null', case g.kind when 'name' then 'text' else g.kind end,
      case
        when g.type = 'string' then 'a text that is none'
        when g.type = 'number' and g.kind in ('integer', 'bigint') then 'a number that is none'
        else g.type
      end
    )
  from given as g
  where case g.kind
      when 'text' then g.type in ('object', 'array')
      when 'name' then g.type in ('object', 'array')
      when 'object' then g.type <> 'object' and reference.json_object(g.value) is null
      when 'array' then g.type <> 'array' and reference.json_array(g.value) is null
      when 'number' then g.type <> 'number' and reference.json_number(g.value) is null
      when 'integer' then reference.json_integer(g.value) is null
      when 'bigint' then reference.json_bigint(g.value) is null
      when 'boolean' then reference.json_boolean(g.value) is null
      when 'date'
        then (reference.parse_partial_date(reference.json_text(g.value))).parsed_at is null
      when 'domain' then (
        select n.domain is null or reference.is_blocked_domain(n.domain)
        from reference.normalize_domain(coalesce(reference.json_text(g.value), '')) as n (domain)
      )
      else reference.normalize_linkedin_url(reference.json_text(g.value), 'company') is null
    end
    and (g.type <> 'string' or reference.json_text(g.value) is not null)
  union all
  select g.path, 'over 500 characters: cut'
  from given as g
  where g.kind = 'name' and g.type = 'string' and length(g.value #>> '{}') > 500;
end;
$$;

comment on function reference.list_field_warnings(jsonb, jsonb) is
  'The fields of p_document that were not read as given; p_kinds: what is read, by path and kind. '
  'Units: characters. Nulls: null in, no rows out; null and blank fields give no warning. Errors: '
  'none.';

revoke all on function reference.list_field_warnings(jsonb, jsonb) from public;
