-- Purpose: writes the row of a company: of every column the newest value that is not null.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_company_discovery.
-- Writes to: extracted.company_discovery. What names match by and has changed goes to
--   ops.note_changed_names.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_company_discovery(v_documents);
create or replace function extracted.write_company_discovery(
  p_documents extracted.company_discovery_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
  v_changed text;
  v_paged text[];
  v_gone_keys text;
  v_gone text[];
begin
  with document as (
    select
      d.domain,
      bool_and(d.is_complete) as is_complete,
      (array_agg(d.raw_id order by d.document_at desc, d.landing_no desc))[1] as raw_id,
      (
        array_agg(d.name order by d.document_at desc, d.landing_no desc)
          filter (where d.name is not null)
      )[1] as name,
      (
        array_agg(d.linkedin_url order by d.document_at desc, d.landing_no desc)
          filter (where d.linkedin_url is not null)
      )[1] as linkedin_url
    from unnest(p_documents) as d
    where d.raw_id is not null
    group by d.domain
  ),
  wanted as (
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      d.domain,
      d.is_complete,
      d.raw_id,
      coalesce(d.name, case when not d.is_complete then (e.stored).name end) as name,
      coalesce(d.linkedin_url, case when not d.is_complete then (e.stored).linkedin_url end)
        as linkedin_url,
      e.stored
    from document as d
    left join lateral (
      select t from extracted.company_discovery as t where t.domain = d.domain offset 0
    ) as e (stored) on true
  ),
  keyed as materialized (
    select
      w.*,
      k.exact_key,
      k.bare_key,
      k.weak_key,
      k.weak_words
    from wanted as w
    left join lateral (
      -- A name that stays keeps its keys, unless it is recomputed: legal forms may have changed.
      select (w.stored).exact_key, (w.stored).bare_key, (w.stored).weak_key, (w.stored).weak_words
      where w.name = (w.stored).name and not w.is_complete
      union all
      select n.name_key, n.bare_key, n.weak_key, n.weak_words
      from reference.company_name_keys(w.name) as n
      where w.name is distinct from (w.stored).name or w.is_complete
      offset 0
    ) as k (exact_key, bare_key, weak_key, weak_words) on true
  ),
  written as (
    insert into extracted.company_discovery as t (
      domain, id, raw_id, name, exact_key, bare_key, weak_key, weak_words, linkedin_url
    )
    select
      k.domain, reference.entity_id('company_discovery', k.domain), k.raw_id, k.name, k.exact_key,
      k.bare_key, k.weak_key, k.weak_words, k.linkedin_url
    from keyed as k
    on conflict (domain) do update
      set raw_id = excluded.raw_id,
          name = excluded.name,
          exact_key = excluded.exact_key,
          bare_key = excluded.bare_key,
          weak_key = excluded.weak_key,
          weak_words = excluded.weak_words,
          linkedin_url = excluded.linkedin_url,
          updated_at = excluded.updated_at
      where (
        t.raw_id, t.name, t.exact_key, t.bare_key, t.weak_key, t.weak_words, t.linkedin_url
      ) is distinct from (
        excluded.raw_id, excluded.name, excluded.exact_key, excluded.bare_key, excluded.weak_key,
        excluded.weak_words, excluded.linkedin_url
      )
    returning true
  )
  select
    (select count(*) from written),
    string_agg(
      concat_ws(
        E'\n', k.exact_key, k.bare_key, k.weak_key, (k.stored).exact_key, (k.stored).bare_key,
        (k.stored).weak_key
      ),
      E'\n'
    ) filter (
      where (k.exact_key, k.bare_key, k.weak_key, k.weak_words, k.linkedin_url) is distinct from (
        (k.stored).exact_key, (k.stored).bare_key, (k.stored).weak_key, (k.stored).weak_words,
        (k.stored).linkedin_url
      )
    ),
    array_agg(k.domain)
      filter (where k.linkedin_url is distinct from (k.stored).linkedin_url)
  into v_written, v_changed, v_paged
  from keyed as k;

  with gone as (
    delete from extracted.company_discovery as t
    using unnest(p_documents) as d
    where t.domain = d.domain and d.raw_id is null
    returning t.domain, concat_ws(E'\n', t.exact_key, t.bare_key, t.weak_key) as keys
  )
  select count(*), string_agg(g.keys, E'\n'), array_agg(g.domain)
  into v_deleted, v_gone_keys, v_gone
  from gone as g;

  v_changed := concat_ws(E'\n', v_changed, v_gone_keys);
  if v_paged is not null or v_gone is not null then
    -- Names that match by the name in core may have the page from here.
    v_changed := concat_ws(
      E'\n', v_changed, array_to_string(core.list_company_keys(v_paged || v_gone), E'\n')
    );
  end if;
  if v_changed <> '' then
    perform ops.note_changed_names(v_changed);
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_company_discovery(
  extracted.company_discovery_document[]
) is
  'Upserts extracted.company_discovery: of every column the newest value that is not null, and the '
  'keys of the name; deletes the row of a company without documents. Returns the rows written. '
  'Units: rows. Nulls: a null or empty array does nothing; null never replaces a value. Errors: '
  'none.';

revoke all on function extracted.write_company_discovery(
  extracted.company_discovery_document[]
) from public;
