-- Purpose: mirrors the industries of the newest document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_industries.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_industries(v_documents, true);
create or replace function extracted.write_companyenrich_industries(
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
  insert into extracted.companyenrich_industries (domain, industry)
  select d.domain, i.industry
  from unnest(p_documents) as d
  cross join lateral unnest(d.industry_list) as i (industry)
  where d.is_newest
    -- Where no document came before, nothing stands.
    and (
      not d.has_previous
      or (
        select true from extracted.companyenrich_industries as t
        where t.domain = d.domain and t.industry = i.industry
        limit 1
      ) is null
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_industries as t
    using unnest(p_documents) as d
    cross join lateral (
      select e.industry from extracted.companyenrich_industries as e where e.domain = d.domain
      except
      select i.industry from unnest(d.industry_list) as i (industry)
    ) as gone
    where t.domain = d.domain
      and t.industry = gone.industry
      and d.is_newest
      and d.has_previous;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_industries(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_industries: inserts what is missing, '
  'deletes what is no longer listed. Returns the rows written and deleted. p_has_previous: false '
  'when no company of the documents had one before, so that nothing can be left over. Units: '
  'rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_industries(
  extracted.companyenrich_document[], boolean
) from public;
