-- Purpose: why staged case studies have no name of their publisher.
-- Input -> output: nothing -> one row per staged case study without a name, and the reason:
--   absent_in_payload (the newest customers-of-3 payload of the publisher names none),
--   present_in_payload (it does: ops.fill_staging_origin_names has not been called), no_payload
--   (there is none, or none that could be taken: see ops.failures). fillable_name is what core
--   would fill in.
-- Called by: analysts.
-- Reads: raw.staging_case_study_urls, ops.documents, raw.claygent_customers_structured_raw, core.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select reason, count(*) from ops.diagnose_null_origin_names() group by reason;
create or replace function ops.diagnose_null_origin_names()
returns table (
  id uuid,
  origin_company_domain text,
  customer_company_name text,
  case_study_url text,
  sent_to_clay boolean,
  reason text,
  raw_id uuid,
  fillable_name text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return query
  with publisher as materialized (
    select k.domain, d.raw_id, d.name
    from (
      select distinct s.origin_company_domain as domain
      from raw.staging_case_study_urls as s
      where s.origin_company_name is null
    ) as k
    left join lateral (
      select o.raw_id, reference.json_text(p.payload -> 'origin_company_name') as name
      from ops.documents as o
      inner join raw.claygent_customers_structured_raw as p on p.id = o.raw_id
      where o.source = 'claygent_customers_structured' and o.key = k.domain
      order by o.document_at desc, o.landing_no desc
      limit 1
    ) as d on true
  )
  select
    s.id,
    s.origin_company_domain::text,
    s.customer_company_name,
    s.case_study_url::text,
    s.sent_to_clay,
    case
      when p.raw_id is null then 'no_payload'
      when p.name is null then 'absent_in_payload'
      else 'present_in_payload'
    end,
    p.raw_id,
    n.name
  from raw.staging_case_study_urls as s
  inner join publisher as p on p.domain = s.origin_company_domain
  left join core.list_origin_names(array(select u.domain from publisher as u)) as n
    on n.domain collate "C" = s.origin_company_domain
  where s.origin_company_name is null
  order by s.origin_company_domain, s.case_study_url;
end;
$$;

comment on function ops.diagnose_null_origin_names() is
  'The rows of raw.staging_case_study_urls without origin_company_name, each with the reason: '
  'absent_in_payload, present_in_payload or no_payload, and the name that core would fill in. '
  'Units: none. Nulls: raw_id null without a payload, fillable_name null where core knows none. '
  'Errors: none.';

revoke all on function ops.diagnose_null_origin_names() from public;
grant execute on function ops.diagnose_null_origin_names() to pipeline_analyst;
