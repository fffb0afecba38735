-- Purpose: priority companies with the number of their people.
-- Input -> output: domains, or null for all -> a JSON array {id, company_name, domain, total,
--   engineering, sales, created_at}, in the order in which they were added.
-- Called by: api.list_priority_companies, api.add_priority_company.
-- Reads: core.priority_companies, core.people, core.person_job_titles.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.describe_priority_companies(null);
create or replace function core.describe_priority_companies(p_domains text[])
returns jsonb
language plpgsql
stable
set search_path = ''
set timezone = 'UTC'
set jit = 'off'
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'id', c.id,
          'company_name', c.company_name,
          'domain', c.domain,
          'total', n.total,
          'engineering', n.engineering,
          'sales', n.sales,
          'created_at', c.created_at
        )
        order by c.created_at, c.domain
      ),
      '[]'
    )
    from core.priority_companies as c
    cross join lateral (
      select
        count(*) as total,
        count(*) filter (where t.matched_job_function = 'Engineering') as engineering,
        count(*) filter (where t.matched_job_function = 'Sales') as sales
      from core.people as p
      left join lateral (
        select j.matched_job_function
        from core.person_job_titles as j
        where j.linkedin_url = p.linkedin_url
        -- By key: the people are many more than those of a company.
        offset 0
      ) as t on true
      where p.core_company_id = reference.entity_id('company', c.domain)
    ) as n
    where p_domains is null or c.domain = any (p_domains)
  );
end;
$$;

comment on function core.describe_priority_companies(text[]) is
  'The priority companies, with the people who work there now, those in engineering and those '
  'in sales among them. Units: people; times are UTC. Nulls: p_domains null means all. Errors: '
  'none.';

revoke all on function core.describe_priority_companies(text[]) from public;
