-- migrate:up
set role pipeline_owner;

create table outbound.accounts (
  account text collate "C" not null,
  description text not null,
  rate_per_second numeric,
  burst integer not null default 1,
  max_payload_bytes integer not null default 1000000,
  warn_submissions bigint,
  max_submissions bigint,
  next_start_at timestamptz not null default now(),
  constraint accounts_pkey primary key (account),
  constraint accounts_account_check check (account ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint accounts_rate_per_second_check check (rate_per_second between 0.001 and 10000),
  constraint accounts_burst_check check (burst between 1 and 10000),
  constraint accounts_max_payload_bytes_check check (max_payload_bytes > 0),
  constraint accounts_warn_submissions_check check (warn_submissions > 0),
  constraint accounts_max_submissions_check check (max_submissions > 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
comment on table outbound.accounts is
  'Accounts of receivers (for Clay: the workspace) and what they take. The row of an account is '
  'its limiter: every claim takes its starts from it, whichever worker or job they are for. To '
  'change a rate, update the row.';
comment on column outbound.accounts.account is 'Name of the account; destinations refer to it.';
comment on column outbound.accounts.description is 'What it is, for people.';
comment on column outbound.accounts.rate_per_second is
  'Most starts in any window of one second, with burst 1 (a fraction counts as the next whole '
  'number there, and as it is on average); null = no limiter.';
comment on column outbound.accounts.burst is
  'Starts that an idle account may make at once; a window of one second then holds at most '
  'rate_per_second + burst - 1.';
comment on column outbound.accounts.max_payload_bytes is
  'Longest body in bytes of UTF-8; longer ones are left out when a job is enqueued.';
comment on column outbound.accounts.warn_submissions is
  'Submissions of one webhook from which on a new job carries a warning; null = never.';
comment on column outbound.accounts.max_submissions is
  'Submissions that one webhook takes in its lifetime; null = no limit.';
comment on column outbound.accounts.next_start_at is
  'Clock of the limiter: when the next start may be.';
alter table outbound.accounts enable row level security;
create policy accounts_analyst_reads on outbound.accounts
  for select to pipeline_analyst using (true);

-- Clay: 10 records a second per workspace, 100 KB per payload, 50,000 submissions per webhook, for
-- its lifetime.
insert into outbound.accounts (
  account, description, rate_per_second, burst, max_payload_bytes, warn_submissions,
  max_submissions
)
values ('clay', 'The Clay workspace.', 10, 1, 100000, 40000, 50000);

create table outbound.destinations (
  origin text collate "C" not null,
  account text collate "C" not null,
  is_insecure boolean not null default false,
  created_at timestamptz not null default now(),
  constraint destinations_pkey primary key (origin),
  constraint destinations_account_fkey
    foreign key (account) references outbound.accounts (account),
  constraint destinations_origin_check check (origin ~ '^https?://[^/@?#\\]+$')
);
create index destinations_account_idx on outbound.destinations (account);
comment on table outbound.destinations is
  'Where deliveries may go: origins, and whose account they belong to. Written by '
  'outbound.allow_destination and outbound.forbid_destination.';
comment on column outbound.destinations.origin is
  'Scheme, host and port, in lower case, without the default port.';
comment on column outbound.destinations.account is 'The account whose limits hold.';
comment on column outbound.destinations.is_insecure is
  'True for plain http or an address of its own; counts only on a server for development.';
comment on column outbound.destinations.created_at is 'When it was allowed.';
comment on index outbound.destinations_account_idx is 'Origins of an account.';
alter table outbound.destinations enable row level security;
create policy destinations_analyst_reads on outbound.destinations
  for select to pipeline_analyst using (true);

insert into outbound.destinations (origin, account) values ('https://api.clay.com', 'clay');

create table outbound.kinds (
  kind text collate "C" not null,
  description text not null,
  return_after interval,
  is_confidential boolean not null default false,
  constraint kinds_pkey primary key (kind),
  constraint kinds_kind_check check (kind ~ '^[a-z][a-z0-9_]*$'),
  constraint kinds_return_after_check check (return_after > interval '0')
);
comment on table outbound.kinds is
  'What is sent: one row per sender. The subject of a delivery means something within its kind.';
comment on column outbound.kinds.kind is 'Name of the kind.';
comment on column outbound.kinds.description is 'What it is, and what a subject names.';
comment on column outbound.kinds.return_after is
  'How long the receiver may take until what was sent comes back as an ingest; null = nothing '
  'comes back.';
comment on column outbound.kinds.is_confidential is
  'True where bodies hold data of a client: analysts do not see jobs and deliveries of the kind.';
alter table outbound.kinds enable row level security;
create policy kinds_analyst_reads on outbound.kinds for select to pipeline_analyst using (true);

create table outbound.webhooks (
  webhook_url text collate "C" not null,
  account text collate "C" not null,
  submissions bigint not null default 0,
  first_sent_at timestamptz,
  last_sent_at timestamptz,
  created_at timestamptz not null default now(),
  constraint webhooks_pkey primary key (webhook_url),
  constraint webhooks_account_fkey foreign key (account) references outbound.accounts (account),
  constraint webhooks_submissions_check check (submissions >= 0)
) with (fillfactor = 80);
create index webhooks_account_idx on outbound.webhooks (account);
comment on table outbound.webhooks is
  'Webhooks that were sent to, and how often they accepted. Its row is the lock under which a new '
  'job is weighed against the limit.';
comment on column outbound.webhooks.webhook_url is 'The URL as sent to.';
comment on column outbound.webhooks.account is 'The account that it belongs to.';
comment on column outbound.webhooks.submissions is
  'Submissions accepted, of jobs that have ended (doubles count); those of running jobs are added '
  'in outbound.webhook_usage. The receiver counts for the lifetime of the webhook: never lower it.';
comment on column outbound.webhooks.first_sent_at is 'When the first of them was accepted.';
comment on column outbound.webhooks.last_sent_at is 'When the last of them was accepted.';
comment on column outbound.webhooks.created_at is 'When it was first used.';
comment on index outbound.webhooks_account_idx is 'Webhooks of an account.';
alter table outbound.webhooks enable row level security;
create policy webhooks_analyst_reads on outbound.webhooks
  for select to pipeline_analyst using (true);

create table outbound.jobs (
  job_id uuid not null default gen_random_uuid(),
  kind text collate "C" not null,
  webhook_url text collate "C" not null,
  account text collate "C" not null,
  state text collate "C" not null default 'running',
  stop_reason text,
  options jsonb not null default '{}',
  total integer not null,
  skipped integer not null default 0,
  skipped_rows jsonb not null default '[]',
  warnings jsonb not null default '[]',
  first_delivery_id bigint,
  last_delivery_id bigint,
  counted integer not null default 0,
  unsent integer not null default 0,
  is_open boolean not null default true,
  api_key_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint jobs_pkey primary key (job_id),
  constraint jobs_kind_fkey foreign key (kind) references outbound.kinds (kind),
  constraint jobs_webhook_url_fkey
    foreign key (webhook_url) references outbound.webhooks (webhook_url),
  constraint jobs_state_check check (state in ('running', 'done', 'cancelled', 'stopped')),
  constraint jobs_total_check check (total >= 0),
  constraint jobs_skipped_check check (skipped >= 0),
  constraint jobs_counted_check check (counted >= 0),
  constraint jobs_unsent_check check (unsent >= 0),
  constraint jobs_first_delivery_id_check
    check ((total = 0) = (first_delivery_id is null) and (total = 0) = (last_delivery_id is null))
) with (fillfactor = 70);
create index jobs_kind_idx on outbound.jobs (kind, created_at);
create index jobs_webhook_url_idx on outbound.jobs (webhook_url);
create index jobs_open_idx on outbound.jobs (created_at) where is_open;
comment on table outbound.jobs is
  'One row per send that was asked for. The row is the lock for stopping, cancelling, redriving '
  'and ending the job.';
comment on column outbound.jobs.job_id is 'Named in the answer to the sender.';
comment on column outbound.jobs.kind is 'What is sent.';
comment on column outbound.jobs.webhook_url is 'Where to.';
comment on column outbound.jobs.account is 'The account whose limiter holds.';
comment on column outbound.jobs.state is
  'running; done: nothing is left to be sent; cancelled: on request; stopped: the receiver said '
  'that the webhook is gone, or its destination was forbidden (redrive resumes it).';
comment on column outbound.jobs.stop_reason is 'Why it was stopped; null otherwise.';
comment on column outbound.jobs.options is
  'What the sender asked for, and max_attempts, backoff_base_seconds, backoff_cap_seconds.';
comment on column outbound.jobs.total is 'Deliveries of the job.';
comment on column outbound.jobs.skipped is 'Rows that became no delivery.';
comment on column outbound.jobs.skipped_rows is 'The first 50 of them, with the reason.';
comment on column outbound.jobs.warnings is 'Remarks made when it was enqueued: [{message}].';
comment on column outbound.jobs.first_delivery_id is
  'Its deliveries lie between this and last_delivery_id, maybe mixed with those of another job.';
comment on column outbound.jobs.last_delivery_id is 'See first_delivery_id.';
comment on column outbound.jobs.counted is
  'Deliveries that are counted in outbound.webhooks.submissions already.';
comment on column outbound.jobs.unsent is
  'Deliveries that failed or died, as of the last end of the job.';
comment on column outbound.jobs.is_open is
  'True while something of it may be in the queue: its end is not counted yet.';
comment on column outbound.jobs.api_key_id is 'The key that asked for it; null from psql.';
comment on column outbound.jobs.created_at is 'When it was enqueued.';
comment on column outbound.jobs.finished_at is 'When it ended; null while it runs.';
comment on index outbound.jobs_kind_idx is 'Jobs of a kind, by time.';
comment on index outbound.jobs_webhook_url_idx is 'Jobs that send to a webhook.';
comment on index outbound.jobs_open_idx is 'The jobs that may have something in the queue.';
alter table outbound.jobs enable row level security;
create policy jobs_analyst_reads on outbound.jobs
  for select to pipeline_analyst
  using (kind in (select k.kind from outbound.kinds as k where not k.is_confidential));

-- No foreign key leads from the tables below to jobs or to each other: they are written by the
-- functions of this schema only, together, and a check per delivery would cost more than the row.
create table outbound.deliveries (
  delivery_id bigint generated always as identity,
  message_id uuid not null default gen_random_uuid(),
  job_id uuid not null,
  subject text collate "C" not null,
  body text not null,
  state text collate "C" not null default 'pending',
  attempts smallint not null default 0,
  attempts_before smallint not null default 0,
  http_status integer,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint deliveries_pkey primary key (delivery_id),
  constraint deliveries_state_check
    check (state in ('pending', 'sent', 'failed', 'dead', 'cancelled'))
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
create index deliveries_subject_idx on outbound.deliveries (subject);
comment on table outbound.deliveries is
  'What is to be sent, and what became of it: one row per request body, frozen when it was '
  'enqueued. Never deleted by the pipeline.';
comment on column outbound.deliveries.delivery_id is 'Order of enqueuing.';
comment on column outbound.deliveries.message_id is
  'Header webhook-id of every attempt: the receiver can drop doubles by it.';
comment on column outbound.deliveries.job_id is 'The job.';
comment on column outbound.deliveries.subject is
  'What it is about, within the kind of its job: for instance the id of a staging row.';
comment on column outbound.deliveries.body is 'The JSON as it is sent.';
comment on column outbound.deliveries.state is
  'pending; sent: accepted with a 2xx; failed: refused with a 4xx; dead: tried as often as '
  'allowed; cancelled.';
comment on column outbound.deliveries.attempts is
  'Attempts whose end is known or given up; one under way is not counted yet.';
comment on column outbound.deliveries.attempts_before is
  'Attempts made before the last redrive: they do not count against max_attempts.';
comment on column outbound.deliveries.http_status is 'Status of the last attempt; null: no answer.';
comment on column outbound.deliveries.last_error is 'Why the last attempt was no success.';
comment on column outbound.deliveries.created_at is 'When it was enqueued.';
comment on column outbound.deliveries.finished_at is 'When it was settled; null while pending.';
comment on index outbound.deliveries_subject_idx is 'What was sent about a subject.';
alter table outbound.deliveries enable row level security;
create policy deliveries_analyst_reads on outbound.deliveries
  for select to pipeline_analyst using (job_id in (select j.job_id from outbound.jobs as j));

create table outbound.queue (
  delivery_id bigint not null,
  job_id uuid not null,
  account text collate "C" not null,
  due_at timestamptz not null,
  owner uuid,
  attempt smallint not null default 0,
  constraint queue_pkey primary key (delivery_id)
) with (
  fillfactor = 90,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 5000
);
create index queue_account_idx on outbound.queue (account, due_at);
comment on table outbound.queue is
  'What is still to be sent, and nothing else: kept narrow, since a claim and its end write it. A '
  'claim sets owner and moves due_at to the end of the lease, so a row whose owner died is due '
  'again by itself.';
comment on column outbound.queue.delivery_id is 'The delivery.';
comment on column outbound.queue.job_id is 'Its job.';
comment on column outbound.queue.account is 'The account whose limiter holds.';
comment on column outbound.queue.due_at is
  'When it may be claimed: the time of enqueuing or of the next try; the end of the lease while '
  'somebody has it.';
comment on column outbound.queue.owner is 'The worker that has it; null: nobody.';
comment on column outbound.queue.attempt is
  'Number of the attempt that was last claimed; with owner it fences late outcomes off.';
comment on index outbound.queue_account_idx is 'The order of claiming.';
alter table outbound.queue enable row level security;
create policy queue_analyst_reads on outbound.queue for select to pipeline_analyst using (true);

create table outbound.attempts (
  attempt_id bigint generated always as identity,
  delivery_id bigint not null,
  attempt smallint not null,
  worker_id uuid not null,
  host text,
  started_at timestamptz,
  latency_ms integer,
  http_status integer,
  error text,
  response_excerpt text,
  is_late boolean not null default false,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint attempts_pkey primary key (delivery_id, attempt_id)
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
comment on table outbound.attempts is
  'Receipts: one row per attempt, append-only, written when its outcome is known, or when its '
  'lease ran out and the delivery was claimed again.';
comment on column outbound.attempts.attempt_id is 'Order of recording.';
comment on column outbound.attempts.delivery_id is 'The delivery.';
comment on column outbound.attempts.attempt is 'Number of the attempt, from 1.';
comment on column outbound.attempts.worker_id is 'The worker that made it.';
comment on column outbound.attempts.host is 'Host that it went to; null: unknown.';
comment on column outbound.attempts.started_at is 'When it started, by the worker''s clock.';
comment on column outbound.attempts.latency_ms is 'Milliseconds from start to answer or error.';
comment on column outbound.attempts.http_status is 'Status of the answer; null: none.';
comment on column outbound.attempts.error is 'What went wrong; null after a 2xx.';
comment on column outbound.attempts.response_excerpt is
  'Beginning of the answer''s body, at most 1,000 characters.';
comment on column outbound.attempts.is_late is
  'True when the delivery had been claimed again or settled before: the outcome changed nothing.';
comment on column outbound.attempts.recorded_at is 'When the receipt was written.';
alter table outbound.attempts enable row level security;
create policy attempts_analyst_reads on outbound.attempts
  for select to pipeline_analyst
  using (
    exists (select from outbound.deliveries as d where d.delivery_id = attempts.delivery_id)
  );

create type outbound.outcome as (
  delivery_id bigint,
  attempt smallint,
  http_status integer,
  error text,
  latency_ms integer,
  retry_after_seconds numeric,
  response_excerpt text,
  host text,
  started_at timestamptz
);
comment on type outbound.outcome is
  'What a worker says of an attempt. http_status null: there was no answer, error says why.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
