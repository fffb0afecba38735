-- Purpose: whether an address can be a case study at all: a home page is none.
-- Input -> output: URL, normalised or not -> true when it is an http(s) URL with a path.
-- Called by: extracted.stage_case_study_urls.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: reference.is_stageable_case_study_url('https://acme.example/?page=2') = false.
create or replace function reference.is_stageable_case_study_url(p_url text)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  -- A normalised URL has no slash at the end: what follows the host is a path.
  return coalesce(
    split_part(reference.normalize_case_study_url(p_url), '?', 1) like 'http%://%/_%', false
  );
end;
$$;

comment on function reference.is_stageable_case_study_url(text) is
  'Whether p_url is an http(s) URL whose path is neither empty nor a slash. Units: none. Nulls: '
  'null in, null out; false for what is no URL. Errors: none.';

revoke all on function reference.is_stageable_case_study_url(text) from public;
