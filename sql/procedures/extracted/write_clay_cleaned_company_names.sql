-- Purpose: writes the row of a company: of every column the newest value that is not null.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_clay_cleaned_company_names.
-- Writes to: extracted.cleaned_company_names.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_clay_cleaned_company_names(v_documents);
create or replace function extracted.write_clay_cleaned_company_names(
  p_documents extracted.cleaned_company_name_document[]
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
      d.original_company_name,
      d.cleaned_company_name,
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
      t.original_company_name,
      t.cleaned_company_name,
      true
    from unnest(p_documents) as d
    cross join lateral (
      select
        s.domain,
        s.raw_id,
        s.original_company_name,
        s.cleaned_company_name
      from extracted.cleaned_company_names as s
      where s.domain = d.domain
      offset 0
    ) as t
    where d.raw_id is not null and not d.is_complete
  )
  insert into extracted.cleaned_company_names as t (
    domain, id, raw_id, original_company_name, cleaned_company_name
  )
  select
    d.domain,
    reference.entity_id('cleaned_company_name', d.domain),
    (array_agg(d.raw_id order by d.is_stored, d.document_at desc, d.landing_no desc))[1],
    (
      array_agg(d.original_company_name order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.original_company_name is not null)
    )[1],
    (
      array_agg(d.cleaned_company_name order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.cleaned_company_name is not null)
    )[1]
  from document as d
  group by d.domain
  on conflict (domain) do update
    set raw_id = excluded.raw_id,
        original_company_name = excluded.original_company_name,
        cleaned_company_name = excluded.cleaned_company_name,
        updated_at = excluded.updated_at
    where (
      t.raw_id, t.original_company_name, t.cleaned_company_name
    ) is distinct from (
      excluded.raw_id, excluded.original_company_name, excluded.cleaned_company_name
    );
  get diagnostics v_written = row_count;

  delete from extracted.cleaned_company_names as t
  using unnest(p_documents) as d
  where t.domain = d.domain and d.raw_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_clay_cleaned_company_names(
  extracted.cleaned_company_name_document[]
) is
  'Upserts extracted.cleaned_company_names: of every column the newest value that is not null; '
  'deletes '
  'the row of a company without documents. Returns the rows written. Units: rows. Nulls: a null '
  'or empty array does nothing; null never replaces a value. Errors: none.';

revoke all on function extracted.write_clay_cleaned_company_names(
  extracted.cleaned_company_name_document[]
) from public;
