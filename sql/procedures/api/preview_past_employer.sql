-- Purpose: some leads that used to work at a company.
-- Input -> output: {company_name, job_function, country, limit} -> {success, company_name, domain,
--   data}.
-- Called by: GET /api/leads/past-employer-preview.
-- Reads: core.company_index, core.company_alumni, core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH104.
-- Example: select api.preview_past_employer('{"company_name": "Acme", "limit": 5}').
create or replace function api.preview_past_employer(
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
  v_page ops.list_page := ops.read_page(
    p_request - '{offset,cursor,count}'::text[], 'preview_past_employer',
    array['date', 'bigint'], 10, 50
  );
  v_lead_nos bigint[];
begin
  select array_agg(a.lead_no order by a.place)
  into v_lead_nos
  from core.find_alumni(array[v_domain], core.read_alumni_filter(p_request), v_page) as a;
  return jsonb_build_object(
    'success', true,
    'company_name', v_company_name,
    'domain', v_domain,
    'data', coalesce(
      (
        select jsonb_agg(r.lead order by r.place)
        from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
      ),
      '[]'
    )
  );
end;
$$;

comment on function api.preview_past_employer(jsonb, jsonb) is
  'The first leads, complete or not, that used to work at the company called company_name, those '
  'who left last first. Units: rows. Nulls: domain is null when no company is called so. Errors: '
  'WH101, WH104.';

revoke all on function api.preview_past_employer(jsonb, jsonb) from public;
grant execute on function api.preview_past_employer(jsonb, jsonb)
  to pipeline_edge, service_role;
