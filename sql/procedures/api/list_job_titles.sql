-- Purpose: job titles for a search box.
-- Input -> output: {q, limit} -> a JSON array of objects, by name.
-- Called by: GET /api/filters/job-titles.
-- Reads: reference.job_titles.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type or out of bounds.
-- Example: select api.list_job_titles('{"q": "sales"}').
create or replace function api.list_job_titles(p_request jsonb, p_context jsonb default '{}')
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
          'name', f.normalized_title
        )
        order by lower(f.normalized_title) collate "C", f.normalized_title collate "C"
      ),
      '[]'
    )
    from (
      select t.normalized_title
      from reference.job_titles as t
      where v_pattern is null or reference.fold_case(t.normalized_title) like v_pattern
      order by lower(t.normalized_title) collate "C", t.normalized_title collate "C"
      limit v_limit
    ) as f
  );
end;
$$;

comment on function api.list_job_titles(jsonb, jsonb) is
  'At most limit job titles whose name contains p_request.q, whatever its case, by name. Units: '
  'none. Nulls: without q all of them. Errors: WH104 wrong type or out of bounds.';

revoke all on function api.list_job_titles(jsonb, jsonb) from public;
grant execute on function api.list_job_titles(jsonb, jsonb) to pipeline_edge, service_role;
