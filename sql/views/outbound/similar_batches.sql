-- Purpose: batches of similar companies, and how far each is.
-- Input -> output: raw.company_enrich_similar_batches and the deliveries of their jobs -> a row per
--   batch.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from outbound.similar_batches order by created_at desc limit 10.
create or replace view outbound.similar_batches
with (security_invoker = true)
as
select
  b.batch_id,
  b.job_id,
  b.batch_name,
  b.input_domains,
  b.similarity_weight,
  b.country_code,
  c.status,
  b.total_domains,
  c.processed_domains,
  c.succeeded_domains,
  c.failed_domains,
  c.pending_domains,
  c.error_message,
  b.created_at,
  c.completed_at
from raw.company_enrich_similar_batches as b
cross join lateral outbound.count_similar_batches(array[b.batch_id]) as c;

comment on view outbound.similar_batches is
  'Batches of similar companies with their status, which follows from the deliveries of their '
  'jobs: right at every moment, whoever was killed.';
comment on column outbound.similar_batches.batch_id is 'The batch.';
comment on column outbound.similar_batches.job_id is 'Its job; redrive it where status is failed.';
comment on column outbound.similar_batches.batch_name is 'Free text of the sender.';
comment on column outbound.similar_batches.input_domains is 'The domains asked about.';
comment on column outbound.similar_batches.similarity_weight is 'From -1 to 1.';
comment on column outbound.similar_batches.country_code is 'The only country asked for.';
comment on column outbound.similar_batches.status is
  'pending, processing, completed, completed_with_errors, failed (the vendor refuses: the rest is '
  'pending) or cancelled.';
comment on column outbound.similar_batches.total_domains is 'Domains of the batch.';
comment on column outbound.similar_batches.processed_domains is 'Answered or given up.';
comment on column outbound.similar_batches.succeeded_domains is 'Answered.';
comment on column outbound.similar_batches.failed_domains is 'Refused or given up.';
comment on column outbound.similar_batches.pending_domains is 'Still to be asked.';
comment on column outbound.similar_batches.error_message is
  'How many failed and the first ten of them; why the vendor refuses.';
comment on column outbound.similar_batches.created_at is 'When it was asked for.';
comment on column outbound.similar_batches.completed_at is
  'When the last domain was settled; null while one is pending.';
