-- Purpose: puts a company on the list that the lead lists watch.
-- Input -> output: {company_name, domain?} -> {success, id, company_name, domain, total,
--   engineering, sales, created_at}; without a domain the one company that the name means.
-- Called by: POST /api/leads/priority-companies.
-- Reads: core.priority_companies, core.people, core.person_job_titles; companies by name.
-- Writes to: core.priority_companies.
-- Idempotence: yes; the same company again is renamed.
-- Errors: WH101 missing, WH102 no name or no domain, WH103 a shared host, WH104 wrong type,
--   WH507 no such company.
-- Example: select api.add_priority_company('{"company_name": "Acme"}').
create or replace function api.add_priority_company(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_name text := ops.require_name(p_request, 'company_name');
  v_domain text := case
    when not ops.is_blank(p_request -> 'domain')
      then ops.require_company_domain(p_request, 'domain')
  end;
  v_keys record;
begin
  if v_domain is null then
    v_keys := reference.company_name_keys(v_name);
    v_domain := (
      select m.matched_domain
      from core.match_company_names(
        array[
          row(
            null, v_name, v_keys.name_key, v_keys.bare_key, v_keys.weak_key, v_keys.weak_words
          )::core.name_probe
        ]
      ) as m
    );
  end if;
  if v_domain is null then
    raise exception using
      errcode = 'WH507',
      message = format('company_name means no company, or several: %s', left(v_name, 200)),
      detail = ops.describe_issue('company_name', 'means no company, or several'),
      hint = 'send its domain as well';
  end if;
  perform core.set_priority_company(v_name, v_domain);
  -- A statement of its own: it reads the row that was written by now.
  return jsonb_build_object('success', true)
    || (core.describe_priority_companies(array[v_domain]) -> 0);
end;
$$;

comment on function api.add_priority_company(jsonb, jsonb) is
  'Adds the company of p_request.company_name, or of p_request.domain under that name, to the '
  'priority companies. Units: people. Nulls: company_name is required. Errors: WH101, WH102, '
  'WH103, WH104, WH507 the name means no company or several.';

revoke all on function api.add_priority_company(jsonb, jsonb) from public;
grant execute on function api.add_priority_company(jsonb, jsonb) to pipeline_edge, service_role;
