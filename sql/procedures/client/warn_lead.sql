-- Purpose: says which fields of a lead were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut,
--   what is no domain, page or address, a company domain that is a free mailbox's.
-- Called by: client.answer_lead.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"work_email": "none of yours"}' -> [{"field": "work_email", "message": "..."}].
create or replace function client.warn_lead(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := jsonb_build_object(
    'first_name', 'name',
    'last_name', 'name',
    'full_name', 'name',
    'company_name', 'name',
    'source', 'name',
    'client_form_id', 'name',
    'client_form_title', 'name',
    'person_linkedin_url', 'text',
    'work_email', 'text',
    'company_domain', 'domain',
    'company_linkedin_url', 'LinkedIn company URL'
  );
  v_page text := reference.json_text(p_payload -> 'person_linkedin_url');
  v_email text := reference.json_text(p_payload -> 'work_email');
  v_domain text := reference.normalize_domain(reference.json_text(p_payload -> 'company_domain'));
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from (
      select l.field, l.message from reference.list_field_warnings(p_payload, c_kinds) as l
      union all
      select 'person_linkedin_url', 'no LinkedIn page of a person: stored as null'
      where v_page is not null and reference.normalize_linkedin_url(v_page, 'person') is null
      union all
      select 'work_email', 'no e-mail address: stored as null'
      where v_email is not null and reference.normalize_email(v_email) is null
      union all
      select 'company_domain', 'a domain of free mailboxes, not of a company: not stored'
      where reference.is_freemail_domain(v_domain)
    ) as w
  );
end;
$$;

comment on function client.warn_lead(jsonb) is
  'The fields of a lead that were not read as given: [{field, message}]. Units: characters. Nulls: '
  'null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function client.warn_lead(jsonb) from public;
