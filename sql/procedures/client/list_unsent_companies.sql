-- Purpose: the companies behind leads of a client that can be sent, each once.
-- Input -> output: client, its name, whether those sent before count, limit -> ids of companies and
--   bodies side by side, oldest first; how many more there are.
-- Called by: api.send_client_leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from client.list_unsent_companies('acme.example', null, false, 1000).
create or replace function client.list_unsent_companies(
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
    select c.*
    from (
      select distinct l.company_id from client.leads as l where l.client_domain = p_client_domain
    ) as l
    inner join client.leads_companies as c on c.id = l.company_id
    where not exists (
      select
      from outbound.deliveries as d
      where d.subject = c.id::text collate "C"
        and (d.state = 'pending' or d.state = 'sent' and not p_is_resend)
    )
  ),
  chosen as (
    select w.* from waiting as w order by w.first_seen_at, w.id limit p_limit
  )
  select
    array_agg(c.id::text order by c.first_seen_at, c.id),
    array_agg(
      json_build_object(
        'company_id', c.id,
        'client_domain', c.client_domain,
        'client_name', p_client_name,
        'company_domain', c.company_domain,
        'company_name', c.company_name,
        'company_linkedin_url', c.company_linkedin_url
      )
      order by c.first_seen_at, c.id
    ),
    (select count(*) from waiting as w) - count(*)
  into subjects, bodies, remaining
  from chosen as c;
end;
$$;

comment on function client.list_unsent_companies(text, text, boolean, integer) is
  'The companies of p_client_domain that no job has in hand, and, unless p_is_resend, that were '
  'not sent: at most p_limit, oldest first, and how many remain. Units: rows. Nulls: p_client_name '
  'may be null; the arrays are null when there are none. Errors: none.';

revoke all on function client.list_unsent_companies(text, text, boolean, integer) from public;
