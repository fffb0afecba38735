-- Purpose: writes locked cleaned names: documents -> extracted.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.cleaned_company_names.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_clay_cleaned_company_names(v_candidates);
create or replace function extracted.load_clay_cleaned_company_names(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_written integer := 0;
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_written := extracted.write_clay_cleaned_company_names(
      extracted.parse_clay_cleaned_company_names(v_work)
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_clay_cleaned_company_names(
            p_candidates[1], v_work = '{}', v_written
          )::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_clay_cleaned_company_names(ops.document_candidate[]) is
  'Writes the locked candidates of source clay_cleaned_company_names into ops.documents and '
  'extracted. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_clay_cleaned_company_names(ops.document_candidate[])
  from public;
