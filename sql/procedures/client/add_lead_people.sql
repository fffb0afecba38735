-- Purpose: adds leads to the people behind them.
-- Input -> output: leads, each the newest of its person -> rows written. Fills nulls, counts.
-- Called by: client.write_leads, under the locks of the clients.
-- Writes to: client.leads_people.
-- Idempotence: no, it counts: a lead is added once.
-- Errors: none.
-- Example: v_written := client.add_lead_people(v_changed);
create or replace function client.add_lead_people(p_leads client.lead_document[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  insert into client.leads_people as t (
    id, client_domain, person_key, first_name, last_name, full_name, person_linkedin_url,
    work_email, company_domain, source, client_form_id, client_form_title, lead_count,
    first_seen_at, last_seen_at, last_landing_no
  )
  select
    n.person_id,
    n.client_domain,
    max(n.person_key),
    (array_agg(n.first_name order by n.landing_no) filter (where n.first_name is not null))[1],
    (array_agg(n.last_name order by n.landing_no) filter (where n.last_name is not null))[1],
    (array_agg(n.full_name order by n.landing_no) filter (where n.full_name is not null))[1],
    (
      array_agg(n.person_linkedin_url order by n.landing_no)
        filter (where n.person_linkedin_url is not null)
    )[1],
    (array_agg(n.work_email order by n.landing_no) filter (where n.work_email is not null))[1],
    (
      array_agg(n.company_domain order by n.landing_no)
        filter (where n.company_domain is not null)
    )[1],
    (array_agg(n.source order by n.landing_no) filter (where n.source is not null))[1],
    (
      array_agg(n.client_form_id order by n.landing_no)
        filter (where n.client_form_id is not null)
    )[1],
    (
      array_agg(n.client_form_title order by n.landing_no)
        filter (where n.client_form_title is not null)
    )[1],
    count(*),
    min(n.submitted_at),
    max(n.submitted_at),
    max(n.landing_no)
  from unnest(p_leads) as n
  where n.person_id is not null
  group by n.client_domain, n.person_id
  order by n.person_id
  on conflict (id, client_domain) do update
    set first_name = coalesce(t.first_name, excluded.first_name),
        last_name = coalesce(t.last_name, excluded.last_name),
        full_name = coalesce(t.full_name, excluded.full_name),
        person_linkedin_url = coalesce(t.person_linkedin_url, excluded.person_linkedin_url),
        work_email = coalesce(t.work_email, excluded.work_email),
        company_domain = coalesce(t.company_domain, excluded.company_domain),
        source = coalesce(t.source, excluded.source),
        client_form_id = coalesce(t.client_form_id, excluded.client_form_id),
        client_form_title = coalesce(t.client_form_title, excluded.client_form_title),
        lead_count = t.lead_count + excluded.lead_count,
        first_seen_at = least(t.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(t.last_seen_at, excluded.last_seen_at),
        last_landing_no = greatest(t.last_landing_no, excluded.last_landing_no),
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;
  return v_written;
end;
$$;

comment on function client.add_lead_people(client.lead_document[]) is
  'Inserts the people behind leads, or fills their nulls and adds to their counts; returns the '
  'rows written. Units: rows. Nulls: leads without a person are left out; a null or empty array '
  'does nothing. Errors: none.';

revoke all on function client.add_lead_people(client.lead_document[]) from public;
