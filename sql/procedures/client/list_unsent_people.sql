-- Purpose: the people behind leads of a client that can be sent.
-- Input -> output: client, its name, whether those sent before count, limit -> ids of leads and
--   bodies side by side, oldest first; how many more there are.
-- Called by: api.send_client_leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from client.list_unsent_people('acme.example', null, false, 1000).
create or replace function client.list_unsent_people(
  p_client_domain text,
  p_client_name text,
  p_is_resend boolean,
  p_limit integer,
  out subjects text[],
  out bodies json[],
  out remaining bigint
)
language plpgsql
stable
set search_path = ''
set jit = 'off'
as $$
begin
  with waiting as materialized (
    select l.id, l.landing_no
    from client.leads as l
    where l.client_domain = p_client_domain
      and l.person_id is not null
      and not exists (
        select
        from outbound.deliveries as d
        where d.subject = l.id::text collate "C"
          and (d.state = 'pending' or d.state = 'sent' and not p_is_resend)
      )
  ),
  chosen as materialized (
    select l.*
    from (select w.id from waiting as w order by w.landing_no limit p_limit) as w
    inner join client.leads as l on l.id = w.id
  )
  select
    array_agg(c.id::text order by c.landing_no),
    array_agg(
      json_build_object(
        'lead_id', c.id,
        'client_domain', c.client_domain,
        'client_name', p_client_name,
        'first_name', c.first_name,
        'last_name', c.last_name,
        'full_name', c.full_name,
        'person_linkedin_url', c.person_linkedin_url,
        'work_email', c.work_email,
        'company_domain', c.company_domain,
        'company_name', c.company_name,
        'company_linkedin_url', c.company_linkedin_url,
        'source', c.source,
        'client_form_id', c.client_form_id,
        'client_form_title', c.client_form_title
      )
      order by c.landing_no
    ),
    (select count(*) from waiting as w) - count(*)
  into subjects, bodies, remaining
  from chosen as c;
end;
$$;

comment on function client.list_unsent_people(text, text, boolean, integer) is
  'The leads of p_client_domain with a person that no job has in hand, and, unless p_is_resend, '
  'that were not sent: at most p_limit, oldest first, and how many remain. Units: rows. Nulls: '
  'p_client_name may be null; the arrays are null when there are none. Errors: none.';

revoke all on function client.list_unsent_people(text, text, boolean, integer) from public;
