-- migrate:up
set role pipeline_owner;

insert into ops.sources (
  source, kind, raw_table, key_column, description, workflow_slug, key_fields
)
values
  (
    'claygent_customers_structured', 'company', 'claygent_customers_structured_raw',
    'origin_company_domain',
    'Customers of a vendor as Claygent lists them, in objects (customers-of-3).',
    'claygent-customers-of-3', null
  ),
  (
    'claygent_customers_v2', 'company', 'claygent_customers_v2_raw', 'origin_company_domain',
    'Customers of a vendor as Claygent lists them, in objects (customers-of-2, deprecated).',
    'claygent-customers-of-2', null
  ),
  (
    'claygent_customers', 'company', 'claygent_customers_raw', 'origin_company_domain',
    'Customers of a vendor as Claygent lists them, in one text (customers-of-4, deprecated).',
    'claygent-customers-of-4', null
  ),
  (
    'company_customer_claygent', 'company', 'company_customer_claygent_payloads',
    'origin_company_domain',
    'Customers of a vendor as Claygent lists them (customers-of-1, deprecated).',
    'claygent-get-all-company-customers', null
  ),
  (
    'manual_company_customers', 'customer', 'manual_company_customers',
    'origin_company_domain', 'Customers of a vendor as people enter them, one by one.',
    'manual-company-customers', 'origin_company_domain or company_customer_name'
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
    'claygent-get-all-company-customers',
    'clay',
    'clay',
    'customer_research',
    'company',
    'Lands customers of a vendor; deprecated by claygent-customers-of-3.',
    'raw.company_customer_claygent_payloads',
    'extracted.company_customer_claygent',
    null,
    'origin_company_domain',
    'company',
    false,
    'client',
    'ingest',
    'ingest_all_comp_customers',
    'POST /run/companies/claygent/customers-of-1/ingest'
  ),
  (
    'claygent-customers-of-2',
    'clay',
    'clay',
    'customer_research',
    'company',
    'Lands customers of a vendor; deprecated by claygent-customers-of-3.',
    'raw.claygent_customers_v2_raw',
    'extracted.claygent_customers_v2',
    null,
    'origin_company_domain',
    'company',
    false,
    'client',
    'ingest',
    'ingest_company_customers_v2',
    'POST /run/companies/claygent/customers-of-2/ingest'
  ),
  (
    'claygent-customers-of-3',
    'clay',
    'clay',
    'customer_research',
    'company',
    'Lands customers of a vendor with their case studies.',
    'raw.claygent_customers_structured_raw',
    'extracted.claygent_customers_structured',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_company_customers_structured',
    'POST /run/companies/claygent/customers-of-3/ingest'
  ),
  (
    'claygent-customers-of-4',
    'clay',
    'clay',
    'customer_research',
    'company',
    'Lands customers of a vendor; deprecated by claygent-customers-of-3.',
    'raw.claygent_customers_raw',
    'extracted.claygent_customers',
    null,
    'origin_company_domain',
    'company',
    false,
    'client',
    'ingest',
    'ingest_company_customers_claygent',
    'POST /run/companies/claygent/customers-of-4/ingest'
  ),
  (
    'manual-company-customers',
    'internal',
    'manual',
    'customer_research',
    'company',
    'Lands a customer of a vendor that a person knows of.',
    'raw.manual_company_customers',
    'extracted.manual_company_customers',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_manual_comp_customer',
    'POST /run/companies/manual/customers/ingest'
  );

create table raw.claygent_customers_structured_raw (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  origin_company_domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint claygent_customers_structured_raw_pkey primary key (id)
);
create index claygent_customers_structured_raw_landing_no_idx
  on raw.claygent_customers_structured_raw (landing_no);
comment on table raw.claygent_customers_structured_raw is
  'Customers of vendors as Claygent lists them in objects, as received. Append-only; insert into '
  '(payload) is all it takes. Taken by extracted.take_claygent_customers_structured through '
  'trigger t10_land.';
comment on column raw.claygent_customers_structured_raw.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.claygent_customers_structured_raw.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.claygent_customers_structured_raw.received_at is 'When the payload landed.';
comment on column raw.claygent_customers_structured_raw.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.claygent_customers_structured_raw.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.claygent_customers_structured_raw.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.claygent_customers_structured_raw.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.claygent_customers_structured_raw.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.claygent_customers_structured_raw_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.claygent_customers_structured_raw enable row level security;
create policy claygent_customers_structured_raw_analyst_lands
  on raw.claygent_customers_structured_raw
  for insert to pipeline_analyst with check (true);
create policy claygent_customers_structured_raw_analyst_reads
  on raw.claygent_customers_structured_raw
  for select to pipeline_analyst using (true);

create table raw.claygent_customers_v2_raw (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  origin_company_domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint claygent_customers_v2_raw_pkey primary key (id)
);
create index claygent_customers_v2_raw_landing_no_idx
  on raw.claygent_customers_v2_raw (landing_no);
comment on table raw.claygent_customers_v2_raw is
  'Customers of vendors as Claygent lists them in objects (customers-of-2), as received. '
  'Append-only; insert into (payload) is all it takes. Taken by '
  'extracted.take_claygent_customers_v2 through trigger t10_land.';
comment on column raw.claygent_customers_v2_raw.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.claygent_customers_v2_raw.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.claygent_customers_v2_raw.received_at is 'When the payload landed.';
comment on column raw.claygent_customers_v2_raw.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.claygent_customers_v2_raw.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.claygent_customers_v2_raw.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.claygent_customers_v2_raw.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.claygent_customers_v2_raw.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.claygent_customers_v2_raw_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.claygent_customers_v2_raw enable row level security;
create policy claygent_customers_v2_raw_analyst_lands
  on raw.claygent_customers_v2_raw
  for insert to pipeline_analyst with check (true);
create policy claygent_customers_v2_raw_analyst_reads
  on raw.claygent_customers_v2_raw
  for select to pipeline_analyst using (true);

create table raw.claygent_customers_raw (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  origin_company_domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint claygent_customers_raw_pkey primary key (id)
);
create index claygent_customers_raw_landing_no_idx
  on raw.claygent_customers_raw (landing_no);
comment on table raw.claygent_customers_raw is
  'Customers of vendors as Claygent lists them in one text (customers-of-4), as received. '
  'Append-only; insert into (payload) is all it takes. Taken by '
  'extracted.take_claygent_customers through trigger t10_land.';
comment on column raw.claygent_customers_raw.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.claygent_customers_raw.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.claygent_customers_raw.received_at is 'When the payload landed.';
comment on column raw.claygent_customers_raw.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.claygent_customers_raw.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.claygent_customers_raw.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.claygent_customers_raw.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.claygent_customers_raw.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.claygent_customers_raw_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.claygent_customers_raw enable row level security;
create policy claygent_customers_raw_analyst_lands
  on raw.claygent_customers_raw
  for insert to pipeline_analyst with check (true);
create policy claygent_customers_raw_analyst_reads
  on raw.claygent_customers_raw
  for select to pipeline_analyst using (true);

create table raw.company_customer_claygent_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  origin_company_domain text,
  workflow_slug text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint company_customer_claygent_payloads_pkey primary key (id)
);
create index company_customer_claygent_payloads_landing_no_idx
  on raw.company_customer_claygent_payloads (landing_no);
comment on table raw.company_customer_claygent_payloads is
  'Customers of vendors as Claygent lists them (customers-of-1), as received. Append-only; '
  'insert into (payload) is all it takes. Taken by extracted.take_company_customer_claygent '
  'through trigger t10_land.';
comment on column raw.company_customer_claygent_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.company_customer_claygent_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.company_customer_claygent_payloads.received_at is 'When the payload landed.';
comment on column raw.company_customer_claygent_payloads.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.company_customer_claygent_payloads.workflow_slug is
  'Workflow that the request named; read where the payload has none; null: that of the source.';
comment on column raw.company_customer_claygent_payloads.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.company_customer_claygent_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.company_customer_claygent_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.company_customer_claygent_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.company_customer_claygent_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.company_customer_claygent_payloads enable row level security;
create policy company_customer_claygent_payloads_analyst_lands
  on raw.company_customer_claygent_payloads
  for insert to pipeline_analyst with check (true);
create policy company_customer_claygent_payloads_analyst_reads
  on raw.company_customer_claygent_payloads
  for select to pipeline_analyst using (true);

create table raw.manual_company_customers (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  origin_company_domain text,
  company_customer_name text,
  workflow_slug text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint manual_company_customers_pkey primary key (id)
);
create index manual_company_customers_landing_no_idx
  on raw.manual_company_customers (landing_no);
comment on table raw.manual_company_customers is
  'Customers of vendors as people enter them, as received. Append-only; insert into (payload) is '
  'all it takes. Taken by extracted.take_manual_company_customers through trigger t10_land.';
comment on column raw.manual_company_customers.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.manual_company_customers.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.manual_company_customers.received_at is 'When the payload landed.';
comment on column raw.manual_company_customers.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.manual_company_customers.company_customer_name is
  'Name of the customer as received; read where the payload has none.';
comment on column raw.manual_company_customers.workflow_slug is
  'Workflow that the request named; read where the payload has none; null: that of the source.';
comment on column raw.manual_company_customers.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.manual_company_customers.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.manual_company_customers.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.manual_company_customers.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.manual_company_customers_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.manual_company_customers enable row level security;
create policy manual_company_customers_analyst_lands
  on raw.manual_company_customers
  for insert to pipeline_analyst with check (true);
create policy manual_company_customers_analyst_reads
  on raw.manual_company_customers
  for select to pipeline_analyst using (true);

create table extracted.claygent_customers_structured (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  raw_id uuid not null,
  id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  origin_company_name text,
  customer_name text collate "C" not null,
  case_study_url text collate "C",
  has_case_study boolean,
  confidence text,
  batch_id text collate "C",
  matched_domain text collate "C",
  matched_linkedin_url text collate "C",
  match_method text collate "C",
  matched_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint claygent_customers_structured_pkey
    primary key (origin_company_domain, customer_name_key, raw_id),
  constraint claygent_customers_structured_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint claygent_customers_structured_customer_name_key_check check (customer_name_key <> ''),
  constraint claygent_customers_structured_case_study_url_check check (
    case_study_url ~ '^https?://[^/?#@]+\.[^?#]' and length(case_study_url) <= 2000
  )
);
create index claygent_customers_structured_raw_id_idx
  on extracted.claygent_customers_structured (raw_id);
comment on table extracted.claygent_customers_structured is
  'Customers that customers-of-3 names: one row per customer and document, kept for good. A row '
  'follows from its document alone, the match apart.';
comment on column extracted.claygent_customers_structured.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.claygent_customers_structured.customer_name_key is
  'reference.name_key of customer_name: with the vendor it identifies the customer.';
comment on column extracted.claygent_customers_structured.raw_id is
  'The document: raw.claygent_customers_structured_raw.id. Of documents that repeat it '
  'unchanged, the first.';
comment on column extracted.claygent_customers_structured.id is
  'Derived from document and name key: the same after a rebuild. source_id in '
  'core.company_customers.';
comment on column extracted.claygent_customers_structured.document_at is
  'Time of the document: when it landed.';
comment on column extracted.claygent_customers_structured.landing_no is
  'Landing number of the document; breaks ties of document_at.';
comment on column extracted.claygent_customers_structured.origin_company_name is
  'origin_company_name, on one line, at most 500 characters.';
comment on column extracted.claygent_customers_structured.customer_name is
  'Name of the customer, on one line, at most 500 characters; the first of several spellings.';
comment on column extracted.claygent_customers_structured.case_study_url is
  'Normalised URL that the document gives for the customer: the first that is an http(s) URL.';
comment on column extracted.claygent_customers_structured.has_case_study is
  'hasCaseStudy: true where any of several entries of the name says so; null when not said.';
comment on column extracted.claygent_customers_structured.confidence is
  'confidence of the document: high, medium, low or other text.';
comment on column extracted.claygent_customers_structured.batch_id is
  'batch_id, or batch_name, of the request: goes to the case study URLs that it stages.';
comment on column extracted.claygent_customers_structured.matched_domain is
  'Domain of the company with that name, by extracted.customer_names; null where none or several '
  'have it.';
comment on column extracted.claygent_customers_structured.matched_linkedin_url is
  'LinkedIn page of the matched company; null where it is not known.';
comment on column extracted.claygent_customers_structured.match_method is
  'How the name was matched: core-exact, discovery-exact, core-suffix, discovery-suffix, '
  'core-weak-suffix or discovery-weak-suffix.';
comment on column extracted.claygent_customers_structured.matched_at is
  'When the name was matched; null while it is not.';
comment on column extracted.claygent_customers_structured.created_at is
  'When the row was first written.';
comment on column extracted.claygent_customers_structured.updated_at is
  'When the row last changed.';
comment on index extracted.claygent_customers_structured_raw_id_idx is
  'The customers of a document, for staging its case study URLs.';
alter table extracted.claygent_customers_structured enable row level security;
create policy claygent_customers_structured_analyst_reads on extracted.claygent_customers_structured
  for select to pipeline_analyst using (true);

create table extracted.claygent_customers_v2 (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  raw_id uuid not null,
  id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  origin_company_name text,
  customer_name text collate "C" not null,
  case_study_url text collate "C",
  has_case_study boolean,
  confidence text,
  matched_domain text collate "C",
  matched_linkedin_url text collate "C",
  match_method text collate "C",
  matched_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint claygent_customers_v2_pkey
    primary key (origin_company_domain, customer_name_key, raw_id),
  constraint claygent_customers_v2_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint claygent_customers_v2_customer_name_key_check check (customer_name_key <> ''),
  constraint claygent_customers_v2_case_study_url_check check (
    case_study_url ~ '^https?://[^/?#@]+\.[^?#]' and length(case_study_url) <= 2000
  )
);
comment on table extracted.claygent_customers_v2 is
  'Customers that customers-of-2 names: one row per customer and document, kept for good. A row '
  'follows from its document alone, the match apart.';
comment on column extracted.claygent_customers_v2.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.claygent_customers_v2.customer_name_key is
  'reference.name_key of customer_name: with the vendor it identifies the customer.';
comment on column extracted.claygent_customers_v2.raw_id is
  'The document: raw.claygent_customers_v2_raw.id. Of documents that repeat it unchanged, the '
  'first.';
comment on column extracted.claygent_customers_v2.id is
  'Derived from document and name key: the same after a rebuild. source_id in '
  'core.company_customers.';
comment on column extracted.claygent_customers_v2.document_at is
  'Time of the document: when it landed.';
comment on column extracted.claygent_customers_v2.landing_no is
  'Landing number of the document; breaks ties of document_at.';
comment on column extracted.claygent_customers_v2.origin_company_name is
  'origin_company_name, on one line, at most 500 characters.';
comment on column extracted.claygent_customers_v2.customer_name is
  'Name of the customer, on one line, at most 500 characters; the first of several spellings.';
comment on column extracted.claygent_customers_v2.case_study_url is
  'Normalised URL that the document gives for the customer: the first that is an http(s) URL.';
comment on column extracted.claygent_customers_v2.has_case_study is
  'hasCaseStudy: true where any of several entries of the name says so; null when not said.';
comment on column extracted.claygent_customers_v2.confidence is
  'confidence of the document: high, medium, low or other text.';
comment on column extracted.claygent_customers_v2.matched_domain is
  'Domain of the company with that name, by extracted.customer_names; null where none or several '
  'have it.';
comment on column extracted.claygent_customers_v2.matched_linkedin_url is
  'LinkedIn page of the matched company; null where it is not known.';
comment on column extracted.claygent_customers_v2.match_method is
  'How the name was matched: core-exact, discovery-exact, core-suffix, discovery-suffix, '
  'core-weak-suffix or discovery-weak-suffix.';
comment on column extracted.claygent_customers_v2.matched_at is
  'When the name was matched; null while it is not.';
comment on column extracted.claygent_customers_v2.created_at is 'When the row was first written.';
comment on column extracted.claygent_customers_v2.updated_at is 'When the row last changed.';
alter table extracted.claygent_customers_v2 enable row level security;
create policy claygent_customers_v2_analyst_reads on extracted.claygent_customers_v2
  for select to pipeline_analyst using (true);

create table extracted.claygent_customers (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  raw_id uuid not null,
  id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  origin_company_name text,
  customer_name text collate "C" not null,
  case_study_url text collate "C",
  has_case_study boolean,
  confidence text,
  matched_domain text collate "C",
  matched_linkedin_url text collate "C",
  match_method text collate "C",
  matched_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint claygent_customers_pkey
    primary key (origin_company_domain, customer_name_key, raw_id),
  constraint claygent_customers_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint claygent_customers_customer_name_key_check check (customer_name_key <> ''),
  constraint claygent_customers_case_study_url_check check (
    case_study_url ~ '^https?://[^/?#@]+\.[^?#]' and length(case_study_url) <= 2000
  )
);
comment on table extracted.claygent_customers is
  'Customers that customers-of-4 names: one row per customer and document, kept for good. A row '
  'follows from its document alone, the match apart.';
comment on column extracted.claygent_customers.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.claygent_customers.customer_name_key is
  'reference.name_key of customer_name: with the vendor it identifies the customer.';
comment on column extracted.claygent_customers.raw_id is
  'The document: raw.claygent_customers_raw.id. Of documents that repeat it unchanged, the first.';
comment on column extracted.claygent_customers.id is
  'Derived from document and name key: the same after a rebuild. source_id in '
  'core.company_customers.';
comment on column extracted.claygent_customers.document_at is
  'Time of the document: when it landed.';
comment on column extracted.claygent_customers.landing_no is
  'Landing number of the document; breaks ties of document_at.';
comment on column extracted.claygent_customers.origin_company_name is
  'origin_company_name, on one line, at most 500 characters.';
comment on column extracted.claygent_customers.customer_name is
  'Name of the customer, on one line, at most 500 characters; the first of several spellings.';
comment on column extracted.claygent_customers.case_study_url is
  'Normalised URL of the first step whose path names the customer; null where none does.';
comment on column extracted.claygent_customers.has_case_study is
  'True where case_study_url was found; null otherwise, or as the entry says.';
comment on column extracted.claygent_customers.confidence is
  'confidence of the document: high, medium, low or other text.';
comment on column extracted.claygent_customers.matched_domain is
  'Domain of the company with that name, by extracted.customer_names; null where none or several '
  'have it.';
comment on column extracted.claygent_customers.matched_linkedin_url is
  'LinkedIn page of the matched company; null where it is not known.';
comment on column extracted.claygent_customers.match_method is
  'How the name was matched: core-exact, discovery-exact, core-suffix, discovery-suffix, '
  'core-weak-suffix or discovery-weak-suffix.';
comment on column extracted.claygent_customers.matched_at is
  'When the name was matched; null while it is not.';
comment on column extracted.claygent_customers.created_at is 'When the row was first written.';
comment on column extracted.claygent_customers.updated_at is 'When the row last changed.';
alter table extracted.claygent_customers enable row level security;
create policy claygent_customers_analyst_reads on extracted.claygent_customers
  for select to pipeline_analyst using (true);

create table extracted.company_customer_claygent (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  id uuid not null,
  raw_payload_id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  first_landing_no bigint not null,
  origin_company_name text,
  company_customer_name text collate "C" not null,
  case_study_url text collate "C",
  has_case_study boolean not null default false,
  company_customer_domain text collate "C",
  domain_match_source text collate "C",
  matched_linkedin_url text collate "C",
  matched_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_customer_claygent_pkey primary key (origin_company_domain, customer_name_key),
  constraint company_customer_claygent_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint company_customer_claygent_customer_name_key_check check (customer_name_key <> ''),
  constraint company_customer_claygent_case_study_url_check check (
    case_study_url ~ '^https?://[^/?#@]+\.[^?#]' and length(case_study_url) <= 2000
  )
);
create index company_customer_claygent_has_case_study_idx
  on extracted.company_customer_claygent (origin_company_domain) where has_case_study;
create index company_customer_claygent_company_customer_domain_idx
  on extracted.company_customer_claygent (company_customer_domain)
  where company_customer_domain is not null;
comment on table extracted.company_customer_claygent is
  'Customers that customers-of-1 names: one row per customer, of every column the newest value '
  'that is not null. A customer that later documents leave out stays.';
comment on column extracted.company_customer_claygent.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.company_customer_claygent.customer_name_key is
  'reference.name_key of company_customer_name: with the vendor it identifies the customer.';
comment on column extracted.company_customer_claygent.id is
  'Derived from the key: the same after a rebuild. source_id in core.company_customers.';
comment on column extracted.company_customer_claygent.raw_payload_id is
  'The newest document that names the customer: raw.company_customer_claygent_payloads.id. Of '
  'documents that repeat it unchanged, the first.';
comment on column extracted.company_customer_claygent.document_at is
  'Time of that document: when it landed.';
comment on column extracted.company_customer_claygent.landing_no is
  'Landing number of that document; breaks ties of document_at.';
comment on column extracted.company_customer_claygent.first_landing_no is
  'Lowest landing number of a document that names the customer: what a consolidation and the '
  'first spelling in core go by.';
comment on column extracted.company_customer_claygent.origin_company_name is
  'origin_company_name, on one line, at most 500 characters. Newest wins; null replaces nothing.';
comment on column extracted.company_customer_claygent.company_customer_name is
  'Name of the customer, on one line, at most 500 characters. First wins; of several spellings '
  'in a document the first.';
comment on column extracted.company_customer_claygent.case_study_url is
  'Normalised URL given for the customer. Newest wins; null replaces nothing.';
comment on column extracted.company_customer_claygent.has_case_study is
  'hasCaseStudy. Newest wins; not said replaces nothing; false while nothing was said.';
comment on column extracted.company_customer_claygent.company_customer_domain is
  'Domain of the company with that name, by extracted.customer_names; null where none or several '
  'have it.';
comment on column extracted.company_customer_claygent.domain_match_source is
  'How the name was matched: core-exact, discovery-exact, core-suffix, discovery-suffix, '
  'core-weak-suffix or discovery-weak-suffix.';
comment on column extracted.company_customer_claygent.matched_linkedin_url is
  'LinkedIn page of the matched company; null where it is not known.';
comment on column extracted.company_customer_claygent.matched_at is
  'When the name was matched; null while it is not.';
comment on column extracted.company_customer_claygent.created_at is
  'When the row was first written.';
comment on column extracted.company_customer_claygent.updated_at is 'When the row last changed.';
comment on index extracted.company_customer_claygent_has_case_study_idx is
  'The customers of a vendor with a case study.';
comment on index extracted.company_customer_claygent_company_customer_domain_idx is
  'The vendors of a customer.';
alter table extracted.company_customer_claygent enable row level security;
create policy company_customer_claygent_analyst_reads on extracted.company_customer_claygent
  for select to pipeline_analyst using (true);

create table extracted.manual_company_customers (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  id uuid not null,
  raw_id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  first_landing_no bigint not null,
  origin_company_name text,
  origin_company_linkedin_url text collate "C",
  customer_name text collate "C" not null,
  customer_domain text collate "C",
  customer_linkedin_url text collate "C",
  case_study_url text collate "C",
  has_case_study boolean,
  source_notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint manual_company_customers_pkey primary key (origin_company_domain, customer_name_key),
  constraint manual_company_customers_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint manual_company_customers_customer_name_key_check check (customer_name_key <> ''),
  constraint manual_company_customers_customer_domain_check check (
    customer_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(customer_domain) <= 253
  ),
  constraint manual_company_customers_origin_company_linkedin_url_check check (
    origin_company_linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint manual_company_customers_customer_linkedin_url_check check (
    customer_linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint manual_company_customers_case_study_url_check check (
    case_study_url ~ '^https?://[^/?#@]+\.[^?#]' and length(case_study_url) <= 2000
  )
);
comment on table extracted.manual_company_customers is
  'Customers that people enter: one row per customer, of every column the newest value that is '
  'not null. Reaches core as it lands (source manual).';
comment on column extracted.manual_company_customers.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.manual_company_customers.customer_name_key is
  'reference.name_key of customer_name: with the vendor it identifies the customer.';
comment on column extracted.manual_company_customers.id is
  'Derived from the key: the same after a rebuild. id in answers, source_id in '
  'core.company_customers.';
comment on column extracted.manual_company_customers.raw_id is
  'The newest document of the customer: raw.manual_company_customers.id. Of documents that '
  'repeat it unchanged, the first.';
comment on column extracted.manual_company_customers.document_at is
  'Time of that document: when it landed.';
comment on column extracted.manual_company_customers.landing_no is
  'Landing number of that document; breaks ties of document_at.';
comment on column extracted.manual_company_customers.first_landing_no is
  'Lowest landing number of a document that names the customer: what a consolidation and the '
  'first spelling in core go by.';
comment on column extracted.manual_company_customers.origin_company_name is
  'origin_company_name, on one line, at most 500 characters. Newest wins; null replaces nothing.';
comment on column extracted.manual_company_customers.origin_company_linkedin_url is
  'origin_company_linkedin_url, normalised; null where it is no company page. Newest wins; null '
  'replaces nothing.';
comment on column extracted.manual_company_customers.customer_name is
  'company_customer_name, on one line, at most 500 characters. First wins.';
comment on column extracted.manual_company_customers.customer_domain is
  'company_customer_domain, normalised; null where it is none or a shared host. Newest wins; '
  'null replaces nothing.';
comment on column extracted.manual_company_customers.customer_linkedin_url is
  'company_customer_linkedin_url, normalised; null where it is no company page. Newest wins; '
  'null replaces nothing.';
comment on column extracted.manual_company_customers.case_study_url is
  'case_study_url, normalised; null where it is no http(s) URL. Newest wins; null replaces '
  'nothing.';
comment on column extracted.manual_company_customers.has_case_study is
  'has_case_study; null when not said. Newest wins; null replaces nothing.';
comment on column extracted.manual_company_customers.source_notes is
  'source_notes: where the person knows it from. Newest wins; null replaces nothing.';
comment on column extracted.manual_company_customers.created_at is
  'When the row was first written.';
comment on column extracted.manual_company_customers.updated_at is 'When the row last changed.';
alter table extracted.manual_company_customers enable row level security;
create policy manual_company_customers_analyst_reads on extracted.manual_company_customers
  for select to pipeline_analyst using (true);

create type extracted.customer_item as (
  customer_name text,
  customer_name_key text,
  case_study_url text,
  has_case_study boolean
);
comment on type extracted.customer_item is
  'A customer that a document names; entries of one name key are one.';

create type extracted.customer_document as (
  origin_company_domain text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  origin_company_name text,
  confidence text,
  batch_id text,
  customers extracted.customer_item[],
  customers_skipped integer,
  staging_case_study_urls integer,
  case_study_urls_skipped integer
);
comment on type extracted.customer_document is
  'A list of customers as typed values, whichever source it is of, with its place among the '
  'documents of its vendor (ops.document_work), and what is not taken from it. raw_id null: the '
  'vendor has no document left.';

create type extracted.manual_customer_document as (
  origin_company_domain text,
  customer_name_key text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  origin_company_name text,
  origin_company_linkedin_url text,
  customer_name text,
  customer_domain text,
  customer_linkedin_url text,
  case_study_url text,
  has_case_study boolean,
  source_notes text
);
comment on type extracted.manual_customer_document is
  'A customer that a person entered as typed values, with its place among the documents of its '
  'key (ops.document_work). raw_id null: the customer has no document left.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
