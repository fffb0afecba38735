-- Purpose: how far every job is, for people.
-- Input -> output: jobs and their deliveries -> a row per job.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from outbound.job_progress where state = 'running' order by created_at.
create or replace view outbound.job_progress
with (security_invoker = true)
as
select
  j.job_id,
  j.kind,
  j.webhook_url,
  j.state,
  j.stop_reason,
  j.total,
  c.pending,
  c.sent,
  c.failed,
  c.dead,
  c.cancelled,
  j.skipped,
  round(c.sent_in_last_minute / 60.0, 2) as rate_per_second,
  j.warnings,
  j.created_at,
  j.finished_at
from outbound.jobs as j
cross join lateral outbound.count_deliveries(array[j.job_id]) as c;

comment on view outbound.job_progress is
  'Jobs with their deliveries counted by state. Counting takes about 15 ms for 50,000 deliveries: '
  'narrow it to the jobs of interest.';
comment on column outbound.job_progress.job_id is 'The job.';
comment on column outbound.job_progress.kind is 'What is sent.';
comment on column outbound.job_progress.webhook_url is 'Where to.';
comment on column outbound.job_progress.state is 'running, done, cancelled or stopped.';
comment on column outbound.job_progress.stop_reason is 'Why it was stopped.';
comment on column outbound.job_progress.total is 'Deliveries of the job.';
comment on column outbound.job_progress.pending is 'Still to be sent.';
comment on column outbound.job_progress.sent is 'Accepted by the receiver.';
comment on column outbound.job_progress.failed is 'Refused by the receiver.';
comment on column outbound.job_progress.dead is 'Tried as often as allowed.';
comment on column outbound.job_progress.cancelled is 'Cancelled.';
comment on column outbound.job_progress.skipped is 'Rows that became no delivery.';
comment on column outbound.job_progress.rate_per_second is 'Accepted in the last minute.';
comment on column outbound.job_progress.warnings is 'Remarks made when it was enqueued.';
comment on column outbound.job_progress.created_at is 'When it was enqueued.';
comment on column outbound.job_progress.finished_at is 'When it ended.';
