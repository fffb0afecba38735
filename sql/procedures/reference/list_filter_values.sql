-- Purpose: the values of one filter of the dashboard, from its vocabulary.
-- Input -> output: name of the filter -> a JSON array of objects, in the order in which they
--   are shown.
-- Called by: api.list_filters and the functions per filter.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select reference.list_filter_values('seniorities').
create or replace function reference.list_filter_values(p_filter text)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return case p_filter
    when 'seniorities' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', f.name, 'sort_order', f.sort_order)
          order by f.sort_order
        ),
        '[]'
      )
      from reference.seniorities as f
    )
    when 'job_functions' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', f.name, 'sort_order', f.sort_order)
          order by f.sort_order
        ),
        '[]'
      )
      from reference.job_functions as f
    )
    when 'business_models' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', f.name, 'sort_order', f.sort_order)
          order by f.sort_order
        ),
        '[]'
      )
      from reference.business_models as f
    )
    when 'employee_ranges' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'name', f.name,
            'min_employees', f.min_employees,
            'max_employees', f.max_employees,
            'sort_order', f.sort_order
          )
          order by f.sort_order
        ),
        '[]'
      )
      from reference.employee_ranges as f
    )
    when 'revenue_ranges' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'name', f.name,
            'min_revenue_usd', f.min_revenue_usd,
            'max_revenue_usd', f.max_revenue_usd,
            'sort_order', f.sort_order
          )
          order by f.sort_order
        ),
        '[]'
      )
      from reference.revenue_ranges as f
    )
    when 'funding_ranges' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'name', f.name,
            'min_funding_usd', f.min_funding_usd,
            'max_funding_usd', f.max_funding_usd,
            'sort_order', f.sort_order
          )
          order by f.sort_order
        ),
        '[]'
      )
      from reference.funding_ranges as f
    )
    when 'company_types' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', f.name, 'sort_order', f.sort_order)
          order by f.sort_order
        ),
        '[]'
      )
      from reference.company_types as f
    )
    when 'industries' then (
      -- A name stands once per source.
      select coalesce(jsonb_agg(jsonb_build_object('name', f.name) order by f.name), '[]')
      from (
        select distinct i.name from reference.company_industries as i where i.is_canonical
      ) as f
    )
    when 'signals' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'name', f.name,
            'display_name', f.display_name,
            'endpoint', f.endpoint,
            'sort_order', f.sort_order
          )
          order by f.sort_order
        ),
        '[]'
      )
      from reference.signals as f
    )
    when 'countries' then (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', f.name, 'code', f.code)
          order by f.name
        ),
        '[]'
      )
      from reference.countries as f
    )
  end;
end;
$$;

comment on function reference.list_filter_values(text) is
  'The values of the filter p_filter (seniorities, job_functions, business_models, '
  'employee_ranges, revenue_ranges, funding_ranges, company_types, industries, signals, '
  'countries). Units: employees, US dollars. Nulls: null for null and for an unknown filter. '
  'Errors: none.';

revoke all on function reference.list_filter_values(text) from public;
