-- Purpose: says what of a list of customers was not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: fields that hold no list, entries
--   that are left out, URLs that lead to no case study, wrong types, texts that were cut. Entries
--   are numbered from 0, in the list that was read.
-- Called by: extracted.answer_claygent_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"customers": "[oops"}' -> [{"field": "customers", "message": "expected a list ..."}].
create or replace function extracted.warn_claygent_customers(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb :=
    '{"origin_company_name": "name", "batch_id": "name", "batch_name": "name"}';
  -- An answer is no list of everything that can be wrong.
  c_limit constant integer := 100;
begin
  return (
    with body as materialized (
      select b.customers, b.unread from extracted.read_customer_body(p_payload) as b
    ),
    entry as materialized (
      select
        'customers.' || (e.place - 1) as field,
        e.place,
        jsonb_typeof(e.item) as type,
        case
          when jsonb_typeof(e.item) = 'string'
            then coalesce(reference.json_object(e.item), jsonb_build_object('companyName', e.item))
          else e.item
        end as item
      from body as b
      cross join lateral jsonb_array_elements(b.customers) with ordinality as e (item, place)
    ),
    warning as (
      select 0 as place, w.field, w.message
      from reference.list_field_warnings(p_payload, c_kinds) as w
      union all
      select 0, u.path, 'expected a list of customers, got something else: nothing is taken from it'
      from body as b
      cross join lateral unnest(b.unread) as u (path)
      union all
      select 0, 'customers', 'neither customers nor result is given: no customer is taken'
      from body as b
      where b.customers is null and b.unread is null
      union all
      select
        e.place,
        e.field,
        case
          when e.type not in ('object', 'string')
            then format('expected a customer, got %s: left out', e.type)
          when reference.json_text(e.item -> 'companyName') is null
            then 'no companyName: left out'
          else 'the name stands for no company: left out'
        end
      from entry as e
      where e.type not in ('object', 'string')
        or reference.name_key(
          reference.clean_label(reference.json_text(e.item -> 'companyName'))
        ) is null
        or reference.is_placeholder_name(reference.json_text(e.item -> 'companyName'))
      union all
      select e.place, e.field || '.companyName', 'over 500 characters: cut'
      from entry as e
      where length(reference.json_text(e.item -> 'companyName')) > 500
      union all
      select
        e.place,
        e.field || '.url',
        case
          when u.url is null then 'expected an http(s) URL, got something else: stored as null'
          else 'no case study: not staged'
        end
      from entry as e
      cross join lateral (
        select reference.normalize_case_study_url(reference.json_text(e.item -> 'url')) as url
        offset 0
      ) as u
      where not ops.is_blank(e.item -> 'url')
        and (
          u.url is null
          or not reference.is_stageable_case_study_url(u.url)
          or reference.json_boolean(e.item -> 'hasCaseStudy') is false
        )
      union all
      select
        e.place,
        e.field || '.hasCaseStudy',
        'expected boolean, got something else: stored as null'
      from entry as e
      where not ops.is_blank(e.item -> 'hasCaseStudy')
        and reference.json_boolean(e.item -> 'hasCaseStudy') is null
    ),
    numbered as (
      select
        w.*,
        row_number() over (order by w.place, w.field, w.message) as number,
        count(*) over () as warnings
      from warning as w
    )
    select coalesce(
      jsonb_agg(
        case
          when n.number <= c_limit
            then jsonb_build_object('field', n.field, 'message', n.message)
          else jsonb_build_object(
            'field', 'customers', 'message', format('%s more', n.warnings - c_limit)
          )
        end
        order by n.number
      ),
      '[]'
    )
    from numbered as n
    where n.number <= c_limit + 1
  );
end;
$$;

comment on function extracted.warn_claygent_customers(jsonb) is
  'The fields of a list of customers that were not read as given: [{field, message}], the first '
  '100. Units: characters. Nulls: null in, null out; null and blank fields give no warning. '
  'Errors: none.';

revoke all on function extracted.warn_claygent_customers(jsonb) from public;
