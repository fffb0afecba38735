-- Purpose: one row per person; the first name wins, the employer is the newest.
-- Input -> output: claims, one per person -> rows written.
-- Called by: core.coalesce_person.
-- Writes to: core.people.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_people(v_claims, true);
create or replace function core.coalesce_people(
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
  with decided as (
    select
      c.*,
      e.stored,
      c.full_name is not null
        and (
          (e.stored).full_name is null
          or (c.is_complete and (e.stored).full_name_source = c.source)
          or c.full_name_landing_no < (e.stored).full_name_landing_no
        ) as takes_name,
      (c.is_complete and (e.stored).full_name_source = c.source) is true as is_own_name,
      -- Only a source that knows the job, or knew it and has forgotten it, says who employs.
      (
        c.has_job
        and core.person_source_rank(c.source)
          <= core.person_source_rank((e.stored).core_company_source)
        or c.is_complete and (e.stored).core_company_source = c.source
      ) is true as takes_company,
      (
        (e.stored).linkedin_url is null
        or c.landing_no < (e.stored).landing_no
        or c.is_complete and (e.stored).source = c.source
      ) as takes_row
    from unnest(p_claims) as c
    left join lateral (
      select t from core.people as t where t.linkedin_url = c.linkedin_url offset 0
    ) as e (stored) on true
    where c.landing_no is not null
  ),
  wanted as (
    select
      d.linkedin_url,
      d.linkedin_url_type,
      d.stored,
      case when d.takes_name then d.full_name when not d.is_own_name then (d.stored).full_name end
        as full_name,
      case
        when d.takes_name then d.source
        when not d.is_own_name then (d.stored).full_name_source
      end as full_name_source,
      case
        when d.takes_name then d.full_name_landing_no
        when not d.is_own_name then (d.stored).full_name_landing_no
      end as full_name_landing_no,
      coalesce((d.stored).linkedin_user_profile_urn, d.linkedin_user_profile_urn)
        as linkedin_user_profile_urn,
      case
        when d.takes_company then reference.entity_id('company', d.employer_domain)
        else (d.stored).core_company_id
      end as core_company_id,
      case
        when d.takes_company then case when d.employer_domain is not null then d.source end
        else (d.stored).core_company_source
      end as core_company_source,
      case when d.takes_row then d.source else (d.stored).source end as source,
      case when d.takes_row then d.landing_no else (d.stored).landing_no end as landing_no
    from decided as d
  )
  insert into core.people (
    id, linkedin_url, linkedin_slug, linkedin_url_type, full_name, full_name_source,
    full_name_landing_no, linkedin_user_profile_urn, core_company_id, core_company_source, source,
    landing_no
  )
  select
    reference.entity_id('person', w.linkedin_url), w.linkedin_url, substr(w.linkedin_url, 29),
    w.linkedin_url_type, w.full_name, w.full_name_source, w.full_name_landing_no,
    w.linkedin_user_profile_urn, w.core_company_id, w.core_company_source, w.source, w.landing_no
  from wanted as w
  where (
      w.linkedin_url_type, w.full_name, w.full_name_source, w.full_name_landing_no,
      w.linkedin_user_profile_urn, w.core_company_id, w.core_company_source, w.source, w.landing_no
    ) is distinct from (
      (w.stored).linkedin_url_type, (w.stored).full_name, (w.stored).full_name_source,
      (w.stored).full_name_landing_no, (w.stored).linkedin_user_profile_urn,
      (w.stored).core_company_id, (w.stored).core_company_source, (w.stored).source,
      (w.stored).landing_no
    )
  on conflict (linkedin_url) do update
    set linkedin_url_type = excluded.linkedin_url_type,
        full_name = excluded.full_name,
        full_name_source = excluded.full_name_source,
        full_name_landing_no = excluded.full_name_landing_no,
        linkedin_user_profile_urn = excluded.linkedin_user_profile_urn,
        core_company_id = excluded.core_company_id,
        core_company_source = excluded.core_company_source,
        source = excluded.source,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.people as t
    using unnest(p_claims) as c
    where t.linkedin_url = c.linkedin_url
      and t.source = c.source
      and c.is_complete
      and c.landing_no is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_people(core.person_claim[], boolean) is
  'Coalesces claims into core.people. First wins (lowest landing number) for full_name, null is '
  'filled; core_company_id is the present employer by the source of the highest rank that knows '
  'the job. p_has_previous: false when the source had claimed nothing before about any of the '
  'people, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_people(core.person_claim[], boolean) from public;
