-- Purpose: writes what names of customers match, wherever it stands.
-- Input -> output: matches, the origins locked, and whether mentions and core are gone through for
--   names too whose match is the one that stands -> names whose match has changed.
-- Called by: extracted.ensure_customer_names, extracted.match_customer_names,
--   ops.match_customer_names_slice.
-- Writes to: extracted.customer_names; the matches of extracted.claygent_customers_structured,
--   claygent_customers_v2, claygent_customers and company_customer_claygent; core, through
--   core.coalesce_company_customers.
-- Idempotence: yes.
-- Errors: those of core.coalesce_company_customers.
-- Example: v_changed := extracted.write_customer_name_matches(v_matches);
create or replace function extracted.write_customer_name_matches(
  p_matches core.name_match[],
  p_is_thorough boolean default false
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changed extracted.customer_names[];
  v_count integer;
begin
  with changed as (
    update extracted.customer_names as t
    set matched_domain = m.matched_domain,
        matched_linkedin_url = m.matched_linkedin_url,
        match_method = m.match_method,
        matched_at = case when m.matched_domain is not null then now() end,
        updated_at = now()
    from unnest(p_matches) as m
    where t.origin_company_domain = m.origin_company_domain
      and t.customer_name = m.customer_name
      and (t.matched_domain, t.matched_linkedin_url, t.match_method)
        is distinct from (m.matched_domain, m.matched_linkedin_url, m.match_method)
    returning t as stored
  )
  select array_agg(c.stored), count(*) into v_changed, v_count from changed as c;

  if p_is_thorough then
    v_changed := array(
      select e.stored
      from unnest(p_matches) as m
      cross join lateral (
        select t
        from extracted.customer_names as t
        where t.origin_company_domain = m.origin_company_domain
          and t.customer_name = m.customer_name
        offset 0
      ) as e (stored)
    );
  end if;
  if coalesce(v_changed, '{}') = '{}' then
    return v_count;
  end if;

  -- Each of them by its key: origin and customer.
  update extracted.claygent_customers_structured as t
  set matched_domain = n.matched_domain,
      matched_linkedin_url = n.matched_linkedin_url,
      match_method = n.match_method,
      matched_at = n.matched_at,
      updated_at = now()
  from unnest(v_changed) as n
  where t.origin_company_domain = n.origin_company_domain
    and t.customer_name_key = n.customer_name_key
    and t.customer_name = n.customer_name
    and (t.matched_domain, t.matched_linkedin_url, t.match_method, t.matched_at)
      is distinct from (n.matched_domain, n.matched_linkedin_url, n.match_method, n.matched_at);

  update extracted.claygent_customers_v2 as t
  set matched_domain = n.matched_domain,
      matched_linkedin_url = n.matched_linkedin_url,
      match_method = n.match_method,
      matched_at = n.matched_at,
      updated_at = now()
  from unnest(v_changed) as n
  where t.origin_company_domain = n.origin_company_domain
    and t.customer_name_key = n.customer_name_key
    and t.customer_name = n.customer_name
    and (t.matched_domain, t.matched_linkedin_url, t.match_method, t.matched_at)
      is distinct from (n.matched_domain, n.matched_linkedin_url, n.match_method, n.matched_at);

  update extracted.claygent_customers as t
  set matched_domain = n.matched_domain,
      matched_linkedin_url = n.matched_linkedin_url,
      match_method = n.match_method,
      matched_at = n.matched_at,
      updated_at = now()
  from unnest(v_changed) as n
  where t.origin_company_domain = n.origin_company_domain
    and t.customer_name_key = n.customer_name_key
    and t.customer_name = n.customer_name
    and (t.matched_domain, t.matched_linkedin_url, t.match_method, t.matched_at)
      is distinct from (n.matched_domain, n.matched_linkedin_url, n.match_method, n.matched_at);

  update extracted.company_customer_claygent as t
  set company_customer_domain = n.matched_domain,
      matched_linkedin_url = n.matched_linkedin_url,
      domain_match_source = n.match_method,
      matched_at = n.matched_at,
      updated_at = now()
  from unnest(v_changed) as n
  where t.origin_company_domain = n.origin_company_domain
    and t.customer_name_key = n.customer_name_key
    and t.company_customer_name = n.customer_name
    and (
      t.company_customer_domain, t.matched_linkedin_url, t.domain_match_source, t.matched_at
    ) is distinct from (n.matched_domain, n.matched_linkedin_url, n.match_method, n.matched_at);

  perform core.coalesce_company_customers(
    array(
      select distinct row(n.origin_company_domain, n.customer_name_key)::core.company_customer_key
      from unnest(v_changed) as n
    )
  );
  return v_count;
end;
$$;

comment on function extracted.write_customer_name_matches(core.name_match[], boolean) is
  'Writes matches into extracted.customer_names, carries those that changed (p_is_thorough: all) '
  'to the mentions of their names, and coalesces the customers. Returns the names whose match '
  'changed. The caller holds the locks of the origins. Units: names. Nulls: matched_domain null '
  'withdraws a match; a null or empty array does nothing. Errors: those of '
  'core.coalesce_company_customers.';

revoke all on function extracted.write_customer_name_matches(core.name_match[], boolean)
  from public;
