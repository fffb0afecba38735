-- Purpose: who may touch what, for everything that stands. Runs last in every release.
-- Input -> output: schemas -> grants.
-- Called by: db:apply and the bundle.
-- Writes to: privileges.
-- Idempotence: grants repeat.
-- Errors: none.

-- service_role is Supabase's backend role: it has everything, as its users expect.
grant usage on schema
  raw, extracted, reference, core, client, outbound, ops, api, testing
  to service_role;
grant all on all tables in schema
  raw, extracted, reference, core, client, outbound, ops, testing
  to service_role;
grant all on all sequences in schema
  raw, extracted, reference, core, client, outbound, ops, testing
  to service_role;
grant all on public.top_priority_companies to service_role;
grant execute on all functions in schema
  raw, extracted, reference, core, client, outbound, ops, api
  to service_role;
grant execute on all procedures in schema ops to service_role;

-- Edge functions call api and nothing else.
grant usage on schema api to pipeline_edge;

-- Analysts read everything but client data and keys, land payloads, and run the documented calls,
-- which their own files grant.
grant usage on schema
  raw, extracted, reference, core, outbound, ops, testing
  to pipeline_analyst;
grant select on all tables in schema
  raw, extracted, reference, core, outbound, ops, testing
  to pipeline_analyst;
revoke select on ops.api_keys, ops.idempotency_keys, raw.client_lead_payloads
  from pipeline_analyst;
grant insert (domain, payload) on raw.companyenrich_payloads to pipeline_analyst;
grant insert (linkedin_url, workflow_slug, payload) on raw.person_payloads to pipeline_analyst;
grant insert (linkedin_url, workflow_slug, payload)
  on raw.person_title_enrichment_payloads to pipeline_analyst;
grant insert (domain, payload) on raw.company_discovery_payloads to pipeline_analyst;
grant insert (domain, payload) on raw.vc_portfolio_payloads to pipeline_analyst;
grant insert (domain, payload) on raw.public_company_payloads to pipeline_analyst;
grant insert (domain, payload) on raw.clay_cleaned_company_names to pipeline_analyst;
grant insert (input_domain, payload) on raw.company_enrich_similar_raw to pipeline_analyst;
grant insert (customer_company_name, origin_company_domain, payload)
  on raw.orphan_customer_domain_payloads to pipeline_analyst;
grant insert (customer_company_name, origin_company_domain, origin_company_name, payload)
  on raw.gemini_domain_inference_payloads to pipeline_analyst;
grant insert (origin_company_domain, payload)
  on raw.claygent_customers_structured_raw, raw.claygent_customers_v2_raw,
    raw.claygent_customers_raw
  to pipeline_analyst;
grant insert (origin_company_domain, workflow_slug, payload)
  on raw.company_customer_claygent_payloads to pipeline_analyst;
grant insert (origin_company_domain, company_customer_name, workflow_slug, payload)
  on raw.manual_company_customers to pipeline_analyst;
grant insert (
  case_study_url, origin_company_domain, company_customer_name, workflow_slug, payload
) on raw.gemini_case_study_payloads to pipeline_analyst;
grant insert (case_study_url, origin_company_domain, customer_company_name, payload)
  on raw.case_study_buyers_payloads to pipeline_analyst;
grant usage on sequence raw.landing_no_seq to pipeline_analyst;
grant select, insert, update, delete on public.top_priority_companies to pipeline_analyst;
grant execute on all functions in schema reference to pipeline_analyst;
revoke execute on function reference.ensure_technologies(text[]) from pipeline_analyst;
revoke execute on function reference.ensure_search_terms(text[], text[]) from pipeline_analyst;
revoke execute on function reference.ensure_company_industries(text[], text)
  from pipeline_analyst;
revoke execute on function reference.update_job_titles(reference.job_title_update[], text)
  from pipeline_analyst;
revoke execute on function reference.update_locations(reference.location_update[], text)
  from pipeline_analyst;
revoke execute on function reference.fill_job_title_lookup(text[], text[], text[])
  from pipeline_analyst;

-- The views of people and companies, for PostgREST; they run with the rights of their reader.
grant usage on schema core to pipeline_reader;
grant select on
  core.people_full, core.companies_full, core.leads, core.leads_complete,
  core.leads_recently_promoted, core.leads_at_vc_portfolio
  to pipeline_reader;
grant select on
  core.people, core.person_locations, core.person_job_titles, core.person_tenure,
  core.person_promotions, core.companies, core.company_names, core.company_social_urls,
  core.company_locations, core.company_industries, core.company_employee_range,
  core.company_revenue, core.company_types, core.company_funding, core.company_descriptions,
  core.company_vc_backed, core.vc_portfolio
  to pipeline_reader;
