-- Purpose: how many places of people this transaction has written.
-- Input -> output: people -> number of rows.
-- Called by: extracted.rematch_locations, for its answer.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.count_locations_written(array['https://...']).
create or replace function core.count_locations_written(p_linkedin_urls text[])
returns integer
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select count(*)
    from unnest(p_linkedin_urls) as p (linkedin_url)
    inner join core.person_locations as t on t.linkedin_url = p.linkedin_url
    -- The clock of a row is the start of the transaction that wrote it.
    where t.updated_at = now()
  );
end;
$$;

comment on function core.count_locations_written(text[]) is
  'The rows of core.person_locations of people that the current transaction wrote. Units: rows. '
  'Nulls: a null or empty array gives 0. Errors: none.';

revoke all on function core.count_locations_written(text[]) from public;
