-- Purpose: mirrors the investors of the newest document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_investors.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_investors(v_documents, true);
create or replace function extracted.write_companyenrich_investors(
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
  insert into extracted.companyenrich_investors (domain, investor_name)
  select d.domain, i.investor_name
  from unnest(p_documents) as d
  cross join lateral unnest(d.investor_list) as i (investor_name)
  where d.is_newest
    -- Where no document came before, nothing stands.
    and (
      not d.has_previous
      or (
        select true from extracted.companyenrich_investors as t
        where t.domain = d.domain and t.investor_name = i.investor_name
        limit 1
      ) is null
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_investors as t
    using unnest(p_documents) as d
    cross join lateral (
      select e.investor_name from extracted.companyenrich_investors as e where e.domain = d.domain
      except
      select i.investor_name from unnest(d.investor_list) as i (investor_name)
    ) as gone
    where t.domain = d.domain
      and t.investor_name = gone.investor_name
      and d.is_newest
      and d.has_previous;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_investors(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_investors: inserts what is missing, '
  'deletes what is no longer listed. Returns the rows written and deleted. p_has_previous: false '
  'when no company of the documents had one before, so that nothing can be left over. Units: '
  'rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_investors(
  extracted.companyenrich_document[], boolean
) from public;
