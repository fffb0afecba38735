-- Purpose: former employers of a person, kept per source, by difference.
-- Input -> output: claims, one per person -> rows written.
-- Called by: core.coalesce_person.
-- Writes to: core.person_past_employer.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_person_past_employer(v_claims, true);
create or replace function core.coalesce_person_past_employer(
  p_claims core.person_claim[],
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
  insert into core.person_past_employer (
    linkedin_url, past_company_name, past_company_domain, source, linkedin_url_type
  )
  select
    c.linkedin_url, p.past_company_name, p.past_company_domain, c.source, c.linkedin_url_type
  from unnest(p_claims) as c
  cross join lateral unnest(c.past_employers) as p
  where c.has_past_employers
    -- Where nothing was claimed before, nothing stands.
    and (
      not c.has_previous
      or not exists (
        select from core.person_past_employer as t
        where t.linkedin_url = c.linkedin_url
          and t.source = c.source
          and (t.past_company_domain, t.past_company_name)
            is not distinct from (p.past_company_domain, p.past_company_name)
      )
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.person_past_employer as t
    using unnest(p_claims) as c
    where t.linkedin_url = c.linkedin_url
      and t.source = c.source
      and c.has_past_employers
      and not exists (
        select from unnest(c.past_employers) as p
        where (t.past_company_domain, t.past_company_name)
          is not distinct from (p.past_company_domain, p.past_company_name)
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_person_past_employer(core.person_claim[], boolean) is
  'Coalesces claims into core.person_past_employer. Each source keeps its own rows: what it no '
  'longer claims goes, other sources are left alone. p_has_previous: false when the source had '
  'claimed nothing before about any of the people, so that nothing of its can be left over. '
  'Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function core.coalesce_person_past_employer(core.person_claim[], boolean) from public;
