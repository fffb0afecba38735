-- Purpose: allows an origin to be sent to.
-- Input -> output: origin, account whose limits hold, whether plain http and addresses are meant ->
--   the row.
-- Called by: operators in psql; migrations; the dev server, the demo and tests for their stand-ins.
-- Writes to: outbound.destinations.
-- Idempotence: yes; a second call changes account and is_insecure.
-- Errors: WH712 malformed; WH903 only insecure => true can allow it, or the account does not
--   exist.
-- Example: select outbound.allow_destination('https://hooks.receiver.example').
create or replace function outbound.allow_destination(
  p_origin text,
  p_account text default 'clay',
  insecure boolean default false
)
returns outbound.destinations
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- Without the port that goes without saying, as every URL parser gives it.
  v_origin text := regexp_replace(
    regexp_replace(regexp_replace(lower(btrim(p_origin)), '/$', ''), '^(https://.*):443$', '\1'),
    '^(http://.*):80$', '\1'
  );
  v_parsed record := outbound.parse_webhook_url(v_origin);
  v_row outbound.destinations;
begin
  if v_parsed.origin <> v_origin or (v_parsed.weakness is not null and insecure is not true) then
    raise exception using
      errcode = 'WH903',
      message = format(
        'the origin %s',
        coalesce(v_parsed.weakness, 'has a path: pass scheme, host name and port only')
      ),
      hint = 'pass something like https://api.clay.com; plain http and addresses need '
        'insecure => true, and count on a server started for development only';
  end if;
  if not exists (select from outbound.accounts as a where a.account = p_account) then
    raise exception using
      errcode = 'WH903',
      message = format('the account %s does not exist', coalesce(quote_literal(p_account), 'null')),
      hint = 'insert it into outbound.accounts, with its rate, or use one of those';
  end if;

  insert into outbound.destinations as d (origin, account, is_insecure)
  values (v_origin, p_account, coalesce(insecure, false))
  on conflict (origin) do update
  set account = excluded.account,
      is_insecure = excluded.is_insecure
  returning d.* into v_row;
  return v_row;
end;
$$;

comment on function outbound.allow_destination(text, text, boolean) is
  'Allows deliveries to p_origin under the limits of p_account; insecure is for plain http and '
  'addresses, and counts on servers for development only. Units: none. Nulls: p_origin and '
  'p_account are required. Errors: WH712 malformed; WH903 not without insecure, or '
  'unknown account.';

revoke all on function outbound.allow_destination(text, text, boolean) from public;
