-- Purpose: puts candidates into the document order of their keys and says what is to be written.
-- Input -> output: locked candidates of one source -> ops.document_work[]:
--   the newest of its key and alone: itself, to be applied on top;
--   a repetition of the document that its key holds: nothing;
--   anything else (late, replayed, several of one key): all documents of the key, to be recomputed.
--   A document equal to its predecessor in document order is not a document of its own.
-- Called by: extracted.load_<source>, under the locks of the keys.
-- Writes to: ops.documents.
-- Idempotence: yes; a candidate that is registered already is a replay.
-- Errors: none of its own.
-- Example: v_work := ops.register_documents(v_candidates);
create or replace function ops.register_documents(p_candidates ops.document_candidate[])
returns ops.document_work[]
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_source text := (p_candidates[1]).source;
  v_newest ops.document_work[];
  v_keys text[];
  v_new_landing_nos bigint[];
  v_is_replay boolean;
  v_recomputed ops.document_work[];
begin
  with decided as materialized (
    select
      c.*,
      known.document_at as known_document_at,
      registered.key as registered_key,
      case
        when c.landing_no is null
          or registered.landing_no is not null
          or count(*) over (partition by c.key) > 1
          or (known.document_at, known.landing_no) > (c.document_at, c.landing_no)
          -- It waited for the lock while a later one went through.
          or known.last_landing_no > c.landing_no then 'recompute'
        when known.payload_hash = c.payload_hash then 'unchanged'
        else 'newest'
      end as way
    from unnest(p_candidates) as c
    left join lateral (
      select
        d.document_at,
        d.landing_no,
        d.payload_hash,
        max(d.landing_no) over () as last_landing_no
      from ops.documents as d
      where d.source = c.source and d.key = c.key
      order by d.document_at desc, d.landing_no desc
      limit 1
    ) as known on true
    left join lateral (
      select d.landing_no, d.key from ops.documents as d where d.landing_no = c.landing_no offset 0
    ) as registered on true
  ),
  inserted as (
    insert into ops.documents (source, key, document_at, landing_no, raw_id, payload_hash)
    select d.source, d.key, d.document_at, d.landing_no, d.raw_id, d.payload_hash
    from decided as d
    where d.registered_key is null and d.landing_no is not null
  )
  select
    array_agg(
      row(
        d.key, d.raw_id, d.document_at, d.landing_no, d.document_at, d.known_document_at,
        true, true, false, d.known_document_at is not null
      )::ops.document_work
      order by d.key
    ) filter (where d.way = 'newest'),
    array_agg(d.key) filter (where d.way = 'recompute')
      || array_agg(d.registered_key)
        filter (where d.way = 'recompute' and d.registered_key <> d.key),
    array_agg(d.landing_no) filter (where d.registered_key is null),
    coalesce(bool_or(d.registered_key is not null), false)
  into v_newest, v_keys, v_new_landing_nos, v_is_replay
  from decided as d;

  if v_keys is not null then
    -- What is no document of its key any more.
    delete from ops.documents as d
    using unnest(p_candidates) as c
    where c.landing_no is null
      and d.source = c.source
      and d.key = c.key
      and d.raw_id = c.raw_id;
  end if;

  if v_is_replay then
    -- A better normaliser may give a replayed row another key or time.
    update ops.documents as d
    set key = c.key,
        document_at = c.document_at,
        payload_hash = c.payload_hash
    from unnest(p_candidates) as c
    where d.landing_no = c.landing_no
      and (d.key, d.document_at, d.payload_hash)
        is distinct from (c.key, c.document_at, c.payload_hash);
  end if;

  if v_keys is not null then
    with ordered as (
      select
        d.key,
        d.raw_id,
        d.document_at,
        d.landing_no,
        d.payload_hash is distinct from lag(d.payload_hash) over document_order as is_change
      from ops.documents as d
      where d.source = v_source and d.key = any (v_keys)
      window document_order as (partition by d.key order by d.document_at, d.landing_no)
    ),
    numbered as (
      select
        o.*,
        count(*) filter (where o.is_change)
          over (partition by o.key order by o.document_at, o.landing_no) as run_no
      from ordered as o
    ),
    runs as (
      select
        n.*,
        max(n.document_at) over (partition by n.key, n.run_no) as repeated_until,
        max(n.run_no) over (partition by n.key) as last_run_no
      from numbered as n
    )
    select array_agg(
      row(
        r.key, r.raw_id, r.document_at, r.landing_no, r.repeated_until, null::timestamptz,
        r.landing_no = any (v_new_landing_nos), r.run_no = r.last_run_no, true, true
      )::ops.document_work
      order by r.key, r.document_at, r.landing_no
    )
    into v_recomputed
    from runs as r
    where r.is_change;

    v_recomputed := v_recomputed || (
      select array_agg(
        row(
          k.key, null::uuid, null::timestamptz, null::bigint, null::timestamptz,
          null::timestamptz, false, true, true, true
        )::ops.document_work
      )
      from (select distinct u.key from unnest(v_keys) as u (key)) as k
      where not exists (
        select from ops.documents as d where d.source = v_source and d.key = k.key
      )
    );
  end if;

  return coalesce(v_newest || v_recomputed, v_newest, v_recomputed, '{}');
end;
$$;

comment on function ops.register_documents(ops.document_candidate[]) is
  'Registers locked candidates of one source in the document order of their keys and returns the '
  'documents to be written: the newest alone, or all documents of a key that must be recomputed; '
  'none for a repetition. Units: none. Nulls: an empty array gives an empty one. Errors: none of '
  'its own.';

revoke all on function ops.register_documents(ops.document_candidate[]) from public;
