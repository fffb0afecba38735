-- Purpose: since when a person has held the present job.
-- Input -> output: claims, one per person -> rows written.
-- Called by: core.coalesce_person.
-- Writes to: core.person_tenure.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_person_tenure(v_claims, true);
create or replace function core.coalesce_person_tenure(
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
  insert into core.person_tenure (
    id, linkedin_url, job_start_date, job_start_precision, source
  )
  select
    reference.entity_id('person_tenure', c.linkedin_url), c.linkedin_url, c.job_start_date,
    c.job_start_precision, c.source
  from unnest(p_claims) as c
  left join lateral (
    select t from core.person_tenure as t where t.linkedin_url = c.linkedin_url offset 0
  ) as e (stored) on true
  where c.landing_no is not null
    and c.has_job
    -- Without a start date ever there is no row; one that stands loses the date of an old job.
    and (c.has_start_date or (e.stored).source = c.source and not c.is_complete)
    and core.person_source_rank(c.source) <= core.person_source_rank((e.stored).source)
    and (
      (e.stored).linkedin_url is null
      or (c.job_start_date, c.job_start_precision, c.source) is distinct from (
        (e.stored).job_start_date, (e.stored).job_start_precision, (e.stored).source
      )
    )
  on conflict (linkedin_url) do update
    set job_start_date = excluded.job_start_date,
        job_start_precision = excluded.job_start_precision,
        source = excluded.source,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.person_tenure as t
    using unnest(p_claims) as c
    where t.linkedin_url = c.linkedin_url
      and t.source = c.source
      and c.is_complete
      and not coalesce(c.has_start_date, false);
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_person_tenure(core.person_claim[], boolean) is
  'Coalesces claims into core.person_tenure. Source precedence (core.person_source_rank); '
  'within a source the newest job. p_has_previous: false when the source had claimed nothing '
  'before about any of the people, so that nothing of its can be left over. Returns the rows '
  'written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_person_tenure(core.person_claim[], boolean) from public;
