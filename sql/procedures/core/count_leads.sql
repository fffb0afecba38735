-- Purpose: how many leads pass the filters of a list.
-- Input -> output: filters, exact, estimated or none -> the number.
-- Called by: api.list_leads.
-- Reads: core.lead_index; core.people for a common name.
-- Writes to: nothing.
-- Idempotence: stable; an estimate comes from another sample each time.
-- Errors: none.
-- Example: v_total := core.count_leads(v_filter, 'exact').
create or replace function core.count_leads(p_filter core.lead_filter, p_counting text)
returns bigint
language plpgsql
stable
set search_path = ''
-- See core.find_leads.
set plan_cache_mode = 'force_custom_plan'
set random_page_cost = 1.1
-- Within a function none would be started.
set max_parallel_workers_per_gather = 0
set jit = 'off'
as $$
declare
  -- Longer lists are hashed: the planner would look at each of their values.
  c_many constant integer := 300;
  c_percent constant integer := 4;
  v_total bigint;
begin
  if p_counting = 'none' then
    return null;
  end if;
  -- Samples are of whole pages: few of them say nothing.
  if p_counting = 'estimated'
    and (
      select c.relpages from pg_catalog.pg_class as c where c.oid = 'core.lead_index'::regclass
    ) > 2000
  then
    select count(*) * 100 / c_percent
    into v_total
    from core.lead_index as i tablesample system (c_percent)
    where (p_filter.include_incomplete or i.is_complete)
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
      );
    return v_total;
  end if;
  select count(*)
  into v_total
  from core.lead_index as i
  where (p_filter.include_incomplete or i.is_complete)
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
    );
  return v_total;
end;
$$;

comment on function core.count_leads(core.lead_filter, text) is
  'The number of leads that pass p_filter, counted, or from a sample where p_counting is estimated '
  'and the table is large. Units: rows. Nulls: null where p_counting is none. Errors: none.';

revoke all on function core.count_leads(core.lead_filter, text) from public;
