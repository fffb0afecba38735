-- Purpose: the rows of a page of people.
-- Input -> output: core.lead_index.lead_no of the rows -> a JSON array of the rows of
--   core.people_full, in their order; null when there are none.
-- Called by: api.list_people.
-- Reads: core.lead_index, core.people_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.list_people_rows(array[1, 2]).
create or replace function core.list_people_rows(p_lead_nos bigint[])
returns jsonb
language plpgsql
stable
set search_path = ''
-- One plan, made once per session: everything is looked up by key.
set plan_cache_mode = 'force_generic_plan'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
set enable_seqscan = 'off'
set jit = 'off'
as $$
begin
  return (
    select jsonb_agg(p.person order by n.place)
    from unnest(p_lead_nos) with ordinality as n (lead_no, place)
    cross join lateral (
      select s.linkedin_url from core.lead_index as s where s.lead_no = n.lead_no offset 0
    ) as i
    cross join lateral (
      select to_jsonb(v) as person
      from core.people_full as v
      where v.linkedin_url = i.linkedin_url
      offset 0
    ) as p
  );
end;
$$;

comment on function core.list_people_rows(bigint[]) is
  'The rows of core.people_full of p_lead_nos, as JSON, in their order. Units: times are UTC. '
  'Nulls: null when there are none; people that are gone are left out. Errors: none.';

revoke all on function core.list_people_rows(bigint[]) from public;
