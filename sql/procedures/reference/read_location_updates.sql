-- Purpose: reads updates of the location look-up as senders give them.
-- Input -> output: JSON array of {location_name, city, state, country, has_city, has_state,
--   has_country, overwrite}, and the overwrite of items that give none -> the updates, each with
--   what is wrong with it (field, code, problem) or noteworthy (warnings). has_x is whether x is
--   there, unless it is given.
-- Called by: api.update_location.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; a bad item names its own.
-- Example: select u.* from unnest(reference.read_location_updates('[{"location_name": "Cork"}]'))
--   as u;
create or replace function reference.read_location_updates(p_items jsonb, p_overwrite boolean)
returns reference.location_update[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_updates reference.location_update[];
begin
  select array_agg(
    row(
      e.item_no,
      v.location_name,
      v.lookup_key,
      v.city,
      v.state,
      v.country,
      coalesce(
        v.has_city, case when v.city is not null or v.overwrites then v.city is not null end
      ),
      coalesce(
        v.has_state, case when v.state is not null or v.overwrites then v.state is not null end
      ),
      coalesce(
        v.has_country,
        case when v.country is not null or v.overwrites then v.country is not null end
      ),
      v.overwrites,
      w.warnings,
      p.field,
      case
        when p.field is null then null
        when p.is_wrong_type then 'WH104'
        else 'WH101'
      end,
      case
        when p.field is null then null
        when p.field = '' then 'must be a JSON object'
        when p.is_wrong_type then 'must be text'
        else 'missing or blank'
      end
    )::reference.location_update
    order by e.item_no
  )
  into v_updates
  from (
    select i.item, i.item_no::integer as item_no
    from jsonb_array_elements(p_items) with ordinality as i (item, item_no)
  ) as e
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(e.item -> 'location_name')) as location_name,
      reference.lookup_key(reference.json_text(e.item -> 'location_name')) as lookup_key,
      reference.clean_label(reference.json_text(e.item -> 'city')) as city,
      reference.clean_label(reference.json_text(e.item -> 'state')) as state,
      reference.clean_label(reference.json_text(e.item -> 'country')) as country,
      reference.json_boolean(e.item -> 'has_city') as has_city,
      reference.json_boolean(e.item -> 'has_state') as has_state,
      reference.json_boolean(e.item -> 'has_country') as has_country,
      coalesce(reference.json_boolean(e.item -> 'overwrite'), p_overwrite, false) as overwrites
    offset 0
  ) as v
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('field', n.field, 'message', n.message)), '[]')
      as warnings
    from (
      select f.field, 'over 500 characters: cut' as message
      from unnest(array['location_name', 'city', 'state', 'country']) as f (field)
      where length(reference.json_text(e.item -> f.field)) > 500
      union all
      select f.field, 'neither true nor false: left out'
      from unnest(array['has_city', 'has_state', 'has_country', 'overwrite']) as f (field)
      where e.item -> f.field <> 'null'
        and reference.json_boolean(e.item -> f.field) is null
        and (
          jsonb_typeof(e.item -> f.field) <> 'string'
          or reference.json_text(e.item -> f.field) is not null
        )
    ) as n (field, message)
  ) as w
  left join lateral (
    select
      f.field,
      f.field = '' or jsonb_typeof(e.item -> f.field) in ('object', 'array') as is_wrong_type
    from (
      values
        (1, '', jsonb_typeof(e.item) = 'object'),
        (2, 'location_name', v.lookup_key is not null),
        (3, 'city', true),
        (4, 'state', true),
        (5, 'country', true)
    ) as f (place, field, is_given)
    where not f.is_given or jsonb_typeof(e.item -> f.field) in ('object', 'array')
    order by f.place
    limit 1
  ) as p on true;

  return coalesce(v_updates, '{}');
end;
$$;

comment on function reference.read_location_updates(jsonb, boolean) is
  'The items of p_items as updates of reference.location_lookup, in their order; p_overwrite '
  'holds for items without an overwrite of their own. Units: characters. Nulls: a null or empty '
  'array gives an empty one. Errors: none.';

revoke all on function reference.read_location_updates(jsonb, boolean) from public;
