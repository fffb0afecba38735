-- Purpose: a JSON array of labels as a list of distinct values.
-- Input -> output: jsonb array -> text[]: each label cleaned (reference.clean_label), placeholders
--   and non-scalars dropped, equal apart from case is equal, the spelling first in byte order
--   stands; sorted by bytes. Anything but an array -> empty list.
-- Called by: extracted.parse_<source>, for the lists of a document.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: reference.label_list('["SaaS", " saas ", "", 7]') = '{7,SaaS}'.
create or replace function reference.label_list(p_list jsonb)
returns text[]
language plpgsql
-- not strict: null is an empty list
immutable parallel safe
set search_path = ''
as $$
begin
  -- Offset 0 keeps the expressions of a subquery from being computed once per use.
  return (
    select coalesce(array_agg(l.label order by l.label), '{}')
    from (
      select min(c.label) as label
      from (
        select
          case when p.is_plain then p.value else reference.clean_label(p.value) end
            collate "C" as label,
          p.is_plain
        from (
          select
            v.value,
            -- Ordinary labels (printable ASCII, single spaces) need no function call.
            octet_length(v.value) <= 500
              and v.value ~ '^[!-~]+( [!-~]+)*$'
              and (octet_length(v.value) > 4 or lower(v.value) not in ('null', 'none', 'n/a'))
              as is_plain
          from (
            select
              e.item #>> '{}' as value,
              jsonb_typeof(e.item) as type
            from jsonb_array_elements(
              case when jsonb_typeof(p_list) = 'array' then p_list else '[]' end
            ) as e (item)
            offset 0
          ) as v
          where v.type in ('string', 'number', 'boolean')
          offset 0
        ) as p
        offset 0
      ) as c
      where c.label is not null
      group by case when c.is_plain then lower(c.label) else reference.fold_case(c.label) end
    ) as l
  );
end;
$$;

comment on function reference.label_list(jsonb) is
  'The distinct labels of a JSON array: cleaned, cut at 500 characters, equal apart from case is '
  'equal, sorted by bytes. Units: characters. Nulls: null or anything but an array gives an empty '
  'list; null elements are dropped. Errors: none.';

revoke all on function reference.label_list(jsonb) from public;
