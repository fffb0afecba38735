-- migrate:up
set role pipeline_owner;

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'company_enrich_similar', 'company', 'company_enrich_similar_raw', 'input_domain',
  'Companies that CompanyEnrich finds similar to one, asked for by us.',
  'companyenrich-similar-companies'
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
    'companyenrich-similar-companies',
    'companyenrich',
    'companyenrich',
    'enrichment',
    'company',
    'Asks CompanyEnrich for the companies similar to one.',
    'raw.company_enrich_similar_raw',
    'extracted.company_enrich_similar',
    'core.company_similar_companies_preview',
    'input_domain',
    'company',
    true,
    'client',
    'ingest',
    'find_similar_companies_single',
    'POST /run/companies/companyenrich/similar-companies/single'
  ),
  (
    'companyenrich-similar-companies-batch',
    'companyenrich',
    'companyenrich',
    'enrichment',
    'company',
    'Asks CompanyEnrich for the companies similar to each of many, one by one.',
    'raw.company_enrich_similar_raw',
    'extracted.company_enrich_similar',
    'core.company_similar_companies_preview',
    'input_domain',
    'company',
    true,
    'client',
    'ingest',
    'find_similar_companies_batch',
    'POST /run/companies/companyenrich/similar-companies/batch'
  ),
  (
    'companyenrich-similar-companies-batch-status',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Says how far a batch of similar companies is.',
    'raw.company_enrich_similar_batches',
    null,
    null,
    'input_domain',
    'company',
    false,
    'client',
    'utility',
    'get_similar_companies_batch_status',
    'POST /run/companies/companyenrich/similar-companies/batch/status'
  ),
  (
    'similar-companies-lookup',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Says how many companies similar to one are known.',
    null,
    null,
    'core.company_similar_companies_preview',
    'input_domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_similar_companies',
    'POST /run/companies/db/similar-companies/lookup'
  ),
  (
    'similar-companies-list',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Lists the known companies that are similar to one.',
    null,
    null,
    'core.company_similar_companies_preview',
    'input_domain',
    'company',
    false,
    'client',
    'lookup',
    'list_similar_companies',
    'POST /run/companies/db/similar-companies/list'
  );

create table raw.company_enrich_similar_batches (
  batch_id uuid not null default gen_random_uuid(),
  job_id uuid not null,
  batch_name text,
  input_domains text[] not null,
  similarity_weight numeric not null default 0,
  country_code text,
  total_domains integer not null,
  api_key_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  constraint company_enrich_similar_batches_pkey primary key (batch_id),
  constraint company_enrich_similar_batches_job_id_key unique (job_id),
  constraint company_enrich_similar_batches_similarity_weight_check
    check (similarity_weight between -1 and 1),
  constraint company_enrich_similar_batches_country_code_check check (country_code ~ '^[A-Z]{2}$'),
  constraint company_enrich_similar_batches_total_domains_check check (total_domains > 0)
);
create index company_enrich_similar_batches_created_at_idx
  on raw.company_enrich_similar_batches (created_at);
comment on table raw.company_enrich_similar_batches is
  'Batches of domains whose similar companies were asked for: what was asked. How far a batch is '
  'follows from its job: outbound.similar_batches has status, processed_domains, error_message and '
  'completed_at. Never deleted by the pipeline.';
comment on column raw.company_enrich_similar_batches.batch_id is 'Named in the answer.';
comment on column raw.company_enrich_similar_batches.job_id is
  'The job in outbound.jobs that asks, one delivery per domain.';
comment on column raw.company_enrich_similar_batches.batch_name is 'Free text of the sender.';
comment on column raw.company_enrich_similar_batches.input_domains is
  'The domains asked about: normalised, each once, in the order sent.';
comment on column raw.company_enrich_similar_batches.similarity_weight is
  'From -1 (more established companies) to 1 (more similar ones).';
comment on column raw.company_enrich_similar_batches.country_code is
  'ISO 3166 code of the only country asked for, two capital letters; null: any.';
comment on column raw.company_enrich_similar_batches.total_domains is 'Number of domains.';
comment on column raw.company_enrich_similar_batches.api_key_id is
  'The API key that asked; null from psql.';
comment on column raw.company_enrich_similar_batches.created_at is 'When it was asked for.';
comment on index raw.company_enrich_similar_batches_created_at_idx is
  'The batches in order of time.';
alter table raw.company_enrich_similar_batches enable row level security;
create policy company_enrich_similar_batches_analyst_reads
  on raw.company_enrich_similar_batches
  for select to pipeline_analyst using (true);

create table raw.company_enrich_similar_batch_items (
  batch_id uuid not null,
  domain text collate "C" not null,
  raw_id uuid not null,
  similar_companies_count integer not null,
  answered_at timestamptz not null,
  constraint company_enrich_similar_batch_items_pkey primary key (batch_id, domain),
  constraint company_enrich_similar_batch_items_batch_id_fkey
    foreign key (batch_id) references raw.company_enrich_similar_batches (batch_id)
    on delete cascade,
  constraint company_enrich_similar_batch_items_count_check check (similar_companies_count >= 0)
);
comment on table raw.company_enrich_similar_batch_items is
  'What was answered about the domains of a batch: one row per answer with status 200. State, '
  'attempts and errors of every domain: outbound.similar_domains.';
comment on column raw.company_enrich_similar_batch_items.batch_id is 'The batch.';
comment on column raw.company_enrich_similar_batch_items.domain is 'Normalised domain.';
comment on column raw.company_enrich_similar_batch_items.raw_id is
  'The answer: raw.company_enrich_similar_raw.id.';
comment on column raw.company_enrich_similar_batch_items.similar_companies_count is
  'Usable companies in it: with a domain, each once, without the company itself.';
comment on column raw.company_enrich_similar_batch_items.answered_at is 'When it landed.';
alter table raw.company_enrich_similar_batch_items enable row level security;
create policy company_enrich_similar_batch_items_analyst_reads
  on raw.company_enrich_similar_batch_items
  for select to pipeline_analyst using (true);

create table raw.company_enrich_similar_raw (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  input_domain text,
  batch_id uuid,
  similarity_weight numeric,
  country_code text,
  status_code integer,
  error_message text,
  credits_used integer default 0,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint company_enrich_similar_raw_pkey primary key (id)
);
create index company_enrich_similar_raw_landing_no_idx
  on raw.company_enrich_similar_raw (landing_no);
create index company_enrich_similar_raw_input_domain_idx
  on raw.company_enrich_similar_raw (input_domain);
create index company_enrich_similar_raw_batch_id_idx
  on raw.company_enrich_similar_raw (batch_id);
comment on table raw.company_enrich_similar_raw is
  'What CompanyEnrich said about companies similar to one, a row per call whose outcome is known. '
  'Append-only; insert into (input_domain, payload) is all it takes. A row with error_message is '
  'no document; the others are taken by extracted.take_company_enrich_similar through trigger '
  't10_land.';
comment on column raw.company_enrich_similar_raw.id is
  'Identifies the answer: raw_id in answers and in other tables.';
comment on column raw.company_enrich_similar_raw.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.company_enrich_similar_raw.received_at is 'When the answer landed.';
comment on column raw.company_enrich_similar_raw.input_domain is 'The domain asked about.';
comment on column raw.company_enrich_similar_raw.batch_id is
  'raw.company_enrich_similar_batches.batch_id; null outside a batch.';
comment on column raw.company_enrich_similar_raw.similarity_weight is 'As asked, -1 to 1.';
comment on column raw.company_enrich_similar_raw.country_code is
  'The only country asked for; null: any.';
comment on column raw.company_enrich_similar_raw.status_code is
  'HTTP status of the answer; null: there was none, or it is no answer to a call of ours.';
comment on column raw.company_enrich_similar_raw.error_message is
  'Body of the answer where it is none to be used, or why there was none.';
comment on column raw.company_enrich_similar_raw.credits_used is
  'Credits that the vendor took: the preview is free.';
comment on column raw.company_enrich_similar_raw.payload is
  'The answer of the vendor, of status 200 only.';
comment on column raw.company_enrich_similar_raw.envelope is
  'Whence it came: {job_id, delivery_id}.';
comment on column raw.company_enrich_similar_raw.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.company_enrich_similar_raw.api_key_id is
  'The API key that asked; null when it did not come through an edge function.';
comment on index raw.company_enrich_similar_raw_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
comment on index raw.company_enrich_similar_raw_input_domain_idx is 'What was said of a domain.';
comment on index raw.company_enrich_similar_raw_batch_id_idx is 'What was said in a batch.';
alter table raw.company_enrich_similar_raw enable row level security;
create policy company_enrich_similar_raw_analyst_lands
  on raw.company_enrich_similar_raw
  for insert to pipeline_analyst with check (true);
create policy company_enrich_similar_raw_analyst_reads
  on raw.company_enrich_similar_raw
  for select to pipeline_analyst using (true);

create table extracted.company_enrich_similar (
  input_domain text collate "C" not null,
  company_domain text collate "C" not null,
  raw_id uuid not null,
  batch_id uuid,
  company_id text,
  company_name text,
  company_website text,
  company_industry text,
  company_description text,
  company_keywords text[] not null default '{}',
  company_logo_url text,
  similarity_score numeric,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_enrich_similar_pkey primary key (input_domain, company_domain),
  constraint company_enrich_similar_input_domain_check check (
    input_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(input_domain) <= 253
  ),
  constraint company_enrich_similar_company_domain_check check (
    company_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
    and company_domain <> input_domain
  )
);
create index company_enrich_similar_company_domain_idx
  on extracted.company_enrich_similar (company_domain);
create index company_enrich_similar_batch_id_idx on extracted.company_enrich_similar (batch_id);
comment on table extracted.company_enrich_similar is
  'Companies similar to a company: the newest answer of CompanyEnrich that lists any. Companies '
  'without a domain and the company itself stay in raw.';
comment on column extracted.company_enrich_similar.input_domain is 'The company asked about.';
comment on column extracted.company_enrich_similar.company_domain is
  'Normalised domain of the similar company.';
comment on column extracted.company_enrich_similar.raw_id is
  'The answer that lists it: raw.company_enrich_similar_raw.id. Of answers that repeat it '
  'unchanged, the first.';
comment on column extracted.company_enrich_similar.batch_id is
  'The batch of that answer; null outside a batch.';
comment on column extracted.company_enrich_similar.company_id is
  'items[].id: how the vendor names the company; often a uuid, but text.';
comment on column extracted.company_enrich_similar.company_name is 'items[].name.';
comment on column extracted.company_enrich_similar.company_website is 'items[].website, as given.';
comment on column extracted.company_enrich_similar.company_industry is 'items[].industry.';
comment on column extracted.company_enrich_similar.company_description is 'items[].description.';
comment on column extracted.company_enrich_similar.company_keywords is
  'items[].keywords: each once, sorted by bytes.';
comment on column extracted.company_enrich_similar.company_logo_url is
  'items[].logo_url, as given.';
comment on column extracted.company_enrich_similar.similarity_score is
  'metadata.scores[id], 0 to 1; null where there is none.';
comment on column extracted.company_enrich_similar.created_at is 'When the row was first written.';
comment on column extracted.company_enrich_similar.updated_at is 'When the row last changed.';
comment on index extracted.company_enrich_similar_company_domain_idx is
  'To which companies a company is similar.';
comment on index extracted.company_enrich_similar_batch_id_idx is 'What a batch gave.';
alter table extracted.company_enrich_similar enable row level security;
create policy company_enrich_similar_analyst_reads on extracted.company_enrich_similar
  for select to pipeline_analyst using (true);

create type extracted.similar_company as (
  company_id text,
  company_name text,
  company_domain text,
  company_website text,
  company_industry text,
  company_description text,
  company_keywords text[],
  company_logo_url text,
  similarity_score numeric
);
comment on type extracted.similar_company is 'One company of an answer, as typed values.';

create type extracted.company_enrich_similar_document as (
  input_domain text,
  raw_id uuid,
  batch_id uuid,
  document_at timestamptz,
  landing_no bigint,
  repeated_until timestamptz,
  previous_document_at timestamptz,
  is_newest boolean,
  is_complete boolean,
  companies extracted.similar_company[]
);
comment on type extracted.company_enrich_similar_document is
  'An answer that lists companies, with its place among those of its company '
  '(ops.document_work). repeated_until: time of the last answer that listed the same or nothing. '
  'companies empty: no answer about the company lists any.';

create table core.company_similar_companies_preview (
  input_domain text collate "C" not null,
  company_domain text collate "C" not null,
  company_name text,
  company_industry text,
  company_description text,
  similarity_score numeric,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_similar_companies_preview_pkey primary key (input_domain, company_domain),
  constraint company_similar_companies_preview_input_domain_check check (
    input_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(input_domain) <= 253
  ),
  constraint company_similar_companies_preview_company_domain_check check (
    company_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
    and company_domain <> input_domain
  )
);
create index company_similar_companies_preview_company_domain_idx
  on core.company_similar_companies_preview (company_domain);
comment on table core.company_similar_companies_preview is
  'Companies similar to a company. Accumulates: what the source no longer lists stays, with '
  'last_seen_at. An answer that lists nothing changes nothing.';
comment on column core.company_similar_companies_preview.input_domain is
  'Normalised domain of the company.';
comment on column core.company_similar_companies_preview.company_domain is
  'Normalised domain of the similar company.';
comment on column core.company_similar_companies_preview.company_name is
  'Its name. Newest wins; null replaces nothing.';
comment on column core.company_similar_companies_preview.company_industry is
  'Its industry as the source calls it. Newest wins; null replaces nothing.';
comment on column core.company_similar_companies_preview.company_description is
  'What it does. Newest wins; null replaces nothing.';
comment on column core.company_similar_companies_preview.similarity_score is
  'How similar, 0 to 1. Newest wins; null replaces nothing.';
comment on column core.company_similar_companies_preview.source is 'Source that listed it.';
comment on column core.company_similar_companies_preview.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_similar_companies_preview.last_seen_at is
  'Until when it was listed; null while the newest document of the source that lists any company '
  'lists it.';
comment on column core.company_similar_companies_preview.created_at is
  'When the row was first written.';
comment on column core.company_similar_companies_preview.updated_at is
  'When the row last changed.';
comment on index core.company_similar_companies_preview_company_domain_idx is
  'To which companies a company is similar.';
alter table core.company_similar_companies_preview enable row level security;
create policy company_similar_companies_preview_analyst_reads
  on core.company_similar_companies_preview
  for select to pipeline_analyst using (true);

create type core.similar_company_claim as (
  input_domain text,
  company_domain text,
  company_name text,
  company_industry text,
  company_description text,
  similarity_score numeric,
  source text,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  previous_document_at timestamptz,
  is_complete boolean
);
comment on type core.similar_company_claim is
  'That a source lists a company as similar to another. is_complete: sums up all its documents; '
  'else it is its newest document, to be applied on top. previous_document_at: time of the '
  'document that this one follows.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
