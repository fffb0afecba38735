-- Purpose: recomputes extracted and core of a source from raw, key by key, under the locks, never
--   by truncating; then tries again what was never taken.
-- Input -> output: source (null: all), keys per transaction -> a notice per slice with counts.
-- Called by: analysts in psql: call ops.rebuild(...), after a rule or a normaliser has changed.
-- Writes to: what extracted.take_<source> writes; core.company_index when it rebuilds all. Commits
--   each slice.
-- Idempotence: yes; a rebuild of what is right changes no row.
-- Errors: WH901 unknown source, WH903 bad batch size; those that are not the payload's.
-- Example: call ops.rebuild('companyenrich').
create or replace procedure ops.rebuild(
  p_source text default null,
  p_batch_size integer default 1000
)
language plpgsql
as $$
declare
  v_sources text[];
  v_source text;
  v_rounds integer;
  v_after text;
  v_slice record;
  v_keys bigint;
begin
  perform ops.require_batch_size(p_batch_size);
  select array_agg(s.source order by s.source)
  into v_sources
  from ops.sources as s
  where p_source is null or s.source = p_source;
  if v_sources is null then
    v_sources := array[p_source];
  end if;

  -- A claim that shrinks may uncover one of another source: with several sources a second round
  -- settles what the first has corrected.
  v_rounds := least(cardinality(v_sources), 2);
  -- Loops over sources and slices: each slice is a transaction of its own.
  for v_round in 1 .. v_rounds loop
    foreach v_source in array v_sources loop
      v_after := '';
      v_keys := 0;
      loop
        -- A slice that lost against a concurrent writer is tried again.
        for v_try in 1 .. 3 loop
          begin
            select s.* into v_slice from ops.rebuild_slice(v_source, v_after, p_batch_size) as s;
            exit;
          exception when deadlock_detected or serialization_failure then
            if v_try = 3 then
              raise;
            end if;
          end;
        end loop;
        exit when v_slice.last_key is null;
        commit;
        v_after := v_slice.last_key;
        v_keys := v_keys + v_slice.keys;
        raise notice 'rebuilt % keys of %, up to %', v_keys, v_source, v_after;
      end loop;
    end loop;
  end loop;

  foreach v_source in array v_sources loop
    call ops.replay(v_source, p_failures_only => true, p_batch_size => p_batch_size);
  end loop;

  -- Employers that stand are not claimed again, so no source comes by them.
  if p_source is null then
    call ops.refresh_company_index(p_batch_size);
  end if;
end;
$$;

comment on procedure ops.rebuild(text, integer) is
  'Recomputes extracted and core of a source from raw, p_batch_size keys per transaction, then '
  'replays its failures. Units: keys. Nulls: p_source null means all sources. Errors: WH901 '
  'unknown source; WH903 bad batch size; those that are not the payload''s.';

revoke all on procedure ops.rebuild(text, integer) from public;
grant execute on procedure ops.rebuild(text, integer) to pipeline_analyst;
