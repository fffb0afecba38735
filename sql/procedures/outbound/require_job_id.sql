-- Purpose: the job that a request is about.
-- Input -> output: request with id -> the uuid.
-- Called by: outbound.require_visible_job.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH104 no uuid.
-- Example: v_job_id := outbound.require_job_id(p_request).
create or replace function outbound.require_job_id(p_request jsonb)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text := ops.require_text(p_request, 'id');
begin
  if v_given !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    raise exception using
      errcode = 'WH104',
      message = 'id must be a uuid',
      detail = ops.describe_issue('id', 'must be a uuid'),
      hint = 'use the job_id of the answer that started the job';
  end if;
  return v_given::uuid;
end;
$$;

comment on function outbound.require_job_id(jsonb) is
  'The uuid in field id of a request. Units: none. Nulls: a missing id is an error. Errors: WH101, '
  'WH104.';

revoke all on function outbound.require_job_id(jsonb) from public;
