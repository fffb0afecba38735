-- Purpose: recomputes the promotions of people from their work history.
-- Input -> output: people -> rows written.
-- The rule: two consecutive jobs at one domain, in the order of their start; the titles differ,
--   cleaned and apart from case; the new one began at least a day after the old one began and at
--   most 90 days after it ended (an open one ends when the new one begins, a year at its end);
--   it is no step down where both seniorities are known, and on one level no move to another
--   function; a start known by its year only is no date of a promotion.
-- Called by: extracted.sync_person_experience_to_core.
-- Writes to: core.person_promotions.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select core.coalesce_person_promotions(array['https://...']);
create or replace function core.coalesce_person_promotions(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  with job as (
    select
      w.linkedin_url,
      w.company_domain,
      w.company_name,
      w.title,
      lower(coalesce(w.matched_cleaned_job_title, w.title) collate "und-x-icu") as title_key,
      w.matched_job_function,
      s.rank,
      w.start_date,
      w.start_precision,
      w.experience_order,
      case
        when w.end_precision = 'year' then (w.end_date + interval '1 year - 1 day')::date
        else w.end_date
      end as end_date
    from unnest(p_linkedin_urls) as p (linkedin_url)
    cross join lateral (
      select h.* from core.person_work_history as h
      where h.linkedin_url = p.linkedin_url
      offset 0
    ) as w
    left join lateral (
      select r.rank from reference.seniorities as r where r.name = w.matched_seniority offset 0
    ) as s on true
    -- Outside: see core.write_company_alumni.
    where w.company_domain is not null and w.start_date is not null and w.title is not null
  ),
  paired as (
    select
      j.*,
      lag(j.title) over stint as previous_title,
      lag(j.title_key) over stint as previous_title_key,
      lag(j.matched_job_function) over stint as previous_job_function,
      lag(j.rank) over stint as previous_rank,
      lag(j.start_date) over stint as previous_start_date,
      lag(j.end_date) over stint as previous_end_date
    from job as j
    -- Jobs that began on one day stand as the person lists them, the newest first.
    window stint as (
      partition by j.linkedin_url, j.company_domain
      order by j.start_date, j.experience_order desc
    )
  ),
  promoted as materialized (
    select distinct on (p.linkedin_url, p.company_domain, p.start_date, p.title)
      p.linkedin_url,
      p.company_domain,
      p.start_date as promotion_date,
      p.title as new_title,
      p.previous_title,
      p.company_name
    from paired as p
    where p.previous_title is not null
      and p.title_key <> p.previous_title_key
      and p.start_precision <> 'year'
      and p.start_date > p.previous_start_date
      and p.start_date <= coalesce(p.previous_end_date, p.start_date) + 90
      and (
        p.rank is null
        or p.previous_rank is null
        or p.rank < p.previous_rank
        or p.rank = p.previous_rank
        and (
          p.matched_job_function is null
          or p.previous_job_function is null
          or p.matched_job_function = p.previous_job_function
        )
      )
    order by p.linkedin_url, p.company_domain, p.start_date, p.title, p.experience_order
  ),
  stored as materialized (
    select t.place, t.linkedin_url, t.company_domain, t.promotion_date, t.new_title
    from unnest(p_linkedin_urls) as p (linkedin_url)
    cross join lateral (
      select s.ctid as place, s.*
      from core.person_promotions as s
      where s.linkedin_url = p.linkedin_url
      offset 0
    ) as t
  ),
  gone as (
    -- By place: a plan that was made on an empty table would walk through all of them.
    delete from core.person_promotions as t
    where t.ctid = any (
      array(
        select s.place
        from stored as s
        where not exists (
          select from promoted as p
          where p.linkedin_url = s.linkedin_url
            and p.company_domain = s.company_domain
            and p.promotion_date = s.promotion_date
            and p.new_title = s.new_title
        )
      )
    )
    returning 1
  ),
  written as (
    insert into core.person_promotions as t (
      linkedin_url, company_domain, promotion_date, new_title, previous_title, company_name
    )
    select
      p.linkedin_url, p.company_domain, p.promotion_date, p.new_title, p.previous_title,
      p.company_name
    from promoted as p
    on conflict (linkedin_url, company_domain, promotion_date, new_title) do update
      set previous_title = excluded.previous_title,
          company_name = excluded.company_name,
          updated_at = excluded.updated_at
      where (t.previous_title, t.company_name)
        is distinct from (excluded.previous_title, excluded.company_name)
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into v_written;
  return v_written;
end;
$$;

comment on function core.coalesce_person_promotions(text[]) is
  'Recomputes core.person_promotions of people from core.person_work_history, by difference. '
  'Returns the rows written. Units: rows; 90 days between two jobs at most. Nulls: jobs without '
  'domain, start or title count for nothing; a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_person_promotions(text[]) from public;
