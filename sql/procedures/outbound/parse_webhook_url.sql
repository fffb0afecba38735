-- Purpose: reads a URL that something is to be sent to, and refuses every spelling that another
--   program might read as another host.
-- Input -> output: URL -> its origin and host, and what only an insecure destination allows: plain
--   http, an IP address, a host without a domain (null when there is none of it).
-- Called by: outbound.find_destination. readWebhookUrl of the edge functions has the same rules.
-- Writes to: nothing.
-- Idempotence: immutable.
-- Errors: WH712, naming what is wrong; the URL itself is not repeated.
-- Example: select * from outbound.parse_webhook_url('https://api.clay.com/v3/sources/webhook/x').
create or replace function outbound.parse_webhook_url(
  p_url text,
  out origin text,
  out hostname text,
  out weakness text
)
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_label constant text := '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  v_parts text[] := regexp_match(p_url, '^(https?)://([^/?]*)(.*)$');
  v_authority text[] := regexp_match(v_parts[2], '^(\[[^]]*\]|[^:]*)(:.*)?$');
  v_port text := coalesce(v_authority[2], '');
  v_problem text;
begin
  hostname := v_authority[1];
  v_problem := case
    when p_url is null or p_url = '' then 'is missing'
    when length(p_url) > 2048 then 'has more than 2048 characters'
    when p_url !~ '^[\x21-\x7e]+$' then 'has white space or a letter that is not ASCII'
    when strpos(p_url, '\') > 0 then 'has a backslash'
    when strpos(p_url, '#') > 0 then 'has a fragment'
    when v_parts is null then 'does not begin with https://'
    when strpos(v_parts[2], '@') > 0 then 'has credentials'
    when right(hostname, 1) = '.' then 'has a dot at the end of its host'
    when hostname !~ '^\[[0-9a-f:.]+\]$'
      and (hostname !~ ('^' || c_label || '(?:\.' || c_label || ')*$') or length(hostname) > 253)
      then 'has no plain lower case host name'
    when v_port <> '' and v_port !~ '^:[1-9][0-9]{0,4}$'
      or v_port = case v_parts[1] when 'https' then ':443' else ':80' end
      then 'has a port that is not needed or not possible'
    when v_port <> '' and substr(v_port, 2)::integer > 65535
      then 'has a port that is not needed or not possible'
    when v_parts[3] !~ (
        '^(?:/[a-zA-Z0-9_.~!$&''()*+,;=:@%/-]*)?(?:\?[a-zA-Z0-9_.~!$&()*+,;=:@%/?-]*)?$'
      )
      or lower(split_part(v_parts[3], '?', 1)) ~ '/(?:\.|%2e){1,2}(?:/|$)'
      then 'has a path or query that is not plain'
  end;

  if v_problem is not null then
    raise exception using
      errcode = 'WH712',
      message = 'the webhook URL ' || v_problem,
      detail = ops.describe_issue('webhook_url', 'the webhook URL ' || v_problem),
      hint = 'send it as Clay shows it, such as https://api.clay.com/v3/sources/webhook/...';
  end if;

  origin := v_parts[1] || '://' || hostname || v_port;
  weakness := case
    when v_parts[1] <> 'https' then 'is not https'
    when hostname ~ '^\[' or hostname ~ '(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$' then 'names an IP address'
    when strpos(hostname, '.') = 0 then 'names a host without a domain'
  end;
end;
$$;

comment on function outbound.parse_webhook_url(text) is
  'Origin and host of a URL in its one canonical spelling (lower case, no credentials, default '
  'port, fragment, trailing dot, escapes in the host or dot segments), and what of it only an '
  'insecure destination allows. Units: none. Nulls: a null URL is refused; weakness is null for '
  'https and a name with a domain. Errors: WH712 the URL is spelled in any other way.';

revoke all on function outbound.parse_webhook_url(text) from public;
