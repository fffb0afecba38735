-- Purpose: finds the list of customers in a body of Claygent, wherever the sender put it.
-- Input -> output: the body of customers-of-1 to -4 -> the list as an array of objects
--   {companyName, url, hasCaseStudy} or names, its confidence, and the fields that are given but
--   hold no list. It stands at the top, or in claygent_output, customers_claygent or raw_payload,
--   each an object or a JSON string of one; as customers (an array, a JSON string of one, or a
--   single customer), or as result (a text with commas; the case studies then come from
--   stepsTaken). The first of these places that has customers gives the list, and confidence and
--   stepsTaken if it has them.
-- Called by: extracted.parse_claygent_customers, extracted.warn_claygent_customers.
-- Writes to: nothing.
-- Idempotence: stable: legal forms are a table.
-- Errors: none. Not parallel safe, since reference.parse_json is not.
-- Example: select b.customers from extracted.read_customer_body(
--     '{"claygent_output": "{\"result\": \"Acme, Inc., Beta\"}"}'
--   ) as b;  -- [{"url": null, "companyName": "Acme, Inc.", ...}, {"companyName": "Beta", ...}]
create or replace function extracted.read_customer_body(
  p_body jsonb,
  out customers jsonb,
  out confidence text,
  out unread text[]
)
language plpgsql
-- not strict: no body has no customers
stable parallel unsafe
set search_path = ''
as $$
declare
  v_text text;
  v_steps jsonb;
  v_names text[];
begin
  -- Nearly every body has all of it at the top.
  if jsonb_typeof(p_body -> 'customers') = 'array' and p_body -> 'customers' <> '[]' then
    customers := p_body -> 'customers';
    confidence := extracted.read_confidence(p_body -> 'confidence');
    if confidence is not null
      or not p_body ?| array['claygent_output', 'customers_claygent', 'raw_payload']
    then
      return;
    end if;
  end if;

  with body as materialized (
    select
      p.place,
      nullif(p.name, '') as name,
      coalesce(o.body, jsonb_build_object('customers', o.list)) as body,
      p.name <> '' and o.body is null and o.list is null and not ops.is_blank(g.given)
        as is_unread
    from unnest(array['', 'claygent_output', 'customers_claygent', 'raw_payload'])
      with ordinality as p (name, place)
    cross join lateral (
      select case when p.name = '' then p_body else p_body -> p.name end as given offset 0
    ) as g
    cross join lateral (
      select
        reference.json_object(g.given) as body,
        case when p.name <> '' then reference.json_array(g.given) end as list
      offset 0
    ) as o
  ),
  field as materialized (
    select
      b.place,
      f.rank,
      concat_ws('.', b.name, f.name) as path,
      coalesce(
        reference.json_array(v.given),
        case when o.entry ? 'companyName' then jsonb_build_array(o.entry) end
      ) as list,
      case
        when f.name = 'result' and jsonb_typeof(v.given) = 'string' then v.given #>> '{}'
      end as names
    from body as b
    cross join (values (1, 'customers'), (2, 'result')) as f (rank, name)
    cross join lateral (select b.body -> f.name as given offset 0) as v
    cross join lateral (select reference.json_object(v.given) as entry offset 0) as o
    where not ops.is_blank(v.given)
  ),
  chosen as materialized (
    select f.place, f.list, f.names
    from field as f
    where f.list <> '[]' or f.list is null and f.names is not null
    order by f.place, f.rank
    limit 1
  )
  select
    coalesce(
      (select c.list from chosen as c),
      -- An empty list is a list: nobody was found.
      (select f.list from field as f where f.list = '[]' limit 1)
    ),
    (select c.names from chosen as c where c.list is null),
    (
      select b.body -> 'stepsTaken'
      from body as b
      where not ops.is_blank(b.body -> 'stepsTaken')
      order by b.place is distinct from (select c.place from chosen as c), b.place
      limit 1
    ),
    (
      select r.confidence
      from body as b
      cross join lateral (
        select extracted.read_confidence(b.body -> 'confidence') as confidence offset 0
      ) as r
      where r.confidence is not null
      order by b.place is distinct from (select c.place from chosen as c), b.place
      limit 1
    ),
    nullif(
      array(select b.name from body as b where b.is_unread order by b.place)
        || array(
          select f.path
          from field as f
          where f.list is null and f.names is null
          order by f.place, f.rank
        ),
      '{}'
    )
  into customers, v_text, v_steps, confidence, unread;

  if v_text is not null then
    v_names := reference.split_customer_list(v_text, true);
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'companyName', n.name,
          'url', n.url,
          'hasCaseStudy', case when n.url is not null then true end
        )
        order by n.place
      ),
      '[]'
    )
    into customers
    from unnest(v_names, extracted.find_case_study_urls(v_names, v_steps))
      with ordinality as n (name, url, place);
  end if;
end;
$$;

comment on function extracted.read_customer_body(jsonb) is
  'The list of customers of a body, its confidence, and the paths of fields that hold no list. '
  'Units: none. Nulls: customers null where no list is given at all, an empty array where an empty '
  'one is; unread null where there is none. Errors: none.';

revoke all on function extracted.read_customer_body(jsonb) from public;
