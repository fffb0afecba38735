-- Purpose: the companies that a text most likely means.
-- Input -> output: a text, how many, whether names count only -> domains, the best first:
--   equal, then beginning with the text, then containing it; of these the shortest names.
-- Called by: api.search_companies, api.find_company.
-- Reads: core.company_index.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.search_companies('acme', 10, false);
create or replace function core.search_companies(
  p_text text,
  p_limit integer,
  p_is_name_only boolean
)
returns text[]
language plpgsql
stable
set search_path = ''
-- Short texts have no trigrams: only the text itself tells which index helps.
set plan_cache_mode = 'force_custom_plan'
set jit = 'off'
as $$
declare
  v_text text collate "C" := reference.fold_case(p_text);
  v_part text collate "C" := ops.like_pattern(v_text);
  v_begin text collate "C" := substr(v_part, 2);
  v_found text[];
  v_more text[];
begin
  v_found := array(
    select c.domain
    from core.company_index as c
    where c.name_term = v_text or c.domain = v_text and not p_is_name_only
    order by c.domain
    limit p_limit
  );
  v_more := array(
    select c.domain
    from core.company_index as c
    where (c.name_term like v_begin or c.domain like v_begin and not p_is_name_only)
      and c.domain <> all (v_found)
    order by length(c.name_term), length(c.domain), c.domain
    limit p_limit - cardinality(v_found)
  );
  v_found := v_found || v_more;
  if cardinality(v_found) < p_limit then
    v_more := array(
      select c.domain
      from core.company_index as c
      where (c.name_term like v_part or c.domain like v_part and not p_is_name_only)
        and c.domain <> all (v_found)
      order by length(c.name_term), length(c.domain), c.domain
      limit p_limit - cardinality(v_found)
    );
    v_found := v_found || v_more;
  end if;
  return v_found;
end;
$$;

comment on function core.search_companies(text, integer, boolean) is
  'The domains of at most p_limit companies whose name, or domain unless p_is_name_only, '
  'contains p_text, whatever its case, the best first. Units: companies. Nulls: a null text '
  'finds nothing. Errors: none.';

revoke all on function core.search_companies(text, integer, boolean) from public;
