-- Purpose: how much of its lifetime every webhook has used up.
-- Input -> output: webhooks, their accounts and open jobs -> a row per webhook.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from outbound.webhook_usage where accepted > warn_submissions.
create or replace view outbound.webhook_usage
with (security_invoker = true)
as
select
  w.webhook_url,
  w.account,
  w.submissions + o.sent as accepted,
  o.pending,
  a.warn_submissions,
  a.max_submissions,
  a.max_submissions - w.submissions - o.sent - o.pending as free,
  w.created_at
from outbound.webhooks as w
inner join outbound.accounts as a on a.account = w.account
cross join lateral outbound.count_open(w.webhook_url) as o;

comment on view outbound.webhook_usage is
  'Submissions that every webhook has accepted in its lifetime, with those of running jobs.';
comment on column outbound.webhook_usage.webhook_url is 'The webhook.';
comment on column outbound.webhook_usage.account is 'Its account.';
comment on column outbound.webhook_usage.accepted is 'Submissions accepted; doubles count.';
comment on column outbound.webhook_usage.pending is 'Deliveries still to be sent to it.';
comment on column outbound.webhook_usage.warn_submissions is 'From here on jobs carry a warning.';
comment on column outbound.webhook_usage.max_submissions is 'It takes no more; null: no limit.';
comment on column outbound.webhook_usage.free is 'How many more may be enqueued.';
comment on column outbound.webhook_usage.created_at is 'When it was first used.';
