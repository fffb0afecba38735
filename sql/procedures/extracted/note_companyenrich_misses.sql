-- Purpose: records what no look-up knew, so that a reference miss is work and not silence.
-- Input -> output: documents -> nothing; each document is noted once, when it is new.
-- Called by: extracted.load_companyenrich.
-- Writes to: ops.reference_misses (append only: a counter would make every webhook wait).
-- Idempotence: replayed documents are not noted again.
-- Errors: none.
-- Example: perform extracted.note_companyenrich_misses(v_documents);
create or replace function extracted.note_companyenrich_misses(
  p_documents extracted.companyenrich_document[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into ops.reference_misses (dimension, raw_value, source, key, raw_id)
  select m.dimension, m.raw_value, 'companyenrich', d.domain, d.raw_id
  from unnest(p_documents) as d
  cross join lateral extracted.list_companyenrich_misses(d) as m
  where d.is_new;
end;
$$;

comment on function extracted.note_companyenrich_misses(extracted.companyenrich_document[]) is
  'Appends the unmatched values of new documents to ops.reference_misses. Units: none. Nulls: a '
  'null or empty array does nothing. Errors: none.';

revoke all on function extracted.note_companyenrich_misses(extracted.companyenrich_document[])
  from public;
