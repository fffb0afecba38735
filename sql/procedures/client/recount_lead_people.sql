-- Purpose: recomputes people of clients from their leads.
-- Input -> output: people -> rows written, those that lost their last lead being deleted.
-- Called by: client.write_leads, under the locks of the clients.
-- Writes to: client.leads_people.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := client.recount_lead_people(v_people);
create or replace function client.recount_lead_people(p_ids uuid[])
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
      l.person_id,
      (
        array_agg(l.first_name order by l.landing_no)
          filter (where l.first_name is not null)
      )[1] as first_name,
      (
        array_agg(l.last_name order by l.landing_no)
          filter (where l.last_name is not null)
      )[1] as last_name,
      (
        array_agg(l.full_name order by l.landing_no)
          filter (where l.full_name is not null)
      )[1] as full_name,
      (
        array_agg(l.person_linkedin_url order by l.landing_no)
          filter (where l.person_linkedin_url is not null)
      )[1] as person_linkedin_url,
      (
        array_agg(l.work_email order by l.landing_no)
          filter (where l.work_email is not null)
      )[1] as work_email,
      (
        array_agg(l.company_domain order by l.landing_no)
          filter (where l.company_domain is not null)
      )[1] as company_domain,
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
    where l.person_id = any (p_ids)
    group by l.person_id
  )
  update client.leads_people as t
  set first_name = s.first_name,
      last_name = s.last_name,
      full_name = s.full_name,
      person_linkedin_url = s.person_linkedin_url,
      work_email = s.work_email,
      company_domain = s.company_domain,
      source = s.source,
      client_form_id = s.client_form_id,
      client_form_title = s.client_form_title,
      lead_count = s.lead_count,
      first_seen_at = s.first_seen_at,
      last_seen_at = s.last_seen_at,
      last_landing_no = s.last_landing_no,
      updated_at = now()
  from summed as s
  where t.id = s.person_id
    and (
      t.first_name, t.last_name, t.full_name, t.person_linkedin_url, t.work_email,
      t.company_domain, t.source, t.client_form_id, t.client_form_title, t.lead_count,
      t.first_seen_at, t.last_seen_at, t.last_landing_no
    ) is distinct from (
      s.first_name, s.last_name, s.full_name, s.person_linkedin_url, s.work_email,
      s.company_domain, s.source, s.client_form_id, s.client_form_title, s.lead_count,
      s.first_seen_at, s.last_seen_at, s.last_landing_no
    );
  get diagnostics v_written = row_count;

  delete from client.leads_people as t
  where t.id = any (p_ids)
    and not exists (select from client.leads as l where l.person_id = t.id);
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function client.recount_lead_people(uuid[]) is
  'Recomputes the people p_ids from client.leads, deletes those without a lead, and returns '
  'the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function client.recount_lead_people(uuid[]) from public;
