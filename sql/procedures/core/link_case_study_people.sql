-- Purpose: says which people of core the people in case studies are.
-- Input -> output: vendors that are locked, whether to only count -> rows changed.
-- Called by: ops.promote_case_study_people_slice. Not while landing: at a large employer, thousands
--   of names would have to be compared for every champion.
-- Writes to: core.case_study_champions.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_linked := core.link_case_study_people(array['acme.example'], false);
create or replace function core.link_case_study_people(p_origins text[], p_dry_run boolean)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_linked integer;
begin
  with champion as materialized (
    select c.id, c.origin_company_domain, c.full_name_key, c.company_domain, c.core_person_id
    from core.case_study_champions as c
    where c.origin_company_domain = any (p_origins)
  ),
  employee as materialized (
    -- Of every company that has champions, the people by the keys of their names.
    select
      w.company_domain,
      reference.name_key(p.full_name) as full_name_key,
      p.id as core_person_id
    from (
      select distinct c.company_domain from champion as c where c.company_domain is not null
    ) as d
    cross join lateral (
      select distinct h.company_domain, h.linkedin_url
      from core.person_work_history as h
      where h.company_domain = d.company_domain
      offset 0
    ) as w
    cross join lateral (
      select s.id, s.full_name
      from core.people as s
      where s.linkedin_url = w.linkedin_url and s.linkedin_url_type = 'real'
      offset 0
    ) as p
  ),
  found as (
    select
      c.id,
      c.origin_company_domain,
      c.core_person_id,
      case
        when count(distinct e.core_person_id) = 1 then (array_agg(e.core_person_id))[1]
      end as found_person_id
    from champion as c
    left join employee as e
      on e.company_domain = c.company_domain and e.full_name_key = c.full_name_key
    group by c.id, c.origin_company_domain, c.core_person_id
  ),
  changed as materialized (
    select f.id, f.origin_company_domain, f.found_person_id
    from found as f
    where f.core_person_id is distinct from f.found_person_id
  ),
  written as (
    update core.case_study_champions as t
    set core_person_id = f.found_person_id,
        updated_at = now()
    from changed as f
    where t.origin_company_domain = f.origin_company_domain
      and t.id = f.id
      and not p_dry_run
  )
  select count(*) into v_linked from changed;
  return v_linked;
end;
$$;

comment on function core.link_case_study_people(text[], boolean) is
  'Sets core_person_id of the champions of the vendors p_origins to the one person with a public '
  'profile of that name who has or had a job at company_domain, to null where there is none or '
  'more than one; with p_dry_run only counts. Returns the rows changed. Units: rows. Nulls: a null '
  'or empty array does nothing. Errors: none.';

revoke all on function core.link_case_study_people(text[], boolean) from public;
