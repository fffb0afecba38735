-- Purpose: writes a set of candidates so that a poisoned one harms no other.
-- Input -> output: locked candidates of one source -> how many of them failed. If the set fails
--   with an error of its data, its halves are tried, until the failing payloads are alone; those
--   are recorded.
-- Called by: ops.load_documents, itself.
-- Writes to: what extracted.load_<source> writes; ops.failures.
-- Idempotence: yes.
-- Errors: classes 08, 40, 53, 57, 58, XX and 0A are not the payload's and are raised.
-- Example: v_failed := ops.load_isolated(v_candidates);
create or replace function ops.load_isolated(
  p_candidates ops.document_candidate[],
  p_is_retry boolean default false
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_source text := (p_candidates[1]).source;
  v_count integer := cardinality(p_candidates);
  v_sqlstate text;
  v_message text;
  v_detail text;
  v_hint text;
  v_context text;
begin
  -- The subtransaction takes back what a failing set wrote; the locks were taken before it.
  begin
    execute format('select extracted.%I($1)', 'load_' || v_source) using p_candidates;
    return 0;
  exception when others then
    get stacked diagnostics
      v_sqlstate = returned_sqlstate,
      v_message = message_text,
      v_detail = pg_exception_detail,
      v_hint = pg_exception_hint,
      v_context = pg_exception_context;
    if left(v_sqlstate, 2) in ('08', '40', '53', '57', '58', 'XX', '0A') then
      raise;
    end if;
  end;

  -- A unique violation may be a race with a writer that has committed since.
  if v_sqlstate = '23505' and not p_is_retry then
    return ops.load_isolated(p_candidates, true);
  end if;

  if v_count = 1 then
    perform ops.record_failure(
      p_source => v_source,
      p_raw_id => (p_candidates[1]).raw_id,
      p_stage => 'load',
      p_sqlstate => v_sqlstate,
      p_message => v_message,
      p_detail => v_detail,
      p_hint => v_hint,
      p_context => v_context
    );
    return 1;
  end if;

  return ops.load_isolated(p_candidates[1 : v_count / 2])
    + ops.load_isolated(p_candidates[v_count / 2 + 1 : v_count]);
end;
$$;

comment on function ops.load_isolated(ops.document_candidate[], boolean) is
  'Writes locked candidates through extracted.load_<source>; halves a failing set until the '
  'failing payloads are alone, records those and returns their number. p_is_retry: this is the '
  'second try after a unique violation. Units: payloads. Nulls: none allowed. Errors: classes 08, '
  '40, 53, 57, 58, XX, 0A are raised.';

revoke all on function ops.load_isolated(ops.document_candidate[], boolean) from public;
