-- Purpose: leads that used to work at some companies, those who left last first.
-- Input -> output: {domains, job_function, seniority, industry, person_country,
--   include_incomplete, report_hidden, limit, offset or cursor, count} -> {success, data, meta}.
-- Called by: GET /api/leads/by-past-employer.
-- Reads: core.company_alumni, core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH102, WH103, WH104, WH108.
-- Example: select api.list_leads_by_past_employer('{"domains": "acme.example"}').
create or replace function api.list_leads_by_past_employer(
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
    p_request, 'list_leads_by_past_employer', array['date', 'bigint'], 50, 100
  );
  v_domains text[] := ops.read_company_domains(p_request, 'domains', 500);
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
      select jsonb_agg(r.lead order by r.place)
      from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
    ),
    v_total,
    case
      when cardinality(v_lead_nos) > v_page.page_limit then jsonb_build_array(
        coalesce(v_ended[v_page.page_limit], '-infinity'), v_lead_nos[v_page.page_limit]
      )
    end,
    v_more
  );
end;
$$;

comment on function api.list_leads_by_past_employer(jsonb, jsonb) is
  'Leads that had a job at one of domains and have none there now, each once, those who left '
  'last first. Units: rows. Nulls: domains is required. Errors: WH101, WH102, WH103, WH104, '
  'WH108.';

revoke all on function api.list_leads_by_past_employer(jsonb, jsonb) from public;
grant execute on function api.list_leads_by_past_employer(jsonb, jsonb)
  to pipeline_edge, service_role;
