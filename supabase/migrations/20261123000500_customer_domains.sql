-- migrate:up
set role pipeline_owner;

insert into ops.sources (
  source, kind, raw_table, key_column, description, workflow_slug, key_fields
)
values
  (
    'orphan_customer_domain', 'customer', 'orphan_customer_domain_payloads',
    'origin_company_domain',
    'Domains that Gemini found for customers known by name alone.',
    'gemini-orphan-customer-domain',
    'customer_company_name or origin_company_domain'
  ),
  (
    'gemini_domain_inference', 'customer', 'gemini_domain_inference_payloads',
    'origin_company_domain',
    'Candidates that Gemini names for the domain of a customer.',
    'gemini-customer-domain-inference',
    'customer_company_name or origin_company_domain'
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
    'gemini-orphan-customer-domain',
    'google',
    'gemini',
    'inference',
    'company',
    'Lands the domain found for a customer of which nothing but the name was known.',
    'raw.orphan_customer_domain_payloads',
    'extracted.orphan_customer_domain',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_orphan_customer_domain',
    'POST /ingest_orphan_customer_domain'
  ),
  (
    'gemini-customer-domain-inference',
    'google',
    'gemini',
    'inference',
    'company',
    'Lands the candidates for the domain of a customer.',
    'raw.gemini_domain_inference_payloads',
    'extracted.gemini_domain_inference',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_gemini_domain_inference',
    'POST /ingest_gemini_domain_inference'
  ),
  (
    'company-customers-lookup',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Lists the customers of a company.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_company_customers',
    'POST /run/companies/db/company-customers/lookup'
  ),
  (
    'company-has-customers',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Says whether customers of a company are known.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'get_company_has_customers',
    'POST /api/companies/check-has-customers'
  ),
  (
    'company-has-case-studies',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Says whether case studies of a company were read.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'get_company_has_case_studies',
    'POST /api/companies/check-has-case-studies'
  ),
  (
    'company-customers-status',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Counts the customers of a company and the case studies that they are known from.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'get_customers_status',
    'POST /api/companies/customers-status'
  ),
  (
    'company-case-studies-status',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Names the case studies of a company that were read.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'get_case_studies_status',
    'POST /api/companies/case-studies-status'
  ),
  (
    'company-has-customers-of',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Says how many customers of a company have a domain, with a few of them.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'get_company_customers_status',
    'POST /api/companies/has-customers-of'
  );

create table raw.orphan_customer_domain_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  customer_company_name text,
  origin_company_domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint orphan_customer_domain_payloads_pkey primary key (id)
);
create index orphan_customer_domain_payloads_landing_no_idx
  on raw.orphan_customer_domain_payloads (landing_no);
comment on table raw.orphan_customer_domain_payloads is
  'Domains found for orphan customers, as received. Append-only; insert into (payload) is all it '
  'takes. Taken by extracted.take_orphan_customer_domain through trigger t10_land.';
comment on column raw.orphan_customer_domain_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.orphan_customer_domain_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.orphan_customer_domain_payloads.received_at is 'When the payload landed.';
comment on column raw.orphan_customer_domain_payloads.customer_company_name is
  'Name of the customer as received; read where the payload has none.';
comment on column raw.orphan_customer_domain_payloads.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.orphan_customer_domain_payloads.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.orphan_customer_domain_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.orphan_customer_domain_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.orphan_customer_domain_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.orphan_customer_domain_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.orphan_customer_domain_payloads enable row level security;
create policy orphan_customer_domain_payloads_analyst_lands
  on raw.orphan_customer_domain_payloads
  for insert to pipeline_analyst with check (true);
create policy orphan_customer_domain_payloads_analyst_reads
  on raw.orphan_customer_domain_payloads
  for select to pipeline_analyst using (true);

create table raw.gemini_domain_inference_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  customer_company_name text,
  origin_company_domain text,
  origin_company_name text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint gemini_domain_inference_payloads_pkey primary key (id)
);
create index gemini_domain_inference_payloads_landing_no_idx
  on raw.gemini_domain_inference_payloads (landing_no);
comment on table raw.gemini_domain_inference_payloads is
  'Candidates for the domain of a customer, as received. Append-only; insert into (payload) is '
  'all it takes. Taken by extracted.take_gemini_domain_inference through trigger t10_land.';
comment on column raw.gemini_domain_inference_payloads.id is
  'Identifies the payload: raw_payload_id in answers and in extracted.';
comment on column raw.gemini_domain_inference_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.gemini_domain_inference_payloads.received_at is 'When the payload landed.';
comment on column raw.gemini_domain_inference_payloads.customer_company_name is
  'Name of the customer as received; read where the payload has none.';
comment on column raw.gemini_domain_inference_payloads.origin_company_domain is
  'Domain of the vendor as received, null when none was given; read where the payload has none.';
comment on column raw.gemini_domain_inference_payloads.origin_company_name is
  'Name of the vendor as received.';
comment on column raw.gemini_domain_inference_payloads.payload is
  'The request as sent: the whole body is the document.';
comment on column raw.gemini_domain_inference_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.gemini_domain_inference_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.gemini_domain_inference_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.gemini_domain_inference_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.gemini_domain_inference_payloads enable row level security;
create policy gemini_domain_inference_payloads_analyst_lands
  on raw.gemini_domain_inference_payloads
  for insert to pipeline_analyst with check (true);
create policy gemini_domain_inference_payloads_analyst_reads
  on raw.gemini_domain_inference_payloads
  for select to pipeline_analyst using (true);

create table extracted.orphan_customer_domain (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  raw_payload_id uuid not null,
  id uuid not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  customer_company_name text not null,
  inferred_domain text collate "C",
  confidence text,
  reason text,
  input_tokens integer,
  output_tokens integer,
  cost_usd numeric(12, 8),
  success boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint orphan_customer_domain_pkey primary key (
    origin_company_domain, customer_name_key, raw_payload_id
  ),
  constraint orphan_customer_domain_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint orphan_customer_domain_customer_name_key_check check (customer_name_key <> ''),
  constraint orphan_customer_domain_inferred_domain_check check (
    inferred_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(inferred_domain) <= 253
    and inferred_domain <> origin_company_domain
  )
);
comment on table extracted.orphan_customer_domain is
  'What was found out about the domains of orphan customers: one row per document, never merged. '
  'A domain whose success is not false is evidence for core.company_customers '
  '(gemini-orphan-resolve), where nothing better speaks; of several the first to land.';
comment on column extracted.orphan_customer_domain.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.orphan_customer_domain.customer_name_key is
  'reference.name_key of the customer''s name: with the origin it identifies the customer.';
comment on column extracted.orphan_customer_domain.raw_payload_id is
  'The document: raw.orphan_customer_domain_payloads.id. Of documents that repeat it unchanged, '
  'the first.';
comment on column extracted.orphan_customer_domain.id is
  'Derived from the document: the same after a rebuild. extracted_id in answers.';
comment on column extracted.orphan_customer_domain.document_at is
  'When the document landed: with landing_no its place among the documents of the customer.';
comment on column extracted.orphan_customer_domain.landing_no is
  'Landing number of the document.';
comment on column extracted.orphan_customer_domain.customer_company_name is
  'customer_company_name: name of the customer, on one line, at most 500 characters.';
comment on column extracted.orphan_customer_domain.inferred_domain is
  'domain, normalised; null where it is none, is a shared host, or is that of the vendor.';
comment on column extracted.orphan_customer_domain.confidence is
  'confidence in lower case: high, medium, low, none, or what the model made of it.';
comment on column extracted.orphan_customer_domain.reason is 'reason: why the model thinks so.';
comment on column extracted.orphan_customer_domain.input_tokens is
  'input_tokens: tokens asked with; null where it is no whole number from 0.';
comment on column extracted.orphan_customer_domain.output_tokens is
  'output_tokens: tokens answered with; null where it is no whole number from 0.';
comment on column extracted.orphan_customer_domain.cost_usd is
  'cost_usd: US dollars, rounded to 8 places; null where it is not from 0 to 9999.99999999.';
comment on column extracted.orphan_customer_domain.success is
  'success: whether the inference went through; null when not said. false keeps the domain from '
  'core.';
comment on column extracted.orphan_customer_domain.created_at is 'When the row was first written.';
comment on column extracted.orphan_customer_domain.updated_at is 'When the row last changed.';
alter table extracted.orphan_customer_domain enable row level security;
create policy orphan_customer_domain_analyst_reads on extracted.orphan_customer_domain
  for select to pipeline_analyst using (true);

create table extracted.gemini_domain_inference (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  id uuid not null,
  raw_payload_id uuid not null,
  customer_company_name text not null,
  inferred_domain text collate "C",
  confidence text,
  reason text,
  source text collate "C" not null default 'gemini-infer',
  claimed_domain text collate "C",
  claimed_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint gemini_domain_inference_pkey primary key (origin_company_domain, customer_name_key),
  constraint gemini_domain_inference_origin_company_domain_check check (
    origin_company_domain = ''
    or origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint gemini_domain_inference_customer_name_key_check check (customer_name_key <> ''),
  constraint gemini_domain_inference_inferred_domain_check check (
    inferred_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(inferred_domain) <= 253
    and inferred_domain <> origin_company_domain
  ),
  constraint gemini_domain_inference_claimed_domain_check check (
    claimed_domain is null
    or origin_company_domain <> ''
    and claimed_domain <> origin_company_domain
    and length(claimed_domain) <= 253
    and claimed_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
  ),
  constraint gemini_domain_inference_claimed_landing_no_check check (
    (claimed_domain is null) = (claimed_landing_no is null)
  )
);
comment on table extracted.gemini_domain_inference is
  'What Gemini infers about the domain of a customer: the newest document with a usable candidate '
  'wins, a document without one replaces nothing. claimed_domain is evidence for '
  'core.company_customers (gemini-infer), where nothing better speaks.';
comment on column extracted.gemini_domain_inference.origin_company_domain is
  'Normalised domain of the vendor; empty where none was given.';
comment on column extracted.gemini_domain_inference.customer_name_key is
  'reference.name_key of the customer''s name: with the origin it identifies the customer.';
comment on column extracted.gemini_domain_inference.id is
  'Derived from the key: the same after a rebuild. extracted_id in answers.';
comment on column extracted.gemini_domain_inference.raw_payload_id is
  'The newest document of the customer: raw.gemini_domain_inference_payloads.id. Of documents '
  'that repeat it unchanged, the first.';
comment on column extracted.gemini_domain_inference.customer_company_name is
  'customer_company_name: name of the customer as the newest document gives it, on one line, at '
  'most 500 characters.';
comment on column extracted.gemini_domain_inference.inferred_domain is
  'Domain of the best candidate, normalised: the first of high confidence, else the first; what '
  'is no domain, a shared host or the vendor''s own is no candidate. Newest wins; null replaces '
  'nothing.';
comment on column extracted.gemini_domain_inference.confidence is
  'Confidence of that candidate in lower case; null when it has none.';
comment on column extracted.gemini_domain_inference.reason is
  'Reason of that candidate; null when it has none.';
comment on column extracted.gemini_domain_inference.source is
  'What the domain is called in core.company_customers.customer_domain_source.';
comment on column extracted.gemini_domain_inference.claimed_domain is
  'The domain offered to core: the first to land of at least medium confidence, where the vendor '
  'is known. First wins.';
comment on column extracted.gemini_domain_inference.claimed_landing_no is
  'Landing number of the document that gave claimed_domain.';
comment on column extracted.gemini_domain_inference.created_at is 'When the row was first written.';
comment on column extracted.gemini_domain_inference.updated_at is 'When the row last changed.';
alter table extracted.gemini_domain_inference enable row level security;
create policy gemini_domain_inference_analyst_reads on extracted.gemini_domain_inference
  for select to pipeline_analyst using (true);

create type extracted.orphan_customer_domain_document as (
  origin_company_domain text,
  customer_name_key text,
  raw_payload_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  customer_company_name text,
  inferred_domain text,
  confidence text,
  reason text,
  input_tokens integer,
  output_tokens integer,
  cost_usd numeric,
  success boolean
);
comment on type extracted.orphan_customer_domain_document is
  'A found domain as typed values, with its place among the documents of its customer '
  '(ops.document_work). raw_payload_id null: the customer has no document left.';

create type extracted.gemini_domain_inference_document as (
  origin_company_domain text,
  customer_name_key text,
  raw_payload_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  customer_company_name text,
  inferred_domain text,
  confidence text,
  reason text
);
comment on type extracted.gemini_domain_inference_document is
  'The best candidate for a domain as typed values, with its place among the documents of its '
  'customer (ops.document_work). raw_payload_id null: the customer has no document left.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
