-- Purpose: writes updates into the location look-up.
-- Input -> output: updates as read, who gives them -> rows written. Those that are refused are
--   left out; several of one key count as if they came one after the other.
-- Called by: api.update_location.
-- Writes to: reference.location_lookup: null keeps what is stored, unless the update overwrites.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none. Rows are taken in the order of their keys, so that concurrent callers never wait
--   for each other in a circle.
-- Example: perform reference.update_locations(v_updates, 'location_update');
create or replace function reference.update_locations(
  p_updates reference.location_update[],
  p_source text
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changes reference.location_change[];
  v_inserted integer;
  v_updated integer;
begin
  select array_agg(
    row(
      f.lookup_key, f.location_name, f.city, f.state, f.country, f.has_city, f.has_state,
      f.has_country, f.sets_city and f.city is null, f.sets_state and f.state is null,
      f.sets_country and f.country is null
    )::reference.location_change
    order by f.lookup_key
  )
  into v_changes
  from (
    select
      u.lookup_key collate "C" as lookup_key,
      (array_agg(u.location_name order by u.item_no))[1] as location_name,
      (array_agg(u.city order by u.item_no desc) filter (where d.sets_city))[1] as city,
      (array_agg(u.state order by u.item_no desc) filter (where d.sets_state))[1] as state,
      (array_agg(u.country order by u.item_no desc) filter (where d.sets_country))[1] as country,
      (array_agg(u.has_city order by u.item_no desc) filter (where u.has_city is not null))[1]
        as has_city,
      (array_agg(u.has_state order by u.item_no desc) filter (where u.has_state is not null))[1]
        as has_state,
      (
        array_agg(u.has_country order by u.item_no desc) filter (where u.has_country is not null)
      )[1] as has_country,
      bool_or(d.sets_city) as sets_city,
      bool_or(d.sets_state) as sets_state,
      bool_or(d.sets_country) as sets_country
    from unnest(p_updates) as u
    cross join lateral (
      select
        u.city is not null or u.overwrites as sets_city,
        u.state is not null or u.overwrites as sets_state,
        u.country is not null or u.overwrites as sets_country
    ) as d
    where u.code is null
    group by u.lookup_key
  ) as f;

  -- No conflict target: a twin may be met in either of the two unique keys.
  insert into reference.location_lookup (
    location_name, city, state, country, has_city, has_state, has_country, source
  )
  select
    c.location_name, c.city, c.state, c.country, coalesce(c.has_city, c.city is not null),
    coalesce(c.has_state, c.state is not null), coalesce(c.has_country, c.country is not null),
    p_source
  from unnest(v_changes) as c
  where not exists (
    select from reference.location_lookup as t where t.lookup_key = c.lookup_key
  )
  order by c.lookup_key
  on conflict do nothing;
  get diagnostics v_inserted = row_count;

  perform 1
  from (
    select t.lookup_key
    from reference.location_lookup as t
    where t.lookup_key in (select c.lookup_key from unnest(v_changes) as c)
    order by t.lookup_key
    for update
  ) as locked;

  update reference.location_lookup as t
  set city = n.city,
      state = n.state,
      country = n.country,
      has_city = n.has_city,
      has_state = n.has_state,
      has_country = n.has_country,
      updated_at = now()
  from unnest(v_changes) as c
  cross join lateral (
    select
      l.lookup_key,
      case when not c.clears_city then coalesce(c.city, l.city) end as city,
      case when not c.clears_state then coalesce(c.state, l.state) end as state,
      case when not c.clears_country then coalesce(c.country, l.country) end as country,
      coalesce(c.has_city, l.has_city) as has_city,
      coalesce(c.has_state, l.has_state) as has_state,
      coalesce(c.has_country, l.has_country) as has_country
    from reference.location_lookup as l
    where l.lookup_key = c.lookup_key
  ) as n
  where t.lookup_key = n.lookup_key
    and (t.city, t.state, t.country, t.has_city, t.has_state, t.has_country) is distinct from (
      n.city, n.state, n.country, n.has_city, n.has_state, n.has_country
    );
  get diagnostics v_updated = row_count;

  return v_inserted + v_updated;
end;
$$;

comment on function reference.update_locations(reference.location_update[], text) is
  'Writes the updates that are not refused into reference.location_lookup, in key order; returns '
  'the rows written. Units: rows. Nulls: a null value keeps what is stored, unless the update '
  'overwrites; a null or empty array does nothing. Errors: none.';

revoke all on function reference.update_locations(reference.location_update[], text) from public;
