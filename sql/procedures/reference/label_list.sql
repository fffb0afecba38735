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
  return (
    select coalesce(array_agg(l.label order by l.label), '{}')
    from (
      select min(c.label) as label
      from (
        select
          -- Ordinary labels (printable ASCII, single spaces) need no function call.
          case
            when length(e.value) <= 500
              and e.value ~ '^[!-~]+( [!-~]+)*$'
              and (length(e.value) > 4 or lower(e.value) not in ('null', 'none', 'n/a'))
              then e.value
            else reference.clean_label(e.value)
          end collate "C" as label
        from jsonb_array_elements(
          case when jsonb_typeof(p_list) = 'array' then p_list else '[]' end
        ) as i (item)
        cross join lateral (select i.item #>> '{}' as value offset 0) as e
        where jsonb_typeof(i.item) in ('string', 'number', 'boolean')
        -- Else the expression would be computed once per use.
        offset 0
      ) as c
      where c.label is not null
      group by
        -- ASCII only, when there are as many bytes as characters.
        case
          when octet_length(c.label) = length(c.label) then lower(c.label)
          else reference.fold_case(c.label)
        end
    ) as l
  );
end;
$$;

comment on function reference.label_list(jsonb) is
  'The distinct labels of a JSON array: cleaned, cut at 500 characters, equal apart from case is '
  'equal, sorted by bytes. Units: characters. Nulls: null or anything but an array gives an empty '
  'list; null elements are dropped. Errors: none.';

revoke all on function reference.label_list(jsonb) from public;
