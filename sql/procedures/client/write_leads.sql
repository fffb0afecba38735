-- Purpose: writes leads, and the people and companies behind them.
-- The same answers within 24 hours of the ones before them are no lead of their own. A lead that is
--   the newest of its person and company is added to them; anything else (late, replayed, changed,
--   gone) has them recomputed from their leads.
-- Input -> output: documents, their clients being locked -> rows written per table.
-- Called by: extracted.load_client_lead.
-- Writes to: client.leads; through client.add_lead_* and client.recount_lead_* the other two.
-- Idempotence: yes; equal rows are not written.
-- Errors: none of its own.
-- Example: v_written := client.write_leads(client.parse_leads(v_work));
create or replace function client.write_leads(p_documents client.lead_document[])
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  c_window constant interval := '24 hours';
  v_leads client.lead_document[];
  v_changed client.lead_document[];
  v_people uuid[];
  v_companies uuid[];
  v_gone_people uuid[];
  v_gone_companies uuid[];
  v_written integer;
  v_gone integer := 0;
  v_written_people integer := 0;
  v_written_companies integer := 0;
begin
  with document as (
    select
      d as document,
      case
        when d.is_complete then lag(d.submitted_at) over in_order
        else d.previous_at
      end as previous_at
    from unnest(p_documents) as d
    where d.raw_id is not null
    window in_order as (partition by d.submission_key order by d.submitted_at, d.landing_no)
  ),
  numbered as (
    select
      d.document,
      row_number() over (
        partition by (d.document).submission_key
        order by (d.document).submitted_at, (d.document).landing_no
      ) + coalesce(
        (
          select max(l.occurrence)
          from client.leads as l
          where l.submission_key = (d.document).submission_key and not (d.document).is_complete
        ),
        0
      ) as occurrence
    from document as d
    where d.previous_at is null or d.previous_at <= (d.document).submitted_at - c_window
  )
  select array_agg(
    row(
      (n.document).submission_key,
      (n.document).client_domain,
      (n.document).raw_id,
      (n.document).landing_no,
      (n.document).submitted_at,
      (n.document).previous_at,
      (n.document).is_complete,
      n.occurrence::integer,
      reference.entity_id('client_lead', (n.document).submission_key || '/' || n.occurrence),
      (n.document).person_key,
      (n.document).person_id,
      (n.document).company_key,
      (n.document).company_id,
      (n.document).first_name,
      (n.document).last_name,
      (n.document).full_name,
      (n.document).person_linkedin_url,
      (n.document).work_email,
      (n.document).company_domain,
      (n.document).company_name,
      (n.document).company_linkedin_url,
      (n.document).source,
      (n.document).client_form_id,
      (n.document).client_form_title
    )::client.lead_document
  )
  into v_leads
  from numbered as n;

  select array_agg(n order by n.client_domain, n.landing_no)
  into v_changed
  from unnest(v_leads) as n
  left join client.leads as l
    on l.submission_key = n.submission_key and l.occurrence = n.occurrence
  where l.id is null
    or (
      l.client_domain, l.raw_id, l.landing_no, l.submitted_at, l.first_name, l.last_name,
      l.full_name, l.person_linkedin_url, l.work_email, l.company_domain, l.company_name,
      l.company_linkedin_url, l.source, l.client_form_id, l.client_form_title, l.person_id,
      l.company_id
    ) is distinct from (
      n.client_domain, n.raw_id, n.landing_no, n.submitted_at, n.first_name, n.last_name,
      n.full_name, n.person_linkedin_url, n.work_email, n.company_domain, n.company_name,
      n.company_linkedin_url, n.source, n.client_form_id, n.client_form_title, n.person_id,
      n.company_id
    );

  -- Recomputed are the parties of leads that change or come from a complete key, and those that
  -- have a later lead already.
  select
    array_agg(distinct l.person_id) filter (where l.person_id is not null),
    array_agg(distinct l.company_id) filter (where l.company_id is not null)
  into v_people, v_companies
  from (
    select l.person_id, l.company_id
    from unnest(v_changed) as n
    inner join client.leads as l
      on l.submission_key = n.submission_key and l.occurrence = n.occurrence
    union all
    select n.person_id, n.company_id
    from unnest(v_leads) as n
    where n.is_complete
  ) as l;

  v_people := v_people || (
    select array_agg(distinct p.id)
    from unnest(v_changed) as n
    inner join client.leads_people as p on p.id = n.person_id
    where p.last_landing_no >= n.landing_no
  );
  v_companies := v_companies || (
    select array_agg(distinct c.id)
    from unnest(v_changed) as n
    inner join client.leads_companies as c on c.id = n.company_id
    where c.last_landing_no >= n.landing_no
  );

  with gone as (
    delete from client.leads as l
    using (
      select distinct d.submission_key from unnest(p_documents) as d where d.is_complete
    ) as k
    where l.submission_key = k.submission_key
      and not exists (
        select
        from unnest(v_leads) as n
        where n.submission_key = l.submission_key and n.occurrence = l.occurrence
      )
    returning l.person_id, l.company_id
  )
  select
    count(*),
    array_agg(distinct g.person_id) filter (where g.person_id is not null),
    array_agg(distinct g.company_id) filter (where g.company_id is not null)
  into v_gone, v_gone_people, v_gone_companies
  from gone as g;

  v_written_people := client.add_lead_people(v_changed);
  v_written_companies := client.add_lead_companies(v_changed);

  insert into client.leads as l (
    id, client_domain, raw_id, landing_no, submission_key, occurrence, submitted_at, first_name,
    last_name, full_name, person_linkedin_url, work_email, company_domain, company_name,
    company_linkedin_url, source, client_form_id, client_form_title, person_id, company_id
  )
  select
    n.lead_id, n.client_domain, n.raw_id, n.landing_no, n.submission_key, n.occurrence,
    n.submitted_at, n.first_name, n.last_name, n.full_name, n.person_linkedin_url, n.work_email,
    n.company_domain, n.company_name, n.company_linkedin_url, n.source, n.client_form_id,
    n.client_form_title, n.person_id, n.company_id
  from unnest(v_changed) as n
  on conflict (submission_key, occurrence) do update
    set client_domain = excluded.client_domain,
        raw_id = excluded.raw_id,
        landing_no = excluded.landing_no,
        submitted_at = excluded.submitted_at,
        first_name = excluded.first_name,
        last_name = excluded.last_name,
        full_name = excluded.full_name,
        person_linkedin_url = excluded.person_linkedin_url,
        work_email = excluded.work_email,
        company_domain = excluded.company_domain,
        company_name = excluded.company_name,
        company_linkedin_url = excluded.company_linkedin_url,
        source = excluded.source,
        client_form_id = excluded.client_form_id,
        client_form_title = excluded.client_form_title,
        person_id = excluded.person_id,
        company_id = excluded.company_id,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  v_people := v_people || v_gone_people;
  v_companies := v_companies || v_gone_companies;
  if v_people is not null then
    v_written_people := v_written_people + client.recount_lead_people(v_people);
  end if;
  if v_companies is not null then
    v_written_companies := v_written_companies + client.recount_lead_companies(v_companies);
  end if;

  return jsonb_build_object(
    'client.leads', v_written + v_gone,
    'client.leads_people', v_written_people,
    'client.leads_companies', v_written_companies
  );
end;
$$;

comment on function client.write_leads(client.lead_document[]) is
  'Writes the submissions that count as leads, and adds them to their people and companies; those '
  'of complete keys that count no more go. Returns the rows written per table. Units: rows, hours. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function client.write_leads(client.lead_document[]) from public;
