-- Purpose: case studies that a model may be asked to read, with what it is asked.
-- Input -> output: kind (case_study_extraction, case_study_buyer), whether those too that were
--   asked about, most of them -> subject (raw.staging_case_study_urls.id), body, number of all of
--   them; oldest first.
-- Called by: outbound.ask_in_bulk.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from outbound.list_unasked_case_studies('case_study_buyer', false, 1000).
create or replace function outbound.list_unasked_case_studies(
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
    select s.*, count(*) over () as all_of_them
    from raw.staging_case_study_urls as s
    where not s.processed
      and reference.clean_text(s.customer_company_name) is not null
      and not reference.is_placeholder_name(s.customer_company_name)
      and reference.normalize_case_study_url(s.case_study_url) is not null
      and not exists (select from asked as a where a.subject = s.id::text collate "C")
    order by s.created_at, s.id
    limit p_limit
  )
  select
    u.id::text,
    jsonb_build_object(
      'case_study_url', u.case_study_url,
      'origin_company_name',
      core.describe_vendor(
        u.origin_company_domain,
        jsonb_build_object('origin_company_name', u.origin_company_name)
      ) -> 'origin_company_name',
      'origin_company_domain', u.origin_company_domain,
      'ask', v_ask
    ) || case p_kind
      when 'case_study_extraction' then jsonb_build_object(
        'company_customer_name', u.customer_company_name,
        'workflow_slug', 'gemini-extract-case-study-details'
      )
      else jsonb_build_object('customer_company_name', u.customer_company_name, 'persist', true)
    end,
    u.all_of_them
  from unasked as u
  order by u.created_at, u.id;
end;
$$;

comment on function outbound.list_unasked_case_studies(text, boolean, integer) is
  'Unprocessed rows of raw.staging_case_study_urls with a customer and a usable URL, about which '
  'p_kind was not asked, or, with p_is_again, is not being asked; waiting is their number without '
  'p_limit. Units: case studies. Nulls: none. Errors: none.';

revoke all on function outbound.list_unasked_case_studies(text, boolean, integer) from public;
