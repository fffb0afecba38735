-- Purpose: the open misses of values that a look-up knows by now.
-- Input -> output: dimension and look-up keys -> numbers of misses.
-- Called by: extracted.rematch_job_titles, extracted.rematch_locations.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_miss_nos := ops.list_reference_misses('job_title', array['vp, sales']);
create or replace function ops.list_reference_misses(p_dimension text, p_lookup_keys text[])
returns bigint[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select m.miss_no
    from ops.reference_misses as m
    where m.dimension = p_dimension
      and lower(m.raw_value collate "und-x-icu") = any (p_lookup_keys)
      and m.resolved_at is null
      and ops.match_reference(p_dimension, m.raw_value) is not null
  );
end;
$$;

comment on function ops.list_reference_misses(text, text[]) is
  'The open rows of ops.reference_misses under p_lookup_keys that their vocabulary knows now. '
  'Units: none. Nulls: a null or empty array gives an empty one. Errors: none.';

revoke all on function ops.list_reference_misses(text, text[]) from public;
