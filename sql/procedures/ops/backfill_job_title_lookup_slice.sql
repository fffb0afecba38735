-- Purpose: one slice of the backfill of the job title look-up.
-- Input -> output: where to go on, number of rows, whether to only count -> last key (null: done),
--   rows with a null, rows that got a value.
-- Called by: ops.backfill_job_title_lookup.
-- Reads: for each key the most frequent value of extracted.person_title_enrichment, else of
--   extracted.person_experience where the look-up gave it; a tie goes by the alphabet. Values of
--   the rules never feed the look-up.
-- Writes to: reference.job_title_lookup (nulls only), and what extracted.rematch_job_titles writes.
-- Idempotence: yes; what is filled is not looked at again.
-- Errors: none.
-- Example: select * from ops.backfill_job_title_lookup_slice('', 1000, true).
create or replace function ops.backfill_job_title_lookup_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out examined integer,
  out filled integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_keys text[];
  v_seniority_levels text[];
  v_job_functions text[];
begin
  select
    max(g.lookup_key),
    count(*),
    array_agg(g.lookup_key order by g.lookup_key)
      filter (where num_nonnulls(g.seniority_level, g.job_function) > 0),
    array_agg(g.seniority_level order by g.lookup_key)
      filter (where num_nonnulls(g.seniority_level, g.job_function) > 0),
    array_agg(g.job_function order by g.lookup_key)
      filter (where num_nonnulls(g.seniority_level, g.job_function) > 0)
  into last_key, examined, v_keys, v_seniority_levels, v_job_functions
  from (
    select
      l.lookup_key,
      case
        when l.seniority_level is null
          then coalesce(enriched.seniority_level, looked_up.seniority_level)
      end as seniority_level,
      case
        when l.job_function is null then coalesce(enriched.job_function, looked_up.job_function)
      end as job_function
    from (
      select t.lookup_key, t.seniority_level, t.job_function
      from reference.job_title_lookup as t
      where (t.seniority_level is null or t.job_function is null)
        and t.lookup_key > p_after collate "C"
      order by t.lookup_key
      limit p_batch_size
    ) as l
    -- Of equally frequent values, mode() gives the first in its order.
    cross join lateral (
      select
        mode() within group (order by e.seniority_level) as seniority_level,
        mode() within group (order by e.job_function) as job_function
      from extracted.person_title_enrichment as e
      where e.latest_title_key = l.lookup_key
    ) as enriched
    cross join lateral (
      select
        mode() within group (order by x.matched_seniority) as seniority_level,
        mode() within group (order by x.matched_job_function) as job_function
      from extracted.person_experience as x
      where x.title_key = l.lookup_key and x.matched_source = 'lookup'
    ) as looked_up
  ) as g;

  filled := coalesce(cardinality(v_keys), 0);
  if filled > 0 and not p_dry_run then
    v_keys := reference.fill_job_title_lookup(v_keys, v_seniority_levels, v_job_functions);
    filled := cardinality(v_keys);
    if filled > 0 then
      perform extracted.rematch_job_titles(v_keys);
    end if;
  end if;
end;
$$;

comment on function ops.backfill_job_title_lookup_slice(text, integer, boolean) is
  'Fills nulls of the next p_batch_size incomplete rows of reference.job_title_lookup after '
  'p_after; with p_dry_run only counts. last_key is null when there are none. Units: rows. Nulls: '
  'none allowed. Errors: none.';

revoke all on function ops.backfill_job_title_lookup_slice(text, integer, boolean) from public;
grant execute on function ops.backfill_job_title_lookup_slice(text, integer, boolean)
  to pipeline_analyst;
