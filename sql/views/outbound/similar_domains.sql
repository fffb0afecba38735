-- Purpose: every domain whose similar companies were asked for, and what became of it.
-- Input -> output: deliveries of kind similar_companies -> a row per delivery.
-- Called by: api.get_similar_companies_queue_status; analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select domain, last_error from outbound.similar_domains where status = 'error'.
create or replace view outbound.similar_domains
with (security_invoker = true)
as
select
  b.batch_id,
  j.job_id,
  d.delivery_id,
  d.subject as domain,
  case
    when d.state = 'sent' then 'done'
    when d.state in ('failed', 'dead') then 'error'
    when d.state = 'cancelled' then 'cancelled'
    when q.owner is not null and q.due_at > clock_timestamp() then 'processing'
    else 'pending'
  end as status,
  greatest(d.attempts, q.attempt) as attempts,
  d.last_error,
  r.raw_id,
  d.created_at,
  d.finished_at as processed_at
from outbound.jobs as j
inner join outbound.deliveries as d
  on d.delivery_id between j.first_delivery_id and j.last_delivery_id
  and d.job_id = j.job_id
left join raw.company_enrich_similar_batches as b on b.job_id = j.job_id
left join outbound.queue as q on q.delivery_id = d.delivery_id
left join outbound.results as r on r.delivery_id = d.delivery_id
where j.kind = 'similar_companies';

comment on view outbound.similar_domains is
  'Domains whose similar companies were asked for, one row per batch or single request: the queue '
  'of the vendor, with its history.';
comment on column outbound.similar_domains.batch_id is 'The batch; null for a single request.';
comment on column outbound.similar_domains.job_id is 'The job.';
comment on column outbound.similar_domains.delivery_id is 'The delivery.';
comment on column outbound.similar_domains.domain is 'Normalised domain.';
comment on column outbound.similar_domains.status is
  'pending, processing (somebody has it in hand), done, error or cancelled.';
comment on column outbound.similar_domains.attempts is 'Calls made, one under way included.';
comment on column outbound.similar_domains.last_error is 'Why the last call was no success.';
comment on column outbound.similar_domains.raw_id is
  'The last answer: raw.company_enrich_similar_raw.id.';
comment on column outbound.similar_domains.created_at is 'When it was asked for.';
comment on column outbound.similar_domains.processed_at is
  'When it was settled; null while it is not.';
