-- Purpose: closes the loop of reference misses: what missed and is known by now is filled.
-- Input -> output: at most this many documents -> misses resolved, companies or people recomputed.
-- Called by: the updates of vocabularies; analysts, as often as they like (an ingest that was not
--   committed during an update is not seen by it).
-- Writes to: what extracted.take_<source> writes; ops.reference_misses.
-- Idempotence: yes; nothing to fill changes nothing.
-- Errors: those of extracted.take_<source>.
-- Example: select * from ops.fill_reference_gaps().
create or replace function ops.fill_reference_gaps(
  p_limit integer default 20000,
  out misses_resolved integer,
  out documents_recomputed integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_miss_nos bigint[];
  v_sources text[];
  v_source text;
  v_raw_ids uuid[];
begin
  -- The values first: there are far fewer of them than misses.
  with known as materialized (
    select g.dimension, g.raw_value
    from (
      select distinct m.dimension, m.raw_value
      from ops.reference_misses as m
      where m.resolved_at is null
    ) as g
    where ops.match_reference(g.dimension, g.raw_value) is not null
  )
  select array_agg(m.miss_no), array_agg(distinct m.source order by m.source)
  into v_miss_nos, v_sources
  from (
    select m.miss_no, m.source
    from ops.reference_misses as m
    inner join known as k on k.dimension = m.dimension and k.raw_value = m.raw_value
    where m.resolved_at is null
    order by m.miss_no
    limit p_limit
  ) as m;

  misses_resolved := coalesce(cardinality(v_miss_nos), 0);
  documents_recomputed := 0;
  if misses_resolved = 0 then
    return;
  end if;

  -- A loop over sources: each has a function of its own.
  foreach v_source in array v_sources loop
    select array_agg(distinct m.raw_id)
    into v_raw_ids
    from ops.reference_misses as m
    where m.miss_no = any (v_miss_nos) and m.source = v_source;
    documents_recomputed := documents_recomputed + ops.take_documents(v_source, v_raw_ids);
  end loop;

  update ops.reference_misses as m
  set resolved_at = now()
  where m.miss_no = any (v_miss_nos) and m.resolved_at is null;
end;
$$;

comment on function ops.fill_reference_gaps(integer) is
  'Recomputes the entities whose values missed a vocabulary that knows them by now, and resolves '
  'the misses; at most p_limit per call. Units: misses and documents. Nulls: p_limit null means '
  'no limit. Errors: those of extracted.take_<source>.';

revoke all on function ops.fill_reference_gaps(integer) from public;
grant execute on function ops.fill_reference_gaps(integer) to pipeline_analyst;
