-- Purpose: whether anybody may have a mailbox under a domain, which then names no employer.
-- Input -> output: a normalised domain -> true when it or a parent of it is listed.
-- Called by: client.parse_leads, client.warn_lead.
-- Reads: reference.freemail_domains.
-- Writes to: nothing.
-- Idempotence: pure in the contents of the table.
-- Errors: none.
-- Example: select reference.is_freemail_domain('gmail.com');  -- true
create or replace function reference.is_freemail_domain(p_domain text)
returns boolean
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_domain text collate "C" := p_domain;
begin
  -- The host, then each parent with a dot, as in reference.is_blocked_domain.
  while octet_length(v_domain) <= 253 loop
    if exists (select from reference.freemail_domains as f where f.domain = v_domain) then
      return true;
    end if;
    v_domain := substring(v_domain from '^[^.]*\.(.*\..*)$');
  end loop;
  return false;
end;
$$;

comment on function reference.is_freemail_domain(text) is
  'Whether reference.freemail_domains lists the domain or a parent of it. Units: none. Nulls: null '
  'for null. Errors: none.';

revoke all on function reference.is_freemail_domain(text) from public;
