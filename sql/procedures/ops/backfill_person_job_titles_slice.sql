-- Purpose: one slice of the backfill of the titles of people.
-- Input -> output: where to go on, number of people, whether to only count -> last URL (null:
--   done), people with a title in a source and none in core, rows inserted.
-- Called by: ops.backfill_person_job_titles.
-- Reads: extracted.person_profile, extracted.person_title_enrichment, core.person_job_titles.
-- Writes to: core.person_job_titles, through core.fill_person_job_titles, under the locks of the
--   people; ops.entities.
-- Idempotence: yes; who has a title is not looked at again.
-- Errors: none.
-- Example: select * from ops.backfill_person_job_titles_slice('', 1000, true).
create or replace function ops.backfill_person_job_titles_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out examined integer,
  out filled integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_linkedin_urls text[];
begin
  select max(g.linkedin_url), count(*), array_agg(g.linkedin_url)
  into last_key, examined, v_linkedin_urls
  from (
    select u.linkedin_url
    from (
      (
        select p.linkedin_url
        from extracted.person_profile as p
        where p.linkedin_url > p_after collate "C"
          and p.latest_title is not null
          and not exists (
            select from core.person_job_titles as t where t.linkedin_url = p.linkedin_url
          )
        order by p.linkedin_url
        limit p_batch_size
      )
      union
      (
        select e.linkedin_url
        from extracted.person_title_enrichment as e
        where e.linkedin_url > p_after collate "C"
          and e.latest_title is not null
          and not exists (
            select from core.person_job_titles as t where t.linkedin_url = e.linkedin_url
          )
        order by e.linkedin_url
        limit p_batch_size
      )
    ) as u
    order by u.linkedin_url
    limit p_batch_size
  ) as g;

  filled := examined;
  if examined > 0 and not p_dry_run then
    perform ops.lock_entities('person', v_linkedin_urls);
    filled := core.fill_person_job_titles(v_linkedin_urls);
  end if;
end;
$$;

comment on function ops.backfill_person_job_titles_slice(text, integer, boolean) is
  'Gives the next p_batch_size people after p_after who have no row in core.person_job_titles the '
  'title of a source; with p_dry_run only counts. last_key is null when there are none. Units: '
  'people. Nulls: none allowed. Errors: none.';

revoke all on function ops.backfill_person_job_titles_slice(text, integer, boolean) from public;
grant execute on function ops.backfill_person_job_titles_slice(text, integer, boolean)
  to pipeline_analyst;
