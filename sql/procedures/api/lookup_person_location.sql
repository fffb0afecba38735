-- Purpose: says what the name of a place means, for Clay to decide whether to enrich it.
-- Input -> output: {location_name} -> {match_status, location_name, city, ...}; or
--   {location_names: [...]} -> {success_count, error_count, results}.
-- Called by: POST /run/people/db/person-location/lookup.
-- Reads: reference.location_lookup, and nothing else: no rules.
-- Writes to: ops.reference_misses, for what the look-up does not have.
-- Idempotence: yes, apart from the misses.
-- Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item. A failing
--   database is an error, never a miss.
-- Example: select api.lookup_person_location('{"location_name": "Cork, Ireland"}').
create or replace function api.lookup_person_location(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_is_batch boolean := ops.is_batch(p_request, 'location_names');
  v_items jsonb := ops.request_items(p_request, 'location_names', 'location_name');
  v_results jsonb;
  v_misses text[];
begin
  with given as materialized (
    select
      i.item,
      i.item_no,
      reference.json_text(i.item) as value,
      reference.lookup_key(reference.json_text(i.item)) as lookup_key
    from jsonb_array_elements(v_items) with ordinality as i (item, item_no)
  ),
  found as materialized (
    select
      g.item,
      g.item_no,
      g.value,
      g.lookup_key,
      l.lookup_key is not null as is_match,
      l.city,
      l.state,
      l.country,
      case when l.lookup_key is not null then coalesce(l.has_city, l.city is not null) end
        as has_city,
      case when l.lookup_key is not null then coalesce(l.has_state, l.state is not null) end
        as has_state,
      case when l.lookup_key is not null then coalesce(l.has_country, l.country is not null) end
        as has_country,
      ops.describe_item_error(
        case
          when jsonb_typeof(g.item) in ('object', 'array') then 'WH104'
          when g.lookup_key is null then 'WH101'
        end,
        case when v_is_batch then '' else 'location_name' end,
        case
          when jsonb_typeof(g.item) in ('object', 'array') then 'must be text'
          else 'missing or blank'
        end,
        case when v_is_batch then 'location_names.' || g.item_no - 1 else '' end
      ) as error
    from given as g
    left join reference.location_lookup as l on l.lookup_key = g.lookup_key
  )
  select
    coalesce(
      jsonb_agg(
        jsonb_build_object(
          'success', f.error is null,
          'match_status', case when f.error is null then f.is_match end,
          'location_name', f.item,
        'city', f.city,
        'state', f.state,
        'country', f.country,
        'has_city', f.has_city,
        'has_state', f.has_state,
        'has_country', f.has_country,
          'error', f.error
        )
        order by f.item_no
      ),
      '[]'
    ),
    (
      -- Spellings of one key are one miss.
      select array_agg(m.value)
      from (
        select min(reference.clean_label(u.value)) as value
        from found as u
        where u.lookup_key is not null and not u.is_match
        group by u.lookup_key
      ) as m
    )
  into v_results, v_misses
  from found as f;

  if v_misses is not null then
    perform ops.note_reference_misses('person_location_lookup', 'location', v_misses);
  end if;
  return ops.answer_items(v_results, v_is_batch);
end;
$$;

comment on function api.lookup_person_location(jsonb, jsonb) is
  'What the name of a place means, or each of a batch, from reference.location_lookup. Units: '
  'items. Nulls: a value is required; what the look-up does not have is null, match_status false. '
  'Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item.';

revoke all on function api.lookup_person_location(jsonb, jsonb) from public;
grant execute on function api.lookup_person_location(jsonb, jsonb) to pipeline_edge, service_role;
