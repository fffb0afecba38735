-- Purpose: customers whose domain a model may be asked for, with what it is asked.
-- Input -> output: kind (orphan_domain, domain_inference), whether those too that were asked
--   about, most of them -> subject (core.company_customers.id), body, number of all of them; oldest
--   first.
-- Called by: outbound.ask_in_bulk.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from outbound.list_unasked_customers('orphan_domain', false, 1000).
create or replace function outbound.list_unasked_customers(
  p_kind text,
  p_is_again boolean,
  p_limit integer
)
returns table (subject text, body jsonb, waiting bigint)
language plpgsql
stable
set search_path = ''
set jit = 'off'
as $$
declare
  v_ask jsonb := reference.describe_ai_task(p_kind);
begin
  return query
  with asked as materialized (
    select s.subject from outbound.list_asked_subjects(p_kind, p_is_again) as s
  ),
  unasked as (
    select c.*, count(*) over () as all_of_them
    from core.company_customers as c
    where c.customer_domain is null
      and not reference.is_placeholder_name(c.customer_name)
      and (p_kind <> 'orphan_domain' or c.case_study_url is null)
      and not exists (select from asked as a where a.subject = c.id::text collate "C")
      -- Somebody may have asked on other ways, and have landed what was found.
      and (
        p_is_again
        or p_kind = 'orphan_domain'
        and not exists (
          select
          from extracted.orphan_customer_domain as o
          where o.origin_company_domain = c.origin_company_domain
            and o.customer_name_key = c.customer_name_key
        )
        or p_kind <> 'orphan_domain'
        and not exists (
          select
          from extracted.gemini_domain_inference as g
          where g.origin_company_domain = c.origin_company_domain
            and g.customer_name_key = c.customer_name_key
        )
      )
    order by c.created_at, c.id
    limit p_limit
  )
  select
    u.id::text,
    core.describe_vendor(
      u.origin_company_domain,
      jsonb_build_object('origin_company_name', u.origin_company_name)
    ) || jsonb_build_object(
      'customer_company_name', u.customer_name,
      'origin_company_domain', u.origin_company_domain,
      'case_study_url', u.case_study_url,
      'persist', true,
      'ask', v_ask
    ),
    u.all_of_them
  from unasked as u
  order by u.created_at, u.id;
end;
$$;

comment on function outbound.list_unasked_customers(text, boolean, integer) is
  'Customers of core without a domain (for orphan_domain also without a case study) about whom '
  'p_kind was not asked, or, with p_is_again, is not being asked; waiting is their number without '
  'p_limit. Units: customers. Nulls: none. Errors: none.';

revoke all on function outbound.list_unasked_customers(text, boolean, integer) from public;
