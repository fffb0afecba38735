-- Purpose: takes raw rows of any source again, and closes the failures that went through.
-- Input -> output: source and raw ids -> how many of them stand in ops.documents now.
-- Called by: ops.replay_slice, ops.rebuild_slice, ops.fill_reference_gaps.
-- Writes to: what extracted.take_<source> writes; ops.failures.
-- Idempotence: yes.
-- Errors: those of extracted.take_<source>.
-- Example: select ops.take_documents('companyenrich', array[v_raw_id]).
create or replace function ops.take_documents(p_source text, p_raw_ids uuid[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_taken uuid[];
begin
  execute format('select extracted.%I($1)', 'take_' || p_source) using p_raw_ids;

  -- Documents are found by landing number, which the raw table knows.
  execute format(
    'select coalesce(array_agg(p.id), ''{}'')
     from raw.%I as p
     where p.id = any ($1)
       and exists (select from ops.documents as d where d.landing_no = p.landing_no)',
    (select s.raw_table from ops.sources as s where s.source = p_source)
  )
  into v_taken
  using p_raw_ids;

  update ops.failures as f
  set resolved_at = now()
  where f.source = p_source
    and f.raw_id = any (v_taken)
    and f.resolved_at is null
    -- Failing again counted an attempt in this transaction.
    and f.last_failed_at < now();

  return cardinality(v_taken);
end;
$$;

comment on function ops.take_documents(text, uuid[]) is
  'Takes the raw rows of a source again and resolves the failures of those that went through; '
  'returns how many stand in ops.documents. Units: rows. Nulls: a null array takes nothing. '
  'Errors: those of extracted.take_<source>.';

revoke all on function ops.take_documents(text, uuid[]) from public;
