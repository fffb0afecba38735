-- Purpose: the rows of a page of leads.
-- Input -> output: lead_no of the rows -> each with its place, person and row of core.leads.
-- Called by: the api functions that list leads.
-- Reads: core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.list_lead_rows(array[1, 2]).
create or replace function core.list_lead_rows(p_lead_nos bigint[])
returns table (place bigint, linkedin_url text, lead jsonb)
language plpgsql
stable
set search_path = ''
-- One plan, made once per session: everything is looked up by key.
set plan_cache_mode = 'force_generic_plan'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
set enable_seqscan = 'off'
set enable_memoize = 'off'
set jit = 'off'
as $$
begin
  return query
  select n.place, i.linkedin_url, l.lead
  from unnest(p_lead_nos) with ordinality as n (lead_no, place)
  cross join lateral (
    select s.linkedin_url from core.lead_index as s where s.lead_no = n.lead_no offset 0
  ) as i
  cross join lateral (
    select to_jsonb(v) as lead from core.leads as v where v.linkedin_url = i.linkedin_url offset 0
  ) as l
  order by n.place;
end;
$$;

comment on function core.list_lead_rows(bigint[]) is
  'The rows of core.leads of p_lead_nos, as JSON, in their order. Units: none. Nulls: a null or '
  'empty array gives none; leads that are gone are left out. Errors: none.';

revoke all on function core.list_lead_rows(bigint[]) from public;
