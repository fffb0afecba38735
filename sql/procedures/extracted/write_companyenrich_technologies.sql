-- Purpose: mirrors the technologies of the newest document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_technologies.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_technologies(v_documents, true);
create or replace function extracted.write_companyenrich_technologies(
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
  insert into extracted.companyenrich_technologies (domain, technology)
  select d.domain, i.technology
  from unnest(p_documents) as d
  cross join lateral unnest(d.technology_list) as i (technology)
  where d.is_newest
    -- Where no document came before, nothing stands.
    and (
      not d.has_previous
      or (
        select true from extracted.companyenrich_technologies as t
        where t.domain = d.domain and t.technology = i.technology
        limit 1
      ) is null
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_technologies as t
    using unnest(p_documents) as d
    cross join lateral (
      select e.technology from extracted.companyenrich_technologies as e where e.domain = d.domain
      except
      select i.technology from unnest(d.technology_list) as i (technology)
    ) as gone
    where t.domain = d.domain
      and t.technology = gone.technology
      and d.is_newest
      and d.has_previous;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_technologies(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_technologies: inserts what is '
  'missing, deletes what is no longer listed. Returns the rows written and deleted. '
  'p_has_previous: false when no company of the documents had one before, so that nothing can be '
  'left over. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_technologies(
  extracted.companyenrich_document[], boolean
) from public;
