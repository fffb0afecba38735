-- migrate:up
set role pipeline_owner;

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
    'claygent-customers-consolidation',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Brings customers to core that Claygent named and that are not written there while landing.',
    null,
    'extracted.customer_mentions',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'backfill',
    'consolidate_claygent_customers',
    null
  ),
  (
    'company-customer-domains-cleanup',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Normalises the domains of customers and of staged case studies, and merges what meets.',
    null,
    null,
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'backfill',
    'cleanup_company_customer_domains',
    null
  ),
  (
    'staging-origin-names-backfill',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Fills the names of publishers of staged case studies from core.',
    'raw.staging_case_study_urls',
    null,
    null,
    'origin_company_domain',
    'company',
    false,
    'client',
    'backfill',
    'fill_staging_origin_names',
    null
  );

create table core.company_customers (
  id uuid not null default gen_random_uuid(),
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C",
  origin_company_name text,
  customer_name text not null,
  customer_domain text collate "C",
  customer_domain_source text collate "C",
  customer_domain_landing_no bigint,
  legacy_customer_domain text collate "C",
  legacy_customer_domain_source text collate "C",
  case_study_url text collate "C",
  has_case_study boolean,
  source text collate "C" not null default 'legacy',
  source_id uuid,
  landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Not the key of the fold: a legacy row has no customer_name_key until it has been cleaned up.
  constraint company_customers_pkey primary key (origin_company_domain, id),
  constraint company_customers_origin_company_domain_customer_name_key
    unique (origin_company_domain, customer_name_key),
  -- The guards: ops.drop_customer_guards() and ops.restore_customer_guards() repeat them.
  constraint company_customers_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and origin_company_domain not like 'www.%.%'
    and length(origin_company_domain) <= 253
  ),
  constraint company_customers_customer_name_key_check check (
    customer_name_key is not null and customer_name_key <> ''
  ),
  constraint company_customers_customer_domain_check check (
    customer_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and customer_domain not like 'www.%.%'
    and length(customer_domain) <= 253
  ),
  constraint company_customers_customer_domain_source_check check (
    (customer_domain is null) = (customer_domain_source is null)
  ),
  constraint company_customers_case_study_url_check check (
    (case_study_url like 'http://%' or case_study_url like 'https://%')
    and split_part(case_study_url, '/', 3) like '_%._%'
    and strpos(case_study_url, ' ') = 0
    and length(case_study_url) <= 2000
  )
);
create index company_customers_customer_domain_idx
  on core.company_customers (customer_domain) where customer_domain is not null;
create index company_customers_case_study_url_idx
  on core.company_customers (case_study_url) where case_study_url is not null;
comment on table core.company_customers is
  'Who buys from whom: one row per vendor (origin) and customer name. Folded by '
  'core.coalesce_company_customers out of extracted.customer_mentions (those that are live or '
  'were consolidated) and extracted.customer_domain_claims. What came from outside the pipeline '
  '(landing_no null) counts as the oldest. A row whose mentions are all gone goes with them, '
  'unless it came from outside.';
comment on column core.company_customers.id is
  'Derived from origin and name key: the same after a rebuild. Rows from outside keep theirs.';
comment on column core.company_customers.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column core.company_customers.customer_name_key is
  'reference.name_key of customer_name: the identity of the customer within the vendor. Null only '
  'in legacy rows that have not been cleaned up.';
comment on column core.company_customers.origin_company_name is
  'Name of the vendor as mentioned. Newest non-null wins.';
comment on column core.company_customers.customer_name is
  'Name of the customer as mentioned. First wins (lowest landing number).';
comment on column core.company_customers.customer_domain is
  'Domain of the customer; null while unresolved. By precedence: manual, then case studies (model '
  'and buyers), then name-match, then gemini-infer and gemini-orphan-resolve; within a rank the '
  'first that landed. Never the vendor''s own unless the names are equal, never a link shortener. '
  'A name-match goes when the match does.';
comment on column core.company_customers.customer_domain_source is
  'How the domain was found: manual, the name of the model that read the case study, '
  'gemini-case-study-buyer, name-match, gemini-infer, gemini-orphan-resolve, or what a legacy row '
  'brought along; null exactly where customer_domain is.';
comment on column core.company_customers.customer_domain_landing_no is
  'Landing number of the document that gave customer_domain; null where it came from outside.';
comment on column core.company_customers.legacy_customer_domain is
  'The domain that the row brought along from outside, while one of better precedence stands in '
  'its place: it comes back when that one goes. Null otherwise.';
comment on column core.company_customers.legacy_customer_domain_source is
  'Source of legacy_customer_domain.';
comment on column core.company_customers.case_study_url is
  'The case study about the customer, normalised. Newest non-null wins.';
comment on column core.company_customers.has_case_study is
  'Whether anybody said that there is a case study: true when one did, false when one denied it '
  'and none did, null when nobody said.';
comment on column core.company_customers.source is
  'How the newest mention came in: claygent_structured, claygent_v2, claygent, '
  'claygent_all_customers, manual; legacy for a row from outside that does not say.';
comment on column core.company_customers.source_id is
  'That mention: id in its extracted table. Newest wins.';
comment on column core.company_customers.landing_no is
  'Landing number of the first mention; null for a row from outside the pipeline, whose values '
  'count as the oldest.';
comment on column core.company_customers.created_at is 'When the row was first written.';
comment on column core.company_customers.updated_at is 'When the row last changed.';
comment on constraint company_customers_origin_company_domain_check on core.company_customers is
  'A guard: dirt cannot return. See ops.restore_customer_guards().';
comment on index core.company_customers_customer_domain_idx is 'Who buys as a company.';
comment on index core.company_customers_case_study_url_idx is 'The customers of a case study.';
alter table core.company_customers enable row level security;
create policy company_customers_analyst_reads on core.company_customers
  for select to pipeline_analyst using (true);

create table core.company_customer_consolidations (
  origin_company_domain text collate "C" not null,
  customer_name_key text collate "C" not null,
  source text collate "C" not null,
  landing_no bigint,
  domain_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_customer_consolidations_pkey
    primary key (origin_company_domain, customer_name_key, source)
);
comment on table core.company_customer_consolidations is
  'Which mentions ops.consolidate_claygent_customers has let into core: those that landed later '
  'wait for the next consolidation. A rebuild keeps it.';
comment on column core.company_customer_consolidations.origin_company_domain is
  'Normalised domain of the vendor.';
comment on column core.company_customer_consolidations.customer_name_key is
  'Key of the name of the customer.';
comment on column core.company_customer_consolidations.source is
  'Source of the mentions, as in core.company_customers.source.';
comment on column core.company_customer_consolidations.landing_no is
  'Mentions up to this landing number count as a whole; null where core had the customer before.';
comment on column core.company_customer_consolidations.domain_landing_no is
  'Mentions up to this landing number count for customer_domain only; null where they do not.';
comment on column core.company_customer_consolidations.created_at is
  'When the row was first written.';
comment on column core.company_customer_consolidations.updated_at is 'When the row last changed.';
alter table core.company_customer_consolidations enable row level security;
create policy company_customer_consolidations_analyst_reads
  on core.company_customer_consolidations
  for select to pipeline_analyst using (true);

create type core.company_customer_key as (
  origin_company_domain text,
  customer_name_key text
);
comment on type core.company_customer_key is
  'A customer of a vendor: the normalised domain of the vendor and reference.name_key of the name.';

create type core.company_customer_cleanup as (
  origin_company_domain text,
  customer_name_key text,
  place integer,
  stored_domain text,
  id uuid,
  before jsonb,
  origin_company_name text,
  customer_domain text,
  customer_domain_source text,
  customer_domain_landing_no bigint,
  legacy_customer_domain text,
  legacy_customer_domain_source text,
  case_study_url text,
  has_case_study boolean,
  landing_no bigint,
  is_changed boolean,
  is_dirty boolean,
  fields_merged integer,
  is_domain_cleaned boolean,
  is_domain_cleared boolean,
  is_url_cleaned boolean,
  is_key_filled boolean
);
comment on type core.company_customer_cleanup is
  'What the clean-up does with a row of core.company_customers. place 1 stays and gets these '
  'values, the others of its customer are merged into it. stored_domain and id: the row as it '
  'stands; before: all of it, null where nothing is to be logged.';

create type core.company_customer_consolidation as (
  origin_company_domain text,
  customer_name_key text,
  source text,
  outcome text,
  landing_no bigint
);
comment on type core.company_customer_consolidation is
  'What a consolidation does with the mentions of a customer in one source, up to landing_no: '
  'inserted, domain_filled or conflict_skipped.';

create table raw.staging_case_study_urls (
  id uuid not null default gen_random_uuid(),
  origin_company_name text,
  origin_company_domain text collate "C" not null,
  customer_company_name text,
  case_study_url text collate "C" not null,
  processed boolean not null default false,
  sent_to_clay boolean not null default false,
  batch_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  processed_at timestamptz,
  updated_at timestamptz not null default now(),
  constraint staging_case_study_urls_pkey primary key (id),
  constraint staging_case_study_urls_case_study_url_key unique (case_study_url),
  -- Guards, like those of core.company_customers.
  constraint staging_case_study_urls_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and origin_company_domain not like 'www.%.%'
    and length(origin_company_domain) <= 253
  ),
  constraint staging_case_study_urls_origin_company_name_check check (origin_company_name <> ''),
  constraint staging_case_study_urls_case_study_url_check check (
    (case_study_url like 'http://%' or case_study_url like 'https://%')
    and split_part(case_study_url, '/', 3) like '_%._%'
    and strpos(case_study_url, ' ') = 0
    and length(case_study_url) <= 2000
  )
);
create index staging_case_study_urls_origin_company_domain_idx
  on raw.staging_case_study_urls (origin_company_domain);
create index staging_case_study_urls_unnamed_idx
  on raw.staging_case_study_urls (origin_company_domain) where origin_company_name is null;
create index staging_case_study_urls_unsent_idx
  on raw.staging_case_study_urls (created_at, id) where not sent_to_clay;
create index staging_case_study_urls_unprocessed_idx
  on raw.staging_case_study_urls (created_at, id) where not processed;
create index staging_case_study_urls_batch_id_idx
  on raw.staging_case_study_urls (batch_id) where batch_id is not null;
comment on table raw.staging_case_study_urls is
  'Case studies that wait to be read, one row per URL: a work table, not a payload table. Filled '
  'by customers-of-3; nulls are filled by later payloads and by core, and nothing that stands is '
  'taken back. A rebuild leaves it alone.';
comment on column raw.staging_case_study_urls.id is 'Identifies the row.';
comment on column raw.staging_case_study_urls.origin_company_name is
  'Name of the publisher. From the payload, else from core; only a null is filled, and a name '
  'never becomes null (trigger t10_keep_name).';
comment on column raw.staging_case_study_urls.origin_company_domain is
  'Normalised domain of the publisher. First wins.';
comment on column raw.staging_case_study_urls.customer_company_name is
  'The customer featured. First wins, null is filled.';
comment on column raw.staging_case_study_urls.case_study_url is
  'The case study, normalised (reference.normalize_case_study_url).';
comment on column raw.staging_case_study_urls.processed is
  'Whether what was read in the case study has come back, with people or without. Never reset by '
  'an ingest. Independent of sent_to_clay.';
comment on column raw.staging_case_study_urls.sent_to_clay is
  'Whether the row was posted to Clay. Never reset by an ingest.';
comment on column raw.staging_case_study_urls.batch_id is
  'Batch that the request named (batch_id or batch_name). Only a null is filled.';
comment on column raw.staging_case_study_urls.created_at is
  'When the row was staged: the order of sending.';
comment on column raw.staging_case_study_urls.sent_at is 'When it was posted to Clay.';
comment on column raw.staging_case_study_urls.processed_at is 'When processed became true.';
comment on column raw.staging_case_study_urls.updated_at is 'When the row last changed.';
comment on index raw.staging_case_study_urls_origin_company_domain_idx is
  'The case studies of a publisher.';
comment on index raw.staging_case_study_urls_unnamed_idx is
  'Rows that wait for the name of their publisher.';
comment on index raw.staging_case_study_urls_unsent_idx is 'What is to be sent, in order.';
comment on index raw.staging_case_study_urls_unprocessed_idx is 'What has not come back, in order.';
comment on index raw.staging_case_study_urls_batch_id_idx is 'The rows of a batch.';
alter table raw.staging_case_study_urls enable row level security;
create policy staging_case_study_urls_analyst_reads on raw.staging_case_study_urls
  for select to pipeline_analyst using (true);

create table ops.merges (
  log_id bigint generated always as identity,
  operation text collate "C" not null,
  table_name text collate "C" not null,
  origin_company_domain text collate "C" not null,
  before jsonb not null,
  after jsonb not null,
  merged_at timestamptz not null default now(),
  merged_by text not null default session_user,
  undone_at timestamptz,
  constraint merges_pkey primary key (log_id)
);
create index merges_origin_company_domain_idx on ops.merges (origin_company_domain, log_id);
comment on table ops.merges is
  'What analysts'' procedures have merged, deleted, mended or consolidated: one row per customer '
  'or staged case study, with its rows before and after. select ops.undo_merge(log_id) is the '
  'inverse.';
comment on column ops.merges.log_id is 'Order of the merges; undo the latest first.';
comment on column ops.merges.operation is
  'cleanup_company_customer_domains or consolidate_claygent_customers.';
comment on column ops.merges.table_name is 'The table whose rows were merged.';
comment on column ops.merges.origin_company_domain is 'Normalised domain of the vendor.';
comment on column ops.merges.before is
  'The rows as they were, those that were deleted among them: {table: [rows]}, the table without '
  'its schema. No rows for one that was inserted; markers of consolidations beside customers.';
comment on column ops.merges.after is 'The rows as they became, in the same form.';
comment on column ops.merges.merged_at is 'When it was done.';
comment on column ops.merges.merged_by is 'The login that did it.';
comment on column ops.merges.undone_at is 'When it was undone; null while it stands.';
comment on index ops.merges_origin_company_domain_idx is 'What was merged of a vendor.';
alter table ops.merges enable row level security;
create policy merges_analyst_reads on ops.merges for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
