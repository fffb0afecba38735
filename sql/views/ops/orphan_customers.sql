-- Purpose: which customers are known by name alone: the work list for finding their domains.
-- Input -> output: core.company_customers -> those without domain and without case study; names
--   that stand for nobody are left out.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from ops.orphan_customers where origin_company_domain = 'acme.example'.
create or replace view ops.orphan_customers
with (security_invoker = true)
as
select
  c.id,
  c.origin_company_domain,
  c.origin_company_name,
  c.customer_name,
  c.customer_name_key,
  c.source,
  c.created_at,
  a.inferences,
  a.last_inference_at
from core.company_customers as c
left join lateral (
  select count(*) as inferences, max(o.document_at) as last_inference_at
  from extracted.orphan_customer_domain as o
  where o.origin_company_domain = c.origin_company_domain
    and o.customer_name_key = c.customer_name_key
) as a on true
where c.customer_domain is null
  and c.case_study_url is null
  and not reference.is_placeholder_name(c.customer_name);

comment on view ops.orphan_customers is
  'Customers of core.company_customers with neither domain nor case study. An inference that found '
  'a domain takes the customer off the list, one that found none is counted.';
comment on column ops.orphan_customers.id is 'core.company_customers.id.';
comment on column ops.orphan_customers.origin_company_domain is 'Domain of the vendor.';
comment on column ops.orphan_customers.origin_company_name is 'Name of the vendor.';
comment on column ops.orphan_customers.customer_name is 'Name of the customer.';
comment on column ops.orphan_customers.customer_name_key is
  'Its key: with the origin it leads to extracted.orphan_customer_domain.';
comment on column ops.orphan_customers.source is 'How the customer came in.';
comment on column ops.orphan_customers.created_at is 'When the customer was first written.';
comment on column ops.orphan_customers.inferences is
  'Documents of extracted.orphan_customer_domain about it: somebody asked, and found nothing '
  'usable.';
comment on column ops.orphan_customers.last_inference_at is
  'When the last of them landed; null when nobody has asked.';
