-- Purpose: gives people who have no title the one that a source gave.
-- Input -> output: LinkedIn URLs of locked people -> rows inserted.
-- Called by: ops.backfill_person_job_titles_slice.
-- Reads: extracted.person_profile first, then extracted.person_title_enrichment.
-- Writes to: core.person_job_titles, missing rows only; what core.refresh_leads writes.
-- Idempotence: yes; a row that stands is left alone.
-- Errors: none.
-- Example: select core.fill_person_job_titles(array['https://www.linkedin.com/in/jo-doe']).
create or replace function core.fill_person_job_titles(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  insert into core.person_job_titles (
    id, linkedin_url, raw_job_title, matched_cleaned_job_title, matched_job_function,
    matched_seniority, source, document_source
  )
  select
    reference.entity_id('person_job_title', g.linkedin_url),
    g.linkedin_url,
    g.title,
    (g.matched).cleaned_job_title,
    (g.matched).job_function,
    (g.matched).seniority,
    (g.matched).source,
    g.document_source
  from (
    select
      u.linkedin_url,
      coalesce(p.latest_title, e.latest_title) as title,
      case when p.latest_title is not null then 'person_profile' else 'person_title_enrichment' end
        as document_source,
      reference.match_job_title(coalesce(p.latest_title, e.latest_title)) as matched
    from (select distinct k.linkedin_url from unnest(p_linkedin_urls) as k (linkedin_url)) as u
    left join extracted.person_profile as p on p.linkedin_url = u.linkedin_url
    left join extracted.person_title_enrichment as e on e.linkedin_url = u.linkedin_url
    where not exists (
      select from core.person_job_titles as t where t.linkedin_url = u.linkedin_url
    )
    -- Offset 0 keeps the match from being made once per use.
    offset 0
  ) as g
  where g.title is not null
  order by g.linkedin_url
  on conflict (linkedin_url) do nothing;
  get diagnostics v_written = row_count;

  if v_written > 0 then
    perform core.refresh_leads(p_linkedin_urls);
  end if;
  return v_written;
end;
$$;

comment on function core.fill_person_job_titles(text[]) is
  'Inserts into core.person_job_titles the people of p_linkedin_urls who have no row, from their '
  'profile or else their title enrichment; returns the rows inserted. Units: rows. Nulls: people '
  'without a title are left out; a null or empty array does nothing. Errors: none.';

revoke all on function core.fill_person_job_titles(text[]) from public;
