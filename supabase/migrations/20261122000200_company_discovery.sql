-- migrate:up
set role pipeline_owner;

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'company_discovery', 'company', 'company_discovery_payloads', 'domain',
  'Companies that Clay finds: domain, name, LinkedIn page.', 'clay-company-discovery'
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
    'clay-company-discovery',
    'clay',
    'clay',
    'discovery',
    'company',
    'Lands companies that Clay finds, as evidence for the matching of names.',
    'raw.company_discovery_payloads',
    'extracted.company_discovery',
    null,
    'domain',
    'company',
    false,
    'client',
    'ingest',
    'ingest_company_discovery',
    'POST /run/companies/clay-native/company-discovery/ingest'
  );

create table raw.company_discovery_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint company_discovery_payloads_pkey primary key (id)
);
create index company_discovery_payloads_landing_no_idx
  on raw.company_discovery_payloads (landing_no);
comment on table raw.company_discovery_payloads is
  'Companies that Clay finds, as received: one row per company, of a batch too. Append-only; '
  'insert into (domain, payload) is all it takes. Taken by extracted.take_company_discovery '
  'through trigger t10_land.';
comment on column raw.company_discovery_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.company_discovery_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.company_discovery_payloads.received_at is 'When the payload landed.';
comment on column raw.company_discovery_payloads.domain is 'Domain as requested, as received.';
comment on column raw.company_discovery_payloads.payload is
  'The company as sent: the whole body of a single request, an item of a batch. Parsed if it came '
  'as a JSON string.';
comment on column raw.company_discovery_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.company_discovery_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.company_discovery_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.company_discovery_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.company_discovery_payloads enable row level security;
create policy company_discovery_payloads_analyst_lands
  on raw.company_discovery_payloads
  for insert to pipeline_analyst with check (true);
create policy company_discovery_payloads_analyst_reads
  on raw.company_discovery_payloads
  for select to pipeline_analyst using (true);

create table extracted.company_discovery (
  domain text collate "C" not null,
  id uuid not null,
  raw_id uuid not null,
  name text,
  name_key text collate "C",
  linkedin_url text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_discovery_pkey primary key (domain),
  constraint company_discovery_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint company_discovery_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint company_discovery_name_key_check check (name_key is null or name is not null)
);
create index company_discovery_name_key_idx
  on extracted.company_discovery (name_key) where name_key is not null;
comment on table extracted.company_discovery is
  'Companies that Clay finds: of every column the newest value that is not null. Evidence for the '
  'matching of names; it does not reach core.';
comment on column extracted.company_discovery.domain is 'Normalised domain of the company.';
comment on column extracted.company_discovery.id is
  'Derived from the domain: the same after a rebuild. extracted_id in answers.';
comment on column extracted.company_discovery.raw_id is
  'The newest document of the company: raw.company_discovery_payloads.id. Of documents that '
  'repeat it unchanged, the first.';
comment on column extracted.company_discovery.name is
  'name, on one line, at most 500 characters. Newest wins; null replaces nothing.';
comment on column extracted.company_discovery.name_key is
  'reference.name_key of name; null for a name of nothing but punctuation.';
comment on column extracted.company_discovery.linkedin_url is
  'linkedin_url, normalised; null where it is no company page. Newest wins; null replaces nothing.';
comment on column extracted.company_discovery.created_at is 'When the row was first written.';
comment on column extracted.company_discovery.updated_at is 'When the row last changed.';
comment on index extracted.company_discovery_name_key_idx is
  'The companies of one name, for the matching of names.';
alter table extracted.company_discovery enable row level security;
create policy company_discovery_analyst_reads on extracted.company_discovery
  for select to pipeline_analyst using (true);

create type extracted.company_discovery_document as (
  domain text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  name text,
  name_key text,
  linkedin_url text
);
comment on type extracted.company_discovery_document is
  'A found company as typed values, with its place among the documents of its domain '
  '(ops.document_work). raw_id null: the company has no document left.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
