-- Purpose: reads leads into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (client.warn_lead says so in the answer).
-- Called by: extracted.load_client_lead.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := client.parse_leads(v_work);
create or replace function client.parse_leads(p_work ops.document_work[])
returns client.lead_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents client.lead_document[];
begin
  select array_agg(
    row(
      w.key::uuid,
      p.client_domain,
      w.raw_id,
      w.landing_no,
      w.document_at,
      w.previous_document_at,
      w.is_complete,
      null,
      null,
      k.person_key,
      reference.entity_id('client_person', p.client_domain || ' ' || k.person_key),
      k.company_key,
      reference.entity_id('client_company', p.client_domain || ' ' || k.company_key),
      n.first_name,
      n.last_name,
      n.full_name,
      v.person_linkedin_url,
      v.work_email,
      c.company_domain,
      v.company_name,
      v.company_linkedin_url,
      v.source,
      v.client_form_id,
      v.client_form_title
    )::client.lead_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select reference.normalize_domain(r.client_domain) as client_domain, r.payload
    from raw.client_lead_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(p.payload -> 'first_name')) as first_name,
      reference.clean_label(reference.json_text(p.payload -> 'last_name')) as last_name,
      reference.clean_label(reference.json_text(p.payload -> 'full_name')) as full_name,
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'person_linkedin_url'), 'person'
      ) as person_linkedin_url,
      reference.normalize_email(reference.json_text(p.payload -> 'work_email')) as work_email,
      reference.normalize_domain(
        reference.json_text(p.payload -> 'company_domain')
      ) as company_domain,
      reference.clean_label(reference.json_text(p.payload -> 'company_name')) as company_name,
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'company_linkedin_url'), 'company'
      ) as company_linkedin_url,
      reference.clean_label(reference.json_text(p.payload -> 'source')) as source,
      reference.clean_label(reference.json_text(p.payload -> 'client_form_id')) as client_form_id,
      reference.clean_label(
        reference.json_text(p.payload -> 'client_form_title')
      ) as client_form_title
    offset 0
  ) as v
  cross join lateral (
    -- A part of the name that is missing follows from the others.
    select
      coalesce(
        v.first_name,
        case
          when v.last_name is null then split_part(v.full_name, ' ', 1)
          when right(v.full_name, length(v.last_name) + 1) = ' ' || v.last_name
            then left(v.full_name, -length(v.last_name) - 1)
        end
      ) as first_name,
      coalesce(
        v.last_name,
        case
          when v.first_name is null then substring(v.full_name from ' (.*)$')
          when starts_with(v.full_name, v.first_name || ' ')
            then substr(v.full_name, length(v.first_name) + 2)
        end
      ) as last_name,
      coalesce(
        v.full_name, reference.clean_label(concat_ws(' ', v.first_name, v.last_name))
      ) as full_name
    offset 0
  ) as n
  cross join lateral (
    -- A mailbox of one's own says where somebody works, a free one does not.
    select (
      select d.domain
      from (
        values (1, v.company_domain), (2, reference.normalize_domain(v.work_email))
      ) as d (place, domain)
      where not reference.is_freemail_domain(d.domain)
        and not reference.is_blocked_domain(d.domain)
      order by d.place
      limit 1
    ) as company_domain
    offset 0
  ) as c
  cross join lateral (
    select
      coalesce(
        v.person_linkedin_url,
        v.work_email,
        left(reference.name_key(n.full_name), 200) || ' | ' || coalesce(
          c.company_domain, left(reference.name_key(v.company_name), 200), ''
        )
      ) as person_key,
      coalesce(
        c.company_domain, v.company_linkedin_url, reference.name_key(v.company_name)
      ) as company_key
    offset 0
  ) as k;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function client.parse_leads(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed leads. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function client.parse_leads(ops.document_work[]) from public;
