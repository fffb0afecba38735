-- Purpose: gives staged case studies without the name of their publisher the one that core knows.
-- Input -> output: normalised domains of publishers -> rows filled.
-- Called by: extracted.stage_case_study_urls, extracted.rematch_customer_names (a company has got
--   a name), ops.fill_staging_origin_names_slice.
-- Writes to: raw.staging_case_study_urls: origin_company_name where it is null.
-- Idempotence: yes; a name that stands is kept.
-- Errors: none.
-- Example: select extracted.fill_staging_origin_names(array['acme.example']);
create or replace function extracted.fill_staging_origin_names(p_domains text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_waiting text[];
  v_filled integer;
begin
  -- Nearly nobody waits: one look at the index of those who do.
  select array_agg(d.domain)
  into v_waiting
  from unnest(p_domains) as d (domain)
  where exists (
    select
    from raw.staging_case_study_urls as s
    where s.origin_company_domain = d.domain collate "C" and s.origin_company_name is null
  );
  if v_waiting is null then
    return 0;
  end if;

  with unnamed as (
    select s.id, n.name
    from core.list_origin_names(v_waiting) as n
    cross join lateral (
      select t.id, t.case_study_url
      from raw.staging_case_study_urls as t
      where t.origin_company_domain = n.domain collate "C" and t.origin_company_name is null
      offset 0
    ) as s
    -- Rows of other publishers are written in this order, too.
    order by s.case_study_url
  )
  update raw.staging_case_study_urls as s
  set origin_company_name = u.name,
      updated_at = now()
  from unnamed as u
  where s.id = u.id and s.origin_company_name is null;
  get diagnostics v_filled = row_count;
  return v_filled;
end;
$$;

comment on function extracted.fill_staging_origin_names(text[]) is
  'Fills origin_company_name of raw.staging_case_study_urls for the publishers p_domains where it '
  'is null, from core.list_origin_names; returns the rows filled. Units: rows. Nulls: a null or '
  'empty array does nothing; a name that core does not know stays null. Errors: none.';

revoke all on function extracted.fill_staging_origin_names(text[]) from public;
