-- migrate:up
set role pipeline_owner;

insert into ops.sources (
  source, kind, raw_table, key_column, description, workflow_slug, key_fields
)
values
  (
    'gemini_case_study', 'case_study', 'gemini_case_study_payloads', 'case_study_url',
    'What a model read in a case study: customer, its domain, the people quoted.',
    'gemini-extract-case-study-details',
    'case_study_url, origin_company_domain, company_customer_name or extraction'
  ),
  (
    'case_study_buyers', 'case_study', 'case_study_buyers_payloads', 'origin_company_domain',
    'Buyers that were found in a case study, posted by Clay.',
    'case-study-buyers',
    'origin_company_domain'
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
    'gemini-extract-case-study-details',
    'google',
    'gemini',
    'case_study_extraction',
    'company',
    'Lands what a model read in a case study: customer, its domain, the people quoted.',
    'raw.gemini_case_study_payloads',
    'extracted.case_study_details',
    'core.case_study_champions',
    'case_study_url',
    'case_study',
    true,
    'client',
    'ingest',
    'ingest_case_study_extraction',
    'POST /run/companies/gemini/case-study-extraction/ingest'
  ),
  (
    'case-study-buyers',
    'google',
    'clay',
    'case_study_buyers',
    'company',
    'Lands the buyers that were found in a case study.',
    'raw.case_study_buyers_payloads',
    'extracted.case_study_buyers',
    'core.case_study_champions',
    'case_study_url',
    'case_study',
    true,
    'client',
    'ingest',
    'ingest_case_study_buyers',
    'POST /run/companies/not-sure/case-study-buyers/ingest'
  ),
  (
    'case-study-details-lookup',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Says whether a case study was read already.',
    null,
    'extracted.case_study_details',
    null,
    'case_study_url',
    'case_study',
    false,
    'client',
    'lookup',
    'lookup_case_study_details',
    'POST /run/companies/case-study-details/lookup'
  ),
  (
    'case-study-champions-lookup',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Lists the people in the case studies of a company.',
    null,
    null,
    'core.case_study_champions',
    'origin_company_domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_case_study_champions',
    'POST /run/companies/db/case-study-champions/lookup'
  ),
  (
    'case-study-champions-detailed-lookup',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Lists the people in the case studies of a company, with what they said.',
    null,
    null,
    'core.case_study_champions',
    'origin_company_domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_champions_detailed',
    'POST /run/companies/db/case-study-champions-detailed/lookup'
  ),
  (
    'case-study-people-promotion',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Brings the people of case studies to core, and links them to people and companies there.',
    null,
    'extracted.case_study_champions',
    'core.case_study_champions',
    'origin_company_domain',
    'company',
    true,
    'client',
    'backfill',
    'promote_case_study_people',
    null
  );

create table raw.gemini_case_study_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  case_study_url text,
  origin_company_domain text,
  company_customer_name text,
  workflow_slug text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint gemini_case_study_payloads_pkey primary key (id)
);
create index gemini_case_study_payloads_landing_no_idx
  on raw.gemini_case_study_payloads (landing_no);
comment on table raw.gemini_case_study_payloads is
  'What a model read in a case study, as received. Append-only; '
  'insert into (payload) is all it takes. Taken by extracted.take_gemini_case_study through '
  'trigger t10_land.';
comment on column raw.gemini_case_study_payloads.id is
  'Identifies the payload: raw_id in answers, raw_payload_id in extracted.';
comment on column raw.gemini_case_study_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.gemini_case_study_payloads.received_at is 'When the payload landed.';
comment on column raw.gemini_case_study_payloads.case_study_url is
  'The case study as received; read where the payload has none.';
comment on column raw.gemini_case_study_payloads.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.gemini_case_study_payloads.company_customer_name is
  'Name of the customer as received; read where the payload has none.';
comment on column raw.gemini_case_study_payloads.workflow_slug is
  'Workflow that the request names, as received; null is that of the source.';
comment on column raw.gemini_case_study_payloads.payload is
  'The request as sent: the whole body is the document, with the answer of the model under '
  'extraction (or its fields beside the others). With success false it says that there is none, '
  'and why: it is kept, and nothing is extracted of it.';
comment on column raw.gemini_case_study_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.gemini_case_study_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.gemini_case_study_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.gemini_case_study_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.gemini_case_study_payloads enable row level security;
create policy gemini_case_study_payloads_analyst_lands
  on raw.gemini_case_study_payloads
  for insert to pipeline_analyst with check (true);
create policy gemini_case_study_payloads_analyst_reads
  on raw.gemini_case_study_payloads
  for select to pipeline_analyst using (true);

create table raw.case_study_buyers_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  case_study_url text,
  origin_company_domain text,
  customer_company_name text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint case_study_buyers_payloads_pkey primary key (id)
);
create index case_study_buyers_payloads_landing_no_idx
  on raw.case_study_buyers_payloads (landing_no);
comment on table raw.case_study_buyers_payloads is
  'Buyers that were found in a case study, as received. Append-only; '
  'insert into (payload) is all it takes. Taken by extracted.take_case_study_buyers through '
  'trigger t10_land.';
comment on column raw.case_study_buyers_payloads.id is
  'Identifies the payload: raw_id in answers, raw_payload_id in extracted.';
comment on column raw.case_study_buyers_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.case_study_buyers_payloads.received_at is 'When the payload landed.';
comment on column raw.case_study_buyers_payloads.case_study_url is
  'The case study as received; read where the payload has none.';
comment on column raw.case_study_buyers_payloads.origin_company_domain is
  'Domain of the vendor as received; read where the payload has none.';
comment on column raw.case_study_buyers_payloads.customer_company_name is
  'Name of the customer as received; read where the payload has none.';
comment on column raw.case_study_buyers_payloads.payload is
  'The request as sent: the whole body is the document. With success false it is kept, and '
  'nothing is extracted of it.';
comment on column raw.case_study_buyers_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.case_study_buyers_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.case_study_buyers_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.case_study_buyers_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.case_study_buyers_payloads enable row level security;
create policy case_study_buyers_payloads_analyst_lands
  on raw.case_study_buyers_payloads
  for insert to pipeline_analyst with check (true);
create policy case_study_buyers_payloads_analyst_reads
  on raw.case_study_buyers_payloads
  for select to pipeline_analyst using (true);

create table extracted.case_study_details (
  case_study_url text collate "C" not null,
  id uuid generated always as (md5('case_study:' || case_study_url)::uuid) stored,
  raw_payload_id uuid,
  origin_company_domain text collate "C" not null,
  origin_company_name text,
  company_customer_name text not null,
  customer_name_key text collate "C" not null,
  company_customer_domain text collate "C",
  company_customer_domain_source text,
  company_customer_domain_landing_no bigint,
  article_title text,
  confidence text collate "C",
  reasoning text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint case_study_details_pkey primary key (case_study_url),
  constraint case_study_details_case_study_url_check check (
    case_study_url ~ '^https?://[^[:space:]]+$'
    and length(case_study_url) <= 2000
    and right(case_study_url, 1) <> '/'
  ),
  constraint case_study_details_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint case_study_details_customer_name_key_check check (customer_name_key <> ''),
  constraint case_study_details_company_customer_domain_check check (
    company_customer_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_customer_domain) <= 253
  ),
  constraint case_study_details_confidence_check check (confidence in ('high', 'medium', 'low'))
);
create index case_study_details_origin_company_domain_customer_name_key_idx
  on extracted.case_study_details (origin_company_domain, customer_name_key);
comment on table extracted.case_study_details is
  'What models read in case studies (source gemini_case_study): one row per URL, of every column '
  'the newest value that is not null. Rows that were copied in by hand have no raw_payload_id; the '
  'first document of their URL takes their place.';
comment on column extracted.case_study_details.case_study_url is
  'The case study, normalised (reference.normalize_case_study_url).';
comment on column extracted.case_study_details.id is
  'Derived from the URL: the same after a rebuild. case_study_id in answers.';
comment on column extracted.case_study_details.raw_payload_id is
  'The newest document of the case study: raw.gemini_case_study_payloads.id. Of documents that '
  'repeat it unchanged, the first. Null in a row that was copied in by hand.';
comment on column extracted.case_study_details.origin_company_domain is
  'Normalised domain of the vendor that tells the story. Newest wins.';
comment on column extracted.case_study_details.origin_company_name is
  'Name of the vendor. Newest wins; null replaces nothing; another vendor begins anew.';
comment on column extracted.case_study_details.company_customer_name is
  'Name of the customer, on one line, at most 500 characters. Newest wins.';
comment on column extracted.case_study_details.customer_name_key is
  'reference.name_key of company_customer_name: with the vendor it identifies the customer.';
comment on column extracted.case_study_details.company_customer_domain is
  'Domain of the customer as the page shows it, normalised; null where it is none, is a shared '
  'host, or is the vendor''s own under another name. Newest wins; null replaces nothing; another '
  'customer or vendor begins anew.';
comment on column extracted.case_study_details.company_customer_domain_source is
  'The model that found the domain, gemini-3-flash-preview where the request names none; null '
  'where there is no domain. Of documents that agree on the domain, the first.';
comment on column extracted.case_study_details.company_customer_domain_landing_no is
  'Landing number of the first of the documents since which the domain has not changed; null where '
  'there is none, and in rows that were copied in by hand.';
comment on column extracted.case_study_details.article_title is
  'Title of the page, on one line. Newest wins; null replaces nothing.';
comment on column extracted.case_study_details.confidence is
  'How sure the model is: high, medium or low, low for any other word. Newest wins; null replaces '
  'nothing.';
comment on column extracted.case_study_details.reasoning is
  'Why, in the words of the model. Newest wins; null replaces nothing.';
comment on column extracted.case_study_details.created_at is 'When the row was first written.';
comment on column extracted.case_study_details.updated_at is 'When the row last changed.';
comment on index extracted.case_study_details_origin_company_domain_customer_name_key_idx is
  'The case studies of a vendor, and of one of its customers.';
alter table extracted.case_study_details enable row level security;
create policy case_study_details_analyst_reads on extracted.case_study_details
  for select to pipeline_analyst using (true);

create table extracted.case_study_champions (
  case_study_url text collate "C" not null,
  full_name_key text collate "C" not null,
  case_study_id uuid generated always as (md5('case_study:' || case_study_url)::uuid) stored,
  full_name text not null,
  job_title text,
  company_name text,
  customer_company_domain text collate "C",
  landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint case_study_champions_pkey primary key (case_study_url, full_name_key),
  constraint case_study_champions_full_name_key_check check (full_name_key <> ''),
  constraint case_study_champions_customer_company_domain_check check (
    customer_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(customer_company_domain) <= 253
  )
);
comment on table extracted.case_study_champions is
  'The people whom a case study quotes, as the newest document of source gemini_case_study lists '
  'them: whom it no longer lists is gone, also when it lists nobody.';
comment on column extracted.case_study_champions.case_study_url is
  'The case study: extracted.case_study_details.case_study_url.';
comment on column extracted.case_study_champions.full_name_key is
  'reference.name_key of full_name: one row per name.';
comment on column extracted.case_study_champions.case_study_id is
  'extracted.case_study_details.id.';
comment on column extracted.case_study_champions.full_name is
  'Name, on one line, at most 500 characters. The newest document''s.';
comment on column extracted.case_study_champions.job_title is
  'Title as quoted. Newest wins; null replaces nothing while the person is listed.';
comment on column extracted.case_study_champions.company_name is
  'Company of the person where the page names one. Newest wins; null replaces nothing while the '
  'person is listed.';
comment on column extracted.case_study_champions.customer_company_domain is
  'extracted.case_study_details.company_customer_domain.';
comment on column extracted.case_study_champions.landing_no is
  'Landing number of the first of the documents that have listed the person since without a '
  'break; null in rows that were copied in by hand.';
comment on column extracted.case_study_champions.created_at is 'When the row was first written.';
comment on column extracted.case_study_champions.updated_at is 'When the row last changed.';
alter table extracted.case_study_champions enable row level security;
create policy case_study_champions_analyst_reads on extracted.case_study_champions
  for select to pipeline_analyst using (true);

create table extracted.case_study_buyer_pages (
  origin_company_domain text collate "C" not null,
  case_study_key text collate "C" not null,
  case_study_url text collate "C",
  raw_payload_id uuid,
  origin_company_name text,
  customer_company_name text,
  customer_name_key text collate "C",
  customer_company_domain text collate "C",
  customer_company_domain_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint case_study_buyer_pages_pkey primary key (origin_company_domain, case_study_key),
  constraint case_study_buyer_pages_case_study_key_check check (
    coalesce(
      case_study_key = case_study_url,
      starts_with(case_study_key, origin_company_domain || ' ')
    )
  ),
  constraint case_study_buyer_pages_case_study_url_check check (
    case_study_url ~ '^https?://[^[:space:]]+$'
    and length(case_study_url) <= 2000
    and right(case_study_url, 1) <> '/'
  ),
  constraint case_study_buyer_pages_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint case_study_buyer_pages_customer_company_domain_check check (
    customer_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(customer_company_domain) <= 253
  )
);
create index case_study_buyer_pages_case_study_key_idx
  on extracted.case_study_buyer_pages (case_study_key);
create index case_study_buyer_pages_origin_customer_name_key_idx
  on extracted.case_study_buyer_pages (origin_company_domain, customer_name_key);
comment on table extracted.case_study_buyer_pages is
  'The case studies in which source case_study_buyers looked for buyers, also those without any: '
  'one row per URL, or per vendor and customer where no URL was given. What it says about the '
  'customer is evidence for core.company_customers (gemini-case-study-buyer).';
comment on column extracted.case_study_buyer_pages.origin_company_domain is
  'Normalised domain of the vendor. Newest wins.';
comment on column extracted.case_study_buyer_pages.case_study_key is
  'case_study_url; where there is none, the vendor''s domain, a space and customer_name_key.';
comment on column extracted.case_study_buyer_pages.case_study_url is
  'The case study, normalised (reference.normalize_case_study_url); null where none was given.';
comment on column extracted.case_study_buyer_pages.raw_payload_id is
  'The newest document of the case study: raw.case_study_buyers_payloads.id. Of documents that '
  'repeat it unchanged, the first. Null where only rows of extracted.case_study_buyers that were '
  'copied in by hand speak of it.';
comment on column extracted.case_study_buyer_pages.origin_company_name is
  'Name of the vendor. Newest wins; null replaces nothing; another vendor begins anew.';
comment on column extracted.case_study_buyer_pages.customer_company_name is
  'Name of the customer, on one line, at most 500 characters. Newest wins; null replaces nothing; '
  'another vendor begins anew.';
comment on column extracted.case_study_buyer_pages.customer_name_key is
  'reference.name_key of customer_company_name; null where there is none.';
comment on column extracted.case_study_buyer_pages.customer_company_domain is
  'Domain of the customer as found on the page, normalised; null where it is none, is a shared '
  'host, or is the vendor''s own under another name. Newest wins; null replaces nothing; another '
  'customer or vendor begins anew.';
comment on column extracted.case_study_buyer_pages.customer_company_domain_landing_no is
  'Landing number of the first of the documents since which the domain has not changed; null where '
  'there is none, or was copied in by hand.';
comment on column extracted.case_study_buyer_pages.created_at is 'When the row was first written.';
comment on column extracted.case_study_buyer_pages.updated_at is 'When the row last changed.';
comment on index extracted.case_study_buyer_pages_case_study_key_idx is
  'What is known of a case study, whoever the vendor.';
comment on index extracted.case_study_buyer_pages_origin_customer_name_key_idx is
  'What is known of a customer of a vendor.';
alter table extracted.case_study_buyer_pages enable row level security;
create policy case_study_buyer_pages_analyst_reads on extracted.case_study_buyer_pages
  for select to pipeline_analyst using (true);

create table extracted.case_study_buyers (
  origin_company_domain text collate "C" not null,
  buyer_full_name_key text collate "C" not null,
  case_study_key text collate "C" not null,
  case_study_url text collate "C",
  origin_company_name text,
  customer_company_name text,
  customer_company_domain text collate "C",
  buyer_full_name text not null,
  buyer_job_title text,
  landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- The name before the case study, which has no URL in some rows: a person is looked up by it.
  constraint case_study_buyers_pkey
    primary key (origin_company_domain, buyer_full_name_key, case_study_key),
  constraint case_study_buyers_case_study_key_check check (
    coalesce(
      case_study_key = case_study_url,
      starts_with(case_study_key, origin_company_domain || ' ')
    )
  ),
  constraint case_study_buyers_case_study_url_check check (
    case_study_url ~ '^https?://[^[:space:]]+$'
    and length(case_study_url) <= 2000
    and right(case_study_url, 1) <> '/'
  ),
  constraint case_study_buyers_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint case_study_buyers_buyer_full_name_key_check check (buyer_full_name_key <> ''),
  constraint case_study_buyers_customer_company_domain_check check (
    customer_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(customer_company_domain) <= 253
  )
);
create index case_study_buyers_case_study_key_idx on extracted.case_study_buyers (case_study_key);
create index case_study_buyers_customer_company_domain_idx
  on extracted.case_study_buyers (customer_company_domain)
  where customer_company_domain is not null;
comment on table extracted.case_study_buyers is
  'The buyers in a case study, as the newest document of source case_study_buyers lists them: whom '
  'it no longer lists is gone, also when it lists nobody. The columns about vendor and customer '
  'are those of extracted.case_study_buyer_pages. Rows that were copied in by hand have no '
  'landing_no; the first document of their case study takes their place.';
comment on column extracted.case_study_buyers.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column extracted.case_study_buyers.buyer_full_name_key is
  'reference.name_key of buyer_full_name: one row per case study and name.';
comment on column extracted.case_study_buyers.case_study_key is
  'case_study_url; where there is none, the vendor''s domain, a space and the key of the '
  'customer''s name.';
comment on column extracted.case_study_buyers.case_study_url is
  'The case study, normalised; null where none was given.';
comment on column extracted.case_study_buyers.origin_company_name is 'Name of the vendor.';
comment on column extracted.case_study_buyers.customer_company_name is
  'Name of the customer: the company of the buyer.';
comment on column extracted.case_study_buyers.customer_company_domain is
  'Domain of the customer, normalised.';
comment on column extracted.case_study_buyers.buyer_full_name is
  'Name, on one line, at most 500 characters. The newest document''s.';
comment on column extracted.case_study_buyers.buyer_job_title is
  'Title as quoted. Newest wins; null replaces nothing while the person is listed.';
comment on column extracted.case_study_buyers.landing_no is
  'Landing number of the first of the documents that have listed the person since without a '
  'break; null in rows that were copied in by hand.';
comment on column extracted.case_study_buyers.created_at is 'When the row was first written.';
comment on column extracted.case_study_buyers.updated_at is 'When the row last changed.';
comment on index extracted.case_study_buyers_case_study_key_idx is 'The buyers in a case study.';
comment on index extracted.case_study_buyers_customer_company_domain_idx is
  'The buyers of a company.';
alter table extracted.case_study_buyers enable row level security;
create policy case_study_buyers_analyst_reads on extracted.case_study_buyers
  for select to pipeline_analyst using (true);

create table core.case_study_champions (
  id uuid not null default gen_random_uuid(),
  origin_company_domain text collate "C" not null,
  full_name_key text collate "C" not null,
  case_study_url text collate "C",
  full_name text not null,
  job_title text,
  company_name text,
  company_domain text collate "C",
  source text collate "C" not null,
  sources text[] collate "C" not null default '{}',
  core_person_id uuid,
  core_company_id uuid,
  landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint case_study_champions_pkey primary key (origin_company_domain, id),
  -- The key of the fold: a part of it may be null.
  constraint case_study_champions_origin_name_url_key
    unique nulls not distinct (origin_company_domain, full_name_key, case_study_url),
  constraint case_study_champions_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint case_study_champions_full_name_key_check check (full_name_key <> ''),
  constraint case_study_champions_case_study_url_check check (
    case_study_url ~ '^https?://[^[:space:]]+$'
    and length(case_study_url) <= 2000
    and right(case_study_url, 1) <> '/'
  ),
  constraint case_study_champions_company_domain_check check (
    company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
  )
);
create index case_study_champions_company_domain_idx
  on core.case_study_champions (company_domain) where company_domain is not null;
comment on table core.case_study_champions is
  'The people in the case studies of a vendor: one row per vendor, case study and name, folded by '
  'core.coalesce_case_study_champions out of extracted.case_study_champions and '
  'extracted.case_study_buyers. Whom nobody names any more is gone. Rows from outside the pipeline '
  '(landing_no null) are kept, and completed where they are null.';
comment on column core.case_study_champions.id is
  'Derived from vendor, case study and name key: the same after a rebuild. Rows from outside keep '
  'theirs.';
comment on column core.case_study_champions.origin_company_domain is
  'Normalised domain of the vendor that tells the story.';
comment on column core.case_study_champions.full_name_key is 'reference.name_key of full_name.';
comment on column core.case_study_champions.case_study_url is
  'The case study, normalised; null where none was given.';
comment on column core.case_study_champions.full_name is
  'Name. That of the first source that named the person.';
comment on column core.case_study_champions.job_title is
  'Title as quoted. The first source that has one wins; null is filled.';
comment on column core.case_study_champions.company_name is
  'Company of the person: the one that the page names for the person, else the customer. The first '
  'source that has one wins; null is filled.';
comment on column core.case_study_champions.company_domain is
  'Domain of that company: the customer''s, unless the company clearly is another one '
  '(reference.is_other_company_name): then null. The first source that has one wins; null is '
  'filled.';
comment on column core.case_study_champions.source is
  'case_study_champions or case_study_buyers: the first that named the person (lowest landing '
  'number); other words in rows from outside.';
comment on column core.case_study_champions.sources is
  'All sources that name the person, in the order in which they first did.';
comment on column core.case_study_champions.core_person_id is
  'core.people.id, where exactly one public profile of that name has or had a job at '
  'company_domain. Filled and taken back by ops.promote_case_study_people; landing keeps it while '
  'company_domain stays. So a rebuild from nothing needs another promotion to fill it.';
comment on column core.case_study_champions.core_company_id is
  'The id that company_domain has in core.companies, whether or not the company is there yet; null '
  'without a domain.';
comment on column core.case_study_champions.landing_no is
  'Landing number of the first document that names the person, 0 where rows that were copied into '
  'extracted by hand do; null in rows from outside the pipeline.';
comment on column core.case_study_champions.created_at is 'When the row was first written.';
comment on column core.case_study_champions.updated_at is 'When the row last changed.';
comment on constraint case_study_champions_origin_name_url_key on core.case_study_champions is
  'One row per vendor, name and case study; people without a case study are one per vendor.';
comment on index core.case_study_champions_company_domain_idx is 'The champions of a company.';
alter table core.case_study_champions enable row level security;
create policy case_study_champions_analyst_reads on core.case_study_champions
  for select to pipeline_analyst using (true);

create type extracted.case_study_person as (
  full_name text,
  full_name_key text,
  job_title text,
  company_name text,
  landing_no bigint
);
comment on type extracted.case_study_person is
  'A person whom a case study names, as typed values. landing_no: of the first document that has '
  'named the person since without a break.';

create type extracted.case_study_document as (
  key text,
  raw_payload_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  case_study_url text,
  origin_company_domain text,
  origin_company_name text,
  customer_name text,
  customer_name_key text,
  customer_domain text,
  customer_domain_source text,
  customer_domain_landing_no bigint,
  article_title text,
  confidence text,
  reasoning text,
  people extracted.case_study_person[]
);
comment on type extracted.case_study_document is
  'A case study as a document of source gemini_case_study or case_study_buyers tells it, in typed '
  'values, with its place among the documents of its key (ops.document_work). raw_payload_id null: '
  'the case study has no document left.';

create type core.case_study_champion_key as (
  origin_company_domain text,
  full_name_key text,
  case_study_url text
);
comment on type core.case_study_champion_key is
  'A person in a case study of a vendor: normalised domain of the vendor, reference.name_key of '
  'the name, normalised URL (null where none was given).';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
