-- Purpose: leads that used to work at a customer of a company, those who left last first.
-- Input -> output: {company_domain, job_function, seniority, industry, person_country,
--   include_incomplete, report_hidden, limit, offset or cursor, count} -> {success, data, meta}.
-- Called by: GET /api/leads/by-company-customers.
-- Reads: core.company_alumni, core.lead_index, core.leads, core.company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH102, WH103, WH104, WH108.
-- Example: select api.list_leads_by_company_customers('{"company_domain": "acme.example"}').
create or replace function api.list_leads_by_company_customers(
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
  v_page ops.list_page := ops.read_page(
    p_request, 'list_leads_by_company_customers', array['date', 'bigint'], 50, 100
  );
  v_domain text := ops.require_company_domain(p_request, 'company_domain');
  v_domains text[] := core.list_customer_domains(v_domain);
  v_filter core.lead_filter := core.read_lead_filter(
    jsonb_build_object(
      'job_function', p_request -> 'job_function',
      'seniority', p_request -> 'seniority',
      'industry', p_request -> 'industry',
      'person_country', p_request -> 'person_country',
      'include_incomplete', p_request -> 'include_incomplete'
    )
  );
  v_lead_nos bigint[];
  v_ended date[];
  v_total bigint;
  v_more jsonb := '{}';
begin
  select
    array_agg(a.lead_no order by a.place),
    array_agg(a.ended_on order by a.place),
    max(a.total)
  into v_lead_nos, v_ended, v_total
  from core.find_alumni(v_domains, v_filter, v_page) as a;
  -- A page after the last one has no row that could say it.
  if v_page.counting <> 'none' and v_total is null then
    v_total := core.count_alumni(v_domains, v_filter);
  end if;
  if ops.read_boolean(p_request, 'report_hidden', false) then
    v_more := core.count_hidden_alumni(v_domains, v_filter);
  end if;
  return ops.list_answer(
    v_page,
    (
      select jsonb_agg(
        r.lead || jsonb_build_object(
          'previous_customer_domain', j.previous_domain,
          'previous_customer_name',
          coalesce(core.find_customer_name(v_domain, j.previous_domain), j.previous_name),
          'previous_title', j.previous_title,
          'previous_end_date', j.previous_end_date
        )
        order by r.place)
      from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
      cross join lateral core.find_past_job(r.linkedin_url, v_domains) as j
    ),
    v_total,
    case
      when cardinality(v_lead_nos) > v_page.page_limit then jsonb_build_array(
        coalesce(v_ended[v_page.page_limit], '-infinity'), v_lead_nos[v_page.page_limit]
      )
    end,
    v_more || jsonb_build_object('origin_domain', v_domain, 'customers', cardinality(v_domains))
  );
end;
$$;

comment on function api.list_leads_by_company_customers(jsonb, jsonb) is
  'Leads that had a job at a customer of company_domain and have none there now, each once, with '
  'that job, those who left last first. Units: rows. Nulls: company_domain is required. Errors: '
  'WH101, WH102, WH103, WH104, WH108.';

revoke all on function api.list_leads_by_company_customers(jsonb, jsonb) from public;
grant execute on function api.list_leads_by_company_customers(jsonb, jsonb)
  to pipeline_edge, service_role;
