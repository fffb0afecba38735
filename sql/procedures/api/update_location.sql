-- Purpose: adds to the look-up of places and fills what had missed, in the same transaction.
-- Input -> output: {location_name, city, state, country, has_city, has_state, has_country,
--   overwrite} -> what the look-up holds now, warnings, filled (rows changed per table); or
--   {locations: [...]} -> {success_count, error_count, results, filled}, an item's error
--   naming its field.
-- Called by: POST /run/reference/location/update.
-- Writes to: reference.location_lookup, and what extracted.rematch_locations writes.
-- Idempotence: yes; an unchanged update writes nothing. An Idempotency-Key seen before gives the
--   first answer (duplicate true).
-- Errors: WH101 missing or blank, WH104 wrong type, WH105 Idempotency-Key reused.
-- Example: select api.update_location('{"location_name": "Cork", "city": "Cork"}').
create or replace function api.update_location(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_is_batch boolean := ops.is_batch(p_request, 'locations');
  v_updates reference.location_update[];
  v_results jsonb;
  v_keys text[];
  v_filled jsonb := '{}';
  v_answer jsonb;
begin
  v_updates := reference.read_location_updates(
    ops.request_items(p_request, 'locations'), reference.json_boolean(p_request -> 'overwrite')
  );
  if v_is_batch or (v_updates[1]).code is null then
    v_answer := ops.claim_idempotency_key(p_context, p_request);
    if v_answer is not null then
      return v_answer;
    end if;

    perform reference.update_locations(v_updates, 'location_update');
    select array_agg(distinct u.lookup_key order by u.lookup_key)
    into v_keys
    from unnest(v_updates) as u
    where u.code is null;
    if v_keys is not null then
      v_filled := extracted.rematch_locations(v_keys);
    end if;
  end if;

  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'success', u.code is null,
        'location_name', u.location_name,
        'city', l.city,
        'state', l.state,
        'country', l.country,
        'has_city', case
          when l.lookup_key is not null then coalesce(l.has_city, l.city is not null)
        end,
        'has_state', case
          when l.lookup_key is not null then coalesce(l.has_state, l.state is not null)
        end,
        'has_country', case
          when l.lookup_key is not null then coalesce(l.has_country, l.country is not null)
        end,
        'warnings', u.warnings,
        'error', ops.describe_item_error(
          u.code, u.field, u.problem,
          case when v_is_batch then 'locations.' || u.item_no - 1 else '' end
        )
      )
      order by u.item_no
    ),
    '[]'
  )
  into v_results
  from unnest(v_updates) as u
  left join reference.location_lookup as l on l.lookup_key = u.lookup_key and u.code is null;

  return ops.keep_idempotent_answer(
    p_context,
    ops.answer_items(v_results, v_is_batch, jsonb_build_object('filled', v_filled))
  );
end;
$$;

comment on function api.update_location(jsonb, jsonb) is
  'Upserts one or many rows of reference.location_lookup and re-matches every row that carries '
  'one of their keys. has_x is whether x is there, unless it is given. '
  'Units: items and rows. Nulls: an omitted value keeps what is stored, unless overwrite is true. '
  'Errors: WH101 missing or blank, WH104 wrong type; in a batch they stand in the item; WH105 '
  'Idempotency-Key reused.';

revoke all on function api.update_location(jsonb, jsonb) from public;
grant execute on function api.update_location(jsonb, jsonb) to pipeline_edge, service_role;
