-- Purpose: the title of a person and what it means.
-- Input -> output: claims, one per person -> rows written.
-- Called by: core.coalesce_person.
-- Writes to: core.person_job_titles.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_person_job_titles(v_claims, true);
create or replace function core.coalesce_person_job_titles(
  p_claims core.person_claim[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into core.person_job_titles (
    id, linkedin_url, raw_job_title, matched_cleaned_job_title, matched_job_function,
    matched_seniority, source, document_source
  )
  select
    reference.entity_id('person_job_title', c.linkedin_url), c.linkedin_url, c.job_title,
    (c.matched_job_title).cleaned_job_title, (c.matched_job_title).job_function,
    (c.matched_job_title).seniority, (c.matched_job_title).source, c.source
  from unnest(p_claims) as c
  left join lateral (
    select t from core.person_job_titles as t where t.linkedin_url = c.linkedin_url offset 0
  ) as e (stored) on true
  where c.job_title is not null
    and core.person_source_rank(c.source) <= core.person_source_rank((e.stored).document_source)
    and (
      c.job_title, (c.matched_job_title).cleaned_job_title, (c.matched_job_title).job_function,
      (c.matched_job_title).seniority, (c.matched_job_title).source, c.source
    ) is distinct from (
      (e.stored).raw_job_title, (e.stored).matched_cleaned_job_title,
      (e.stored).matched_job_function, (e.stored).matched_seniority, (e.stored).source,
      (e.stored).document_source
    )
  on conflict (linkedin_url) do update
    set raw_job_title = excluded.raw_job_title,
        matched_cleaned_job_title = excluded.matched_cleaned_job_title,
        matched_job_function = excluded.matched_job_function,
        matched_seniority = excluded.matched_seniority,
        source = excluded.source,
        document_source = excluded.document_source,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.person_job_titles as t
    using unnest(p_claims) as c
    where t.linkedin_url = c.linkedin_url
      and t.document_source = c.source
      and (c.is_complete or c.has_job)
      and c.job_title is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_person_job_titles(core.person_claim[], boolean) is
  'Coalesces claims into core.person_job_titles. Source precedence (core.person_source_rank); '
  'within a source the title of the newest job. p_has_previous: false when the source had '
  'claimed nothing before about any of the people, so that nothing of its can be left over. '
  'Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function core.coalesce_person_job_titles(core.person_claim[], boolean) from public;
