-- Purpose: sends customers that are known by name alone to a Clay webhook.
-- Input -> output: {webhook_url, limit, resend} -> {success, total_rows, queued, remaining, job_id,
--   ...}. Oldest first; what was sent before is left out unless resend is true.
-- Called by: POST /run/unresolved-customers/to-clay.
-- Writes to: through outbound.enqueue the job and its deliveries, which are the log of what was
--   sent: their subject is core.company_customers.id.
-- Idempotence: a customer that a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH101 no webhook_url, WH104 wrong type, WH105, WH703 over the limit of the webhook, WH711
--   to WH713 not allowed.
-- Example: select api.send_unresolved_customers('{"webhook_url": "https://api.clay.com/v3/..."}').
create or replace function api.send_unresolved_customers(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set jit = 'off'
as $$
declare
  v_webhook_url text := ops.require_text(p_request, 'webhook_url');
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 5000, 1000);
  v_is_resend boolean := ops.read_boolean(p_request, 'resend', false);
  v_is_dry_run boolean := ops.read_boolean(p_request, 'dry_run', false);
  v_answer jsonb;
  v_subjects text[];
  v_bodies json[];
  v_remaining bigint;
  v_job outbound.jobs;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;
  perform outbound.find_destination(
    v_webhook_url, coalesce((p_context ->> 'is_development')::boolean, false)
  );
  if not v_is_dry_run then
    -- One sender of customers at a time: the row of their kind is the lock, so that each sees the
    -- job of the one before.
    perform from outbound.kinds as k where k.kind = 'unresolved_customer' for update;
  end if;

  with waiting as materialized (
    select c.id, c.customer_name, c.origin_company_domain, c.origin_company_name, c.created_at
    from ops.orphan_customers as c
    where not exists (
      select
      from outbound.deliveries as d
      inner join outbound.jobs as j on j.job_id = d.job_id
      where d.subject = c.id::text collate "C"
        -- A vendor may be asked about the same customer.
        and j.kind = 'unresolved_customer'
        and (d.state = 'pending' or d.state = 'sent' and not v_is_resend)
    )
  ),
  chosen as (
    select w.* from waiting as w order by w.created_at, w.id limit v_limit
  )
  select
    (select array_agg(c.id::text order by c.created_at, c.id) from chosen as c),
    (
      select array_agg(
        json_build_object(
          'id', c.id,
          'customer_name', c.customer_name,
          'origin_company_domain', c.origin_company_domain,
          'origin_company_name', c.origin_company_name
        )
        order by c.created_at, c.id
      )
      from chosen as c
    ),
    (select count(*) from waiting as w) - (select count(*) from chosen as c)
  into v_subjects, v_bodies, v_remaining;

  if not v_is_dry_run and v_subjects is not null then
    v_job := outbound.enqueue(
      p_kind => 'unresolved_customer',
      p_webhook_url => v_webhook_url,
      p_subjects => v_subjects,
      p_bodies => v_bodies,
      p_context => p_context
    );
  end if;

  return ops.keep_idempotent_answer(
    p_context,
    outbound.answer_sender(v_job, v_subjects, v_is_dry_run, 'No unresolved customers found.')
      || jsonb_build_object('remaining', v_remaining)
  );
end;
$$;

comment on function api.send_unresolved_customers(jsonb, jsonb) is
  'Makes a job that posts customers without domain and case study (ops.orphan_customers), oldest '
  'first, at most p_request.limit (1 to 5000, default 1000); resend takes those again that were '
  'sent; dry_run only counts. Units: rows. Nulls: webhook_url is required. Errors: WH101, WH104, '
  'WH105, WH703, WH711, WH712.';

revoke all on function api.send_unresolved_customers(jsonb, jsonb) from public;
grant execute on function api.send_unresolved_customers(jsonb, jsonb)
  to pipeline_edge, service_role;
