-- Purpose: what jobs that have not ended will add to the submissions of a webhook.
-- Input -> output: webhook -> deliveries sent that are not counted yet, and those still pending,
--   be it of a running job or of a stopped one that may be redriven.
-- Called by: outbound.require_capacity, outbound.webhook_usage.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from outbound.count_open('https://api.clay.com/v3/sources/webhook/x').
create or replace function outbound.count_open(
  p_webhook_url text,
  out sent bigint,
  out pending bigint
)
language plpgsql
stable
set search_path = ''
as $$
begin
  select coalesce(sum(c.sent - j.counted), 0), coalesce(sum(c.pending), 0)
  into sent, pending
  from outbound.count_deliveries(
    array(
      select o.job_id
      from outbound.jobs as o
      where o.webhook_url = p_webhook_url
        and (o.is_open or o.state = 'stopped')
    )
  ) as c
  inner join outbound.jobs as j on j.job_id = c.job_id;
end;
$$;

comment on function outbound.count_open(text) is
  'Deliveries to p_webhook_url that were accepted but are not in outbound.webhooks.submissions, '
  'and those pending. Units: deliveries. Nulls: null gives zeros. Errors: none.';

revoke all on function outbound.count_open(text) from public;
grant execute on function outbound.count_open(text) to pipeline_analyst;
