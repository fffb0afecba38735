-- Purpose: writes locked checks and tickers of listed companies: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.public_company, core.company_public.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_public_company(v_candidates);
create or replace function extracted.load_public_company(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.public_company_document[];
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_public_company(v_work);
    v_written := jsonb_build_object(
      'extracted.public_company', extracted.write_public_company(v_documents)
    );
    -- A statement of its own: it reads the rows that were written by now.
    v_written := v_written || jsonb_build_object(
      'core.company_public',
      core.coalesce_company_public(array(select d.domain from unnest(v_documents) as d))
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_public_company(p_candidates[1], v_work = '{}', v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_public_company(ops.document_candidate[]) is
  'Writes the locked candidates of source public_company into ops.documents, extracted and core. '
  'Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_public_company(ops.document_candidate[]) from public;
