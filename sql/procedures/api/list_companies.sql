-- Purpose: the companies that fit filters, page by page, in the order of their domains.
-- Input -> output: {industry, employee_range, company_type (several), city, state, country, name
--   (part of), domain, limit, offset, cursor, count} -> {success, data, meta}.
-- Called by: GET /api/companies.
-- Reads: core.company_index for filters and total, core.companies_full for the rows of the page.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH102 no domain, WH103 a shared host, WH104 wrong type or out of bounds, WH108 cursor.
-- Example: select api.list_companies('{"country": "ireland", "employee_range": "11-50,51-200"}').
create or replace function api.list_companies(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
-- Filters are skewed, and most are absent: a plan for these values, without what is absent.
set plan_cache_mode = 'force_custom_plan'
set jit = 'off'
as $$
declare
  -- Up to here an estimate is a count.
  c_most_counted constant integer := 10000;
  v_page ops.list_page := ops.read_page(p_request, 'list_companies', array['text'], 50, 100);
  v_after text := v_page.after_key ->> 0;
  v_domain text := ops.read_company_domain(p_request, 'domain');
  v_name text := ops.like_pattern(reference.fold_case(ops.read_text(p_request, 'name')));
  v_cities bigint[] := reference.find_search_terms('city', ops.read_text(p_request, 'city'));
  v_states bigint[] := reference.find_search_terms('state', ops.read_text(p_request, 'state'));
  v_countries bigint[] :=
    reference.find_search_terms('country', ops.read_text(p_request, 'country'));
  v_country bigint;
  v_industries bigint[];
  v_employee_ranges bigint[];
  v_employee_range bigint;
  v_company_types bigint[];
  v_domains text[];
  v_total bigint;
begin
  v_industries := array_agg(reference.search_term_id(v.value))
  from unnest(
    ops.read_list(
      p_request,
      'industry',
      array(select i.name from reference.company_industries as i where i.name like '%,%')
    )
  ) as v (value);
  v_employee_ranges := array_agg(reference.search_term_id(v.value))
  from unnest(
    ops.read_list(
      p_request, 'employee_range', array(select r.name from reference.employee_ranges as r)
    )
  ) as v (value);
  -- One size or country has an index in the order of the list.
  if cardinality(v_countries) = 1 then
    v_country := v_countries[1];
    v_countries := null;
  end if;
  if cardinality(v_employee_ranges) = 1 then
    v_employee_range := v_employee_ranges[1];
    v_employee_ranges := null;
  end if;
  v_company_types := array_agg(reference.search_term_id(v.value))
  from unnest(ops.read_list(p_request, 'company_type')) as v (value);

  v_domains := array(
    select c.domain
    from core.company_index as c
    where (v_domain is null or c.domain = v_domain)
      and (v_after is null or c.domain > v_after)
      and (v_name is null or c.name_term like v_name)
      and (v_cities is null or c.city_id = any (v_cities))
      and (v_states is null or c.state_id = any (v_states))
      and (v_countries is null or c.country_id = any (v_countries))
      and (v_country is null or c.country_id = v_country)
      and (v_industries is null or c.industry_id = any (v_industries))
      and (v_employee_ranges is null or c.employee_range_id = any (v_employee_ranges))
      and (v_employee_range is null or c.employee_range_id = v_employee_range)
      and (v_company_types is null or c.company_type_id = any (v_company_types))
    order by c.domain
    limit v_page.page_limit + 1
    offset coalesce(v_page.page_offset, 0)
  );

  if v_page.counting <> 'none' then
    v_total := (
      select count(*)
      from (
        select
        from core.company_index as c
        where (v_domain is null or c.domain = v_domain)
          and (v_name is null or c.name_term like v_name)
          and (v_cities is null or c.city_id = any (v_cities))
          and (v_states is null or c.state_id = any (v_states))
          and (v_countries is null or c.country_id = any (v_countries))
          and (v_country is null or c.country_id = v_country)
          and (v_industries is null or c.industry_id = any (v_industries))
          and (v_employee_ranges is null or c.employee_range_id = any (v_employee_ranges))
          and (v_employee_range is null or c.employee_range_id = v_employee_range)
          and (v_company_types is null or c.company_type_id = any (v_company_types))
        limit case when v_page.counting = 'estimated' then c_most_counted + 1 end
      ) as c
    );
  end if;
  if v_page.counting = 'estimated' and v_total > c_most_counted then
    v_total := greatest(
      v_total,
      (
        select count(*) * 20
        from core.company_index as c tablesample system (5)
        where (v_name is null or c.name_term like v_name)
          and (v_cities is null or c.city_id = any (v_cities))
          and (v_states is null or c.state_id = any (v_states))
          and (v_countries is null or c.country_id = any (v_countries))
          and (v_country is null or c.country_id = v_country)
          and (v_industries is null or c.industry_id = any (v_industries))
          and (v_employee_ranges is null or c.employee_range_id = any (v_employee_ranges))
          and (v_employee_range is null or c.employee_range_id = v_employee_range)
          and (v_company_types is null or c.company_type_id = any (v_company_types))
      )
    );
  end if;

  return ops.list_answer(
    v_page,
    core.describe_companies(v_domains[1 : v_page.page_limit]),
    v_total,
    case
      when cardinality(v_domains) > v_page.page_limit
        then jsonb_build_array(v_domains[v_page.page_limit])
    end
  );
end;
$$;

comment on function api.list_companies(jsonb, jsonb) is
  'A page of the companies that fit all filters of p_request, by domain. industry, employee_range '
  'and company_type are compared whole, city, state, country and name in part, case does not '
  'count. Units: companies. Nulls: a filter left out does not filter. Errors: WH102, WH103, WH104, '
  'WH108.';

revoke all on function api.list_companies(jsonb, jsonb) from public;
grant execute on function api.list_companies(jsonb, jsonb) to pipeline_edge, service_role;
