-- Purpose: what the leads that used to work at a company do now.
-- Input -> output: {company_name, country} -> {success, company_name, domain, total,
--   by_job_function}.
-- Called by: GET /api/leads/past-employer-breakdown.
-- Reads: core.company_index, core.company_alumni, core.lead_index, reference.job_function_mapping.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH104.
-- Example: select api.break_down_past_employer('{"company_name": "Acme"}').
create or replace function api.break_down_past_employer(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_company_name text := ops.require_text(p_request, 'company_name');
  v_domain text := core.find_employer_domain(v_company_name);
  v_page ops.list_page;
  v_total bigint;
  v_counts jsonb;
begin
  select coalesce(sum(g.people), 0), coalesce(jsonb_object_agg(g.name, g.people), '{}')
  into v_total, v_counts
  from (
    select coalesce(m.sales_nav_function, 'Other') as name, sum(n.people) as people
    from (
      select i.job_function_id, count(*) as people
      from core.find_alumni(
        array[v_domain], core.read_alumni_filter(p_request - 'job_function'), v_page
      ) as a
      inner join core.lead_index as i on i.lead_no = a.lead_no
      group by i.job_function_id
    ) as n
    left join (
      select reference.search_term_id(x.job_function) as job_function_id, x.sales_nav_function
      from reference.job_function_mapping as x
    ) as m on m.job_function_id = n.job_function_id
    group by 1
  ) as g;
  return jsonb_build_object(
    'success', true,
    'company_name', v_company_name,
    'domain', v_domain,
    'total', v_total,
    'by_job_function', v_counts
  );
end;
$$;

comment on function api.break_down_past_employer(jsonb, jsonb) is
  'The leads, complete or not, that used to work at the company called company_name, counted by '
  'the functions of Sales Navigator; Other for functions it does not have and for unknown ones. '
  'Units: people. Nulls: domain is null and total 0 when no company is called so. Errors: WH101, '
  'WH104.';

revoke all on function api.break_down_past_employer(jsonb, jsonb) from public;
grant execute on function api.break_down_past_employer(jsonb, jsonb)
  to pipeline_edge, service_role;
