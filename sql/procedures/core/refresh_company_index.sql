-- Purpose: what companies are found by, kept like what is known of them.
-- Input -> output: domains of locked companies -> those whose row was new, changed or gone.
-- Called by: whoever has written rows that core.companies_full shows: core.coalesce_company,
--   core.coalesce_employers, core.fill_cleaned_company_names. The leads there follow by
--   core.refresh_leads, at the end of the landing.
-- Reads: core.companies_full, which alone says what a company shows.
-- Writes to: core.company_index, reference.search_terms; ops.note_changed_companies.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_changed := core.refresh_company_index(array['acme.example']).
create or replace function core.refresh_company_index(p_domains text[])
returns text[]
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changed text[];
  v_kinds text[];
  v_values text[];
  v_gone text[];
begin
  with shown as materialized (
    select
      f.domain,
      left(reference.fold_case(f.name), 500) as name_term,
      f.company_city,
      f.company_state,
      f.company_country,
      reference.search_term_id(f.company_city) as city_id,
      reference.search_term_id(f.company_state) as state_id,
      reference.search_term_id(f.company_country) as country_id,
      reference.search_term_id(f.matched_industry) as industry_id,
      reference.search_term_id(f.employee_range) as employee_range_id,
      reference.search_term_id(f.company_type) as company_type_id
    from core.companies_full as f
    where f.domain = any (p_domains)
  ),
  changed as materialized (
    select s.*
    from shown as s
    left join lateral (
      select t from core.company_index as t where t.domain = s.domain offset 0
    ) as e (stored) on true
    where (e.stored).domain is null
      or (
        s.name_term, s.city_id, s.state_id, s.country_id, s.industry_id, s.employee_range_id,
        s.company_type_id
      ) is distinct from (
        (e.stored).name_term, (e.stored).city_id, (e.stored).state_id, (e.stored).country_id,
        (e.stored).industry_id, (e.stored).employee_range_id, (e.stored).company_type_id
      )
  ),
  written as (
    insert into core.company_index (
      domain, name_term, city_id, state_id, country_id, industry_id, employee_range_id,
      company_type_id
    )
    select
      c.domain, c.name_term, c.city_id, c.state_id, c.country_id, c.industry_id,
      c.employee_range_id, c.company_type_id
    from changed as c
    -- Who writes about people holds these rows by domain too.
    order by c.domain
    on conflict (domain) do update
      set name_term = excluded.name_term,
          city_id = excluded.city_id,
          state_id = excluded.state_id,
          country_id = excluded.country_id,
          industry_id = excluded.industry_id,
          employee_range_id = excluded.employee_range_id,
          company_type_id = excluded.company_type_id
  )
  select
    array_agg(c.domain),
    array_fill('city'::text, array[count(*)::integer])
      || array_fill('state'::text, array[count(*)::integer])
      || array_fill('country'::text, array[count(*)::integer]),
    array_agg(c.company_city) || array_agg(c.company_state) || array_agg(c.company_country)
  into v_changed, v_kinds, v_values
  from changed as c;

  if v_values is not null then
    perform reference.ensure_search_terms(v_kinds, v_values);
  end if;

  with gone as (
    delete from core.company_index as t
    where t.domain = any (
      array(
        select k.domain
        from (
          select u.domain
          from unnest(p_domains) as u (domain)
          order by u.domain collate "C"
          offset 0
        ) as d
        cross join lateral (
          select s.domain
          from core.company_index as s
          where s.domain = d.domain
            and (select true from core.companies as c where c.domain = s.domain) is null
          for update
        ) as k
      )
    )
    returning t.domain
  )
  select array_agg(g.domain)
  into v_gone
  from gone as g;

  v_changed := coalesce(v_changed, '{}') || coalesce(v_gone, '{}');
  perform ops.note_changed_companies(v_changed);
  return v_changed;
end;
$$;

comment on function core.refresh_company_index(text[]) is
  'Brings the rows of core.company_index of p_domains up to core.companies_full, and leaves the '
  'leads there to core.refresh_leads; the caller holds the locks of the companies. Returns the '
  'domains whose row was new, changed or gone. Units: none. Nulls: a null or empty array does '
  'nothing. Errors: none.';

revoke all on function core.refresh_company_index(text[]) from public;
