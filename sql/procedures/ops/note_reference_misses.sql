-- Purpose: records what no vocabulary knows, so that a miss is work, not silence.
-- Input -> output: who missed, dimension, values, and place by place what they are about (entity of
--   the document, or key of the look-up row) and the raw row -> nothing.
-- Called by: extracted.load_<source>; the look-ups and updates of schema api.
-- Writes to: ops.reference_misses (append only: a counter would make every webhook wait).
-- Idempotence: no; every call is an occurrence. A value counts once per call, entity and raw row.
-- Errors: none.
-- Example: perform ops.note_reference_misses('person_job_title_lookup', 'job_title', v_titles);
create or replace function ops.note_reference_misses(
  p_source text,
  p_dimension text,
  p_raw_values text[],
  p_keys text[] default null,
  p_raw_ids uuid[] default null
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into ops.reference_misses (dimension, raw_value, source, key, raw_id)
  select distinct p_dimension, v.raw_value, p_source, v.key, v.raw_id
  from unnest(p_raw_values, p_keys, p_raw_ids) as v (raw_value, key, raw_id)
  where v.raw_value is not null;
end;
$$;

comment on function ops.note_reference_misses(text, text, text[], text[], uuid[]) is
  'Appends p_raw_values to ops.reference_misses, with p_keys and p_raw_ids place by place. Units: '
  'none. Nulls: null values and null or empty arrays are left out; p_keys and p_raw_ids null: '
  'there was no document. Errors: none.';

revoke all on function ops.note_reference_misses(text, text, text[], text[], uuid[]) from public;
