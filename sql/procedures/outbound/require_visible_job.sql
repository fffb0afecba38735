-- Purpose: the job that a request is about, if the key may know of it.
-- Input -> output: request with id, context {client_domain: what the key is bound to} -> the uuid.
--   A key of a client knows the jobs about that client; one that is bound to none knows all.
-- Called by: the api functions about jobs.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH104 no uuid, WH701 unknown, or not about the client of the key.
-- Example: v_job_id := outbound.require_visible_job(p_request, p_context).
create or replace function outbound.require_visible_job(p_request jsonb, p_context jsonb)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  v_job_id uuid := outbound.require_job_id(p_request);
begin
  if p_context ->> 'client_domain' is not null
    and not exists (
      select
      from outbound.jobs as j
      where j.job_id = v_job_id
        and j.options ->> 'client_domain' = p_context ->> 'client_domain'
    )
  then
    -- The same words as for a job that does not exist.
    raise exception using
      errcode = 'WH701',
      message = 'the job does not exist',
      hint = 'use the job_id of the answer that started it; outbound.jobs lists them';
  end if;
  return v_job_id;
end;
$$;

comment on function outbound.require_visible_job(jsonb, jsonb) is
  'The uuid in field id of a request, unless the key is bound to a client '
  '(p_context.client_domain) and the job is not about it. Units: none. Nulls: a missing id is an '
  'error. Errors: WH101, WH104, WH701.';

revoke all on function outbound.require_visible_job(jsonb, jsonb) from public;
