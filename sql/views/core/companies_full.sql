-- Purpose: everything canonical about a company in one row.
-- Input -> output: core.companies and its one-row dimensions -> one row per company.
-- Called by: readers; each join is to a relation with one row per domain.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from core.companies_full where domain = 'acme.example'.
create or replace view core.companies_full
with (security_invoker = true)
as
select
  c.id,
  c.domain,
  coalesce(c.cleaned_name, cleaned.cleaned_name, c.name, given.raw_name) as name,
  coalesce(c.linkedin_url, s.linkedin_url, named.linkedin_url) as linkedin_url,
  l.city as company_city,
  l.state as company_state,
  l.country as company_country,
  i.matched_industry,
  e.employee_range,
  r.matched_revenue_range as revenue_range,
  t.matched_type as company_type,
  f.matched_funding_range as funding_range,
  d.description,
  d.tagline,
  v.vc_count
from core.companies as c
left join lateral (
  select n.cleaned_name
  from core.company_names as n
  where n.domain = c.domain and n.cleaned_name is not null
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], n.source::text),
    n.source
  limit 1
) as cleaned on true
left join lateral (
  select n.raw_name
  from core.company_names as n
  where n.domain = c.domain
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], n.source::text),
    n.source
  limit 1
) as given on true
left join lateral (
  select n.linkedin_url
  from core.company_names as n
  where n.domain = c.domain and n.linkedin_url is not null
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], n.source::text),
    n.source
  limit 1
) as named on true
left join core.company_social_urls as s on s.domain = c.domain
left join core.company_locations as l on l.domain = c.domain
left join core.company_industries as i on i.domain = c.domain
left join core.company_employee_range as e on e.domain = c.domain
left join lateral (
  select x.matched_revenue_range
  from core.company_revenue as x
  where x.domain = c.domain and x.matched_revenue_range is not null
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], x.source::text),
    x.source
  limit 1
) as r on true
left join lateral (
  select x.matched_type
  from core.company_types as x
  where x.domain = c.domain and x.matched_type is not null
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], x.source::text),
    x.source
  limit 1
) as t on true
left join lateral (
  select x.matched_funding_range
  from core.company_funding as x
  where x.domain = c.domain and x.matched_funding_range is not null
  order by
    array_position(array['crunchbase', 'clay', 'apollo', 'companyenrich'], x.source::text),
    x.source
  limit 1
) as f on true
left join core.company_descriptions as d on d.domain = c.domain
left join core.company_vc_backed as v on v.domain = c.domain;

comment on view core.companies_full is
  'One row per company with its one-row dimensions. Where several sources speak, the first of '
  'crunchbase, clay, apollo, companyenrich, others.';
comment on column core.companies_full.id is 'core.companies.id.';
comment on column core.companies_full.domain is 'Normalised domain.';
comment on column core.companies_full.name is
  'Cleaned name where there is one, else the name as given.';
comment on column core.companies_full.linkedin_url is
  'Company page: of the company, its social profiles or its names.';
comment on column core.companies_full.company_city is 'City.';
comment on column core.companies_full.company_state is 'State or region.';
comment on column core.companies_full.company_country is 'Country.';
comment on column core.companies_full.matched_industry is 'Industry.';
comment on column core.companies_full.employee_range is 'Canonical size.';
comment on column core.companies_full.revenue_range is
  'Canonical annual revenue, of the first source in the order of names.';
comment on column core.companies_full.company_type is
  'Canonical type, of the first source in the order of names.';
comment on column core.companies_full.funding_range is
  'Canonical total funding, of the first source in the order of names.';
comment on column core.companies_full.description is 'Description.';
comment on column core.companies_full.tagline is 'Tagline.';
comment on column core.companies_full.vc_count is 'Investors; null when none is known.';
