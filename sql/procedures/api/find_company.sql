-- Purpose: the company of a name.
-- Input -> output: {name} -> {success, found, domain, name, match_type: exact or partial,
--   candidates}; an equal name, else one that begins with it, else one that contains it; of
--   these the shortest, then the one where most people work.
-- Called by: GET /api/companies/lookup.
-- Reads: core.company_index, core.companies_full, core.people.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH104 wrong type or too short.
-- Example: select api.find_company('{"name": "Acme"}').
create or replace function api.find_company(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_candidates constant integer := 5;
  c_considered constant integer := 50;
  v_name text := ops.require_search_text(p_request, 'name');
  v_term text collate "C";
  v_candidates jsonb;
  v_first jsonb;
begin
  v_term := reference.fold_case(v_name);
  -- Of names as good as another, the company that more people work at.
  select jsonb_agg(
    jsonb_build_object('domain', b.domain, 'name', b.name, 'match_type', b.match_type)
    order by b.place
  )
  into v_candidates
  from (
    select
      f.domain,
      f.name,
      case when i.name_term = v_term then 'exact' else 'partial' end as match_type,
      row_number() over (
        order by
          i.name_term = v_term desc,
          starts_with(i.name_term, v_term) desc,
          length(i.name_term),
          (select count(*) from core.people as p where p.core_company_id = f.id) desc,
          f.domain
      ) as place
    from unnest(core.search_companies(v_name, c_considered, true)) as s (domain)
    inner join core.company_index as i on i.domain = s.domain
    inner join core.companies_full as f on f.domain = s.domain
    order by place
    limit c_candidates
  ) as b;
  v_first := v_candidates -> 0;
  return jsonb_build_object(
    'success', true,
    'found', v_first is not null,
    'domain', v_first -> 'domain',
    'name', v_first -> 'name',
    'match_type', v_first -> 'match_type',
    'candidates', coalesce(v_candidates, '[]')
  );
end;
$$;

comment on function api.find_company(jsonb, jsonb) is
  'The company that p_request.name most likely means, and up to five candidates. Units: '
  'companies. Nulls: name is required; domain, name and match_type are null when nothing is '
  'found. Errors: WH101 missing, WH104 wrong type or too short.';

revoke all on function api.find_company(jsonb, jsonb) from public;
grant execute on function api.find_company(jsonb, jsonb) to pipeline_edge, service_role;
