-- Purpose: mirrors the subsidiaries of the newest document.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_subsidiaries.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_subsidiaries(v_documents, true);
create or replace function extracted.write_companyenrich_subsidiaries(
  p_documents extracted.companyenrich_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.companyenrich_subsidiaries as t (
    domain, subsidiary_name, subsidiary_domain, subsidiary_data
  )
  select d.domain, s.name, s.domain, nullif(s.data, 'null')
  from unnest(p_documents) as d
  cross join lateral jsonb_to_recordset(d.subsidiaries) as s (name text, domain text, data jsonb)
  where d.is_newest
  on conflict (domain, subsidiary_name) do update
    set subsidiary_domain = excluded.subsidiary_domain,
        subsidiary_data = excluded.subsidiary_data,
        updated_at = excluded.updated_at
    where (t.subsidiary_domain, t.subsidiary_data)
      is distinct from (excluded.subsidiary_domain, excluded.subsidiary_data);
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_subsidiaries as t
    using unnest(p_documents) as d
    where t.domain = d.domain
      and d.is_newest
      and d.has_previous
      and not exists (
        select from jsonb_to_recordset(d.subsidiaries) as s (name text)
        where s.name = t.subsidiary_name
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_subsidiaries(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_subsidiaries. Returns the rows '
  'written and deleted. p_has_previous: false when no company of the documents had one before, so '
  'that nothing can be left over. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function extracted.write_companyenrich_subsidiaries(
  extracted.companyenrich_document[], boolean
) from public;
