-- migrate:up
set role pipeline_owner;

create table reference.employee_ranges (
  name text collate "C" not null,
  min_employees integer not null,
  max_employees integer,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint employee_ranges_pkey primary key (name),
  constraint employee_ranges_sort_order_key unique (sort_order),
  constraint employee_ranges_bounds_check check (
    min_employees >= 0 and max_employees >= min_employees
  )
);
comment on table reference.employee_ranges is
  'The canonical employee ranges, closed: filters and core rows name nothing else.';
comment on column reference.employee_ranges.name is 'The range as core rows and filters name it.';
comment on column reference.employee_ranges.min_employees is 'Lower bound, employees, inclusive.';
comment on column reference.employee_ranges.max_employees is
  'Upper bound, employees, inclusive; null for the open top.';
comment on column reference.employee_ranges.sort_order is 'Order in filters, ascending.';
comment on column reference.employee_ranges.created_at is 'When the row was first written.';
comment on column reference.employee_ranges.updated_at is 'When the row last changed.';
alter table reference.employee_ranges enable row level security;
create policy employee_ranges_analyst_reads on reference.employee_ranges
  for select to pipeline_analyst using (true);

create table reference.employee_range_lookup (
  size_raw text collate "C" not null,
  size_cleaned text collate "C" not null,
  size_key text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint employee_range_lookup_pkey primary key (size_raw),
  constraint employee_range_lookup_size_key_key unique (size_key),
  constraint employee_range_lookup_size_cleaned_fkey
    foreign key (size_cleaned) references reference.employee_ranges (name),
  constraint employee_range_lookup_size_key_check check (size_key ~ '^[a-z0-9+<>-]+$')
);
comment on table reference.employee_range_lookup is
  'Raw employee sizes and the canonical range they mean. One row per meaning: look up on size_key.';
comment on column reference.employee_range_lookup.size_raw is 'The size as sources write it.';
comment on column reference.employee_range_lookup.size_cleaned is 'The canonical range it means.';
comment on column reference.employee_range_lookup.size_key is
  'reference.employee_range_key(size_raw): what is looked up.';
comment on column reference.employee_range_lookup.created_at is 'When the row was first written.';
comment on column reference.employee_range_lookup.updated_at is 'When the row last changed.';
alter table reference.employee_range_lookup enable row level security;
create policy employee_range_lookup_analyst_reads on reference.employee_range_lookup
  for select to pipeline_analyst using (true);
create index employee_range_lookup_size_cleaned_idx
  on reference.employee_range_lookup (size_cleaned);

create table reference.revenue_ranges (
  name text collate "C" not null,
  min_revenue_usd bigint not null,
  max_revenue_usd bigint,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint revenue_ranges_pkey primary key (name),
  constraint revenue_ranges_sort_order_key unique (sort_order),
  constraint revenue_ranges_bounds_check check (
    min_revenue_usd >= 0 and max_revenue_usd >= min_revenue_usd
  )
);
comment on table reference.revenue_ranges is
  'The canonical annual revenue ranges, closed: filters and core rows name nothing else.';
comment on column reference.revenue_ranges.name is 'The range as core rows and filters name it.';
comment on column reference.revenue_ranges.min_revenue_usd is 'Lower bound, US dollars, inclusive.';
comment on column reference.revenue_ranges.max_revenue_usd is
  'Upper bound, US dollars, inclusive; null for the open top.';
comment on column reference.revenue_ranges.sort_order is 'Order in filters, ascending.';
comment on column reference.revenue_ranges.created_at is 'When the row was first written.';
comment on column reference.revenue_ranges.updated_at is 'When the row last changed.';
alter table reference.revenue_ranges enable row level security;
create policy revenue_ranges_analyst_reads on reference.revenue_ranges
  for select to pipeline_analyst using (true);

create table reference.revenue_range_lookup (
  raw_value text collate "C" not null,
  matched_revenue_range text collate "C" not null,
  raw_key text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint revenue_range_lookup_pkey primary key (raw_value),
  constraint revenue_range_lookup_raw_key_key unique (raw_key),
  constraint revenue_range_lookup_matched_revenue_range_fkey
    foreign key (matched_revenue_range) references reference.revenue_ranges (name),
  constraint revenue_range_lookup_raw_key_check check (raw_key ~ '^[a-z0-9.+<>-]+$')
);
comment on table reference.revenue_range_lookup is
  'Raw annual revenue ranges and the canonical range they mean. One row per meaning: look up on '
  'raw_key.';
comment on column reference.revenue_range_lookup.raw_value is 'The range as sources write it.';
comment on column reference.revenue_range_lookup.matched_revenue_range is
  'The canonical range it means.';
comment on column reference.revenue_range_lookup.raw_key is
  'reference.revenue_range_key(raw_value): what is looked up.';
comment on column reference.revenue_range_lookup.created_at is 'When the row was first written.';
comment on column reference.revenue_range_lookup.updated_at is 'When the row last changed.';
alter table reference.revenue_range_lookup enable row level security;
create policy revenue_range_lookup_analyst_reads on reference.revenue_range_lookup
  for select to pipeline_analyst using (true);
create index revenue_range_lookup_matched_revenue_range_idx
  on reference.revenue_range_lookup (matched_revenue_range);

create table reference.funding_ranges (
  name text collate "C" not null,
  min_funding_usd bigint not null,
  max_funding_usd bigint,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint funding_ranges_pkey primary key (name),
  constraint funding_ranges_sort_order_key unique (sort_order),
  constraint funding_ranges_bounds_check check (
    min_funding_usd >= 0 and max_funding_usd >= min_funding_usd
  )
);
comment on table reference.funding_ranges is
  'The canonical total funding ranges, closed: filters and core rows name nothing else.';
comment on column reference.funding_ranges.name is 'The range as core rows and filters name it.';
comment on column reference.funding_ranges.min_funding_usd is 'Lower bound, US dollars, inclusive.';
comment on column reference.funding_ranges.max_funding_usd is
  'Upper bound, US dollars, inclusive; null for the open top.';
comment on column reference.funding_ranges.sort_order is 'Order in filters, ascending.';
comment on column reference.funding_ranges.created_at is 'When the row was first written.';
comment on column reference.funding_ranges.updated_at is 'When the row last changed.';
alter table reference.funding_ranges enable row level security;
create policy funding_ranges_analyst_reads on reference.funding_ranges
  for select to pipeline_analyst using (true);

create table reference.funding_range_lookup (
  raw_value text collate "C" not null,
  matched_funding_range text collate "C" not null,
  raw_key text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint funding_range_lookup_pkey primary key (raw_value),
  constraint funding_range_lookup_raw_key_key unique (raw_key),
  constraint funding_range_lookup_matched_funding_range_fkey
    foreign key (matched_funding_range) references reference.funding_ranges (name),
  constraint funding_range_lookup_raw_key_check check (raw_key ~ '^[a-z0-9.+<>-]+$')
);
comment on table reference.funding_range_lookup is
  'Raw total funding ranges and the canonical range they mean. One row per meaning: look up on '
  'raw_key.';
comment on column reference.funding_range_lookup.raw_value is 'The range as sources write it.';
comment on column reference.funding_range_lookup.matched_funding_range is
  'The canonical range it means.';
comment on column reference.funding_range_lookup.raw_key is
  'reference.revenue_range_key(raw_value): what is looked up.';
comment on column reference.funding_range_lookup.created_at is 'When the row was first written.';
comment on column reference.funding_range_lookup.updated_at is 'When the row last changed.';
alter table reference.funding_range_lookup enable row level security;
create policy funding_range_lookup_analyst_reads on reference.funding_range_lookup
  for select to pipeline_analyst using (true);
create index funding_range_lookup_matched_funding_range_idx
  on reference.funding_range_lookup (matched_funding_range);

create table reference.company_types (
  name text collate "C" not null,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_types_pkey primary key (name),
  constraint company_types_sort_order_key unique (sort_order)
);
comment on table reference.company_types is
  'The canonical company types, closed.';
comment on column reference.company_types.name is 'The type as core rows and filters name it.';
comment on column reference.company_types.sort_order is 'Order in filters, ascending.';
comment on column reference.company_types.created_at is 'When the row was first written.';
comment on column reference.company_types.updated_at is 'When the row last changed.';
alter table reference.company_types enable row level security;
create policy company_types_analyst_reads on reference.company_types
  for select to pipeline_analyst using (true);

create table reference.company_type_lookup (
  raw_value text collate "C" not null,
  matched_company_type text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_type_lookup_pkey primary key (raw_value),
  constraint company_type_lookup_matched_company_type_fkey
    foreign key (matched_company_type) references reference.company_types (name),
  constraint company_type_lookup_raw_value_check check (
    raw_value <> '' and raw_value = btrim(raw_value) and raw_value !~ '[A-Z]'
  )
);
comment on table reference.company_type_lookup is
  'Raw company types and the canonical type they mean.';
comment on column reference.company_type_lookup.raw_value is
  'reference.company_type_key of the raw type: lower case, what is looked up.';
comment on column reference.company_type_lookup.matched_company_type is
  'The canonical type it means.';
comment on column reference.company_type_lookup.created_at is 'When the row was first written.';
comment on column reference.company_type_lookup.updated_at is 'When the row last changed.';
alter table reference.company_type_lookup enable row level security;
create policy company_type_lookup_analyst_reads on reference.company_type_lookup
  for select to pipeline_analyst using (true);
create index company_type_lookup_matched_company_type_idx
  on reference.company_type_lookup (matched_company_type);

create table reference.industry_lookup (
  industry_raw text collate "C" not null,
  industry_cleaned text collate "C" not null,
  industry_key text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint industry_lookup_pkey primary key (industry_raw),
  constraint industry_lookup_industry_key_key unique (industry_key),
  constraint industry_lookup_industry_key_check check (
    industry_key <> '' and industry_key = btrim(industry_key) and industry_key !~ '[A-Z&]'
  )
);
comment on table reference.industry_lookup is
  'Raw industries and the canonical industry they mean. Canonical names need no row: they match '
  'themselves.';
comment on column reference.industry_lookup.industry_raw is 'The industry as sources write it.';
comment on column reference.industry_lookup.industry_cleaned is
  'The canonical industry it means: a canonical name of reference.company_industries.';
comment on column reference.industry_lookup.industry_key is
  'reference.industry_key(industry_raw): what is looked up.';
comment on column reference.industry_lookup.created_at is 'When the row was first written.';
comment on column reference.industry_lookup.updated_at is 'When the row last changed.';
alter table reference.industry_lookup enable row level security;
create policy industry_lookup_analyst_reads on reference.industry_lookup
  for select to pipeline_analyst using (true);

create table reference.company_industries (
  id uuid not null,
  name text collate "C" not null,
  source text collate "C" not null,
  is_canonical boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_industries_pkey primary key (id),
  constraint company_industries_id_check check (
    id = md5('industry:' || source || ':' || name)::uuid
  ),
  constraint company_industries_name_source_key unique (name, source),
  constraint company_industries_name_check check (name <> '' and name = btrim(name))
);
comment on table reference.company_industries is
  'Industry names per source. The canonical ones (LinkedIn''s published names) feed filters and '
  'matching; the others were met in payloads and are gaps to map.';
comment on column reference.company_industries.id is
  'Derived: uuid of md5(''industry:'' || source || '':'' || name).';
comment on column reference.company_industries.name is 'The industry, trimmed, spaces collapsed.';
comment on column reference.company_industries.source is
  'Where the name comes from: linkedin, or the source that used it.';
comment on column reference.company_industries.is_canonical is
  'Whether filters list the name and raw values may map to it.';
comment on column reference.company_industries.created_at is 'When the row was first written.';
comment on column reference.company_industries.updated_at is 'When the row last changed.';
alter table reference.company_industries enable row level security;
create policy company_industries_analyst_reads on reference.company_industries
  for select to pipeline_analyst using (true);
create index company_industries_canonical_name_idx
  on reference.company_industries (lower(name collate "und-x-icu") collate "C")
  where is_canonical;
comment on index reference.company_industries_canonical_name_idx is
  'Lets reference.match_industry find a canonical name whatever its case.';

create table reference.technologies (
  id uuid not null,
  name text collate "C" not null,
  name_key text collate "C" not null,
  url text,
  description text,
  parent text,
  categories jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint technologies_pkey primary key (id),
  constraint technologies_name_key unique (name),
  constraint technologies_name_key_key unique (name_key),
  constraint technologies_id_check check (id = md5('technology:' || name_key)::uuid),
  constraint technologies_name_key_check check (
    name_key <> '' and name_key = btrim(name_key) and name_key !~ '[A-Z]'
  ),
  constraint technologies_categories_check check (jsonb_typeof(categories) = 'array')
);
comment on table reference.technologies is
  'Technologies, an open vocabulary: what a payload names and nobody has seen is added. One row '
  'per name_key.';
comment on column reference.technologies.id is
  'uuid of md5(''technology:'' || name_key): the same in every database.';
comment on column reference.technologies.name is 'The spelling that was seen first.';
comment on column reference.technologies.name_key is
  'reference.technology_key(name): lower case, hyphens, underscores and spaces are one space.';
comment on column reference.technologies.url is 'Home page; null when unknown.';
comment on column reference.technologies.description is 'What it is; null when unknown.';
comment on column reference.technologies.parent is
  'Name of the technology it belongs to; null when unknown.';
comment on column reference.technologies.categories is
  'Array of category names; null when unknown.';
comment on column reference.technologies.created_at is 'When the row was first written.';
comment on column reference.technologies.updated_at is 'When the row last changed.';
alter table reference.technologies enable row level security;
create policy technologies_analyst_reads on reference.technologies
  for select to pipeline_analyst using (true);

create table reference.blocked_domains (
  domain text collate "C" not null,
  reason text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint blocked_domains_pkey primary key (domain),
  constraint blocked_domains_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint blocked_domains_reason_check check (reason <> '')
);
comment on table reference.blocked_domains is
  'Hosts that never identify a company: link shorteners, link pages and redirectors. A row covers '
  'its subdomains.';
comment on column reference.blocked_domains.domain is 'Normalised domain.';
comment on column reference.blocked_domains.reason is
  'Why it identifies nobody: shortener, link page, redirect, placeholder.';
comment on column reference.blocked_domains.created_at is 'When the row was first written.';
comment on column reference.blocked_domains.updated_at is 'When the row last changed.';
alter table reference.blocked_domains enable row level security;
create policy blocked_domains_analyst_reads on reference.blocked_domains
  for select to pipeline_analyst using (true);

create table reference.top_vcs (
  name text collate "C" not null,
  name_key text collate "C" not null,
  domain text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint top_vcs_pkey primary key (name),
  constraint top_vcs_name_key_key unique (name_key),
  constraint top_vcs_name_key_check check (
    name_key <> '' and name_key = btrim(name_key) and name_key !~ '[A-Z]'
  ),
  constraint top_vcs_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table reference.top_vcs is
  'Well-known venture capital firms and their domains.';
comment on column reference.top_vcs.name is 'The firm as core rows name it.';
comment on column reference.top_vcs.name_key is 'reference.name_key(name): what is looked up.';
comment on column reference.top_vcs.domain is 'Normalised domain of the firm; null when unknown.';
comment on column reference.top_vcs.created_at is 'When the row was first written.';
comment on column reference.top_vcs.updated_at is 'When the row last changed.';
alter table reference.top_vcs enable row level security;
create policy top_vcs_analyst_reads on reference.top_vcs
  for select to pipeline_analyst using (true);

create table reference.top_vc_aliases (
  alias_key text collate "C" not null,
  name text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint top_vc_aliases_pkey primary key (alias_key),
  constraint top_vc_aliases_name_fkey foreign key (name) references reference.top_vcs (name),
  constraint top_vc_aliases_alias_key_check check (
    alias_key <> '' and alias_key = btrim(alias_key) and alias_key !~ '[A-Z]'
  )
);
comment on table reference.top_vc_aliases is
  'Other names of the firms in reference.top_vcs. A firm''s own name needs no row.';
comment on column reference.top_vc_aliases.alias_key is
  'reference.name_key of the other name: what is looked up.';
comment on column reference.top_vc_aliases.name is 'The firm it means.';
comment on column reference.top_vc_aliases.created_at is 'When the row was first written.';
comment on column reference.top_vc_aliases.updated_at is 'When the row last changed.';
alter table reference.top_vc_aliases enable row level security;
create policy top_vc_aliases_analyst_reads on reference.top_vc_aliases
  for select to pipeline_analyst using (true);
create index top_vc_aliases_name_idx on reference.top_vc_aliases (name);

create table reference.enrichment_workflow_registry (
  workflow_slug text collate "C" not null,
  new_workflow_slug text collate "C",
  provider text collate "C" not null,
  platform text collate "C" not null,
  payload_type text collate "C" not null,
  entity_type text collate "C" not null,
  description text not null,
  raw_table text collate "C",
  extracted_table text collate "C",
  core_table text collate "C",
  key_column text collate "C" not null default 'domain',
  key_type text collate "C" not null default 'company',
  coalesces_to_core boolean not null default false,
  usage_category text collate "C" not null,
  workflow_type text collate "C" not null,
  is_active boolean not null default true,
  modal_function_name text collate "C",
  modal_endpoint_url text,
  api_endpoint_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint enrichment_workflow_registry_pkey primary key (workflow_slug),
  constraint enrichment_workflow_registry_workflow_slug_check check (
    workflow_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'
  ),
  constraint enrichment_workflow_registry_entity_type_check check (
    entity_type in ('company', 'person', 'target_client')
  ),
  constraint enrichment_workflow_registry_usage_category_check check (
    usage_category in ('client', 'internal-hq')
  ),
  constraint enrichment_workflow_registry_workflow_type_check check (
    workflow_type in ('ingest', 'calls_ai', 'lookup', 'utility', 'backfill')
  ),
  constraint enrichment_workflow_registry_tables_check check (
    raw_table ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$'
    and extracted_table ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$'
    and core_table ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$'
  ),
  constraint enrichment_workflow_registry_core_check check (
    not coalesces_to_core or core_table is not null
  )
);
comment on table reference.enrichment_workflow_registry is
  'One row per workflow that is shipped: which endpoint it is, what it reads and which tables it '
  'fills.';
comment on column reference.enrichment_workflow_registry.workflow_slug is
  'Name of the workflow; raw rows of requests that carry one store it.';
comment on column reference.enrichment_workflow_registry.new_workflow_slug is
  'Rename target; lists are ordered by it first. Null when there is none.';
comment on column reference.enrichment_workflow_registry.provider is
  'Who makes the data: companyenrich, clay, google, internal ...';
comment on column reference.enrichment_workflow_registry.platform is
  'What runs it: clay, modal, gemini, manual, pipeline.';
comment on column reference.enrichment_workflow_registry.payload_type is
  'Kind of payload: discovery, enrichment, inference, signal ...';
comment on column reference.enrichment_workflow_registry.entity_type is
  'What it is about: company, person or target_client.';
comment on column reference.enrichment_workflow_registry.description is
  'What it does, in a sentence.';
comment on column reference.enrichment_workflow_registry.raw_table is
  'Qualified name of the table it lands in; null when it lands nothing.';
comment on column reference.enrichment_workflow_registry.extracted_table is
  'Qualified name of its main extracted table; null when there is none.';
comment on column reference.enrichment_workflow_registry.core_table is
  'Qualified name of the core table it leads to; null when there is none.';
comment on column reference.enrichment_workflow_registry.key_column is
  'Column that holds its key in those tables.';
comment on column reference.enrichment_workflow_registry.key_type is 'What the key identifies.';
comment on column reference.enrichment_workflow_registry.coalesces_to_core is
  'Whether it writes core.';
comment on column reference.enrichment_workflow_registry.usage_category is 'client or internal-hq.';
comment on column reference.enrichment_workflow_registry.workflow_type is
  'ingest, calls_ai, lookup, utility or backfill.';
comment on column reference.enrichment_workflow_registry.is_active is 'Whether lists show it.';
comment on column reference.enrichment_workflow_registry.modal_function_name is
  'Function name of the endpoint; null when it has none.';
comment on column reference.enrichment_workflow_registry.modal_endpoint_url is
  'Absolute URL elsewhere; null when this pipeline serves it.';
comment on column reference.enrichment_workflow_registry.api_endpoint_url is
  'Method and path, such as POST /run/companies/companyenrich/ingest; null when not over HTTP.';
comment on column reference.enrichment_workflow_registry.created_at is
  'When the row was first written.';
comment on column reference.enrichment_workflow_registry.updated_at is 'When the row last changed.';
alter table reference.enrichment_workflow_registry enable row level security;
create policy enrichment_workflow_registry_analyst_reads on reference.enrichment_workflow_registry
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
