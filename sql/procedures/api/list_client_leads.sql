-- Purpose: the leads of a client, with what core knows about the people and companies.
-- Input -> output: {client_domain, limit, offset, cursor, count} -> {success, client_domain, total,
--   leads: [...], meta: {total, limit, offset, count, next_cursor}}, newest first.
-- Called by: POST /read/client/leads.
-- Reads: client.leads, core.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH102, WH103, WH104 no usable client_domain or page, WH108 a cursor of another
--   client, WH801 not the client of the key.
-- Example: select api.list_client_leads('{"client_domain": "acme.example", "limit": 10}').
create or replace function api.list_client_leads(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_client_domain text := ops.require_client(p_request, p_context);
  v_page ops.list_page;
  v_rows jsonb;
  v_found bigint;
  v_last bigint;
  v_total bigint;
  v_answer jsonb;
begin
  -- The cursor is of this client, in whatever spelling it is named.
  v_page := ops.read_page(
    p_request || jsonb_build_object('client_domain', v_client_domain),
    'list_client_leads',
    array['bigint'],
    100,
    1000
  );

  -- One row more than the page tells whether another page follows.
  select
    jsonb_agg(r.lead order by r.landing_no desc) filter (where r.place <= v_page.page_limit),
    count(*),
    min(r.landing_no) filter (where r.place <= v_page.page_limit)
  into v_rows, v_found, v_last
  from (
    select l.landing_no, l.lead, row_number() over (order by l.landing_no desc) as place
    from client.list_lead_rows(
      v_client_domain,
      (v_page.after_key ->> 0)::bigint,
      coalesce(v_page.page_offset, 0),
      v_page.page_limit + 1
    ) as l
  ) as r;

  if v_page.counting <> 'none' then
    select count(*)
    into v_total
    from client.leads as l
    where l.client_domain = v_client_domain;
  end if;

  v_answer := ops.list_answer(
    v_page,
    v_rows,
    v_total,
    case when v_found > v_page.page_limit then jsonb_build_array(v_last) end
  );
  return v_answer - 'data' || jsonb_build_object(
    'client_domain', v_client_domain,
    'total', v_total,
    'leads', v_answer -> 'data'
  );
end;
$$;

comment on function api.list_client_leads(jsonb, jsonb) is
  'The leads of p_request.client_domain, newest first, limit 1 to 1000 (default 100). '
  'p_context.client_domain: what the key is bound to. Units: rows. Nulls: client_domain is '
  'required; total is null with count none. Errors: WH101, WH102, WH103, WH104, WH108 a cursor of '
  'another client, WH801 not the client of the key.';

revoke all on function api.list_client_leads(jsonb, jsonb) from public;
grant execute on function api.list_client_leads(jsonb, jsonb) to pipeline_edge, service_role;
