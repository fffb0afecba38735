-- Purpose: stages the case studies that payloads of customers-of-3 name, for Clay to read.
-- Input -> output: ids of raw.claygent_customers_structured_raw -> rows inserted or filled.
-- Called by: extracted.take_claygent_customers_structured, at its end.
-- Reads: extracted.claygent_customers_structured: URLs that can be case studies, of customers that
--   are not said to have none; extracted.case_study_details and extracted.case_study_buyer_pages:
--   what was read before it was staged is processed already.
-- Writes to: raw.staging_case_study_urls.
-- Idempotence: yes. First wins for publisher and customer; nulls are filled (the publisher's name
--   by the same publisher only); processed and sent_to_clay are never taken back.
-- Errors: none.
-- Example: perform extracted.stage_case_study_urls(p_raw_ids);
create or replace function extracted.stage_case_study_urls(p_raw_ids uuid[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  with mentioned as (
    select
      m.case_study_url,
      m.origin_company_domain,
      m.origin_company_name,
      m.customer_name,
      m.batch_id,
      row_number() over (
        partition by m.case_study_url order by m.landing_no, m.customer_name_key
      ) as place,
      first_value(m.origin_company_domain) over (
        partition by m.case_study_url order by m.landing_no, m.customer_name_key
      ) as first_domain
    from (select distinct i.raw_id from unnest(p_raw_ids) as i (raw_id)) as r
    cross join lateral (
      select
        s.case_study_url,
        s.origin_company_domain,
        s.origin_company_name,
        s.customer_name,
        s.customer_name_key,
        s.batch_id,
        s.landing_no
      from extracted.claygent_customers_structured as s
      where s.raw_id = r.raw_id
        and s.case_study_url is not null
        and s.has_case_study is not false
      offset 0
    ) as m
    where reference.is_stageable_case_study_url(m.case_study_url)
  ),
  named as (
    select
      m.case_study_url,
      min(m.first_domain) as origin_company_domain,
      (
        array_agg(m.origin_company_name order by m.place) filter (
          where m.origin_company_name is not null and m.origin_company_domain = m.first_domain
        )
      )[1] as origin_company_name,
      (array_agg(m.customer_name order by m.place))[1] as customer_name,
      (array_agg(m.batch_id order by m.place) filter (where m.batch_id is not null))[1]
        as batch_id
    from mentioned as m
    group by m.case_study_url
  )
  insert into raw.staging_case_study_urls as t (
    origin_company_name,
    origin_company_domain,
    customer_company_name,
    case_study_url,
    batch_id,
    processed,
    processed_at
  )
  select
    n.origin_company_name,
    n.origin_company_domain,
    n.customer_name,
    n.case_study_url,
    n.batch_id,
    d.is_read,
    case when d.is_read then now() end
  from named as n
  -- A row that needs nothing is not even locked.
  left join lateral (
    select s.origin_company_domain, s.origin_company_name, s.customer_company_name, s.batch_id
    from raw.staging_case_study_urls as s
    where s.case_study_url = n.case_study_url
    offset 0
  ) as e on true
  cross join lateral (
    select
      exists (
        select from extracted.case_study_details as c where c.case_study_url = n.case_study_url
      )
      or exists (
        select from extracted.case_study_buyer_pages as c where c.case_study_key = n.case_study_url
      ) as is_read
    offset 0
  ) as d
  where e.origin_company_domain is null
    or e.batch_id is null and n.batch_id is not null
    or e.origin_company_domain = n.origin_company_domain
    and (
      e.origin_company_name is null and n.origin_company_name is not null
      or e.customer_company_name is null
    )
  order by n.case_study_url
  on conflict (case_study_url) do update
    set origin_company_name = case
          when t.origin_company_domain = excluded.origin_company_domain
            then coalesce(t.origin_company_name, excluded.origin_company_name)
          else t.origin_company_name
        end,
        customer_company_name = case
          when t.origin_company_domain = excluded.origin_company_domain
            then coalesce(t.customer_company_name, excluded.customer_company_name)
          else t.customer_company_name
        end,
        batch_id = coalesce(t.batch_id, excluded.batch_id),
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  -- The names that these payloads lack, or that they bring for rows which wait for one.
  return v_written + extracted.fill_staging_origin_names(
    array(
      select distinct m.origin_company_domain
      from (select distinct i.raw_id from unnest(p_raw_ids) as i (raw_id)) as r
      cross join lateral (
        select s.origin_company_domain
        from extracted.claygent_customers_structured as s
        where s.raw_id = r.raw_id
        limit 1
      ) as m
    )
  );
end;
$$;

comment on function extracted.stage_case_study_urls(uuid[]) is
  'Stages the case studies of the payloads p_raw_ids in raw.staging_case_study_urls, and fills the '
  'names of their publishers; returns the rows written. Units: rows. Nulls: a null or empty array '
  'does nothing; only nulls are filled. Errors: none.';

revoke all on function extracted.stage_case_study_urls(uuid[]) from public;
