-- Purpose: keeps the first answer to a request with an Idempotency-Key.
-- Input -> output: context and answer -> the answer.
-- Called by: the api functions of ingests, last.
-- Writes to: ops.idempotency_keys.
-- Idempotence: yes.
-- Errors: none.
-- Example: return ops.keep_idempotent_answer(p_context, v_answer);
create or replace function ops.keep_idempotent_answer(p_context jsonb, p_answer jsonb)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
begin
  if nullif(p_context ->> 'idempotency_key', '') is not null then
    update ops.idempotency_keys as k
    set answer = p_answer
    where k.api_key_id = coalesce(
        (p_context ->> 'api_key_id')::uuid, '00000000-0000-0000-0000-000000000000'
      )
      and k.endpoint = coalesce(p_context ->> 'endpoint', '')
      and k.idempotency_key = p_context ->> 'idempotency_key';
  end if;
  return p_answer;
end;
$$;

comment on function ops.keep_idempotent_answer(jsonb, jsonb) is
  'Keeps the answer under the Idempotency-Key of the context and returns it. Units: none. Nulls: '
  'no key in the context keeps nothing. Errors: none.';

revoke all on function ops.keep_idempotent_answer(jsonb, jsonb) from public;
