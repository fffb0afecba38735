-- Purpose: takes the locks of a set of answers in the one order of locks, before landings of
--   several kinds take theirs one after the other: case studies, customers, companies.
-- Input -> output: answers about to be landed -> nothing. What has no usable key has no lock.
-- Called by: extracted.land_gemini_results.
-- Writes to: ops.entities.
-- Idempotence: yes, apart from last_landed_at.
-- Errors: 40P01 when the lock order is broken.
-- Example: perform extracted.lock_gemini_landings(v_landings);
create or replace function extracted.lock_gemini_landings(p_landings extracted.gemini_landing[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_case_studies text[];
  v_customers text[];
  v_companies text[];
begin
  select
    array_agg(k.url) filter (where k.url is not null and k.is_page),
    array_agg(coalesce(k.origin, '') || ' ' || k.name_key)
      filter (where k.name_key is not null and not k.is_page),
    array_agg(k.origin) filter (where k.origin is not null)
  into v_case_studies, v_customers, v_companies
  from (
    select
      l.kind in ('case_study_extraction', 'case_study_buyer') as is_page,
      reference.normalize_case_study_url(reference.json_text(l.request -> 'case_study_url')) as url,
      reference.normalize_domain(
        reference.json_text(l.request -> 'origin_company_domain')
      ) as origin,
      reference.name_key(
        reference.clean_label(
          coalesce(
            reference.json_text(l.request -> 'customer_company_name'),
            reference.json_text(l.request -> 'customer_name')
          )
        )
      ) as name_key
    from unnest(p_landings) as l
    where l.is_usable
  ) as k;

  if v_case_studies is not null then
    perform ops.lock_entities('case_study', v_case_studies);
  end if;
  if v_customers is not null then
    perform ops.lock_entities('customer', v_customers);
  end if;
  if v_companies is not null then
    perform ops.lock_entities('company', v_companies);
  end if;
end;
$$;

comment on function extracted.lock_gemini_landings(extracted.gemini_landing[]) is
  'Locks the case studies, customers and vendors of p_landings, in this order. Units: none. Nulls: '
  'a null or empty array locks nothing. Errors: 40P01 when the lock order is broken.';

revoke all on function extracted.lock_gemini_landings(extracted.gemini_landing[]) from public;
