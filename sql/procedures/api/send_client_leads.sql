-- Purpose: sends the people and the companies behind the leads of a client to Clay webhooks.
-- Input -> output: {client_domain, client_name, people_webhook_url, companies_webhook_url, limit,
--   resend, dry_run} -> {success, client_domain, dry_run, total_rows, people: {...}, companies:
--   {...}}: of each the answer of outbound.answer_sender, remaining and skipped. A webhook that is
--   left out sends nothing of its kind.
-- Called by: POST /run/client/leads/to-clay.
-- Writes to: through outbound.enqueue a job of each kind and its deliveries, which are the log of
--   what was sent: their subjects are client.leads.id and client.leads_companies.id.
-- Idempotence: what a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH101 no client_domain or no webhook, WH102, WH103, WH104 wrong type, WH105, WH703 over
--   the limit of a webhook, WH711 to WH713 not allowed, WH801 not the client of the key.
-- Example: select api.send_client_leads('{"client_domain": "acme.example", "people_webhook_url":
--   "https://api.clay.com/v3/..."}').
create or replace function api.send_client_leads(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set jit = 'off'
as $$
declare
  v_client_domain text := ops.require_client(p_request, p_context);
  v_client_name text := reference.clean_label(reference.json_text(p_request -> 'client_name'));
  v_people_url text := ops.read_text(p_request, 'people_webhook_url');
  v_companies_url text := ops.read_text(p_request, 'companies_webhook_url');
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 5000, 1000);
  v_is_resend boolean := ops.read_boolean(p_request, 'resend', false);
  v_is_dry_run boolean := ops.read_boolean(p_request, 'dry_run', false);
  v_is_development boolean := coalesce((p_context ->> 'is_development')::boolean, false);
  v_answer jsonb;
  v_people record;
  v_companies record;
  v_people_job outbound.jobs;
  v_companies_job outbound.jobs;
begin
  if coalesce(v_people_url, v_companies_url) is null then
    raise exception using
      errcode = 'WH101',
      message = 'people_webhook_url or companies_webhook_url is required',
      detail = ops.describe_issue('people_webhook_url', 'missing or blank'),
      hint = 'send the webhook for people, the one for companies, or both';
  end if;
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;
  perform outbound.find_destination(u.url, v_is_development)
  from unnest(array[v_people_url, v_companies_url]) as u (url)
  where u.url is not null;
  if not v_is_dry_run then
    -- One sender of leads at a time: the row of the kind is the lock, so that each sees the jobs of
    -- the one before.
    perform from outbound.kinds as k where k.kind = 'client_lead' for update;
  end if;

  select p.*
  into v_people
  from client.list_unsent_people(
    v_client_domain,
    v_client_name,
    v_is_resend,
    case when v_people_url is not null then v_limit else 0 end
  ) as p;
  select c.*
  into v_companies
  from client.list_unsent_companies(
    v_client_domain,
    v_client_name,
    v_is_resend,
    case when v_companies_url is not null then v_limit else 0 end
  ) as c;

  if not v_is_dry_run and v_people.subjects is not null then
    v_people_job := outbound.enqueue(
      p_kind => 'client_lead',
      p_webhook_url => v_people_url,
      p_subjects => v_people.subjects,
      p_bodies => v_people.bodies,
      p_options => jsonb_build_object('client_domain', v_client_domain),
      p_context => p_context
    );
  end if;
  if not v_is_dry_run and v_companies.subjects is not null then
    v_companies_job := outbound.enqueue(
      p_kind => 'client_company',
      p_webhook_url => v_companies_url,
      p_subjects => v_companies.subjects,
      p_bodies => v_companies.bodies,
      p_options => jsonb_build_object('client_domain', v_client_domain),
      p_context => p_context
    );
  end if;

  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', true,
      'client_domain', v_client_domain,
      'dry_run', v_is_dry_run,
      'total_rows', coalesce(cardinality(v_people.subjects), 0)
        + coalesce(cardinality(v_companies.subjects), 0),
      'people_sent', 0,
      'people_errors', coalesce(v_people_job.skipped, 0),
      'companies_sent', 0,
      'companies_errors', coalesce(v_companies_job.skipped, 0),
      'people', outbound.answer_sender(
        v_people_job, v_people.subjects, v_is_dry_run, 'No unsent people found.'
      ) - '{success,dry_run}'::text[] || jsonb_build_object('remaining', v_people.remaining),
      'companies', outbound.answer_sender(
        v_companies_job, v_companies.subjects, v_is_dry_run, 'No unsent companies found.'
      ) - '{success,dry_run}'::text[] || jsonb_build_object('remaining', v_companies.remaining)
    )
  );
end;
$$;

comment on function api.send_client_leads(jsonb, jsonb) is
  'Makes a job that posts the people behind the leads of p_request.client_domain, one per lead, '
  'and one that posts their companies, each once; oldest first, at most limit of each (1 to 5000, '
  'default 1000). resend takes those again that were sent; dry_run only counts. Units: rows. '
  'Nulls: client_domain and one webhook are required. Errors: WH101, WH102, WH103, WH104, WH105, '
  'WH703, WH711, WH712, WH801 not the client of the key.';

revoke all on function api.send_client_leads(jsonb, jsonb) from public;
grant execute on function api.send_client_leads(jsonb, jsonb) to pipeline_edge, service_role;
