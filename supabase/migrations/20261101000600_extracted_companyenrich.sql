-- migrate:up
set role pipeline_owner;

create table extracted.companyenrich_company (
  id uuid not null,
  domain text collate "C" not null,
  raw_id uuid not null,
  companyenrich_id text,
  name text,
  type text,
  website text,
  revenue text,
  employees text,
  industry text,
  description text,
  seo_description text,
  logo_url text,
  industries jsonb,
  categories jsonb,
  keywords jsonb,
  technologies jsonb,
  naics_codes jsonb,
  founded_year integer,
  page_rank numeric,
  address text,
  phone text,
  postal_code text,
  city text,
  state text,
  state_code text,
  country text,
  country_code text,
  latitude numeric,
  longitude numeric,
  linkedin_url text,
  linkedin_id text,
  twitter_url text,
  facebook_url text,
  github_url text,
  youtube_url text,
  instagram_url text,
  crunchbase_url text,
  g2_url text,
  angellist_url text,
  total_funding bigint,
  funding_stage text,
  funding_date timestamptz,
  stock_symbol text,
  stock_exchange text,
  companyenrich_updated_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_company_pkey primary key (domain),
  constraint companyenrich_company_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table extracted.companyenrich_company is
  'What the newest CompanyEnrich document of a domain says: every column is that document''s.';
comment on column extracted.companyenrich_company.id is
  'Derived from the domain: the same after a rebuild. extracted_id in answers.';
comment on column extracted.companyenrich_company.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_company.raw_id is
  'The newest document of the domain: raw.companyenrich_payloads.id. Of documents that repeat it '
  'unchanged, the first.';
comment on column extracted.companyenrich_company.companyenrich_id is
  'Vendor''s id of the company; text, since it is not always a uuid.';
comment on column extracted.companyenrich_company.name is 'name.';
comment on column extracted.companyenrich_company.type is 'type, as given.';
comment on column extracted.companyenrich_company.website is 'website.';
comment on column extracted.companyenrich_company.revenue is
  'revenue: annual range in USD, as given.';
comment on column extracted.companyenrich_company.employees is 'employees: range, as given.';
comment on column extracted.companyenrich_company.industry is 'industry: the main one, as given.';
comment on column extracted.companyenrich_company.description is 'description.';
comment on column extracted.companyenrich_company.seo_description is 'seo_description.';
comment on column extracted.companyenrich_company.logo_url is 'logo_url.';
comment on column extracted.companyenrich_company.industries is
  'industries, the array as given; broken out in companyenrich_industries.';
comment on column extracted.companyenrich_company.categories is
  'categories, the array as given; broken out in companyenrich_categories.';
comment on column extracted.companyenrich_company.keywords is
  'keywords, the array as given; broken out in companyenrich_keywords.';
comment on column extracted.companyenrich_company.technologies is
  'technologies, the array as given; broken out in companyenrich_technologies.';
comment on column extracted.companyenrich_company.naics_codes is
  'naics_codes, the array as given; broken out in companyenrich_naics_codes.';
comment on column extracted.companyenrich_company.founded_year is 'founded_year.';
comment on column extracted.companyenrich_company.page_rank is 'page_rank.';
comment on column extracted.companyenrich_company.address is 'location.address.';
comment on column extracted.companyenrich_company.phone is 'location.phone.';
comment on column extracted.companyenrich_company.postal_code is 'location.postal_code.';
comment on column extracted.companyenrich_company.city is 'location.city.name.';
comment on column extracted.companyenrich_company.state is 'location.state.name.';
comment on column extracted.companyenrich_company.state_code is 'location.state.code.';
comment on column extracted.companyenrich_company.country is 'location.country.name.';
comment on column extracted.companyenrich_company.country_code is 'location.country.code.';
comment on column extracted.companyenrich_company.latitude is 'location.city.latitude, degrees.';
comment on column extracted.companyenrich_company.longitude is 'location.city.longitude, degrees.';
comment on column extracted.companyenrich_company.linkedin_url is
  'socials.linkedin_url as normalised company URL; null when it is not one.';
comment on column extracted.companyenrich_company.linkedin_id is 'socials.linkedin_id.';
comment on column extracted.companyenrich_company.twitter_url is 'socials.twitter_url.';
comment on column extracted.companyenrich_company.facebook_url is 'socials.facebook_url.';
comment on column extracted.companyenrich_company.github_url is 'socials.github_url.';
comment on column extracted.companyenrich_company.youtube_url is 'socials.youtube_url.';
comment on column extracted.companyenrich_company.instagram_url is 'socials.instagram_url.';
comment on column extracted.companyenrich_company.crunchbase_url is 'socials.crunchbase_url.';
comment on column extracted.companyenrich_company.g2_url is 'socials.g2_url.';
comment on column extracted.companyenrich_company.angellist_url is 'socials.angellist_url.';
comment on column extracted.companyenrich_company.total_funding is 'financial.total_funding, USD.';
comment on column extracted.companyenrich_company.funding_stage is 'financial.funding_stage.';
comment on column extracted.companyenrich_company.funding_date is
  'financial.funding_date: the latest round.';
comment on column extracted.companyenrich_company.stock_symbol is 'financial.stock_symbol.';
comment on column extracted.companyenrich_company.stock_exchange is 'financial.stock_exchange.';
comment on column extracted.companyenrich_company.companyenrich_updated_at is
  'updated_at: when the vendor refreshed the document.';
comment on column extracted.companyenrich_company.created_at is 'When the row was first written.';
comment on column extracted.companyenrich_company.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_company enable row level security;
create policy companyenrich_company_analyst_reads on extracted.companyenrich_company
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_keywords (
  domain text collate "C" not null,
  keyword text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_keywords_pkey primary key (domain, keyword),
  constraint companyenrich_keywords_keyword_check check (
    keyword = btrim(keyword) and strpos(keyword, '  ') = 0 and length(keyword) between 1 and 500
  )
);
comment on table extracted.companyenrich_keywords is
  'keywords of the newest CompanyEnrich document of a domain: one row per value, trimmed, spaces '
  'collapsed, equal apart from case is equal.';
comment on column extracted.companyenrich_keywords.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_keywords.keyword is
  'A keyword; spelling is the first in byte order.';
comment on column extracted.companyenrich_keywords.created_at is 'When the row was first written.';
comment on column extracted.companyenrich_keywords.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_keywords enable row level security;
create policy companyenrich_keywords_analyst_reads on extracted.companyenrich_keywords
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_technologies (
  domain text collate "C" not null,
  technology text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_technologies_pkey primary key (domain, technology),
  constraint companyenrich_technologies_technology_check check (
    technology = btrim(technology)
    and strpos(technology, '  ') = 0
    and length(technology) between 1 and 500
  )
);
comment on table extracted.companyenrich_technologies is
  'technologies of the newest CompanyEnrich document of a domain: one row per value, trimmed, '
  'spaces collapsed, equal apart from case is equal.';
comment on column extracted.companyenrich_technologies.domain is
  'Normalised domain of the company.';
comment on column extracted.companyenrich_technologies.technology is
  'A technology, as spelled by the vendor; spelling is the first in byte order.';
comment on column extracted.companyenrich_technologies.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_technologies.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_technologies enable row level security;
create policy companyenrich_technologies_analyst_reads on extracted.companyenrich_technologies
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_industries (
  domain text collate "C" not null,
  industry text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_industries_pkey primary key (domain, industry),
  constraint companyenrich_industries_industry_check check (
    industry = btrim(industry) and strpos(industry, '  ') = 0 and length(industry) between 1 and 500
  )
);
comment on table extracted.companyenrich_industries is
  'industries of the newest CompanyEnrich document of a domain: one row per value, trimmed, '
  'spaces collapsed, equal apart from case is equal.';
comment on column extracted.companyenrich_industries.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_industries.industry is
  'An industry; spelling is the first in byte order.';
comment on column extracted.companyenrich_industries.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_industries.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_industries enable row level security;
create policy companyenrich_industries_analyst_reads on extracted.companyenrich_industries
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_categories (
  domain text collate "C" not null,
  category text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_categories_pkey primary key (domain, category),
  constraint companyenrich_categories_category_check check (
    category = btrim(category) and strpos(category, '  ') = 0 and length(category) between 1 and 500
  )
);
comment on table extracted.companyenrich_categories is
  'categories of the newest CompanyEnrich document of a domain: one row per value, trimmed, '
  'spaces collapsed, equal apart from case is equal.';
comment on column extracted.companyenrich_categories.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_categories.category is
  'A category; spelling is the first in byte order.';
comment on column extracted.companyenrich_categories.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_categories.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_categories enable row level security;
create policy companyenrich_categories_analyst_reads on extracted.companyenrich_categories
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_naics_codes (
  domain text collate "C" not null,
  naics_code text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_naics_codes_pkey primary key (domain, naics_code),
  constraint companyenrich_naics_codes_naics_code_check check (
    naics_code = btrim(naics_code)
    and strpos(naics_code, '  ') = 0
    and length(naics_code) between 1 and 500
  )
);
comment on table extracted.companyenrich_naics_codes is
  'naics_codes of the newest CompanyEnrich document of a domain: one row per value, trimmed, '
  'spaces collapsed, equal apart from case is equal.';
comment on column extracted.companyenrich_naics_codes.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_naics_codes.naics_code is
  'A NAICS code of 2 to 6 digits, as text; spelling is the first in byte order.';
comment on column extracted.companyenrich_naics_codes.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_naics_codes.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_naics_codes enable row level security;
create policy companyenrich_naics_codes_analyst_reads on extracted.companyenrich_naics_codes
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_funding_rounds (
  domain text collate "C" not null,
  funding_date timestamptz,
  funding_type text,
  ordinal smallint not null,
  amount text,
  amount_value numeric,
  amount_currency text,
  investors text,
  url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_funding_rounds_key
    unique nulls not distinct (domain, funding_date, funding_type, ordinal),
  constraint companyenrich_funding_rounds_ordinal_check check (ordinal > 0)
);
comment on table extracted.companyenrich_funding_rounds is
  'Funding rounds of the newest CompanyEnrich document of a domain. Identical rounds of one '
  'document are one row.';
comment on column extracted.companyenrich_funding_rounds.domain is
  'Normalised domain of the company.';
comment on column extracted.companyenrich_funding_rounds.funding_date is
  'Date of the round; null when not given.';
comment on column extracted.companyenrich_funding_rounds.funding_type is
  'Type as given: ''Series A'', ''Seed Round'' ...; null when not given.';
comment on column extracted.companyenrich_funding_rounds.ordinal is
  '1, or 2, 3 ... for different rounds of one document with the same date and type, in order of '
  'content.';
comment on column extracted.companyenrich_funding_rounds.amount is
  'Amount as given: ''85000000 USD''.';
comment on column extracted.companyenrich_funding_rounds.amount_value is
  'The amount as a number, in amount_currency; null when it is not one.';
comment on column extracted.companyenrich_funding_rounds.amount_currency is
  'ISO 4217 code of the amount; null when none was given.';
comment on column extracted.companyenrich_funding_rounds.investors is
  'Investors as given, comma-separated.';
comment on column extracted.companyenrich_funding_rounds.url is 'Where the round was reported.';
comment on column extracted.companyenrich_funding_rounds.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_funding_rounds.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_funding_rounds enable row level security;
create policy companyenrich_funding_rounds_analyst_reads on extracted.companyenrich_funding_rounds
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_investors (
  domain text collate "C" not null,
  investor_name text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_investors_pkey primary key (domain, investor_name),
  constraint companyenrich_investors_investor_name_check check (
    investor_name = btrim(investor_name) and length(investor_name) between 1 and 500
  )
);
comment on table extracted.companyenrich_investors is
  'Distinct investors of all rounds of the newest CompanyEnrich document of a domain.';
comment on column extracted.companyenrich_investors.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_investors.investor_name is
  'Name of the investor, parsed from the rounds; spelling is the first in byte order.';
comment on column extracted.companyenrich_investors.created_at is 'When the row was first written.';
comment on column extracted.companyenrich_investors.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_investors enable row level security;
create policy companyenrich_investors_analyst_reads on extracted.companyenrich_investors
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_vc_investments (
  domain text collate "C" not null,
  investor_name text collate "C" not null,
  funding_date timestamptz,
  funding_type text,
  amount text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_vc_investments_key
    unique nulls not distinct (domain, investor_name, funding_date, funding_type)
);
comment on table extracted.companyenrich_vc_investments is
  'Who invested in which round, of the newest CompanyEnrich document of a domain.';
comment on column extracted.companyenrich_vc_investments.domain is
  'Normalised domain of the company.';
comment on column extracted.companyenrich_vc_investments.investor_name is
  'Name of the investor, as in companyenrich_investors.';
comment on column extracted.companyenrich_vc_investments.funding_date is
  'Date of the round; null when not given.';
comment on column extracted.companyenrich_vc_investments.funding_type is
  'Type as given: ''Series A'', ''Seed Round'' ...; null when not given.';
comment on column extracted.companyenrich_vc_investments.amount is 'Amount of the round, as given.';
comment on column extracted.companyenrich_vc_investments.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_vc_investments.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_vc_investments enable row level security;
create policy companyenrich_vc_investments_analyst_reads on extracted.companyenrich_vc_investments
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_socials (
  domain text collate "C" not null,
  linkedin_url text,
  linkedin_id text,
  twitter_url text,
  facebook_url text,
  github_url text,
  youtube_url text,
  instagram_url text,
  crunchbase_url text,
  g2_url text,
  angellist_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_socials_pkey primary key (domain),
  constraint companyenrich_socials_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table extracted.companyenrich_socials is
  'Social profiles of the newest CompanyEnrich document of a domain; no row when it has none.';
comment on column extracted.companyenrich_socials.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_socials.linkedin_url is
  'socials.linkedin_url as normalised company URL; null when it is not one.';
comment on column extracted.companyenrich_socials.linkedin_id is 'socials.linkedin_id.';
comment on column extracted.companyenrich_socials.twitter_url is 'socials.twitter_url.';
comment on column extracted.companyenrich_socials.facebook_url is 'socials.facebook_url.';
comment on column extracted.companyenrich_socials.github_url is 'socials.github_url.';
comment on column extracted.companyenrich_socials.youtube_url is 'socials.youtube_url.';
comment on column extracted.companyenrich_socials.instagram_url is 'socials.instagram_url.';
comment on column extracted.companyenrich_socials.crunchbase_url is 'socials.crunchbase_url.';
comment on column extracted.companyenrich_socials.g2_url is 'socials.g2_url.';
comment on column extracted.companyenrich_socials.angellist_url is 'socials.angellist_url.';
comment on column extracted.companyenrich_socials.created_at is 'When the row was first written.';
comment on column extracted.companyenrich_socials.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_socials enable row level security;
create policy companyenrich_socials_analyst_reads on extracted.companyenrich_socials
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_location (
  domain text collate "C" not null,
  address text,
  phone text,
  postal_code text,
  city text,
  city_id integer,
  state text,
  state_code text,
  state_id integer,
  country text,
  country_code text,
  latitude numeric,
  longitude numeric,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_location_pkey primary key (domain),
  constraint companyenrich_location_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table extracted.companyenrich_location is
  'Location of the newest CompanyEnrich document of a domain; no row when it has none.';
comment on column extracted.companyenrich_location.domain is 'Normalised domain of the company.';
comment on column extracted.companyenrich_location.address is 'location.address.';
comment on column extracted.companyenrich_location.phone is 'location.phone.';
comment on column extracted.companyenrich_location.postal_code is 'location.postal_code.';
comment on column extracted.companyenrich_location.city is 'location.city.name.';
comment on column extracted.companyenrich_location.city_id is 'location.city.id.';
comment on column extracted.companyenrich_location.state is 'location.state.name.';
comment on column extracted.companyenrich_location.state_code is 'location.state.code.';
comment on column extracted.companyenrich_location.state_id is 'location.state.id.';
comment on column extracted.companyenrich_location.country is 'location.country.name.';
comment on column extracted.companyenrich_location.country_code is 'location.country.code.';
comment on column extracted.companyenrich_location.latitude is 'location.city.latitude, degrees.';
comment on column extracted.companyenrich_location.longitude is 'location.city.longitude, degrees.';
comment on column extracted.companyenrich_location.created_at is 'When the row was first written.';
comment on column extracted.companyenrich_location.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_location enable row level security;
create policy companyenrich_location_analyst_reads on extracted.companyenrich_location
  for select to pipeline_analyst using (true);

create table extracted.companyenrich_subsidiaries (
  domain text collate "C" not null,
  subsidiary_name text collate "C" not null,
  subsidiary_domain text,
  subsidiary_data jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companyenrich_subsidiaries_pkey primary key (domain, subsidiary_name)
);
comment on table extracted.companyenrich_subsidiaries is
  'Subsidiaries of the newest CompanyEnrich document of a domain. Not coalesced to core.';
comment on column extracted.companyenrich_subsidiaries.domain is
  'Normalised domain of the company.';
comment on column extracted.companyenrich_subsidiaries.subsidiary_name is 'Name of the subsidiary.';
comment on column extracted.companyenrich_subsidiaries.subsidiary_domain is
  'Normalised domain of the subsidiary, if given as an object.';
comment on column extracted.companyenrich_subsidiaries.subsidiary_data is
  'The object as given; null when the document gave a string.';
comment on column extracted.companyenrich_subsidiaries.created_at is
  'When the row was first written.';
comment on column extracted.companyenrich_subsidiaries.updated_at is 'When the row last changed.';
alter table extracted.companyenrich_subsidiaries enable row level security;
create policy companyenrich_subsidiaries_analyst_reads on extracted.companyenrich_subsidiaries
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
