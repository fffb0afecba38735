-- Purpose: tells whether a table holds a value, so that a Clay table can skip work.
-- Input -> output: {domain, schema_name, table_name, column_name?} -> always {success, exists,
--   domain, schema_name, table_name, column_name, error?}.
-- Called by: POST /read/companies/db/check-existence.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: in the body: WH101 missing, WH501 malformed identifier, WH502 schema not allowed,
--   WH503 unknown table, WH504 unknown column.
-- Example: select api.check_existence('{"domain": "acme.example", "schema_name": "core",
--   "table_name": "companies"}').
create or replace function api.check_existence(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_value text := reference.json_text(p_request -> 'domain');
  v_schema text := lower(reference.json_text(p_request -> 'schema_name'));
  v_table text := lower(reference.json_text(p_request -> 'table_name'));
  v_column text := lower(coalesce(reference.json_text(p_request -> 'column_name'), 'domain'));
  v_code text;
  v_path text;
  v_message text;
  v_hint text;
  v_relation regclass;
  v_exists boolean := false;
begin
  if num_nulls(v_value, v_schema, v_table) > 0 then
    v_code := 'WH101';
    v_path := case
      when v_value is null then 'domain' when v_schema is null then 'schema_name' else 'table_name'
    end;
    v_message := 'Missing parameters';
    v_hint := 'send domain, schema_name and table_name as text';
  elsif v_schema !~ '^[a-z_][a-z0-9_]{0,62}$' or v_table !~ '^[a-z_][a-z0-9_]{0,62}$' then
    v_code := 'WH501';
    v_path := case
      when v_schema ~ '^[a-z_][a-z0-9_]{0,62}$' then 'table_name' else 'schema_name'
    end;
    v_message := 'Invalid schema or table name';
    v_hint := 'names are letters, digits and underscores';
  elsif v_column !~ '^[a-z_][a-z0-9_]{0,62}$' then
    v_code := 'WH501';
    v_path := 'column_name';
    v_message := 'Invalid column name';
    v_hint := 'names are letters, digits and underscores';
  elsif v_schema not in ('raw', 'extracted', 'core', 'reference', 'testing', 'public') then
    v_code := 'WH502';
    v_path := 'schema_name';
    v_message := format('Schema %s is not readable here', v_schema);
    v_hint := 'one of raw, extracted, core, reference, testing, public';
  else
    v_relation := to_regclass(format('%I.%I', v_schema, v_table));
    if v_relation is null or not exists (
      select from pg_catalog.pg_class as c
      where c.oid = v_relation
        and c.relkind in ('r', 'p', 'v', 'm')
        and has_table_privilege(c.oid, 'select')
    ) or v_schema = 'raw' and exists (
      -- What clients sent is nobody else's business, its existence neither.
      select from ops.sources as s where s.raw_table = v_table and s.is_confidential
    ) then
      v_code := 'WH503';
      v_path := 'table_name';
      v_message := format('Table %s.%s does not exist', v_schema, v_table);
      v_hint := 'check schema_name and table_name';
    elsif not exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = v_relation
        and a.attname = v_column
        and a.attnum > 0
        and not a.attisdropped
    ) then
      v_code := 'WH504';
      v_path := 'column_name';
      v_message := format('Column %s does not exist in %s.%s', v_column, v_schema, v_table);
      v_hint := 'check column_name';
    end if;
  end if;

  if v_code is null then
    -- Domains are stored normalised, except as received in raw and in work lists.
    if v_column = 'domain' or v_column like '%\_domain' then
      execute format(
        'select exists (select from %I.%I as t where t.%I::text in ($1, $2))',
        v_schema, v_table, v_column
      )
      into v_exists
      using v_value, coalesce(reference.normalize_domain(v_value), v_value);
    else
      execute format(
        'select exists (select from %I.%I as t where t.%I::text = $1)',
        v_schema, v_table, v_column
      )
      into v_exists
      using v_value;
    end if;
  end if;

  return jsonb_build_object(
    'success', v_code is null,
    'exists', v_exists,
    'domain', v_value,
    'schema_name', v_schema,
    'table_name', v_table,
    'column_name', v_column
  ) || case
    when v_code is null then '{}'::jsonb
    else jsonb_build_object(
      'error', jsonb_build_object(
        'code', v_code,
        'message', v_message,
        'hint', v_hint,
        'issues', ops.describe_issue(v_path, v_message)::jsonb
      )
    )
  end;
end;
$$;

comment on function api.check_existence(jsonb, jsonb) is
  'Whether schema_name.table_name holds a row whose column_name (default domain) equals '
  'p_request.domain; domain columns are compared normalised, others as given, case-sensitive. '
  'Units: none. Nulls: domain, schema_name and table_name are required. Errors: in the body, '
  'WH101, WH501, WH502, WH503, WH504.';

revoke all on function api.check_existence(jsonb, jsonb) from public;
grant execute on function api.check_existence(jsonb, jsonb) to pipeline_edge, service_role;
