-- Purpose: whether a case study was read already, before somebody pays for reading it.
-- Input -> output: {case_study_url} -> {success, exists, case_study_url, in_buyers}: exists where a
--   model read it (pipeline 1), in_buyers where buyers were looked for in it (pipeline 2).
-- Called by: POST /run/companies/case-study-details/lookup.
-- Reads: extracted.case_study_details, extracted.case_study_buyer_pages,
--   extracted.case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no http(s) URL, WH104 wrong type.
-- Example: select api.lookup_case_study_details('{"case_study_url": "https://v.example/acme/"}').
create or replace function api.lookup_case_study_details(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_url text := ops.require_case_study_url(p_request, 'case_study_url');
begin
  return jsonb_build_object(
    'success', true,
    'exists', exists (
      select from extracted.case_study_details as d where d.case_study_url = v_url
    ),
    'case_study_url', v_url,
    'in_buyers', exists (
      select from extracted.case_study_buyer_pages as p where p.case_study_key = v_url
    )
    -- Rows that were copied in by hand have no page.
    or exists (select from extracted.case_study_buyers as b where b.case_study_key = v_url)
  );
end;
$$;

comment on function api.lookup_case_study_details(jsonb, jsonb) is
  'Whether the case study p_request.case_study_url, in any spelling, stands in '
  'extracted.case_study_details (exists) and among those of case_study_buyers (in_buyers). Units: '
  'none. Nulls: case_study_url is required. Errors: WH101 missing, WH102 no http(s) URL, WH104 '
  'wrong type.';

revoke all on function api.lookup_case_study_details(jsonb, jsonb) from public;
grant execute on function api.lookup_case_study_details(jsonb, jsonb)
  to pipeline_edge, service_role;
