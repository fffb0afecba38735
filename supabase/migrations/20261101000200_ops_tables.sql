-- migrate:up
set role pipeline_owner;

create table ops.api_keys (
  api_key_id uuid not null default gen_random_uuid(),
  name text not null,
  key_sha256 text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (api_key_id),
  constraint api_keys_key_sha256_key unique (key_sha256),
  constraint api_keys_name_check check (name <> '' and length(name) <= 200),
  constraint api_keys_key_sha256_check check (key_sha256 ~ '^[0-9a-f]{64}$'),
  constraint api_keys_scopes_check check (
    cardinality(scopes) > 0 and scopes <@ array['ingest', 'read', 'send', 'admin']
  )
);
comment on table ops.api_keys is
  'Keys of senders and readers. Only the SHA-256 of a key is kept; two keys of one name may be '
  'valid at once, for rotation.';
comment on column ops.api_keys.api_key_id is 'Identifies the key in raw rows, rejections and logs.';
comment on column ops.api_keys.name is 'Who holds the key, for people.';
comment on column ops.api_keys.key_sha256 is 'SHA-256 of the key, as 64 hexadecimal digits.';
comment on column ops.api_keys.scopes is
  'What the key may do: ingest, read, send, admin (admin includes the others).';
comment on column ops.api_keys.created_at is 'When the key was created.';
comment on column ops.api_keys.revoked_at is 'When the key was revoked; null while it is valid.';
alter table ops.api_keys enable row level security;

create table ops.sources (
  source text collate "C" not null,
  kind text collate "C" not null,
  raw_table text not null,
  key_column text not null,
  description text not null,
  constraint sources_pkey primary key (source),
  constraint sources_raw_table_key unique (raw_table),
  constraint sources_source_check check (source ~ '^[a-z][a-z0-9_]*$'),
  constraint sources_kind_check check (kind in ('company', 'person')),
  constraint sources_raw_table_check check (raw_table ~ '^[a-z][a-z0-9_]*$')
);
comment on table ops.sources is
  'The sources of payloads. The functions of a source follow from its name: '
  'extracted.take_<source> and extracted.load_<source>.';
comment on column ops.sources.source is 'Name of the source, as in the source columns of core.';
comment on column ops.sources.kind is
  'Kind of entity that its documents describe: company or person.';
comment on column ops.sources.raw_table is 'Its payload table in schema raw.';
comment on column ops.sources.key_column is
  'The column of the payload table that holds the key as received.';
comment on column ops.sources.description is 'What the source is, for people.';
alter table ops.sources enable row level security;
create policy sources_analyst_reads on ops.sources for select to pipeline_analyst using (true);

insert into ops.sources (source, kind, raw_table, key_column, description)
values (
  'companyenrich', 'company', 'companyenrich_payloads', 'domain',
  'Company enrichment documents of CompanyEnrich, posted by Clay.'
);

create table ops.entities (
  kind text collate "C" not null,
  key text collate "C" not null,
  first_landed_at timestamptz not null default now(),
  last_landed_at timestamptz not null default now(),
  constraint entities_pkey primary key (kind, key),
  constraint entities_kind_check check (kind in ('company', 'person')),
  constraint entities_key_check check (key <> '')
) with (fillfactor = 80);
comment on table ops.entities is
  'One row per company and person that a payload was about. The row is the lock of the entity: '
  'whoever writes about it holds the row, taken in the order (kind, key).';
comment on column ops.entities.kind is 'company or person.';
comment on column ops.entities.key is 'The normalised key: domain or LinkedIn URL.';
comment on column ops.entities.first_landed_at is 'When the first payload of the entity was taken.';
comment on column ops.entities.last_landed_at is 'When a payload of the entity was last taken.';
alter table ops.entities enable row level security;
create policy entities_analyst_reads on ops.entities for select to pipeline_analyst using (true);

create table ops.documents (
  source text collate "C" not null,
  key text collate "C" not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  raw_id uuid not null,
  payload_hash text collate "C" not null,
  constraint documents_pkey primary key (source, key, document_at, landing_no),
  constraint documents_landing_no_key unique (landing_no)
);
comment on table ops.documents is
  'The documents of every entity in document order: one row per raw row that was taken. A raw row '
  'without a document stands in ops.failures.';
comment on column ops.documents.source is 'Source of the document.';
comment on column ops.documents.key is 'Normalised key of the entity that the document describes.';
comment on column ops.documents.document_at is
  'Time of the document: the vendor''s own where it gives one, but never later than the landing; '
  'else the time of landing.';
comment on column ops.documents.landing_no is
  'Landing number of the raw row; breaks ties of document_at.';
comment on column ops.documents.raw_id is 'The raw row.';
comment on column ops.documents.payload_hash is
  'Hash of the payload, as in the raw row: equal to its predecessor''s means nothing changed.';
alter table ops.documents enable row level security;
create policy documents_analyst_reads on ops.documents
  for select to pipeline_analyst using (true);

create type ops.document_candidate as (
  source text,
  kind text,
  key text,
  document_at timestamptz,
  landing_no bigint,
  raw_id uuid,
  payload_hash text,
  problem text
);
comment on type ops.document_candidate is
  'A raw row as its source reads it before the lock is taken. problem names what makes it '
  'unusable; null when it is usable.';

create type ops.document_work as (
  key text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  repeated_until timestamptz,
  previous_document_at timestamptz,
  is_new boolean,
  is_newest boolean,
  is_complete boolean,
  has_previous boolean
);
comment on type ops.document_work is
  'A document to be written: the newest one of its key to be applied on top (is_complete false), '
  'or one of all documents of a key to be recomputed (is_complete true). repeated_until: time of '
  'its last unchanged repetition. previous_document_at: time of the document that it follows. '
  'raw_id null: the key has no document left.';

create table ops.failures (
  failure_id uuid not null default gen_random_uuid(),
  source text collate "C" not null,
  raw_id uuid not null,
  stage text not null,
  sqlstate text not null,
  message text not null,
  detail text,
  hint text,
  context text,
  attempts integer not null default 1,
  first_failed_at timestamptz not null default clock_timestamp(),
  last_failed_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz,
  resolved_by_raw_id uuid,
  constraint failures_pkey primary key (failure_id),
  constraint failures_source_raw_id_key unique (source, raw_id),
  constraint failures_source_fkey foreign key (source) references ops.sources (source),
  constraint failures_attempts_check check (attempts > 0)
);
create index failures_open_idx on ops.failures (source, raw_id) where resolved_at is null;
comment on table ops.failures is
  'Quarantine: payloads that landed and could not be taken, one row per raw row. call '
  'ops.replay(...) tries them again, ops.resubmit_failure lands a mended payload.';
comment on column ops.failures.failure_id is 'Named in the 202 answer to the sender.';
comment on column ops.failures.source is 'Source of the payload.';
comment on column ops.failures.raw_id is 'The raw row that could not be taken.';
comment on column ops.failures.stage is
  'Where it failed: key (the key or payload is unusable) or load (extraction or coalescing).';
comment on column ops.failures.sqlstate is 'SQLSTATE of the error.';
comment on column ops.failures.message is 'Message of the error.';
comment on column ops.failures.detail is 'Detail of the error, if any.';
comment on column ops.failures.hint is 'What to do about it.';
comment on column ops.failures.context is 'Where in the code it was raised.';
comment on column ops.failures.attempts is 'How often taking it was tried.';
comment on column ops.failures.first_failed_at is 'When it failed first.';
comment on column ops.failures.last_failed_at is 'When it failed last.';
comment on column ops.failures.resolved_at is
  'When a replay or a mended payload went through; null while open.';
comment on column ops.failures.resolved_by_raw_id is
  'The raw row of the mended payload; null when a replay of the same row went through.';
comment on index ops.failures_open_idx is 'The open failures of a source, for replay.';
alter table ops.failures enable row level security;
create policy failures_analyst_reads on ops.failures for select to pipeline_analyst using (true);

create table ops.rejected_requests (
  rejected_id uuid not null default gen_random_uuid(),
  received_at timestamptz not null default clock_timestamp(),
  api_key_id uuid,
  method text not null,
  path text not null,
  sql_function text,
  content_type text,
  status integer not null,
  code text not null,
  message text not null,
  issues jsonb,
  body bytea,
  body_length bigint not null,
  body_sha256 text,
  resolved_at timestamptz,
  resolution jsonb,
  constraint rejected_requests_pkey primary key (rejected_id),
  constraint rejected_requests_api_key_id_fkey
    foreign key (api_key_id) references ops.api_keys (api_key_id),
  constraint rejected_requests_status_check check (status between 400 and 499)
);
create index rejected_requests_open_idx on ops.rejected_requests (received_at)
  where resolved_at is null;
create index rejected_requests_api_key_id_idx on ops.rejected_requests (api_key_id);
comment on table ops.rejected_requests is
  'Requests of a known key that were refused, with their bytes as received. ops.resubmit_rejected '
  'sends a mended body on.';
comment on column ops.rejected_requests.rejected_id is 'Named in the error answer to the sender.';
comment on column ops.rejected_requests.received_at is 'When the request was refused.';
comment on column ops.rejected_requests.api_key_id is 'The key that sent it.';
comment on column ops.rejected_requests.method is 'HTTP method.';
comment on column ops.rejected_requests.path is 'Path of the endpoint.';
comment on column ops.rejected_requests.sql_function is
  'The api function that would have been called; null when no body of the endpoint could be '
  'mended.';
comment on column ops.rejected_requests.content_type is 'Content-Type header as received.';
comment on column ops.rejected_requests.status is 'HTTP status of the answer.';
comment on column ops.rejected_requests.code is 'Code of the error.';
comment on column ops.rejected_requests.message is 'Message of the error.';
comment on column ops.rejected_requests.issues is 'The fields at fault: [{path, message}].';
comment on column ops.rejected_requests.body is
  'The body as received; null when it was over the size limit.';
comment on column ops.rejected_requests.body_length is
  'Length of the body in bytes, as far as it was read.';
comment on column ops.rejected_requests.body_sha256 is
  'SHA-256 of the body as far as it was read, in hexadecimal.';
comment on column ops.rejected_requests.resolved_at is
  'When a mended body was accepted; null while open.';
comment on column ops.rejected_requests.resolution is 'The answer to the mended body.';
comment on index ops.rejected_requests_open_idx is 'The open rejections, newest last.';
comment on index ops.rejected_requests_api_key_id_idx is 'What a key sent that was refused.';
alter table ops.rejected_requests enable row level security;
create policy rejected_requests_analyst_reads on ops.rejected_requests
  for select to pipeline_analyst using (true);

create table ops.idempotency_keys (
  api_key_id uuid not null,
  endpoint text collate "C" not null,
  idempotency_key text collate "C" not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (api_key_id, endpoint, idempotency_key),
  constraint idempotency_keys_idempotency_key_check
    check (length(idempotency_key) between 1 and 255)
);
comment on table ops.idempotency_keys is
  'First answers to requests that carried an Idempotency-Key, per API key and endpoint.';
comment on column ops.idempotency_keys.api_key_id is
  'The API key; the nil uuid for calls that did not come through an edge function.';
comment on column ops.idempotency_keys.endpoint is 'Method and path of the endpoint.';
comment on column ops.idempotency_keys.idempotency_key is 'The header''s value.';
comment on column ops.idempotency_keys.request_hash is
  'MD5 of the canonical request: another body under the same key is a conflict.';
comment on column ops.idempotency_keys.answer is 'The first answer.';
comment on column ops.idempotency_keys.created_at is 'When the key was first seen.';
alter table ops.idempotency_keys enable row level security;

create table ops.reference_misses (
  miss_no bigint generated always as identity,
  dimension text not null,
  raw_value text collate "C" not null,
  source text collate "C" not null,
  key text collate "C" not null,
  raw_id uuid not null,
  noted_at timestamptz not null default now(),
  resolved_at timestamptz,
  constraint reference_misses_pkey primary key (miss_no)
);
create index reference_misses_open_idx on ops.reference_misses (dimension, raw_value)
  where resolved_at is null;
comment on table ops.reference_misses is
  'Values that no look-up knows, appended once per document. Summed in ops.reference_gaps; '
  'ops.fill_reference_gaps() closes them.';
comment on column ops.reference_misses.miss_no is 'Order of noting.';
comment on column ops.reference_misses.dimension is
  'The vocabulary: employee_range, revenue_range, company_type or industry.';
comment on column ops.reference_misses.raw_value is 'The value as received, cleaned.';
comment on column ops.reference_misses.source is 'Source of the document.';
comment on column ops.reference_misses.key is 'Entity that the document describes.';
comment on column ops.reference_misses.raw_id is 'The raw row.';
comment on column ops.reference_misses.noted_at is 'When it was noted.';
comment on column ops.reference_misses.resolved_at is
  'When the vocabulary knew the value and the entity was filled; null while open.';
comment on index ops.reference_misses_open_idx is 'The open misses per value.';
alter table ops.reference_misses enable row level security;
create policy reference_misses_analyst_reads on ops.reference_misses
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
