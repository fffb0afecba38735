-- Purpose: who says which domain a customer has, over all sources.
-- Input -> output: the extracted tables that name domains -> one row per claim, with its
--   precedence: 1 before 2, within a rank the lowest landing number.
-- Called by: core.coalesce_company_customers, readers. Looked up by vendor and customer_name_key,
--   or by case_study_key (the URL), each table answers by an index; a condition on evidence leaves
--   tables out altogether. core takes a name match only of mentions that count there.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from extracted.customer_domain_claims where customer_name_key = 'globex'
--   and origin_company_domain = 'acme.example' order by precedence, landing_no;
create or replace view extracted.customer_domain_claims
with (security_invoker = true)
as
select
  'manual'::text collate "C" as evidence,
  1 as precedence,
  m.origin_company_domain,
  m.customer_name_key,
  null::text collate "C" as case_study_key,
  m.customer_domain,
  'manual'::text collate "C" as customer_domain_source,
  m.first_landing_no as landing_no,
  m.raw_id
from extracted.manual_company_customers as m
where m.customer_domain is not null
union all
select
  'case_study_details'::text collate "C",
  2,
  d.origin_company_domain,
  d.customer_name_key,
  d.case_study_url,
  d.company_customer_domain,
  coalesce(d.company_customer_domain_source, 'gemini-3-flash-preview') collate "C",
  -- Copied in by hand: the oldest.
  coalesce(d.company_customer_domain_landing_no, 0),
  d.raw_payload_id
from extracted.case_study_details as d
where d.company_customer_domain is not null
union all
select
  'case_study_buyers'::text collate "C",
  2,
  p.origin_company_domain,
  p.customer_name_key,
  p.case_study_key,
  p.customer_company_domain,
  'gemini-case-study-buyer'::text collate "C",
  coalesce(p.customer_company_domain_landing_no, 0),
  p.raw_payload_id
from extracted.case_study_buyer_pages as p
where p.customer_company_domain is not null
union all
select
  'name_match'::text collate "C",
  3,
  n.origin_company_domain,
  n.customer_name_key,
  null::text collate "C",
  n.matched_domain,
  'name-match'::text collate "C",
  n.first_landing_no,
  n.raw_id
from extracted.customer_mentions as n
where n.matched_domain is not null
union all
select
  'gemini_inference'::text collate "C",
  4,
  g.origin_company_domain,
  g.customer_name_key,
  null::text collate "C",
  g.claimed_domain,
  g.source,
  g.claimed_landing_no,
  g.raw_payload_id
from extracted.gemini_domain_inference as g
where g.claimed_domain is not null
union all
select
  'orphan'::text collate "C",
  4,
  o.origin_company_domain,
  o.customer_name_key,
  null::text collate "C",
  o.inferred_domain,
  'gemini-orphan-resolve'::text collate "C",
  o.landing_no,
  o.raw_payload_id
from extracted.orphan_customer_domain as o
where o.inferred_domain is not null and o.success is not false;

comment on view extracted.customer_domain_claims is
  'Who says which domain a customer has: a claim is about the customer of that name, and about '
  'those whose case study it was read in (case_study_key). core.company_customers takes the lowest '
  'precedence, within it the lowest landing_no.';
