-- Purpose: tells public profiles from the hashed ids of Sales Navigator, which are never joined.
-- Input -> output: normalised LinkedIn URL of a person -> real or salesnav.
-- Called by: extracted.claim_person_profile, core.coalesce_person_work_history.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: reference.linkedin_url_type('https://www.linkedin.com/in/jo-doe') = 'real'.
create or replace function reference.linkedin_url_type(p_linkedin_url text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return case when p_linkedin_url ~ '/in/AC[wo]A' then 'salesnav' else 'real' end;
end;
$$;

comment on function reference.linkedin_url_type(text) is
  'The type of a normalised LinkedIn URL of a person: real or salesnav. Units: none. Nulls: null '
  'in, null out. Errors: none.';

revoke all on function reference.linkedin_url_type(text) from public;
