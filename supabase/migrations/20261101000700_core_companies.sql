-- migrate:up
set role pipeline_owner;

create table core.companies (
  id uuid not null,
  domain text collate "C" not null,
  name text,
  cleaned_name text,
  linkedin_url text,
  source text collate "C" not null,
  landing_no bigint not null,
  name_source text collate "C",
  name_landing_no bigint,
  linkedin_url_source text collate "C",
  linkedin_url_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companies_pkey primary key (domain),
  constraint companies_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint companies_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.companies is
  'One row per company: the canonical record. First writer wins: a value that stands never '
  'changes, except that one which landed earlier but was taken later takes its place.';
comment on column core.companies.id is 'Derived from the domain: the same after a rebuild.';
comment on column core.companies.domain is 'Normalised domain of the company.';
comment on column core.companies.name is
  'Name. First wins (lowest landing_no that names the company).';
comment on column core.companies.cleaned_name is
  'Name as people write it, from Clay''s cleaning. Filled where null.';
comment on column core.companies.linkedin_url is
  'Company page, normalised. First wins, null is filled.';
comment on column core.companies.source is 'Source that landed first about the domain.';
comment on column core.companies.landing_no is 'Landing number of that document.';
comment on column core.companies.name_source is 'Source of name; null while there is none.';
comment on column core.companies.name_landing_no is
  'Landing number of the document that gave name.';
comment on column core.companies.linkedin_url_source is
  'Source of linkedin_url; null while there is none.';
comment on column core.companies.linkedin_url_landing_no is
  'Landing number of the document that gave linkedin_url.';
comment on column core.companies.created_at is 'When the row was first written.';
comment on column core.companies.updated_at is 'When the row last changed.';
alter table core.companies enable row level security;
create policy companies_analyst_reads on core.companies for select to pipeline_analyst using (true);

create table core.company_names (
  domain text collate "C" not null,
  source text collate "C" not null,
  raw_name text not null,
  cleaned_name text,
  linkedin_url text,
  landing_no bigint not null,
  linkedin_url_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_names_pkey primary key (domain, source),
  constraint company_names_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_names is
  'Names per source. First wins per source; cleaned_name is never touched by an ingest.';
comment on column core.company_names.domain is 'Normalised domain of the company.';
comment on column core.company_names.source is 'Source that gave the row.';
comment on column core.company_names.raw_name is
  'Name as the source gives it. First wins (lowest landing_no of the source).';
comment on column core.company_names.cleaned_name is
  'Cleaned name. Never written by an enrichment ingest.';
comment on column core.company_names.linkedin_url is
  'Company page as the source gives it, normalised. First wins, null is filled.';
comment on column core.company_names.landing_no is
  'Landing number of the document that gave raw_name.';
comment on column core.company_names.linkedin_url_landing_no is
  'Landing number of the document that gave linkedin_url.';
comment on column core.company_names.created_at is 'When the row was first written.';
comment on column core.company_names.updated_at is 'When the row last changed.';
alter table core.company_names enable row level security;
create policy company_names_analyst_reads on core.company_names
  for select to pipeline_analyst using (true);

create table core.company_employee_range (
  domain text collate "C" not null,
  employee_range text not null,
  source text collate "C" not null,
  document_at timestamptz not null,
  landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_employee_range_pkey primary key (domain),
  constraint company_employee_range_employee_range_fkey
    foreign key (employee_range) references reference.employee_ranges (name),
  constraint company_employee_range_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index company_employee_range_employee_range_idx
  on core.company_employee_range (employee_range);
comment on table core.company_employee_range is
  'Size of a company. Newest wins over all sources; a value that no look-up knows writes nothing.';
comment on column core.company_employee_range.domain is 'Normalised domain of the company.';
comment on column core.company_employee_range.employee_range is
  'Canonical range. Newest wins: the greatest (document_at, landing_no) that could be matched, of '
  'any source.';
comment on column core.company_employee_range.source is 'Source that gave the row.';
comment on column core.company_employee_range.document_at is
  'Time of the document that gave the range.';
comment on column core.company_employee_range.landing_no is 'Landing number of that document.';
comment on column core.company_employee_range.created_at is 'When the row was first written.';
comment on column core.company_employee_range.updated_at is 'When the row last changed.';
comment on index core.company_employee_range_employee_range_idx is 'Companies of a size.';
alter table core.company_employee_range enable row level security;
create policy company_employee_range_analyst_reads on core.company_employee_range
  for select to pipeline_analyst using (true);

create table core.company_revenue (
  domain text collate "C" not null,
  source text collate "C" not null,
  raw_revenue_range text,
  raw_revenue_amount bigint,
  matched_revenue_range text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_revenue_pkey primary key (domain, source),
  constraint company_revenue_matched_revenue_range_fkey
    foreign key (matched_revenue_range) references reference.revenue_ranges (name),
  constraint company_revenue_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index company_revenue_matched_revenue_range_idx
  on core.company_revenue (matched_revenue_range);
comment on table core.company_revenue is
  'Annual revenue per source. Newest wins: raw and matched range of the greatest document that '
  'gives one.';
comment on column core.company_revenue.domain is 'Normalised domain of the company.';
comment on column core.company_revenue.source is 'Source that gave the row.';
comment on column core.company_revenue.raw_revenue_range is 'Range as given. Newest wins.';
comment on column core.company_revenue.raw_revenue_amount is
  'Amount in USD, where a source gives one. Newest wins.';
comment on column core.company_revenue.matched_revenue_range is
  'Canonical range of raw_revenue_range; null when no look-up knows it.';
comment on column core.company_revenue.created_at is 'When the row was first written.';
comment on column core.company_revenue.updated_at is 'When the row last changed.';
comment on index core.company_revenue_matched_revenue_range_idx is 'Companies of a revenue range.';
alter table core.company_revenue enable row level security;
create policy company_revenue_analyst_reads on core.company_revenue
  for select to pipeline_analyst using (true);

create table core.company_types (
  domain text collate "C" not null,
  source text collate "C" not null,
  raw_type text,
  matched_type text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_types_pkey primary key (domain, source),
  constraint company_types_matched_type_fkey
    foreign key (matched_type) references reference.company_types (name),
  constraint company_types_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index company_types_matched_type_idx on core.company_types (matched_type);
comment on table core.company_types is
  'Type of a company per source. Newest wins: raw and matched type of the greatest document that '
  'gives one.';
comment on column core.company_types.domain is 'Normalised domain of the company.';
comment on column core.company_types.source is 'Source that gave the row.';
comment on column core.company_types.raw_type is 'Type as given. Newest wins.';
comment on column core.company_types.matched_type is
  'Canonical type of raw_type; null when no look-up knows it.';
comment on column core.company_types.created_at is 'When the row was first written.';
comment on column core.company_types.updated_at is 'When the row last changed.';
comment on index core.company_types_matched_type_idx is 'Companies of a type.';
alter table core.company_types enable row level security;
create policy company_types_analyst_reads on core.company_types
  for select to pipeline_analyst using (true);

create table core.company_locations (
  domain text collate "C" not null,
  city text,
  state text,
  country text,
  raw_location text,
  raw_country text,
  has_city boolean not null,
  has_state boolean not null,
  source text collate "C" not null,
  first_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_locations_pkey primary key (domain),
  constraint company_locations_has_city_check check (has_city = (city is not null)),
  constraint company_locations_has_state_check check (has_state = (state is not null)),
  constraint company_locations_parts_check check (
    num_nonnulls(city, state, country) > 0
    and city <> '' and state <> '' and country <> ''
  ),
  constraint company_locations_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_locations is
  'Where a company is. More complete wins: the most of city, state, country; then the greatest '
  'document of that source; between sources the first. The three are replaced together, never '
  'mixed.';
comment on column core.company_locations.domain is 'Normalised domain of the company.';
comment on column core.company_locations.city is 'City. More complete wins.';
comment on column core.company_locations.state is 'State or region. More complete wins.';
comment on column core.company_locations.country is 'Country. More complete wins.';
comment on column core.company_locations.raw_location is
  'Street address as given, of the same document.';
comment on column core.company_locations.raw_country is 'Country as given, of the same document.';
comment on column core.company_locations.has_city is 'Whether city is known.';
comment on column core.company_locations.has_state is 'Whether state is known.';
comment on column core.company_locations.source is 'Source that gave the row.';
comment on column core.company_locations.first_landing_no is
  'Lowest landing number at which the source gave this many parts; settles ties between sources.';
comment on column core.company_locations.created_at is 'When the row was first written.';
comment on column core.company_locations.updated_at is 'When the row last changed.';
alter table core.company_locations enable row level security;
create policy company_locations_analyst_reads on core.company_locations
  for select to pipeline_analyst using (true);

create table core.company_descriptions (
  domain text collate "C" not null,
  description text,
  tagline text,
  source text collate "C" not null,
  first_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_descriptions_pkey primary key (domain),
  constraint company_descriptions_content_check check (num_nonnulls(description, tagline) > 0),
  constraint company_descriptions_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_descriptions is
  'Description and tagline. Newest wins per column within the source; between sources the first '
  'that gives either.';
comment on column core.company_descriptions.domain is 'Normalised domain of the company.';
comment on column core.company_descriptions.description is
  'Description. Newest wins, null never replaces.';
comment on column core.company_descriptions.tagline is
  'Tagline (CompanyEnrich: seo_description). Newest wins, null never replaces.';
comment on column core.company_descriptions.source is 'Source that gave the row.';
comment on column core.company_descriptions.first_landing_no is
  'Lowest landing number at which the source gave either; settles which source holds the row.';
comment on column core.company_descriptions.created_at is 'When the row was first written.';
comment on column core.company_descriptions.updated_at is 'When the row last changed.';
alter table core.company_descriptions enable row level security;
create policy company_descriptions_analyst_reads on core.company_descriptions
  for select to pipeline_analyst using (true);

create table core.company_industries (
  domain text collate "C" not null,
  matched_industry text not null,
  source text collate "C" not null,
  landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_industries_pkey primary key (domain),
  constraint company_industries_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index company_industries_matched_industry_idx on core.company_industries (matched_industry);
comment on table core.company_industries is 'Industry of a company. First wins over all sources.';
comment on column core.company_industries.domain is 'Normalised domain of the company.';
comment on column core.company_industries.matched_industry is
  'Canonical industry, or the value as given while no look-up knows it (a gap). First wins: '
  'lowest landing_no.';
comment on column core.company_industries.source is 'Source that gave the row.';
comment on column core.company_industries.landing_no is
  'Landing number of the document that gave it.';
comment on column core.company_industries.created_at is 'When the row was first written.';
comment on column core.company_industries.updated_at is 'When the row last changed.';
comment on index core.company_industries_matched_industry_idx is 'Companies of an industry.';
alter table core.company_industries enable row level security;
create policy company_industries_analyst_reads on core.company_industries
  for select to pipeline_analyst using (true);

create table core.company_tech_on_site (
  domain text collate "C" not null,
  technology_id uuid not null,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_tech_on_site_pkey primary key (domain, technology_id),
  constraint company_tech_on_site_technology_id_fkey
    foreign key (technology_id) references reference.technologies (id)
);
create index company_tech_on_site_technology_id_idx on core.company_tech_on_site (technology_id);
comment on table core.company_tech_on_site is
  'Technologies of a company. Accumulates: what a source no longer lists stays, with last_seen_at.';
comment on column core.company_tech_on_site.domain is 'Normalised domain of the company.';
comment on column core.company_tech_on_site.technology_id is
  'The technology: reference.technologies.';
comment on column core.company_tech_on_site.source is 'Source that gave it first.';
comment on column core.company_tech_on_site.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_tech_on_site.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_tech_on_site.created_at is 'When the row was first written.';
comment on column core.company_tech_on_site.updated_at is 'When the row last changed.';
comment on index core.company_tech_on_site_technology_id_idx is 'Companies that use a technology.';
alter table core.company_tech_on_site enable row level security;
create policy company_tech_on_site_analyst_reads on core.company_tech_on_site
  for select to pipeline_analyst using (true);

create table core.company_keywords (
  domain text collate "C" not null,
  keyword text collate "C" not null,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_keywords_pkey primary key (domain, keyword),
  constraint company_keywords_keyword_check check (
    keyword = btrim(keyword) and strpos(keyword, '  ') = 0 and length(keyword) between 1 and 500
  )
);
comment on table core.company_keywords is
  'Keywords of a company. Accumulates: what a source no longer lists stays, with last_seen_at.';
comment on column core.company_keywords.domain is 'Normalised domain of the company.';
comment on column core.company_keywords.keyword is
  'Keyword: trimmed, spaces collapsed; equal apart from case is equal, spelling is the first in '
  'byte order.';
comment on column core.company_keywords.source is 'Source that gave it first.';
comment on column core.company_keywords.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_keywords.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_keywords.created_at is 'When the row was first written.';
comment on column core.company_keywords.updated_at is 'When the row last changed.';
alter table core.company_keywords enable row level security;
create policy company_keywords_analyst_reads on core.company_keywords
  for select to pipeline_analyst using (true);

create table core.company_categories (
  domain text collate "C" not null,
  category text collate "C" not null,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_categories_pkey primary key (domain, category),
  constraint company_categories_category_check check (
    category = btrim(category) and strpos(category, '  ') = 0 and length(category) between 1 and 500
  )
);
comment on table core.company_categories is
  'Categorys of a company. Accumulates: what a source no longer lists stays, with last_seen_at.';
comment on column core.company_categories.domain is 'Normalised domain of the company.';
comment on column core.company_categories.category is
  'Category: trimmed, spaces collapsed; equal apart from case is equal, spelling is the first in '
  'byte order.';
comment on column core.company_categories.source is 'Source that gave it first.';
comment on column core.company_categories.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_categories.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_categories.created_at is 'When the row was first written.';
comment on column core.company_categories.updated_at is 'When the row last changed.';
alter table core.company_categories enable row level security;
create policy company_categories_analyst_reads on core.company_categories
  for select to pipeline_analyst using (true);

create table core.company_naics_codes (
  domain text collate "C" not null,
  naics_code text collate "C" not null,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_naics_codes_pkey primary key (domain, naics_code),
  constraint company_naics_codes_naics_code_check check (
    naics_code = btrim(naics_code)
    and strpos(naics_code, '  ') = 0
    and length(naics_code) between 1 and 500
  )
);
comment on table core.company_naics_codes is
  'NAICS codes of a company. Accumulates: what a source no longer lists stays, with last_seen_at.';
comment on column core.company_naics_codes.domain is 'Normalised domain of the company.';
comment on column core.company_naics_codes.naics_code is
  'NAICS code: trimmed, spaces collapsed; equal apart from case is equal, spelling is the first '
  'in byte order.';
comment on column core.company_naics_codes.source is 'Source that gave it first.';
comment on column core.company_naics_codes.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_naics_codes.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_naics_codes.created_at is 'When the row was first written.';
comment on column core.company_naics_codes.updated_at is 'When the row last changed.';
alter table core.company_naics_codes enable row level security;
create policy company_naics_codes_analyst_reads on core.company_naics_codes
  for select to pipeline_analyst using (true);

create table core.company_funding_rounds (
  domain text collate "C" not null,
  source text collate "C" not null,
  funding_date timestamptz,
  funding_type text,
  ordinal smallint not null,
  amount text,
  amount_value numeric,
  amount_currency text,
  investors text,
  url text,
  funding_stage_normalized text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_funding_rounds_key
    unique nulls not distinct (domain, source, funding_date, funding_type, ordinal),
  constraint company_funding_rounds_ordinal_check check (ordinal > 0)
);
comment on table core.company_funding_rounds is
  'Funding rounds per source. Accumulates; within a round the newest document that lists it wins '
  'per column, null never replaces.';
comment on column core.company_funding_rounds.domain is 'Normalised domain of the company.';
comment on column core.company_funding_rounds.source is 'Source that gave the row.';
comment on column core.company_funding_rounds.funding_date is
  'Date of the round; null when not given.';
comment on column core.company_funding_rounds.funding_type is
  'Type as given: ''Series A'', ''Seed Round'' ...; null when not given.';
comment on column core.company_funding_rounds.ordinal is
  '1, or 2, 3 ... for different rounds of one document with the same date and type, in order of '
  'content.';
comment on column core.company_funding_rounds.amount is 'Amount as given: ''85000000 USD''.';
comment on column core.company_funding_rounds.amount_value is
  'The amount as a number, in amount_currency; null when it is not one.';
comment on column core.company_funding_rounds.amount_currency is
  'ISO 4217 code of the amount; null when none was given.';
comment on column core.company_funding_rounds.investors is 'Investors as given, comma-separated.';
comment on column core.company_funding_rounds.url is 'Where the round was reported.';
comment on column core.company_funding_rounds.funding_stage_normalized is
  'Stage of funding_type: seed, angel, venture, series_a ... series_h, debt_financing or other; '
  'null without a type.';
comment on column core.company_funding_rounds.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_funding_rounds.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_funding_rounds.created_at is 'When the row was first written.';
comment on column core.company_funding_rounds.updated_at is 'When the row last changed.';
alter table core.company_funding_rounds enable row level security;
create policy company_funding_rounds_analyst_reads on core.company_funding_rounds
  for select to pipeline_analyst using (true);

create table core.company_vc_investors (
  company_domain text collate "C" not null,
  company_name text,
  vc_name text collate "C" not null,
  vc_domain text,
  source text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_vc_investors_pkey primary key (company_domain, vc_name)
);
create index company_vc_investors_vc_domain_idx on core.company_vc_investors (vc_domain);
comment on table core.company_vc_investors is
  'Investors of a company, lenders of pure debt rounds aside. Accumulates: an investor once named '
  'stays, with last_seen_at.';
comment on column core.company_vc_investors.company_domain is 'Normalised domain of the company.';
comment on column core.company_vc_investors.company_name is
  'Name of the company, as in core.companies.name: first wins.';
comment on column core.company_vc_investors.vc_name is
  'Name of the investor, by reference.top_vc_aliases where known; equal apart from case is equal, '
  'spelling is the first in byte order.';
comment on column core.company_vc_investors.vc_domain is
  'Domain of the investor by reference.top_vcs; null when unknown.';
comment on column core.company_vc_investors.source is 'Source that gave it first.';
comment on column core.company_vc_investors.first_seen_at is
  'Time of the first document of the source that lists it.';
comment on column core.company_vc_investors.last_seen_at is
  'Time of the last document that listed it; null while the newest document of the source lists '
  'it.';
comment on column core.company_vc_investors.created_at is 'When the row was first written.';
comment on column core.company_vc_investors.updated_at is 'When the row last changed.';
comment on index core.company_vc_investors_vc_domain_idx is 'Portfolio of an investor.';
alter table core.company_vc_investors enable row level security;
create policy company_vc_investors_analyst_reads on core.company_vc_investors
  for select to pipeline_analyst using (true);

create table core.company_vc_backed (
  domain text collate "C" not null,
  vc_count integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_vc_backed_pkey primary key (domain),
  constraint company_vc_backed_vc_count_check check (vc_count > 0),
  constraint company_vc_backed_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_vc_backed is 'Companies with at least one investor.';
comment on column core.company_vc_backed.domain is 'Normalised domain of the company.';
comment on column core.company_vc_backed.vc_count is
  'Distinct investors in core.company_vc_investors, of all sources and times. Never lowered '
  'because one payload lists fewer.';
comment on column core.company_vc_backed.created_at is 'When the row was first written.';
comment on column core.company_vc_backed.updated_at is 'When the row last changed.';
alter table core.company_vc_backed enable row level security;
create policy company_vc_backed_analyst_reads on core.company_vc_backed
  for select to pipeline_analyst using (true);

create table core.company_social_urls (
  domain text collate "C" not null,
  linkedin_url text,
  twitter_url text,
  facebook_url text,
  github_url text,
  youtube_url text,
  instagram_url text,
  crunchbase_url text,
  g2_url text,
  angellist_url text,
  source text collate "C" not null,
  first_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_social_urls_pkey primary key (domain),
  constraint company_social_urls_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_social_urls is
  'Social profiles of a company. Newest wins per column within the source, null never replaces; '
  'between sources the first that gives any.';
comment on column core.company_social_urls.domain is 'Normalised domain of the company.';
comment on column core.company_social_urls.linkedin_url is
  'Company page on LinkedIn, normalised. Newest wins.';
comment on column core.company_social_urls.twitter_url is 'Twitter profile. Newest wins.';
comment on column core.company_social_urls.facebook_url is 'Facebook profile. Newest wins.';
comment on column core.company_social_urls.github_url is 'Github profile. Newest wins.';
comment on column core.company_social_urls.youtube_url is 'Youtube profile. Newest wins.';
comment on column core.company_social_urls.instagram_url is 'Instagram profile. Newest wins.';
comment on column core.company_social_urls.crunchbase_url is 'Crunchbase profile. Newest wins.';
comment on column core.company_social_urls.g2_url is 'G2 profile. Newest wins.';
comment on column core.company_social_urls.angellist_url is 'Angellist profile. Newest wins.';
comment on column core.company_social_urls.source is 'Source that gave the row.';
comment on column core.company_social_urls.first_landing_no is
  'Lowest landing number at which the source gave any; settles which source holds the row.';
comment on column core.company_social_urls.created_at is 'When the row was first written.';
comment on column core.company_social_urls.updated_at is 'When the row last changed.';
alter table core.company_social_urls enable row level security;
create policy company_social_urls_analyst_reads on core.company_social_urls
  for select to pipeline_analyst using (true);

create table core.company_funding (
  domain text collate "C" not null,
  source text collate "C" not null,
  raw_funding_range text,
  raw_funding_amount bigint,
  matched_funding_range text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_funding_pkey primary key (domain, source),
  constraint company_funding_matched_funding_range_fkey
    foreign key (matched_funding_range) references reference.funding_ranges (name),
  constraint company_funding_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index company_funding_matched_funding_range_idx
  on core.company_funding (matched_funding_range);
comment on table core.company_funding is
  'Total funding of a company per source. Filled by sources that give a range; CompanyEnrich does '
  'not.';
comment on column core.company_funding.domain is 'Normalised domain of the company.';
comment on column core.company_funding.source is 'Source that gave the row.';
comment on column core.company_funding.raw_funding_range is 'Range as given. Newest wins.';
comment on column core.company_funding.raw_funding_amount is 'Amount in USD as given. Newest wins.';
comment on column core.company_funding.matched_funding_range is
  'Canonical range; null when no look-up knows it.';
comment on column core.company_funding.created_at is 'When the row was first written.';
comment on column core.company_funding.updated_at is 'When the row last changed.';
comment on index core.company_funding_matched_funding_range_idx is 'Companies of a funding range.';
alter table core.company_funding enable row level security;
create policy company_funding_analyst_reads on core.company_funding
  for select to pipeline_analyst using (true);

create table core.company_business_model (
  domain text collate "C" not null,
  is_b2b boolean,
  is_b2c boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_business_model_pkey primary key (domain),
  constraint company_business_model_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table core.company_business_model is
  'Whom a company sells to. Filled by a later source.';
comment on column core.company_business_model.domain is 'Normalised domain of the company.';
comment on column core.company_business_model.is_b2b is 'Sells to businesses. Null: not known.';
comment on column core.company_business_model.is_b2c is 'Sells to consumers. Null: not known.';
comment on column core.company_business_model.created_at is 'When the row was first written.';
comment on column core.company_business_model.updated_at is 'When the row last changed.';
alter table core.company_business_model enable row level security;
create policy company_business_model_analyst_reads on core.company_business_model
  for select to pipeline_analyst using (true);

create table core.tech_on_site_detections (
  domain text collate "C" not null,
  technology_id uuid not null,
  first_detected date,
  last_detected date,
  source text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tech_on_site_detections_pkey primary key (domain, technology_id, source),
  constraint tech_on_site_detections_technology_id_fkey
    foreign key (technology_id) references reference.technologies (id),
  constraint tech_on_site_detections_dates_check check (first_detected <= last_detected),
  constraint tech_on_site_detections_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index tech_on_site_detections_technology_id_idx
  on core.tech_on_site_detections (technology_id);
comment on table core.tech_on_site_detections is
  'Technologies detected on a site, with dates. Filled by sources that give dates; CompanyEnrich '
  'does not.';
comment on column core.tech_on_site_detections.domain is 'Normalised domain of the company.';
comment on column core.tech_on_site_detections.technology_id is
  'The technology: reference.technologies.';
comment on column core.tech_on_site_detections.first_detected is
  'First detection. The least of all documents.';
comment on column core.tech_on_site_detections.last_detected is
  'Last detection. The greatest of all documents.';
comment on column core.tech_on_site_detections.source is 'Source that gave the row.';
comment on column core.tech_on_site_detections.created_at is 'When the row was first written.';
comment on column core.tech_on_site_detections.updated_at is 'When the row last changed.';
comment on index core.tech_on_site_detections_technology_id_idx is
  'Sites on which a technology was detected.';
alter table core.tech_on_site_detections enable row level security;
create policy tech_on_site_detections_analyst_reads on core.tech_on_site_detections
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
