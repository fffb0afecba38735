-- Purpose: closes the loop of reference misses: what missed and is known by now is filled.
-- Input -> output: at most this many misses -> misses resolved, documents recomputed. What an
--   update of the job title look-up could not store is filled there, and the rows with that title
--   are matched again; what a look-up missed is done once the look-up has it. What matched a
--   look-up row that has changed since (in the last day) is matched again, and so is a customer's
--   name that landed beside the company it means.
-- Called by: the updates of vocabularies; analysts, as often as they like (an ingest that was not
--   committed during an update is not seen by it).
-- Writes to: what extracted.take_<source>, ops.fill_job_title_gaps, ops.rematch_changed_lookups and
--   extracted.match_customer_names write; ops.reference_misses.
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
  select array_agg(m.miss_no)
  into v_miss_nos
  from (
    select m.miss_no
    from ops.reference_misses as m
    inner join known as k on k.dimension = m.dimension and k.raw_value = m.raw_value
    where m.resolved_at is null
    order by m.miss_no
    limit p_limit
  ) as m;

  misses_resolved := coalesce(cardinality(v_miss_nos), 0);
  documents_recomputed := 0;

  -- People before companies, as ops.lock_entities has it: whoever lands a profile may wait for the
  -- lock of an employer.
  -- What landed beside an update and had matched the row before it is no miss. While there are
  -- more misses than the limit, the next call sees to it.
  if p_limit is null or misses_resolved < p_limit then
    perform ops.rematch_changed_lookups(now() - interval '1 day');
  end if;

  if misses_resolved > 0 then
    perform ops.fill_job_title_gaps(v_miss_nos);

    -- A loop over sources: each has a function of its own.
    for v_source, v_raw_ids in
      select m.source, array_agg(distinct m.raw_id)
      from ops.reference_misses as m
      inner join ops.sources as s on s.source = m.source
      where m.miss_no = any (v_miss_nos) and m.raw_id is not null
      group by s.kind, m.source
      order by
        array_position(array['person', 'case_study', 'customer', 'company'], s.kind), m.source
    loop
      documents_recomputed := documents_recomputed + ops.take_documents(v_source, v_raw_ids);
    end loop;

    update ops.reference_misses as m
    set resolved_at = now()
    where m.miss_no = any (v_miss_nos) and m.resolved_at is null;
  end if;

  -- At the end: it locks companies, and waits for none.
  perform extracted.match_customer_names(
    extracted.list_stale_customer_names(now() - interval '1 day')
  );
end;
$$;

comment on function ops.fill_reference_gaps(integer) is
  'Recomputes the entities whose values missed a vocabulary that knows them by now, and resolves '
  'the misses, at most p_limit per call, and matches anew what a look-up row that changed in the '
  'last day matches otherwise, and the names of customers that landed in the last day, or the '
  'company that they mean. Units: misses and documents. Nulls: p_limit null means no limit. '
  'Errors: those of extracted.take_<source>.';

revoke all on function ops.fill_reference_gaps(integer) from public;
grant execute on function ops.fill_reference_gaps(integer) to pipeline_analyst;
