-- migrate:up
set role pipeline_owner;

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'person_title_enrichment', 'person', 'person_title_enrichment_payloads', 'linkedin_url',
  'What the job titles of people mean, as Clay works it out.', 'clay-find-people-title-enrichment'
);

create table raw.person_title_enrichment_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  linkedin_url text,
  workflow_slug text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint person_title_enrichment_payloads_pkey primary key (id)
);
create index person_title_enrichment_payloads_landing_no_idx
  on raw.person_title_enrichment_payloads (landing_no);
comment on table raw.person_title_enrichment_payloads is
  'What the job titles of people mean, as received. Append-only; insert into (linkedin_url, '
  'payload) is all it takes. Taken by extracted.take_person_title_enrichment through trigger '
  't10_land.';
comment on column raw.person_title_enrichment_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.person_title_enrichment_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.person_title_enrichment_payloads.received_at is 'When the payload landed.';
comment on column raw.person_title_enrichment_payloads.linkedin_url is
  'LinkedIn URL as requested, as received.';
comment on column raw.person_title_enrichment_payloads.workflow_slug is
  'Workflow that the request named; null is the workflow of the source. An unknown one is '
  'quarantined.';
comment on column raw.person_title_enrichment_payloads.payload is
  'The document; parsed if it came as a JSON string.';
comment on column raw.person_title_enrichment_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.person_title_enrichment_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.person_title_enrichment_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.person_title_enrichment_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.person_title_enrichment_payloads enable row level security;
create policy person_title_enrichment_payloads_analyst_lands
  on raw.person_title_enrichment_payloads
  for insert to pipeline_analyst with check (true);
create policy person_title_enrichment_payloads_analyst_reads
  on raw.person_title_enrichment_payloads
  for select to pipeline_analyst using (true);

create table extracted.person_title_enrichment (
  linkedin_url text collate "C" not null,
  raw_id uuid not null,
  latest_title text,
  latest_title_key text collate "C",
  cleaned_job_title text,
  seniority_level text collate "C",
  seniority_level_raw text,
  job_function text collate "C",
  job_function_raw text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_title_enrichment_pkey primary key (linkedin_url),
  constraint person_title_enrichment_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/in/[^/?#[:space:]]+$'
  )
);
create index person_title_enrichment_latest_title_key_idx
  on extracted.person_title_enrichment (latest_title_key) where latest_title_key is not null;
comment on table extracted.person_title_enrichment is
  'What the job title of a person means, as Clay works it out: the newest title, and of the '
  'documents since it came up the newest value of each other column. Values of different titles '
  'are never mixed. Feeds reference.job_title_lookup through ops.backfill_job_title_lookup.';
comment on column extracted.person_title_enrichment.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column extracted.person_title_enrichment.raw_id is
  'The newest document of the person: raw.person_title_enrichment_payloads.id. Of documents that '
  'repeat it unchanged, the first.';
comment on column extracted.person_title_enrichment.latest_title is
  'latest_title, else job_title, else title: as given.';
comment on column extracted.person_title_enrichment.latest_title_key is
  'reference.lookup_key of latest_title.';
comment on column extracted.person_title_enrichment.cleaned_job_title is 'cleaned_job_title.';
comment on column extracted.person_title_enrichment.seniority_level is
  'Canonical seniority of seniority_level, else of seniority: the newest that the vocabulary '
  'knows.';
comment on column extracted.person_title_enrichment.seniority_level_raw is
  'seniority_level, else seniority: the newest as given, known or not.';
comment on column extracted.person_title_enrichment.job_function is
  'Canonical job function of job_function: the newest that the vocabulary knows.';
comment on column extracted.person_title_enrichment.job_function_raw is
  'job_function: the newest as given, known or not.';
comment on column extracted.person_title_enrichment.created_at is 'When the row was first written.';
comment on column extracted.person_title_enrichment.updated_at is 'When the row last changed.';
comment on index extracted.person_title_enrichment_latest_title_key_idx is
  'What people with one title say about it, for ops.backfill_job_title_lookup.';
alter table extracted.person_title_enrichment enable row level security;
create policy person_title_enrichment_analyst_reads on extracted.person_title_enrichment
  for select to pipeline_analyst using (true);

create type extracted.person_title_document as (
  linkedin_url text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_new boolean,
  is_complete boolean,
  latest_title text,
  latest_title_key text,
  cleaned_job_title text,
  seniority_level text,
  seniority_level_raw text,
  job_function text,
  job_function_raw text
);
comment on type extracted.person_title_document is
  'A document about a job title as typed values, with its place among the documents of its '
  'person (ops.document_work). raw_id null: the person has no document left.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
