-- Purpose: makes the narrow rows of people equal to what core knows of them.
-- Input -> output: LinkedIn URLs -> rows written.
-- Called by: core.refresh_leads.
-- Reads: what core.leads reads; of companies core.company_index, whose row its caller holds.
-- Writes to: core.lead_index, reference.search_terms; what core.write_company_alumni writes.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_written := core.write_leads(array['https://www.linkedin.com/in/jo-doe']).
-- Rows of leads may be wanted from two sides, the person's and the employer's: they are locked
-- first, in order, and read by later statements.
create or replace function core.write_leads(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
-- See extracted.take_companyenrich: the rows of one person or of 20,000 are looked up by key.
set plan_cache_mode = 'force_generic_plan'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
set enable_seqscan = 'off'
set enable_memoize = 'off'
set jit = 'off'
as $$
declare
  v_leads core.lead_index[];
  v_kinds text[];
  v_terms text[];
  v_written integer;
  v_inserted integer;
  v_deleted integer;
begin
  if coalesce(p_linkedin_urls, '{}') = '{}' then
    return 0;
  end if;
  perform t.lead_no
  from core.lead_index as t
  where t.linkedin_url = any (p_linkedin_urls)
  order by t.linkedin_url
  for update;

  with wanted as materialized (
    select
      p.linkedin_url,
      j.matched_cleaned_job_title as title,
      l.city,
      l.state,
      l.country,
      t.job_start_date,
      -- Clay writes January for what it knows to the year only.
      t.job_start_date is not null
        and t.job_start_precision is distinct from 'year'
        and not (
          t.job_start_precision is distinct from 'day' and extract(month from t.job_start_date) = 1
        ) as is_start_exact,
      reference.search_term_id(j.matched_cleaned_job_title) as title_id,
      reference.search_term_id(j.matched_job_function) as job_function_id,
      reference.search_term_id(j.matched_seniority) as seniority_id,
      reference.search_term_id(l.city) as city_id,
      reference.search_term_id(l.state) as state_id,
      reference.search_term_id(l.country) as country_id,
      reference.search_term_id(c.domain) as company_id,
      c.industry_id,
      c.employee_range_id,
      c.city_id as company_city_id,
      c.state_id as company_state_id,
      c.country_id as company_country_id,
      r.promoted_on,
      coalesce(v.vc_count, 0)::smallint as vc_count,
      (
        c.name_term is not null
        and c.country_id is not null
        and c.industry_id is not null
        and l.country is not null
        and j.matched_job_function is not null
        and j.matched_job_function <> 'Miscellaneous'
        and j.matched_seniority is not null
        and j.matched_cleaned_job_title is not null
      ) as is_complete,
      coalesce(b.is_b2b, false) as is_b2b,
      coalesce(b.is_b2c, false) as is_b2c
    from (select distinct g.linkedin_url from unnest(p_linkedin_urls) as g (linkedin_url)) as u
    cross join lateral (
      select s.linkedin_url, s.core_company_id
      from core.people as s
      where s.linkedin_url = u.linkedin_url
      offset 0
    ) as p
    left join lateral (
      select s.city, s.state, s.country
      from core.person_locations as s
      where s.linkedin_url = u.linkedin_url
      offset 0
    ) as l on true
    left join lateral (
      select s.matched_cleaned_job_title, s.matched_job_function, s.matched_seniority
      from core.person_job_titles as s
      where s.linkedin_url = u.linkedin_url
      offset 0
    ) as j on true
    left join lateral (
      select s.job_start_date, s.job_start_precision
      from core.person_tenure as s
      where s.linkedin_url = u.linkedin_url
      offset 0
    ) as t on true
    left join lateral (
      select x.domain, x.name_term, x.city_id, x.state_id, x.country_id, x.industry_id,
        x.employee_range_id
      from (select s.domain from core.companies as s where s.id = p.core_company_id offset 0) as e
      cross join lateral (
        select i.* from core.company_index as i where i.domain = e.domain offset 0
      ) as x
      offset 0
    ) as c on true
    left join lateral (
      select s.is_b2b, s.is_b2c
      from core.company_business_model as s
      where s.domain = c.domain
      offset 0
    ) as b on true
    left join lateral (
      select count(*) as vc_count from core.vc_portfolio as s where s.domain = c.domain offset 0
    ) as v on true
    left join lateral (
      -- Of rows that were found by key: a greatest date would be sought from the latest one down.
      select max(d.promotion_date) as promoted_on
      from (
        select s.promotion_date
        from core.person_promotions as s
        where s.linkedin_url = u.linkedin_url and s.company_domain = c.domain
        offset 0
      ) as d
    ) as r on true
  ),
  changed as materialized (
    select w.*, (e.stored).lead_no
    from wanted as w
    left join lateral (
      select s from core.lead_index as s where s.linkedin_url = w.linkedin_url offset 0
    ) as e (stored) on true
    where (e.stored).linkedin_url is null
      or (
        w.title_id, w.job_function_id, w.seniority_id, w.city_id, w.state_id, w.country_id,
        w.company_id, w.industry_id, w.employee_range_id, w.company_city_id, w.company_state_id,
        w.company_country_id, w.job_start_date, w.promoted_on, w.vc_count, w.is_complete,
        w.is_start_exact, w.is_b2b, w.is_b2c
      ) is distinct from (
        (e.stored).title_id, (e.stored).job_function_id, (e.stored).seniority_id,
        (e.stored).city_id, (e.stored).state_id, (e.stored).country_id, (e.stored).company_id,
        (e.stored).industry_id, (e.stored).employee_range_id, (e.stored).company_city_id,
        (e.stored).company_state_id, (e.stored).company_country_id, (e.stored).job_start_date,
        (e.stored).promoted_on, (e.stored).vc_count, (e.stored).is_complete,
        (e.stored).is_start_exact, (e.stored).is_b2b, (e.stored).is_b2c
      )
  )
  select
    array_agg(
      row(
        c.lead_no, c.title_id, c.job_function_id, c.seniority_id, c.city_id, c.state_id,
        c.country_id, c.company_id, c.industry_id, c.employee_range_id, c.company_city_id,
        c.company_state_id, c.company_country_id, c.job_start_date, c.promoted_on, c.vc_count,
        c.is_complete, c.is_start_exact, c.is_b2b, c.is_b2c, c.linkedin_url
      )::core.lead_index
      order by c.linkedin_url
    ),
    array_fill('title'::text, array[count(*)::integer])
      || array_fill('city'::text, array[count(*)::integer])
      || array_fill('state'::text, array[count(*)::integer])
      || array_fill('country'::text, array[count(*)::integer]),
    array_agg(c.title) || array_agg(c.city) || array_agg(c.state) || array_agg(c.country)
  into v_leads, v_kinds, v_terms
  from changed as c;

  perform reference.ensure_search_terms(v_kinds, v_terms);

  -- They stand, and are found by their key whatever the plan: one that was made on an empty table
  -- would walk through all of them for each.
  insert into core.lead_index (
    lead_no, title_id, job_function_id, seniority_id, city_id, state_id, country_id, company_id,
    industry_id, employee_range_id, company_city_id, company_state_id, company_country_id,
    job_start_date, promoted_on, vc_count, is_complete, is_start_exact, is_b2b, is_b2c,
    linkedin_url
  )
  overriding system value
  select
    c.lead_no, c.title_id, c.job_function_id, c.seniority_id, c.city_id, c.state_id, c.country_id,
    c.company_id, c.industry_id, c.employee_range_id, c.company_city_id, c.company_state_id,
    c.company_country_id, c.job_start_date, c.promoted_on, c.vc_count, c.is_complete,
    c.is_start_exact, c.is_b2b, c.is_b2c, c.linkedin_url
  from unnest(v_leads) as c
  where c.lead_no is not null
  order by c.linkedin_url
  on conflict (linkedin_url) do update
    set title_id = excluded.title_id,
        job_function_id = excluded.job_function_id,
        seniority_id = excluded.seniority_id,
        city_id = excluded.city_id,
        state_id = excluded.state_id,
        country_id = excluded.country_id,
        company_id = excluded.company_id,
        industry_id = excluded.industry_id,
        employee_range_id = excluded.employee_range_id,
        company_city_id = excluded.company_city_id,
        company_state_id = excluded.company_state_id,
        company_country_id = excluded.company_country_id,
        job_start_date = excluded.job_start_date,
        promoted_on = excluded.promoted_on,
        vc_count = excluded.vc_count,
        is_complete = excluded.is_complete,
        is_start_exact = excluded.is_start_exact,
        is_b2b = excluded.is_b2b,
        is_b2c = excluded.is_b2c;
  get diagnostics v_written = row_count;

  insert into core.lead_index (
    title_id, job_function_id, seniority_id, city_id, state_id, country_id, company_id,
    industry_id, employee_range_id, company_city_id, company_state_id, company_country_id,
    job_start_date, promoted_on, vc_count, is_complete, is_start_exact, is_b2b, is_b2c,
    linkedin_url
  )
  select
    c.title_id, c.job_function_id, c.seniority_id, c.city_id, c.state_id, c.country_id,
    c.company_id, c.industry_id, c.employee_range_id, c.company_city_id, c.company_state_id,
    c.company_country_id, c.job_start_date, c.promoted_on, c.vc_count, c.is_complete,
    c.is_start_exact, c.is_b2b, c.is_b2c, c.linkedin_url
  from unnest(v_leads) as c
  where c.lead_no is null
  order by c.linkedin_url;
  get diagnostics v_inserted = row_count;

  delete from core.lead_index as t
  where t.linkedin_url = any (p_linkedin_urls)
    and (select true from core.people as p where p.linkedin_url = t.linkedin_url) is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_inserted + v_deleted + core.write_company_alumni(p_linkedin_urls);
end;
$$;

comment on function core.write_leads(text[]) is
  'Makes core.lead_index, and through core.write_company_alumni core.company_alumni, equal to what '
  'core knows of the people p_linkedin_urls. Returns the rows written. Units: rows. Nulls: a null '
  'or empty array does nothing. Errors: none.';

revoke all on function core.write_leads(text[]) from public;
