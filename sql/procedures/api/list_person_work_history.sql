-- Purpose: the jobs of a person, present ones first.
-- Input -> output: {linkedin_url} -> {success, linkedin_url, has_work_history, entry_count,
--   work_history: [...]}; a person that nothing is known of has none.
-- Called by: POST and GET /api/people/work-history.
-- Reads: core.person_work_history.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no profile of a person, WH104 wrong type.
-- Example: select api.list_person_work_history('{"linkedin_url": "linkedin.com/in/x"}').
create or replace function api.list_person_work_history(
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
  v_linkedin_url text := ops.require_person_url(p_request, 'linkedin_url');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'linkedin_url', v_linkedin_url,
      'has_work_history', count(*) > 0,
      'entry_count', count(*),
      'work_history', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'company_name', h.company_name,
            'company_domain', h.company_domain,
            'company_linkedin_url', h.company_linkedin_url,
            'title', h.title,
            'matched_job_function', h.matched_job_function,
            'matched_seniority', h.matched_seniority,
            'start_date', h.start_date,
            'end_date', h.end_date,
            'is_current', h.is_current,
            'created_at', h.created_at
          )
          order by h.is_current desc, h.start_date desc nulls last, h.experience_order, h.source
        ),
        '[]'
      )
    )
    from core.person_work_history as h
    where h.linkedin_url = v_linkedin_url
  );
end;
$$;

comment on function api.list_person_work_history(jsonb, jsonb) is
  'The jobs of the person p_request.linkedin_url, present ones first, then by start date. Units: '
  'dates are the first day of their period; times are UTC. Nulls: linkedin_url is required; what '
  'is not known of a job is null. Errors: WH101 missing, WH102 no profile of a person, WH104 '
  'wrong type.';

revoke all on function api.list_person_work_history(jsonb, jsonb) from public;
grant execute on function api.list_person_work_history(jsonb, jsonb)
  to pipeline_edge, service_role;
