-- Purpose: recomputes companies of clients from their leads.
-- Input -> output: companies -> rows written, those that lost their last lead being deleted.
-- Called by: client.write_leads, under the locks of the clients.
-- Writes to: client.leads_companies.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := client.recount_lead_companies(v_companies);
create or replace function client.recount_lead_companies(p_ids uuid[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  with summed as materialized (
    select
      l.company_id,
      (
        array_agg(l.company_domain order by l.landing_no)
          filter (where l.company_domain is not null)
      )[1] as company_domain,
      (
        array_agg(l.company_name order by l.landing_no)
          filter (where l.company_name is not null)
      )[1] as company_name,
      (
        array_agg(l.company_linkedin_url order by l.landing_no)
          filter (where l.company_linkedin_url is not null)
      )[1] as company_linkedin_url,
      (array_agg(l.source order by l.landing_no) filter (where l.source is not null))[1] as source,
      (
        array_agg(l.client_form_id order by l.landing_no)
          filter (where l.client_form_id is not null)
      )[1] as client_form_id,
      (
        array_agg(l.client_form_title order by l.landing_no)
          filter (where l.client_form_title is not null)
      )[1] as client_form_title,
      count(*)::integer as lead_count,
      min(l.submitted_at) as first_seen_at,
      max(l.submitted_at) as last_seen_at,
      max(l.landing_no) as last_landing_no
    from client.leads as l
    where l.company_id = any (p_ids)
    group by l.company_id
  )
  update client.leads_companies as t
  set company_domain = s.company_domain,
      company_name = s.company_name,
      company_linkedin_url = s.company_linkedin_url,
      source = s.source,
      client_form_id = s.client_form_id,
      client_form_title = s.client_form_title,
      lead_count = s.lead_count,
      first_seen_at = s.first_seen_at,
      last_seen_at = s.last_seen_at,
      last_landing_no = s.last_landing_no,
      updated_at = now()
  from summed as s
  where t.id = s.company_id
    and (
      t.company_domain, t.company_name, t.company_linkedin_url, t.source, t.client_form_id,
      t.client_form_title, t.lead_count, t.first_seen_at, t.last_seen_at, t.last_landing_no
    ) is distinct from (
      s.company_domain, s.company_name, s.company_linkedin_url, s.source, s.client_form_id,
      s.client_form_title, s.lead_count, s.first_seen_at, s.last_seen_at, s.last_landing_no
    );
  get diagnostics v_written = row_count;

  delete from client.leads_companies as t
  where t.id = any (p_ids)
    and not exists (select from client.leads as l where l.company_id = t.id);
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function client.recount_lead_companies(uuid[]) is
  'Recomputes the companies p_ids from client.leads, deletes those without a lead, and returns '
  'the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function client.recount_lead_companies(uuid[]) from public;
