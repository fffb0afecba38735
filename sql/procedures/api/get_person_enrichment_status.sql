-- Purpose: whether a work history of a person is there, so that a Clay table can skip the work.
-- Input -> output: {linkedin_url} -> {success, linkedin_url, is_enriched, entry_count,
--   last_enriched_at}.
-- Called by: POST and GET /api/people/enrichment-status.
-- Reads: core.person_work_history, ops.documents, raw.person_payloads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no profile of a person, WH104 wrong type.
-- Example: select api.get_person_enrichment_status('{"linkedin_url": "linkedin.com/in/x"}').
create or replace function api.get_person_enrichment_status(
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
      'is_enriched', count(*) > 0,
      'entry_count', count(*),
      -- A profile that came again unchanged writes no job, but it is an enrichment.
      'last_enriched_at', greatest(
        max(h.created_at),
        case
          when count(*) > 0 then (
            select max(p.received_at)
            from ops.documents as d
            inner join raw.person_payloads as p on p.id = d.raw_id
            where d.source = 'person_profile' and d.key = v_linkedin_url
          )
        end
      )
    )
    from core.person_work_history as h
    where h.linkedin_url = v_linkedin_url
  );
end;
$$;

comment on function api.get_person_enrichment_status(jsonb, jsonb) is
  'Whether the person p_request.linkedin_url has a work history, how many jobs, and when the '
  'newest job was written or the last profile landed, whichever is later. Units: jobs; times are '
  'UTC. Nulls: linkedin_url is required; last_enriched_at is null without a work history. '
  'Errors: WH101 missing, WH102 no profile of a person, WH104 wrong type.';

revoke all on function api.get_person_enrichment_status(jsonb, jsonb) from public;
grant execute on function api.get_person_enrichment_status(jsonb, jsonb)
  to pipeline_edge, service_role;
