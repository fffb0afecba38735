-- Purpose: people that pass filters, a page at a time.
-- Input -> output: {job_function, seniority (several), person_city, person_state,
--   person_country, job_title, full_name (part of), linkedin_url, job_start_date_gte,
--   job_start_date_lte, limit, offset, cursor, count} -> {success, data: rows of
--   core.people_full, meta}.
-- Called by: GET /api/people.
-- Reads: core.lead_index, core.people_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH102 no profile of a person, WH104 wrong type or out of bounds, WH108 cursor.
-- Example: select api.list_people('{"job_function": "Sales", "limit": 10}').
create or replace function api.list_people(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_page ops.list_page := ops.read_page(p_request, 'list_people', array['bigint'], 50, 100);
  v_filter core.lead_filter := core.read_lead_filter(
    jsonb_strip_nulls(
      jsonb_build_object(
        -- People are leads whose employers do not matter.
        'include_incomplete', true,
        'job_function', p_request -> 'job_function',
        'seniority', p_request -> 'seniority',
        'job_title', p_request -> 'job_title',
        'full_name', p_request -> 'full_name',
        'person_city', p_request -> 'person_city',
        'person_state', p_request -> 'person_state',
        'person_country', p_request -> 'person_country',
        'job_start_date_gte', p_request -> 'job_start_date_gte',
        'job_start_date_lte', p_request -> 'job_start_date_lte'
      )
    )
  );
  v_linkedin_url text;
  v_of_url bigint[];
  v_lead_nos bigint[];
  v_total bigint;
begin
  if ops.read_text(p_request, 'linkedin_url') is not null then
    v_linkedin_url := ops.require_person_url(p_request, 'linkedin_url');
    v_of_url := array(
      select i.lead_no from core.lead_index as i where i.linkedin_url = v_linkedin_url
    );
    v_filter.lead_nos := case
      when v_filter.lead_nos is null or v_of_url <@ v_filter.lead_nos then v_of_url
      else '{}'
    end;
  end if;
  v_lead_nos := core.find_leads(v_filter, v_page);
  v_total := core.count_leads(v_filter, v_page.counting);
  return ops.list_answer(
    v_page,
    core.list_people_rows(v_lead_nos[: v_page.page_limit]),
    v_total,
    case
      when cardinality(v_lead_nos) > v_page.page_limit
        then jsonb_build_array(v_lead_nos[v_page.page_limit])
    end
  );
end;
$$;

comment on function api.list_people(jsonb, jsonb) is
  'People that pass all filters of p_request, with an employer or without, in the order in '
  'which they appeared. Units: people; times are UTC. Nulls: a filter left out does not filter. '
  'Errors: WH102, WH104, WH108.';

revoke all on function api.list_people(jsonb, jsonb) from public;
grant execute on function api.list_people(jsonb, jsonb) to pipeline_edge, service_role;
