-- migrate:up
set role pipeline_owner;

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'clay_cleaned_company_names', 'company', 'clay_cleaned_company_names', 'domain',
  'Names of companies as people write them, cleaned by Clay.', 'clay-normalize-company'
);

insert into reference.enrichment_workflow_registry (
  workflow_slug,
  provider,
  platform,
  payload_type,
  entity_type,
  description,
  raw_table,
  extracted_table,
  core_table,
  key_column,
  key_type,
  coalesces_to_core,
  usage_category,
  workflow_type,
  modal_function_name,
  api_endpoint_url
)
values
  (
    'clay-normalize-company',
    'clay',
    'clay',
    'enrichment',
    'company',
    'Lands the name of a company as people write it, cleaned by Clay.',
    'raw.clay_cleaned_company_names',
    'extracted.cleaned_company_names',
    null,
    'domain',
    'company',
    false,
    'client',
    'ingest',
    'ingest_cleaned_company_name',
    'POST /run/companies/clay-native/normalize-company/ingest'
  ),
  (
    'cleaned-company-names-backfill',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Copies cleaned names to core where there is none.',
    null,
    'extracted.cleaned_company_names',
    'core.companies',
    'domain',
    'company',
    true,
    'client',
    'backfill',
    'backfill_cleaned_company_names',
    'POST /run/companies/db/populate-name/backfill'
  );

create table raw.clay_cleaned_company_names (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint clay_cleaned_company_names_pkey primary key (id)
);
create index clay_cleaned_company_names_landing_no_idx
  on raw.clay_cleaned_company_names (landing_no);
comment on table raw.clay_cleaned_company_names is
  'Names of companies that Clay has cleaned, as received. Append-only; insert into (domain, '
  'payload) is all it takes. Taken by extracted.take_clay_cleaned_company_names through trigger '
  't10_land.';
comment on column raw.clay_cleaned_company_names.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.clay_cleaned_company_names.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.clay_cleaned_company_names.received_at is 'When the payload landed.';
comment on column raw.clay_cleaned_company_names.domain is 'Domain as requested, as received.';
comment on column raw.clay_cleaned_company_names.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.clay_cleaned_company_names.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.clay_cleaned_company_names.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.clay_cleaned_company_names.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.clay_cleaned_company_names_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.clay_cleaned_company_names enable row level security;
create policy clay_cleaned_company_names_analyst_lands
  on raw.clay_cleaned_company_names
  for insert to pipeline_analyst with check (true);
create policy clay_cleaned_company_names_analyst_reads
  on raw.clay_cleaned_company_names
  for select to pipeline_analyst using (true);

create table extracted.cleaned_company_names (
  domain text collate "C" not null,
  id uuid not null,
  raw_id uuid not null,
  original_company_name text,
  cleaned_company_name text,
  source text collate "C" not null default 'clay',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint cleaned_company_names_pkey primary key (domain),
  constraint cleaned_company_names_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table extracted.cleaned_company_names is
  'Names of companies as people write them, cleaned by Clay: of every column the newest value that '
  'is not null. Reaches core through ops.backfill_cleaned_company_names.';
comment on column extracted.cleaned_company_names.domain is 'Normalised domain of the company.';
comment on column extracted.cleaned_company_names.id is
  'Derived from the domain: the same after a rebuild. extracted_id in answers.';
comment on column extracted.cleaned_company_names.raw_id is
  'The newest document of the company: raw.clay_cleaned_company_names.id. Of documents that repeat '
  'it unchanged, the first.';
comment on column extracted.cleaned_company_names.original_company_name is
  'original_company_name: the name before the cleaning, as given. Newest wins; null replaces '
  'nothing.';
comment on column extracted.cleaned_company_names.cleaned_company_name is
  'cleaned_company_name: the name as people write it. Newest wins; null replaces nothing.';
comment on column extracted.cleaned_company_names.source is 'Who cleaned the name.';
comment on column extracted.cleaned_company_names.created_at is 'When the row was first written.';
comment on column extracted.cleaned_company_names.updated_at is 'When the row last changed.';
alter table extracted.cleaned_company_names enable row level security;
create policy cleaned_company_names_analyst_reads on extracted.cleaned_company_names
  for select to pipeline_analyst using (true);

create type extracted.cleaned_company_name_document as (
  domain text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  original_company_name text,
  cleaned_company_name text
);
comment on type extracted.cleaned_company_name_document is
  'A cleaned name as typed values, with its place among the documents of its company '
  '(ops.document_work). raw_id null: the company has no document left.';

comment on column core.companies.cleaned_name is
  'Name as people write it, from extracted.cleaned_company_names. Only null is filled, by '
  'ops.backfill_cleaned_company_names; no ingest and no rebuild touches it.';
comment on table core.company_names is
  'Names per source. First wins per source; cleaned_name is never touched by an ingest: '
  'ops.backfill_cleaned_company_names fills it.';
comment on column core.company_names.cleaned_name is
  'Cleaned name of the company, from extracted.cleaned_company_names: the same whichever the '
  'source of the row. Only null is filled, by ops.backfill_cleaned_company_names; no ingest and no '
  'rebuild touches it.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
