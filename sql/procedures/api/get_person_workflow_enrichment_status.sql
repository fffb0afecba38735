-- Purpose: whether the core table of a workflow holds a person, so that a Clay table can skip the
--   work.
-- Input -> output: {person_linkedin_url, workflow_slug, company_name?, domain?} -> {success,
--   person_linkedin_url, workflow_slug, core_table, enriched, count, last_enriched_at, warnings}.
--   company_name and domain narrow the rows where the table has companies.
-- Called by: POST and GET /api/people/workflow-enrichment-status.
-- Reads: reference.enrichment_workflow_registry and the table it names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no profile of a person or no domain, WH104 wrong type, WH505 unknown
--   workflow, WH506 no table of people behind it.
-- Example: select api.get_person_workflow_enrichment_status('{"person_linkedin_url":
--   "linkedin.com/in/x", "workflow_slug": "clay-person-profile"}').
create or replace function api.get_person_workflow_enrichment_status(
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
  v_linkedin_url text := ops.require_person_url(p_request, 'person_linkedin_url');
  v_workflow_slug text := ops.require_text(p_request, 'workflow_slug');
  v_company_name text := reference.name_key(reference.json_text(p_request -> 'company_name'));
  v_domain text;
  v_is_known boolean;
  v_registered text;
  v_table name;
  v_domain_column name;
  v_name_column name;
  v_clock name;
  v_count bigint;
  v_last_at timestamptz;
begin
  if reference.json_text(p_request -> 'domain') is not null then
    v_domain := ops.require_company_domain(p_request, 'domain');
  end if;

  select true, r.core_table
  into v_is_known, v_registered
  from reference.enrichment_workflow_registry as r
  where r.workflow_slug = v_workflow_slug;
  if v_is_known is null then
    raise exception using
      errcode = 'WH505',
      message = format('Workflow ''%s'' not found', left(v_workflow_slug, 200)),
      detail = ops.describe_issue('workflow_slug', 'not in the registry'),
      hint = 'send a workflow_slug of reference.enrichment_workflow_registry';
  end if;

  -- The registry is data: a name counts only if core has a table of that name that is keyed by
  -- people (companies have a column linkedin_url as well).
  select
    c.relname,
    (array_agg(a.attname order by a.attname)
      filter (where a.attname in ('company_domain', 'past_company_domain')))[1],
    (array_agg(a.attname order by a.attname)
      filter (where a.attname in ('company_name', 'past_company_name')))[1],
    (array_agg(a.attname order by a.attname desc)
      filter (where a.attname in ('created_at', 'updated_at')))[1]
  into v_table, v_domain_column, v_name_column, v_clock
  from pg_catalog.pg_class as c
  inner join pg_catalog.pg_attribute as a
    on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'core'::regnamespace
    and c.relkind in ('r', 'p')
    and c.relname = regexp_replace(v_registered, '^core\.', '')
    and exists (
      select
      from pg_catalog.pg_index as i
      inner join pg_catalog.pg_attribute as k on k.attrelid = c.oid and k.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisunique and k.attname = 'linkedin_url'
    )
  group by c.oid, c.relname;
  if v_table is null then
    raise exception using
      errcode = 'WH506',
      message = format('workflow %s leads to no table of people in core', v_workflow_slug),
      detail = ops.describe_issue('workflow_slug', 'leads to no table of people in core'),
      hint = 'ask about a workflow whose core_table in the registry has people';
  end if;

  -- Dynamic, since the registry names the table: identifiers come from the catalog.
  execute format(
    'select count(*), max(t.%I) from core.%I as t where t.linkedin_url = $1 %s %s',
    v_clock,
    v_table,
    case
      when v_domain is not null and v_domain_column is not null
        then format('and t.%I = $2', v_domain_column)
    end,
    case
      when v_company_name is not null and v_name_column is not null
        then format('and reference.name_key(t.%I) = $3', v_name_column)
    end
  )
  into v_count, v_last_at
  using v_linkedin_url, v_domain, v_company_name;

  return jsonb_build_object(
    'success', true,
    'person_linkedin_url', v_linkedin_url,
    'workflow_slug', v_workflow_slug,
    'core_table', 'core.' || v_table,
    'enriched', v_count > 0,
    'count', v_count,
    'last_enriched_at', v_last_at,
    'warnings', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'field', w.field,
            'message', format('core.%s has no such column: not used', v_table)
          )
        ),
        '[]'
      )
      from (
        values
          ('company_name', v_company_name is not null and v_name_column is null),
          ('domain', v_domain is not null and v_domain_column is null)
      ) as w (field, is_ignored)
      where w.is_ignored
    )
  );
end;
$$;

comment on function api.get_person_workflow_enrichment_status(jsonb, jsonb) is
  'Whether the core table that p_request.workflow_slug fills, by the registry, has rows of the '
  'person p_request.person_linkedin_url (and of the company p_request.domain or company_name, '
  'where it has companies), how many, and when the last of them changed. Units: rows; times are '
  'UTC. Nulls: person_linkedin_url and workflow_slug are required; last_enriched_at is null '
  'without rows. Errors: WH101, WH102, WH103, WH104, WH505 unknown workflow, WH506 no table of '
  'people behind it.';

revoke all on function api.get_person_workflow_enrichment_status(jsonb, jsonb) from public;
grant execute on function api.get_person_workflow_enrichment_status(jsonb, jsonb)
  to pipeline_edge, service_role;
