-- Purpose: technologies for a search box.
-- Input -> output: {q, limit} -> a JSON array of objects, by name.
-- Called by: GET /api/filters/technologies.
-- Reads: reference.predictleads_technologies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type or out of bounds.
-- Example: select api.list_technologies('{"q": "sales"}').
create or replace function api.list_technologies(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 200, 50);
  v_pattern text := ops.like_pattern(reference.fold_case(ops.read_text(p_request, 'q')));
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'name', f.title, 'domain', f.technology_domain, 'categories', f.categories
        )
        order by lower(f.title) collate "C", f.title collate "C"
      ),
      '[]'
    )
    from (
      select t.title, t.technology_domain, t.categories
      from reference.predictleads_technologies as t
      where v_pattern is null or reference.fold_case(t.title) like v_pattern
      order by lower(t.title) collate "C", t.title collate "C"
      limit v_limit
    ) as f
  );
end;
$$;

comment on function api.list_technologies(jsonb, jsonb) is
  'At most limit technologies whose name contains p_request.q, whatever its case, by name. '
  'Units: none. Nulls: without q all of them. Errors: WH104 wrong type or out of bounds.';

revoke all on function api.list_technologies(jsonb, jsonb) from public;
grant execute on function api.list_technologies(jsonb, jsonb) to pipeline_edge, service_role;
