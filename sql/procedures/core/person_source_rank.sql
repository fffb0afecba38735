-- Purpose: which source of facts about people goes before which.
-- Input -> output: source -> its rank, 1 first.
-- Called by: the functions of core that coalesce people.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: core.person_source_rank('person_profile') = 1.
create or replace function core.person_source_rank(p_source text)
returns integer
language plpgsql
immutable parallel safe
-- not strict: a value without a source is anybody's
set search_path = ''
as $$
begin
  return case p_source
    when 'person_profile' then 1
    when 'person_discovery' then 2
    when 'person_title_enrichment' then 3
    when 'salesnav' then 4
    else 5
  end;
end;
$$;

comment on function core.person_source_rank(text) is
  'Rank of a source of facts about people: the lower wins. Units: none. Nulls: null is the last. '
  'Errors: none.';

revoke all on function core.person_source_rank(text) from public;
