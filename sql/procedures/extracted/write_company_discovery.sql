-- Purpose: writes the row of a company: of every column the newest value that is not null.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_company_discovery.
-- Writes to: extracted.company_discovery.
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
begin
  with document as (
    select
      d.domain,
      d.raw_id,
      d.document_at,
      d.landing_no,
      d.name,
      d.name_key,
      d.linkedin_url,
      false as is_stored
    from unnest(p_documents) as d
    where d.raw_id is not null
    union all
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      t.domain,
      t.raw_id,
      null,
      null,
      t.name,
      t.name_key,
      t.linkedin_url,
      true
    from unnest(p_documents) as d
    cross join lateral (
      select
        s.domain,
        s.raw_id,
        s.name,
        s.name_key,
        s.linkedin_url
      from extracted.company_discovery as s
      where s.domain = d.domain
      offset 0
    ) as t
    where d.raw_id is not null and not d.is_complete
  )
  insert into extracted.company_discovery as t (
    domain, id, raw_id, name, name_key, linkedin_url
  )
  select
    d.domain,
    reference.entity_id('company_discovery', d.domain),
    (array_agg(d.raw_id order by d.is_stored, d.document_at desc, d.landing_no desc))[1],
    (
      array_agg(d.name order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.name is not null)
    )[1],
    -- The key is that of the name, even where the name has none.
    (
      array_agg(d.name_key order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.name is not null)
    )[1],
    (
      array_agg(d.linkedin_url order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.linkedin_url is not null)
    )[1]
  from document as d
  group by d.domain
  on conflict (domain) do update
    set raw_id = excluded.raw_id,
        name = excluded.name,
        name_key = excluded.name_key,
        linkedin_url = excluded.linkedin_url,
        updated_at = excluded.updated_at
    where (
      t.raw_id, t.name, t.name_key, t.linkedin_url
    ) is distinct from (
      excluded.raw_id, excluded.name, excluded.name_key, excluded.linkedin_url
    );
  get diagnostics v_written = row_count;

  delete from extracted.company_discovery as t
  using unnest(p_documents) as d
  where t.domain = d.domain and d.raw_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_company_discovery(
  extracted.company_discovery_document[]
) is
  'Upserts extracted.company_discovery: of every column the newest value that is not null; deletes '
  'the row of a company without documents. Returns the rows written. Units: rows. Nulls: a null '
  'or empty array does nothing; null never replaces a value. Errors: none.';

revoke all on function extracted.write_company_discovery(
  extracted.company_discovery_document[]
) from public;
