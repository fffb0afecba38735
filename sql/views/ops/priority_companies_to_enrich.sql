-- Purpose: which priority companies have no CompanyEnrich data: the input of a Clay table.
-- Input -> output: public.top_priority_companies -> those without a document.
-- Called by: analysts, who copy it to a file.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from ops.priority_companies_to_enrich.
create or replace view ops.priority_companies_to_enrich
with (security_invoker = true)
as
select
  p.id,
  p.company_name,
  n.domain,
  p.company_linkedin_url,
  p.created_at
from public.top_priority_companies as p
cross join lateral reference.normalize_domain(p.domain) as n (domain)
where n.domain is not null
  and not exists (
    select from extracted.companyenrich_company as e where e.domain = n.domain
  );

comment on view ops.priority_companies_to_enrich is
  'Rows of public.top_priority_companies with a usable domain and without CompanyEnrich data.';
comment on column ops.priority_companies_to_enrich.id is 'The row of the work list.';
comment on column ops.priority_companies_to_enrich.company_name is 'Name as uploaded.';
comment on column ops.priority_companies_to_enrich.domain is 'Normalised domain.';
comment on column ops.priority_companies_to_enrich.company_linkedin_url is
  'LinkedIn page as uploaded.';
comment on column ops.priority_companies_to_enrich.created_at is 'When it was uploaded.';
