-- Purpose: one slice of a rebuild: the next keys of a source, each from all its raw rows.
-- Input -> output: source, where to go on, number of keys -> last key (null: done), keys, rows.
-- Called by: ops.rebuild.
-- Writes to: what ops.take_documents writes, under the locks of the keys.
-- Idempotence: yes.
-- Errors: WH901 unknown source; those of extracted.take_<source>.
-- Example: select * from ops.rebuild_slice('companyenrich', '', 1000).
create or replace function ops.rebuild_slice(
  p_source text,
  p_after_key text,
  p_batch_size integer,
  out last_key text,
  out keys integer,
  out tried integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_source ops.sources := ops.find_source(p_source);
  v_raw_ids uuid[];
begin
  select array_agg(d.raw_id), max(d.key), count(distinct d.key)
  into v_raw_ids, last_key, keys
  from ops.documents as d
  where d.source = v_source.source
    and d.key in (
      select distinct k.key
      from ops.documents as k
      where k.source = v_source.source and k.key > p_after_key collate "C"
      order by k.key
      limit p_batch_size
    );

  tried := coalesce(cardinality(v_raw_ids), 0);
  if tried > 0 then
    perform ops.take_documents(v_source.source, v_raw_ids);
  end if;
end;
$$;

comment on function ops.rebuild_slice(text, text, integer) is
  'Recomputes the next p_batch_size keys of a source after p_after_key from raw. last_key is null '
  'when there are none. Units: keys and rows. Nulls: none allowed. Errors: WH901 unknown source; '
  'those of extracted.take_<source>.';

revoke all on function ops.rebuild_slice(text, text, integer) from public;
grant execute on function ops.rebuild_slice(text, text, integer) to pipeline_analyst;
