-- Purpose: mirrors the naics codes of the newest document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_naics_codes.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_naics_codes(v_documents, true);
create or replace function extracted.write_companyenrich_naics_codes(
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
  insert into extracted.companyenrich_naics_codes (domain, naics_code)
  select d.domain, i.naics_code
  from unnest(p_documents) as d
  cross join lateral unnest(d.naics_code_list) as i (naics_code)
  where d.is_newest
    -- Where no document came before, nothing stands.
    and (
      not d.has_previous
      or (
        select true from extracted.companyenrich_naics_codes as t
        where t.domain = d.domain and t.naics_code = i.naics_code
        limit 1
      ) is null
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_naics_codes as t
    using unnest(p_documents) as d
    cross join lateral (
      select e.naics_code from extracted.companyenrich_naics_codes as e where e.domain = d.domain
      except
      select i.naics_code from unnest(d.naics_code_list) as i (naics_code)
    ) as gone
    where t.domain = d.domain
      and t.naics_code = gone.naics_code
      and d.is_newest
      and d.has_previous;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_naics_codes(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_naics_codes: inserts what is '
  'missing, deletes what is no longer listed. Returns the rows written and deleted. '
  'p_has_previous: false when no company of the documents had one before, so that nothing can be '
  'left over. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_naics_codes(
  extracted.companyenrich_document[], boolean
) from public;
