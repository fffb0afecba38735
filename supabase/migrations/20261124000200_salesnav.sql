-- migrate:up
set role pipeline_owner;

insert into outbound.kinds (kind, description, return_after)
values (
  'salesnav_export',
  'Rows of a Sales Navigator export. Subject: <export_id>/<row index>, counted from 0.',
  null
);

create table raw.salesnav_exports (
  export_id uuid not null default gen_random_uuid(),
  job_id uuid not null,
  webhook_url text not null,
  file_name text,
  file_sha256 text,
  file_bytes bigint,
  encoding text,
  delimiter text,
  header jsonb not null,
  columns jsonb not null,
  export_title text,
  export_timestamp text,
  notes text,
  total_rows integer not null,
  skipped_rows integer not null,
  errors jsonb not null default '[]',
  error_count integer not null default 0,
  envelope jsonb not null default '{}',
  api_key_id uuid,
  received_at timestamptz not null default clock_timestamp(),
  constraint salesnav_exports_pkey primary key (export_id),
  constraint salesnav_exports_job_id_key unique (job_id)
);
create index salesnav_exports_received_at_idx on raw.salesnav_exports (received_at);
comment on table raw.salesnav_exports is
  'Files of Sales Navigator that were sent on to Clay, one row per upload that was accepted. The '
  'rows of a file are the deliveries of its job, with the index of the row at the end of subject.';
comment on column raw.salesnav_exports.export_id is 'Named in the answer to the sender.';
comment on column raw.salesnav_exports.job_id is 'The job in outbound.jobs that sends the rows.';
comment on column raw.salesnav_exports.webhook_url is 'Where the rows go.';
comment on column raw.salesnav_exports.file_name is 'Name of the file, as the client gives it.';
comment on column raw.salesnav_exports.file_sha256 is 'SHA-256 of the file, in hexadecimal.';
comment on column raw.salesnav_exports.file_bytes is 'Length of the file in bytes.';
comment on column raw.salesnav_exports.encoding is 'utf-8, utf-16le or utf-16be.';
comment on column raw.salesnav_exports.delimiter is 'Tab, comma or semicolon.';
comment on column raw.salesnav_exports.header is
  'The cells of the first line, trimmed: a JSON array of strings.';
comment on column raw.salesnav_exports.columns is
  'The names under which the cells are sent: like header, but unique and never blank.';
comment on column raw.salesnav_exports.export_title is 'Title of the export, as received.';
comment on column raw.salesnav_exports.export_timestamp is
  'When it was exported: free text, as received.';
comment on column raw.salesnav_exports.notes is 'Notes, as received.';
comment on column raw.salesnav_exports.total_rows is 'Data rows of the file.';
comment on column raw.salesnav_exports.skipped_rows is
  'Those of them that became no delivery; outbound.jobs.skipped_rows has the first.';
comment on column raw.salesnav_exports.errors is
  'One sentence for each row that is not as the header says: a JSON array, the first hundred.';
comment on column raw.salesnav_exports.error_count is 'How many such rows there are.';
comment on column raw.salesnav_exports.envelope is 'The other fields of the form.';
comment on column raw.salesnav_exports.api_key_id is 'The key that sent it; null from psql.';
comment on column raw.salesnav_exports.received_at is 'When it was accepted.';
comment on index raw.salesnav_exports_received_at_idx is 'The exports in order of time.';
alter table raw.salesnav_exports enable row level security;
create policy salesnav_exports_analyst_reads on raw.salesnav_exports
  for select to pipeline_analyst using (true);

-- Unlogged: what is lost with the server has not been acknowledged to anybody.
create unlogged table outbound.upload_chunks (
  upload_id uuid not null,
  chunk_no integer not null,
  first_row integer not null,
  members text[] not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint upload_chunks_pkey primary key (upload_id, chunk_no)
);
create index upload_chunks_created_at_idx on outbound.upload_chunks (created_at);
comment on table outbound.upload_chunks is
  'Rows of files that are being received, until the call that makes a job of them. What is older '
  'than an hour belongs to an upload that was broken off, and is deleted by the next one.';
comment on column outbound.upload_chunks.upload_id is 'The upload: a random id.';
comment on column outbound.upload_chunks.chunk_no is 'Number of the piece, from 0.';
comment on column outbound.upload_chunks.first_row is 'Index of its first row in the file, from 0.';
comment on column outbound.upload_chunks.members is
  'Each row as the members of a JSON object, without its braces.';
comment on column outbound.upload_chunks.created_at is 'When it was received.';
comment on index outbound.upload_chunks_created_at_idx is 'What was left lying.';
alter table outbound.upload_chunks enable row level security;
create policy upload_chunks_analyst_reads on outbound.upload_chunks
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
