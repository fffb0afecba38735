-- Purpose: which company a name means, as a former employer.
-- Input -> output: name -> domain.
-- Called by: api.count_past_employer, preview_past_employer, break_down_past_employer.
-- Reads: core.company_index, core.company_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.find_employer_domain('Acme').
-- Names are not unique. Of companies that are called alike, the one that most people have left.
create or replace function core.find_employer_domain(p_company_name text)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select c.domain
    from core.company_index as c
    where c.name_term like replace(
      replace(
        replace(left(reference.fold_case(p_company_name), 500), E'\\', E'\\\\'), '%', E'\\%'
      ),
      '_', E'\\_'
    )
    order by
      (
        select count(*)
        from (
          select from core.company_alumni as a where a.company_domain = c.domain limit 100000
        ) as n
      ) desc,
      c.domain
    limit 1
  );
end;
$$;

comment on function core.find_employer_domain(text) is
  'The domain of the company called p_company_name, whatever the case; of several the one with the '
  'most alumni. Units: none. Nulls: null when no company is called so. Errors: none.';

revoke all on function core.find_employer_domain(text) from public;
