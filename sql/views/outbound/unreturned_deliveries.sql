-- Purpose: what was sent and did not come back in time: lost at the receiver, or still there.
-- Input -> output: deliveries of kinds with return_after -> those that are overdue.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select kind, count(*) from outbound.unreturned_deliveries group by kind.
create or replace view outbound.unreturned_deliveries
with (security_invoker = true)
as
select
  j.kind,
  d.subject,
  d.delivery_id,
  d.job_id,
  j.webhook_url,
  d.finished_at as sent_at,
  d.finished_at + k.return_after as due_back_at
from outbound.kinds as k
inner join outbound.jobs as j on j.kind = k.kind
inner join outbound.deliveries as d
  on d.delivery_id between j.first_delivery_id and j.last_delivery_id
  and d.job_id = j.job_id
where d.state = 'sent'
  and d.finished_at + k.return_after < now()
  and case k.kind
    when 'case_study_url' then exists (
      select
      from raw.staging_case_study_urls as s
      where s.id::text = d.subject and not s.processed
    )
    when 'unresolved_customer' then exists (
      select
      from core.company_customers as c
      where c.id::text = d.subject and c.customer_domain is null and c.case_study_url is null
    )
    else true
  end;

comment on view outbound.unreturned_deliveries is
  'Deliveries that the receiver accepted longer ago than outbound.kinds.return_after and whose '
  'subject has not come back as an ingest.';
comment on column outbound.unreturned_deliveries.kind is 'What was sent.';
comment on column outbound.unreturned_deliveries.subject is 'What it was about.';
comment on column outbound.unreturned_deliveries.delivery_id is 'The delivery.';
comment on column outbound.unreturned_deliveries.job_id is 'Its job.';
comment on column outbound.unreturned_deliveries.webhook_url is 'Where it was sent to.';
comment on column outbound.unreturned_deliveries.sent_at is 'When it was accepted.';
comment on column outbound.unreturned_deliveries.due_back_at is
  'Until when it should have come back.';
