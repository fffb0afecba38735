-- Purpose: leads of a client as they are answered: as the client gave them, what it left out from
--   core.
-- Input -> output: client, page -> a row per lead, newest first: its landing number and the lead.
-- Called by: api.list_client_leads.
-- Reads: client.leads; core.people_full, core.person_work_history and core.companies_full, by
--   key.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from client.list_lead_rows('acme.example', null, 0, 100).
create or replace function client.list_lead_rows(
  p_client_domain text,
  p_before_landing_no bigint,
  p_offset integer,
  p_limit integer
)
returns table (landing_no bigint, lead jsonb)
language plpgsql
stable
rows 100
set search_path = ''
set timezone = 'UTC'
set jit = 'off'
-- Every page is read by keys, whatever the statistics say of a new client.
set enable_seqscan = 'off'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
as $$
begin
  return query
  with page as materialized (
    select l.*
    from client.leads as l
    where l.client_domain = p_client_domain
      and (p_before_landing_no is null or l.landing_no < p_before_landing_no)
    order by l.landing_no desc
    limit p_limit
    offset p_offset
  )
  select
    l.landing_no,
    jsonb_build_object(
      'id', l.id,
      'submitted_at', l.submitted_at,
      'first_name', l.first_name,
      'last_name', l.last_name,
      'full_name', coalesce(l.full_name, p.full_name),
      'person_linkedin_url', l.person_linkedin_url,
      'work_email', l.work_email,
      'job_title', p.matched_cleaned_job_title,
      'seniority', p.matched_seniority,
      'job_function', p.matched_job_function,
      'person_city', p.person_city,
      'person_state', p.person_state,
      'person_country', p.person_country,
      'company_name', coalesce(l.company_name, c.name),
      'company_domain', k.company_domain,
      'company_linkedin_url', coalesce(l.company_linkedin_url, c.linkedin_url),
      'company_country', c.company_country,
      'company_industry', c.matched_industry,
      'company_employee_range', c.employee_range,
      'source', l.source,
      'client_form_id', l.client_form_id,
      'client_form_title', l.client_form_title,
      'person_id', l.person_id,
      'company_id', l.company_id,
      'core_person_id', p.id,
      'core_company_id', c.id
    )
  from page as l
  left join lateral (
    select f.* from core.people_full as f where f.linkedin_url = l.person_linkedin_url offset 0
  ) as p on true
  -- Who is known to core works where core says, unless the client says something about that.
  left join lateral (
    select h.company_domain
    from core.person_work_history as h
    where h.linkedin_url = l.person_linkedin_url
      and h.is_current
      and reference.entity_id('company', h.company_domain) = p.core_company_id
      and num_nonnulls(l.company_name, l.company_linkedin_url) = 0
    limit 1
  ) as e on true
  cross join lateral (
    select coalesce(l.company_domain, e.company_domain) as company_domain offset 0
  ) as k
  left join lateral (
    select f.* from core.companies_full as f where f.domain = k.company_domain offset 0
  ) as c on true
  order by l.landing_no desc;
end;
$$;

comment on function client.list_lead_rows(text, bigint, integer, integer) is
  'The leads of p_client_domain, newest first: those before p_before_landing_no, after p_offset of '
  'them, at most p_limit. Units: rows; times are UTC. Nulls: p_before_landing_no null begins with '
  'the newest; what neither the client nor core knows is null. Errors: none.';

revoke all on function client.list_lead_rows(text, bigint, integer, integer) from public;
