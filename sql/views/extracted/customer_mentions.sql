-- Purpose: who says that a company is the customer of a vendor, over all sources, history included.
-- Input -> output: the extracted tables of customers -> one row per mention.
-- Called by: core.coalesce_company_customers, the consolidation, readers. Looked up by vendor and
--   customer_name_key, each table answers by its primary key; a condition on source leaves tables
--   out altogether.
--   A home page is no case study (reference.is_stageable_case_study_url): a customer named with
--   nothing else is an orphan, whose domain is asked for.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from extracted.customer_mentions where origin_company_domain = 'acme.example';
create or replace view extracted.customer_mentions
with (security_invoker = true)
as
select
  'claygent_structured'::text collate "C" as source,
  true as is_live,
  s.origin_company_domain,
  s.customer_name_key,
  s.id,
  s.raw_id,
  s.document_at,
  s.landing_no,
  s.landing_no as first_landing_no,
  s.origin_company_name,
  s.customer_name,
  case
    when split_part(s.case_study_url, '?', 1) like 'http%://%/_%' then s.case_study_url
  end as case_study_url,
  s.has_case_study,
  s.matched_domain,
  s.matched_linkedin_url
from extracted.claygent_customers_structured as s
union all
select
  'claygent_v2'::text collate "C",
  false,
  v.origin_company_domain,
  v.customer_name_key,
  v.id,
  v.raw_id,
  v.document_at,
  v.landing_no,
  v.landing_no,
  v.origin_company_name,
  v.customer_name,
  case
    when split_part(v.case_study_url, '?', 1) like 'http%://%/_%' then v.case_study_url
  end,
  v.has_case_study,
  v.matched_domain,
  v.matched_linkedin_url
from extracted.claygent_customers_v2 as v
union all
select
  'claygent'::text collate "C",
  false,
  c.origin_company_domain,
  c.customer_name_key,
  c.id,
  c.raw_id,
  c.document_at,
  c.landing_no,
  c.landing_no,
  c.origin_company_name,
  c.customer_name,
  case
    when split_part(c.case_study_url, '?', 1) like 'http%://%/_%' then c.case_study_url
  end,
  c.has_case_study,
  c.matched_domain,
  c.matched_linkedin_url
from extracted.claygent_customers as c
union all
select
  'claygent_all_customers'::text collate "C",
  false,
  a.origin_company_domain,
  a.customer_name_key,
  a.id,
  a.raw_payload_id,
  a.document_at,
  a.landing_no,
  a.first_landing_no,
  a.origin_company_name,
  a.company_customer_name,
  case
    when split_part(a.case_study_url, '?', 1) like 'http%://%/_%' then a.case_study_url
  end,
  a.has_case_study,
  a.company_customer_domain,
  a.matched_linkedin_url
from extracted.company_customer_claygent as a
union all
-- What a person gives as the domain is a claim of its own; its name is matched like any other.
select
  'manual'::text collate "C",
  true,
  m.origin_company_domain,
  m.customer_name_key,
  m.id,
  m.raw_id,
  m.document_at,
  m.landing_no,
  m.first_landing_no,
  m.origin_company_name,
  m.customer_name,
  case
    when split_part(m.case_study_url, '?', 1) like 'http%://%/_%' then m.case_study_url
  end,
  m.has_case_study,
  n.matched_domain,
  n.matched_linkedin_url
from extracted.manual_company_customers as m
left join lateral (
  select k.matched_domain, k.matched_linkedin_url
  from extracted.customer_names as k
  where k.origin_company_domain = m.origin_company_domain and k.customer_name = m.customer_name
  offset 0
) as n on true;

comment on view extracted.customer_mentions is
  'Who says that a company is the customer of a vendor: one row per mention of every source. '
  'is_live: the mention counts in core at once; others wait for '
  'ops.consolidate_claygent_customers. first_landing_no: the first document that named the '
  'customer, where a source has one row for several documents. '
  'case_study_url: null for a home page.';
