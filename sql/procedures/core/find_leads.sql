-- Purpose: the leads of a page, in the order in which they appeared.
-- Input -> output: filters, page -> lead_no of its rows and of the one after, in order.
-- Called by: api.list_leads, api.list_leads_quick.
-- Reads: core.lead_index; core.people for a common name.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_lead_nos := core.find_leads(v_filter, v_page).
create or replace function core.find_leads(p_filter core.lead_filter, p_page ops.list_page)
returns bigint[]
language plpgsql
stable
set search_path = ''
-- Which filters there are decides how to look: planned anew each time, filters that are null go.
set plan_cache_mode = 'force_custom_plan'
-- The narrow indexes are in memory: reading one whole is cheaper than visiting the table.
set random_page_cost = 1.1
-- Starting workers takes longer than a page.
set max_parallel_workers_per_gather = 0
set jit = 'off'
as $$
declare
  -- Longer lists are hashed: the planner would look at each of their values.
  c_many constant integer := 300;
  v_after bigint := (p_page.after_key ->> 0)::bigint;
begin
  return array(
    select i.lead_no
    from core.lead_index as i
    where (p_filter.include_incomplete or i.is_complete)
      and (v_after is null or i.lead_no > v_after)
      and (p_filter.job_function_id is null or i.job_function_id = p_filter.job_function_id)
      and (p_filter.job_function_ids is null or i.job_function_id = any (p_filter.job_function_ids))
      and (p_filter.seniority_id is null or i.seniority_id = p_filter.seniority_id)
      and (p_filter.seniority_ids is null or i.seniority_id = any (p_filter.seniority_ids))
      and (p_filter.industry_id is null or i.industry_id = p_filter.industry_id)
      and (p_filter.industry_ids is null or i.industry_id = any (p_filter.industry_ids))
      and (p_filter.country_id is null or i.country_id = p_filter.country_id)
      and (p_filter.country_ids is null or i.country_id = any (p_filter.country_ids))
      and (
        p_filter.employee_range_ids is null
        or i.employee_range_id = any (p_filter.employee_range_ids)
      )
      and case
        when p_filter.title_ids is null then true
        when cardinality(p_filter.title_ids) > c_many
          then i.title_id in (select unnest(p_filter.title_ids))
        else i.title_id = any (p_filter.title_ids)
      end
      and case
        when p_filter.city_ids is null then true
        when cardinality(p_filter.city_ids) > c_many
          then i.city_id in (select unnest(p_filter.city_ids))
        else i.city_id = any (p_filter.city_ids)
      end
      and case
        when p_filter.state_ids is null then true
        when cardinality(p_filter.state_ids) > c_many
          then i.state_id in (select unnest(p_filter.state_ids))
        else i.state_id = any (p_filter.state_ids)
      end
      and case
        when p_filter.company_city_ids is null then true
        when cardinality(p_filter.company_city_ids) > c_many
          then i.company_city_id in (select unnest(p_filter.company_city_ids))
        else i.company_city_id = any (p_filter.company_city_ids)
      end
      and case
        when p_filter.company_state_ids is null then true
        when cardinality(p_filter.company_state_ids) > c_many
          then i.company_state_id in (select unnest(p_filter.company_state_ids))
        else i.company_state_id = any (p_filter.company_state_ids)
      end
      and (
        p_filter.company_country_ids is null
        or i.company_country_id = any (p_filter.company_country_ids)
      )
      and case
        when p_filter.company_ids is null then true
        when cardinality(p_filter.company_ids) > c_many
          then i.company_id in (select unnest(p_filter.company_ids))
        else i.company_id = any (p_filter.company_ids)
      end
      and (p_filter.job_start_from is null or i.job_start_date >= p_filter.job_start_from)
      and (p_filter.job_start_to is null or i.job_start_date <= p_filter.job_start_to)
      and (p_filter.is_b2b is null or i.is_b2b)
      and (p_filter.is_b2c is null or i.is_b2c)
      and (p_filter.lead_nos is null or i.lead_no = any (p_filter.lead_nos))
      and (
        p_filter.name_pattern is null
        or (
          select p.full_name from core.people as p where p.linkedin_url = i.linkedin_url
        ) ilike p_filter.name_pattern
      )
    order by i.lead_no
    limit p_page.page_limit + 1
    offset coalesce(p_page.page_offset, 0)
  );
end;
$$;

comment on function core.find_leads(core.lead_filter, ops.list_page) is
  'core.lead_index.lead_no of the leads that pass p_filter, at most one more than the page holds. '
  'Units: rows. Nulls: a filter that is null lets everything pass. Errors: none.';

revoke all on function core.find_leads(core.lead_filter, ops.list_page) from public;
