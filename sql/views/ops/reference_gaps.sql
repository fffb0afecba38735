-- Purpose: the work list of the vocabularies: what no look-up knows, most frequent first.
-- Input -> output: ops.reference_misses -> a row per dimension and value.
-- Called by: analysts; answers name single misses as unmapped.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from ops.reference_gaps order by occurrences desc limit 20.
create or replace view ops.reference_gaps
with (security_invoker = true)
as
select
  m.dimension,
  m.raw_value,
  count(*) as occurrences,
  (array_agg(m.raw_id order by m.miss_no))[1] as first_raw_id,
  min(m.noted_at) as first_noted_at,
  max(m.noted_at) as last_noted_at
from ops.reference_misses as m
where m.resolved_at is null
group by m.dimension, m.raw_value;

comment on view ops.reference_gaps is
  'Values that no look-up knows, per dimension, with how many documents gave them. Extend the '
  'look-up, then select * from ops.fill_reference_gaps().';
comment on column ops.reference_gaps.dimension is 'The vocabulary.';
comment on column ops.reference_gaps.raw_value is 'The value as received, cleaned.';
comment on column ops.reference_gaps.occurrences is 'Documents that gave it.';
comment on column ops.reference_gaps.first_raw_id is 'The first of them: a raw row.';
comment on column ops.reference_gaps.first_noted_at is 'When it was first noted.';
comment on column ops.reference_gaps.last_noted_at is 'When it was last noted.';
