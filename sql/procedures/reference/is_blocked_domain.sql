-- Purpose: whether a domain is a link shortener or the like, which identifies no company.
-- Input -> output: a normalised domain -> true when it or a parent of it is listed.
-- Called by: the landing functions (the key of a request) and the extractions.
-- Reads: reference.blocked_domains.
-- Writes to: nothing.
-- Idempotence: pure in the contents of the table.
-- Errors: none.
-- Example: select reference.is_blocked_domain('www2.bit.ly');  -- true
create or replace function reference.is_blocked_domain(p_domain text)
returns boolean
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_domain text collate "C" := p_domain;
begin
  -- The host, then each parent with a dot: two or three probes of the primary key.
  while octet_length(v_domain) <= 253 loop
    if exists (select from reference.blocked_domains as b where b.domain = v_domain) then
      return true;
    end if;
    v_domain := substring(v_domain from '^[^.]*\.(.*\..*)$');
  end loop;
  return false;
end;
$$;

comment on function reference.is_blocked_domain(text) is
  'Whether reference.blocked_domains lists the domain or a parent of it. Units: none. Nulls: null '
  'for null. Errors: none.';

revoke all on function reference.is_blocked_domain(text) from public;
