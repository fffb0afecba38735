-- Purpose: a sandbox for people who wire up a new sender.
-- Input -> output: {name, domain, linkedin_url?} -> {success, id}.
-- Called by: POST /run/testing/companies.
-- Writes to: testing.companies, as sent; duplicates are allowed.
-- Idempotence: no, on purpose; with an Idempotency-Key yes.
-- Errors: WH101 missing, WH104 wrong type, WH105 Idempotency-Key reused.
-- Example: select api.create_testing_company('{"name": "Acme", "domain": "acme.example"}').
create or replace function api.create_testing_company(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_name text := ops.require_text(p_request, 'name');
  v_domain text := ops.require_text(p_request, 'domain');
  v_answer jsonb;
  v_id uuid;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  insert into testing.companies as c (name, domain, linkedin_url)
  values (v_name, v_domain, reference.json_text(p_request -> 'linkedin_url'))
  returning c.id into v_id;

  return ops.keep_idempotent_answer(
    p_context, jsonb_build_object('success', true, 'id', v_id)
  );
end;
$$;

comment on function api.create_testing_company(jsonb, jsonb) is
  'Inserts a row into the sandbox testing.companies. Units: none. Nulls: name and domain are '
  'required. Errors: WH101 missing, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.create_testing_company(jsonb, jsonb) from public;
grant execute on function api.create_testing_company(jsonb, jsonb) to pipeline_edge, service_role;
