-- Purpose: matches the titles of people anew.
-- Input -> output: people, locked -> rows changed.
-- Called by: extracted.rematch_job_titles.
-- Writes to: core.person_job_titles; what core.refresh_leads writes.
-- Idempotence: yes; what matches already is not written.
-- Errors: none.
-- Example: select core.rematch_person_job_titles(array['https://...']);
create or replace function core.rematch_person_job_titles(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  update core.person_job_titles as t
  set matched_cleaned_job_title = (m.match).cleaned_job_title,
      matched_job_function = (m.match).job_function,
      matched_seniority = (m.match).seniority,
      source = (m.match).source,
      updated_at = now()
  from (
    select x.linkedin_url, reference.match_job_title(x.raw_job_title) as match
    from unnest(p_linkedin_urls) as p (linkedin_url)
    inner join core.person_job_titles as x on x.linkedin_url = p.linkedin_url
    offset 0
  ) as m
  where t.linkedin_url = m.linkedin_url
    and (t.matched_cleaned_job_title, t.matched_job_function, t.matched_seniority, t.source)
      is distinct from (
        (m.match).cleaned_job_title, (m.match).job_function, (m.match).seniority, (m.match).source
      );
  get diagnostics v_written = row_count;
  -- Whatever the number: who is called for may have other promotions as well.
  perform core.refresh_leads(p_linkedin_urls);
  return v_written;
end;
$$;

comment on function core.rematch_person_job_titles(text[]) is
  'Matches core.person_job_titles of people against the look-up and the rules anew; returns the '
  'rows changed. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.rematch_person_job_titles(text[]) from public;
