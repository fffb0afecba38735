-- Purpose: tells the batch form of a request from the single one.
-- Input -> output: request, field of the batch form -> whether it is a batch.
-- Called by: ops.request_items, api functions with both forms.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select ops.is_batch('{"job_titles": ["CEO"]}', 'job_titles');  -- true
create or replace function ops.is_batch(p_request jsonb, p_batch_field text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return case jsonb_typeof(p_request -> p_batch_field)
    when 'null' then false
    -- Clay sends an empty text for nothing.
    when 'string' then reference.json_text(p_request -> p_batch_field) is not null
    else p_request ? p_batch_field
  end;
end;
$$;

comment on function ops.is_batch(jsonb, text) is
  'Whether the request has something in p_batch_field. Units: none. Nulls: a null or blank field '
  'is none. Errors: none.';

revoke all on function ops.is_batch(jsonb, text) from public;
