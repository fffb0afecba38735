-- Purpose: adds up the counts of slices.
-- Input -> output: {group: {count: n}} twice -> the same with the sums.
-- Called by: ops.consolidate_claygent_customers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: ops.add_counts('{"a": {"n": 1}}', '{"a": {"n": 2}}') = '{"a": {"n": 3}}'.
create or replace function ops.add_counts(p_one jsonb, p_other jsonb)
returns jsonb
language plpgsql
immutable parallel safe
-- not strict: nothing counted yet
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(g.name, g.counts), '{}')
    from (
      select s.name, jsonb_object_agg(s.count_name, s.total) as counts
      from (
        select g.key as name, c.key as count_name, sum(c.value::bigint) as total
        from (
          select o.key, o.value from jsonb_each(p_one) as o
          union all
          select o.key, o.value from jsonb_each(p_other) as o
        ) as g
        cross join lateral jsonb_each_text(g.value) as c
        group by g.key, c.key
      ) as s
      group by s.name
    ) as g
  );
end;
$$;

comment on function ops.add_counts(jsonb, jsonb) is
  'Sums of two objects of objects of counts, key by key. Units: as given. Nulls: null counts as '
  'empty. Errors: 22P02 for values that are no numbers.';

revoke all on function ops.add_counts(jsonb, jsonb) from public;
grant execute on function ops.add_counts(jsonb, jsonb) to pipeline_analyst;
