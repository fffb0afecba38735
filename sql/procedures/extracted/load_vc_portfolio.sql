-- Purpose: writes locked companies of portfolios: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.vc_portfolio, core.vc_portfolio.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_vc_portfolio(v_candidates);
create or replace function extracted.load_vc_portfolio(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_domains text[];
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_domains := array(select distinct w.key from unnest(v_work) as w);
    v_written := jsonb_build_object(
      'extracted.vc_portfolio', extracted.write_vc_portfolio(extracted.parse_vc_portfolio(v_work))
    );
    -- A statement of its own: it reads the rows that were written by now.
    v_written := v_written || jsonb_build_object(
      'core.vc_portfolio',
      core.coalesce_vc_portfolio(v_domains, extracted.claim_vc_portfolio(v_domains))
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_vc_portfolio(p_candidates[1], v_work = '{}', v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_vc_portfolio(ops.document_candidate[]) is
  'Writes the locked candidates of source vc_portfolio into ops.documents, extracted and core. '
  'Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_vc_portfolio(ops.document_candidate[]) from public;
