-- Purpose: writes locked candidates, whatever their number.
-- Input -> output: usable candidates in key order -> nothing.
-- Called by: extracted.take_<source>.
-- Writes to: what ops.load_isolated writes.
-- Idempotence: yes.
-- Errors: those of ops.load_isolated.
-- Example: perform ops.load_documents(v_candidates);
create or replace function ops.load_documents(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- Parsed documents are handed on in memory, about 20 kB each: a slice bounds that. It is no loop
  -- over rows: 1,000 payloads take as many statements as one.
  c_slice constant integer := 1000;
  v_from integer := 1;
begin
  while v_from <= cardinality(p_candidates) loop
    perform ops.load_isolated(p_candidates[v_from : v_from + c_slice - 1]);
    v_from := v_from + c_slice;
  end loop;
end;
$$;

comment on function ops.load_documents(ops.document_candidate[]) is
  'Writes locked candidates in slices of 1,000, each through ops.load_isolated. Units: none. '
  'Nulls: a null or empty array does nothing. Errors: those of ops.load_isolated.';

revoke all on function ops.load_documents(ops.document_candidate[]) from public;
