-- Purpose: who has a title that no profile gave.
-- Input -> output: look-up keys of titles -> LinkedIn URLs.
-- Called by: extracted.rematch_job_titles, which finds the others by their profiles.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.list_people_titled(array['vp, sales']).
create or replace function core.list_people_titled(p_lookup_keys text[])
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select t.linkedin_url
    from core.person_job_titles as t
    where t.document_source <> 'person_profile'
      and lower(t.raw_job_title collate "und-x-icu") = any (p_lookup_keys)
  );
end;
$$;

comment on function core.list_people_titled(text[]) is
  'The people whose title in core.person_job_titles is from another source than their profile and '
  'has one of the look-up keys. Units: none. Nulls: a null or empty array gives an empty one. '
  'Errors: none.';

revoke all on function core.list_people_titled(text[]) from public;
