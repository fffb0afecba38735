-- Purpose: the leads that used to work at some companies, those who left last first.
-- Input -> output: domains, filters, page -> lead_no and end of the last job there, of the rows of
--   the page and of the one after; place counts them, total is the number of all of them where
--   the page is counted. Without a page: all of them, in no order.
-- Called by: core.get_leads_by_past_employer, core.get_leads_by_company_customers and their
--   counts, the api functions of alumni.
-- Reads: core.company_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.find_alumni(array['acme.example'], v_filter, v_page).
create or replace function core.find_alumni(
  p_domains text[],
  p_filter core.lead_filter,
  p_page ops.list_page
)
returns table (place bigint, lead_no bigint, ended_on date, total bigint)
language plpgsql
stable
set search_path = ''
-- See core.find_leads.
set plan_cache_mode = 'force_custom_plan'
set random_page_cost = 1.1
set max_parallel_workers_per_gather = 0
set jit = 'off'
as $$
declare
  v_after_date date := (p_page.after_key ->> 0)::date;
  v_after bigint := (p_page.after_key ->> 1)::bigint;
begin
  return query
  with found as (
    select a.lead_no, max(coalesce(a.ended_on, '-infinity')) as ended_on
    -- Joined: of an array in a condition the planner would look at each value.
    from unnest(p_domains) as d (company_domain)
    inner join core.company_alumni as a on a.company_domain = d.company_domain
    where (p_filter.include_incomplete or a.is_complete)
      and (p_filter.job_function_id is null or a.job_function_id = p_filter.job_function_id)
      and (p_filter.job_function_ids is null or a.job_function_id = any (p_filter.job_function_ids))
      and (p_filter.seniority_id is null or a.seniority_id = p_filter.seniority_id)
      and (p_filter.seniority_ids is null or a.seniority_id = any (p_filter.seniority_ids))
      and (p_filter.industry_id is null or a.industry_id = p_filter.industry_id)
      and (p_filter.industry_ids is null or a.industry_id = any (p_filter.industry_ids))
      and (p_filter.country_id is null or a.country_id = p_filter.country_id)
      and (p_filter.country_ids is null or a.country_id = any (p_filter.country_ids))
    group by a.lead_no
  )
  select
    row_number() over (order by f.ended_on desc, f.lead_no),
    f.lead_no,
    nullif(f.ended_on, '-infinity'),
    case when p_page.counting <> 'none' then (select count(*) from found as n) end
  from (
    select k.lead_no, k.ended_on
    from found as k
    where v_after is null
      or k.ended_on < v_after_date
      or k.ended_on = v_after_date and k.lead_no > v_after
    order by k.ended_on desc, k.lead_no
    limit p_page.page_limit + 1
    offset coalesce(p_page.page_offset, 0)
  ) as f;
end;
$$;

comment on function core.find_alumni(text[], core.lead_filter, ops.list_page) is
  'The leads of core.company_alumni at p_domains that pass p_filter (function, seniority, country, '
  'industry, gate), each once, with the latest end; the page and one more. total says how many '
  'there are on all pages. Units: rows. Nulls: ended_on is null where no source tells the end, '
  'total where p_page is not counted; p_page null is no limit. Errors: none.';

revoke all on function core.find_alumni(text[], core.lead_filter, ops.list_page) from public;
grant execute on function core.find_alumni(text[], core.lead_filter, ops.list_page)
  to pipeline_analyst;
