-- Purpose: writes locked leads of clients: documents -> client.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents; what client.write_leads writes.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_client_lead(v_candidates);
create or replace function extracted.load_client_lead(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written jsonb;
begin
  v_written := client.write_leads(client.parse_leads(ops.register_documents(p_candidates)));

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then client.answer_lead(p_candidates[1], v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_client_lead(ops.document_candidate[]) is
  'Writes the locked candidates of source client_lead into ops.documents and client. Units: none. '
  'Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_client_lead(ops.document_candidate[]) from public;
