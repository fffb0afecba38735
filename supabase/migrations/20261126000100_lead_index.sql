-- migrate:up
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
grant usage on schema extensions to pipeline_owner;

-- Who reads the views of leads and companies through PostgREST: granted to a role by the operator,
-- never to anon or authenticated.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'pipeline_reader') then
    create role pipeline_reader nologin;
  end if;
end;
$$;
comment on role pipeline_reader is
  'Reads the views core.people_full, companies_full and leads*, and the tables behind them.';

set role pipeline_owner;
-- Where the operator classes of pg_trgm are, wherever it was installed before.
set search_path = extensions, public;

create type ops.list_page as (
  page_limit integer,
  page_offset integer,
  counting text,
  after_key jsonb,
  filters_hash text
);
comment on type ops.list_page is
  'A page of a list: at most page_limit rows, after page_offset of them or after the row with the '
  'sort key after_key; counting: exact, estimated or none; filters_hash: list and filters.';

create index companies_id_idx on core.companies (id);
comment on index core.companies_id_idx is 'The company that a person works for.';

create index people_full_name_idx on core.people using gin (full_name gin_trgm_ops);
comment on index core.people_full_name_idx is 'People whose name contains a text.';

create table core.vc_portfolio (
  domain text collate "C" not null,
  vc_name text collate "C" not null,
  company_id bigint not null,
  description text,
  source text collate "C" not null,
  landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint vc_portfolio_pkey primary key (domain, vc_name),
  constraint vc_portfolio_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint vc_portfolio_vc_name_check check (
    vc_name = btrim(vc_name) and length(vc_name) between 1 and 500
  )
);
create index vc_portfolio_company_id_idx on core.vc_portfolio (company_id, vc_name);
comment on table core.vc_portfolio is
  'Which company is in the portfolio of which investor: what extracted.vc_portfolio says.';
comment on column core.vc_portfolio.domain is 'Normalised domain of the company.';
comment on column core.vc_portfolio.vc_name is
  'Name of the investor; equal apart from case is equal, the first spelling stays.';
comment on column core.vc_portfolio.company_id is
  'reference.search_term_id(domain), by which core.lead_index names employers.';
comment on column core.vc_portfolio.description is
  'The short description of the company, else the long one. Newest wins.';
comment on column core.vc_portfolio.source is 'Source that gave the row.';
comment on column core.vc_portfolio.landing_no is 'Landing number of the document that gave it.';
comment on column core.vc_portfolio.created_at is 'When the row was first written.';
comment on column core.vc_portfolio.updated_at is 'When the row last changed.';
comment on index core.vc_portfolio_company_id_idx is 'The investors of an employer.';
alter table core.vc_portfolio enable row level security;
create policy vc_portfolio_analyst_reads on core.vc_portfolio
  for select to pipeline_analyst using (true);

create table core.lead_index (
  lead_no bigint generated always as identity,
  title_id bigint,
  job_function_id bigint,
  seniority_id bigint,
  city_id bigint,
  state_id bigint,
  country_id bigint,
  company_id bigint,
  industry_id bigint,
  employee_range_id bigint,
  company_city_id bigint,
  company_state_id bigint,
  company_country_id bigint,
  job_start_date date,
  promoted_on date,
  vc_count smallint not null,
  is_complete boolean not null,
  is_start_exact boolean not null,
  is_b2b boolean not null,
  is_b2c boolean not null,
  linkedin_url text collate "C" not null,
  constraint lead_index_pkey primary key (linkedin_url)
);
-- The first five are read instead of the table: lists filter in the order of the page, and count,
-- without fetching a row. Incomplete leads are asked for seldom: the narrow ones have to do.
create index lead_index_complete_idx on core.lead_index (lead_no)
  include (
    job_function_id, seniority_id, country_id, industry_id, employee_range_id, title_id,
    company_id, city_id, state_id, company_city_id, company_state_id, company_country_id,
    job_start_date, is_b2b, is_b2c
  )
  where is_complete;
create index lead_index_complete_job_function_id_idx on core.lead_index (job_function_id, lead_no)
  include (
    seniority_id, country_id, industry_id, employee_range_id, title_id, company_id, city_id,
    state_id, company_city_id, company_state_id, company_country_id, job_start_date, is_b2b,
    is_b2c
  )
  where is_complete;
create index lead_index_complete_seniority_id_idx on core.lead_index (seniority_id, lead_no)
  include (
    job_function_id, country_id, industry_id, employee_range_id, title_id, company_id, city_id,
    state_id, company_city_id, company_state_id, company_country_id, job_start_date, is_b2b,
    is_b2c
  )
  where is_complete;
create index lead_index_complete_country_id_idx on core.lead_index (country_id, lead_no)
  include (
    job_function_id, seniority_id, industry_id, employee_range_id, title_id, company_id,
    city_id, state_id, company_city_id, company_state_id, company_country_id, job_start_date,
    is_b2b, is_b2c
  )
  where is_complete;
create index lead_index_complete_industry_id_idx on core.lead_index (industry_id, lead_no)
  include (
    job_function_id, seniority_id, country_id, employee_range_id, title_id, company_id, city_id,
    state_id, company_city_id, company_state_id, company_country_id, job_start_date, is_b2b,
    is_b2c
  )
  where is_complete;
create index lead_index_lead_no_idx on core.lead_index (lead_no);
create index lead_index_job_function_id_idx on core.lead_index (job_function_id);
create index lead_index_seniority_id_idx on core.lead_index (seniority_id);
create index lead_index_country_id_idx on core.lead_index (country_id);
create index lead_index_industry_id_idx on core.lead_index (industry_id);
create index lead_index_job_start_date_idx on core.lead_index (job_start_date desc, lead_no)
  include (is_complete, job_function_id, seniority_id, industry_id) where is_start_exact;
create index lead_index_promoted_on_idx on core.lead_index (promoted_on desc, lead_no)
  include (is_complete, job_function_id, seniority_id, industry_id) where promoted_on is not null;
create index lead_index_vc_count_idx on core.lead_index (lead_no)
  include (vc_count, company_id, is_complete, job_function_id, seniority_id) where vc_count > 0;
create index lead_index_title_id_idx on core.lead_index (title_id);
create index lead_index_city_id_idx on core.lead_index (city_id);
create index lead_index_state_id_idx on core.lead_index (state_id);
create index lead_index_company_id_idx on core.lead_index (company_id);
create index lead_index_employee_range_id_idx on core.lead_index (employee_range_id);
create index lead_index_company_city_id_idx on core.lead_index (company_city_id);
create index lead_index_company_state_id_idx on core.lead_index (company_state_id);
create index lead_index_company_country_id_idx on core.lead_index (company_country_id);
create index lead_index_start_idx on core.lead_index (job_start_date);
create statistics core.lead_index_statistics (mcv)
  on job_function_id, seniority_id, country_id, industry_id, company_country_id, employee_range_id
  from core.lead_index;
comment on statistics core.lead_index_statistics is
  'What of it goes together: the place of a person and that of the company, function and rank.';
comment on table core.lead_index is
  'What people are found by: one row per row of core.people, a narrow copy of core.leads in '
  'numbers (reference.search_term_id), kept by core.refresh_leads and core.refresh_company_leads '
  'in the transaction that changes what it shows. Lists filter, sort and count here and fetch the '
  'rows of a page from the view.';
comment on column core.lead_index.lead_no is
  'Order of appearance. No content: it stays as long as the person does, so that pages in its '
  'order neither repeat nor miss a row, and differs between databases.';
comment on column core.lead_index.title_id is 'Number of matched_cleaned_job_title; null unknown.';
comment on column core.lead_index.job_function_id is
  'Number of matched_job_function; null unknown.';
comment on column core.lead_index.seniority_id is 'Number of matched_seniority; null unknown.';
comment on column core.lead_index.city_id is 'Number of person_city; null unknown.';
comment on column core.lead_index.state_id is 'Number of person_state; null unknown.';
comment on column core.lead_index.country_id is 'Number of person_country; null unknown.';
comment on column core.lead_index.company_id is 'Number of company_domain; null without employer.';
comment on column core.lead_index.industry_id is 'Number of matched_industry; null unknown.';
comment on column core.lead_index.employee_range_id is 'Number of employee_range; null unknown.';
comment on column core.lead_index.company_city_id is 'Number of company_city; null unknown.';
comment on column core.lead_index.company_state_id is 'Number of company_state; null unknown.';
comment on column core.lead_index.company_country_id is 'Number of company_country; null unknown.';
comment on column core.lead_index.job_start_date is 'core.person_tenure.job_start_date.';
comment on column core.lead_index.promoted_on is
  'promotion_date of core.leads_recently_promoted; null when there is none.';
comment on column core.lead_index.vc_count is
  'Rows of core.leads_at_vc_portfolio: investors that have the employer in their portfolio.';
comment on column core.lead_index.is_complete is 'Whether core.leads_complete has the person.';
comment on column core.lead_index.is_start_exact is
  'Whether job_start_date is known better than to its year.';
comment on column core.lead_index.is_b2b is
  'Whether core.company_business_model says so of the employer.';
comment on column core.lead_index.is_b2c is
  'Whether core.company_business_model says so of the employer.';
comment on column core.lead_index.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on index core.lead_index_complete_idx is 'Complete leads in the order of pages.';
comment on index core.lead_index_complete_job_function_id_idx is
  'Complete leads of a function, in the order of pages.';
comment on index core.lead_index_complete_seniority_id_idx is
  'Complete leads of a rank, in the order of pages.';
comment on index core.lead_index_complete_country_id_idx is
  'Complete leads of a country, in the order of pages.';
comment on index core.lead_index_complete_industry_id_idx is
  'Complete leads of an industry, in the order of pages.';
comment on index core.lead_index_lead_no_idx is 'The lead of a number; all of them in order.';
comment on index core.lead_index_job_function_id_idx is 'Leads of a function.';
comment on index core.lead_index_seniority_id_idx is 'Leads of a rank.';
comment on index core.lead_index_country_id_idx is 'Leads of a country.';
comment on index core.lead_index_industry_id_idx is 'Leads of an industry.';
comment on index core.lead_index_job_start_date_idx is 'Who is new in a job, the newest first.';
comment on index core.lead_index_promoted_on_idx is 'Who was promoted, the latest first.';
comment on index core.lead_index_vc_count_idx is 'Leads at companies of portfolios.';
comment on index core.lead_index_title_id_idx is 'Leads with a title.';
comment on index core.lead_index_city_id_idx is 'Leads in a city.';
comment on index core.lead_index_state_id_idx is 'Leads in a state.';
comment on index core.lead_index_company_id_idx is 'Leads at a company.';
comment on index core.lead_index_employee_range_id_idx is 'Leads at companies of a size.';
comment on index core.lead_index_company_city_id_idx is 'Leads at companies in a city.';
comment on index core.lead_index_company_state_id_idx is 'Leads at companies in a state.';
comment on index core.lead_index_company_country_id_idx is 'Leads at companies in a country.';
comment on index core.lead_index_start_idx is 'Leads whose job began in a period.';
alter table core.lead_index enable row level security;
create policy lead_index_analyst_reads on core.lead_index
  for select to pipeline_analyst using (true);

create table core.company_alumni (
  linkedin_url text collate "C" not null,
  company_domain text collate "C" not null,
  lead_no bigint not null,
  ended_on date,
  is_complete boolean not null,
  constraint company_alumni_pkey primary key (linkedin_url, company_domain)
);
create index company_alumni_company_domain_idx
  on core.company_alumni (company_domain, ended_on desc nulls last, lead_no)
  include (is_complete);
comment on table core.company_alumni is
  'Who worked at a company and no longer does: one row per person and former employer, of '
  'core.person_work_history and core.person_past_employer, kept by core.refresh_leads in the '
  'transaction that changes them.';
comment on column core.company_alumni.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.company_alumni.company_domain is 'Domain of the former employer.';
comment on column core.company_alumni.lead_no is 'core.lead_index.lead_no of the person.';
comment on column core.company_alumni.ended_on is
  'When the last job there ended, at the beginning of its period; null when not known.';
comment on column core.company_alumni.is_complete is 'core.lead_index.is_complete of the person.';
comment on index core.company_alumni_company_domain_idx is
  'The alumni of a company, those who left last first.';
alter table core.company_alumni enable row level security;
create policy company_alumni_analyst_reads on core.company_alumni
  for select to pipeline_analyst using (true);

create type core.lead_filter as (
  include_incomplete boolean,
  job_function_id bigint,
  job_function_ids bigint[],
  seniority_id bigint,
  seniority_ids bigint[],
  industry_id bigint,
  industry_ids bigint[],
  employee_range_ids bigint[],
  title_ids bigint[],
  city_ids bigint[],
  state_ids bigint[],
  country_id bigint,
  country_ids bigint[],
  company_city_ids bigint[],
  company_state_ids bigint[],
  company_country_ids bigint[],
  company_ids bigint[],
  job_start_from date,
  job_start_to date,
  is_b2b boolean,
  is_b2c boolean,
  lead_nos bigint[],
  name_pattern text
);
comment on type core.lead_filter is
  'The filters of a list of leads, in the numbers of core.lead_index; null: not filtered, an empty '
  'list: nothing can pass. One value stands in the singular, so that an index is read in the order '
  'of pages. lead_nos: the people with a rare name; name_pattern: the pattern of a common one.';

-- The views run with the rights of their reader.
create policy people_reader_reads on core.people for select to pipeline_reader using (true);
create policy person_locations_reader_reads on core.person_locations
  for select to pipeline_reader using (true);
create policy person_job_titles_reader_reads on core.person_job_titles
  for select to pipeline_reader using (true);
create policy person_tenure_reader_reads on core.person_tenure
  for select to pipeline_reader using (true);
create policy person_promotions_reader_reads on core.person_promotions
  for select to pipeline_reader using (true);
create policy companies_reader_reads on core.companies for select to pipeline_reader using (true);
create policy company_names_reader_reads on core.company_names
  for select to pipeline_reader using (true);
create policy company_social_urls_reader_reads on core.company_social_urls
  for select to pipeline_reader using (true);
create policy company_locations_reader_reads on core.company_locations
  for select to pipeline_reader using (true);
create policy company_industries_reader_reads on core.company_industries
  for select to pipeline_reader using (true);
create policy company_employee_range_reader_reads on core.company_employee_range
  for select to pipeline_reader using (true);
create policy company_revenue_reader_reads on core.company_revenue
  for select to pipeline_reader using (true);
create policy company_types_reader_reads on core.company_types
  for select to pipeline_reader using (true);
create policy company_funding_reader_reads on core.company_funding
  for select to pipeline_reader using (true);
create policy company_descriptions_reader_reads on core.company_descriptions
  for select to pipeline_reader using (true);
create policy company_vc_backed_reader_reads on core.company_vc_backed
  for select to pipeline_reader using (true);
create policy vc_portfolio_reader_reads on core.vc_portfolio
  for select to pipeline_reader using (true);

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'vc_portfolio', 'company', 'vc_portfolio_payloads', 'domain',
  'Companies in the portfolios of investors.', 'vc-portfolio'
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
    'vc-portfolio',
    'manual',
    'clay',
    'discovery',
    'company',
    'Lands companies in the portfolios of investors.',
    'raw.vc_portfolio_payloads',
    'extracted.vc_portfolio',
    'core.vc_portfolio',
    'domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_vc_portfolio',
    'POST /run/companies/vc/portfolio/ingest'
  );

create table raw.vc_portfolio_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint vc_portfolio_payloads_pkey primary key (id)
);
create index vc_portfolio_payloads_landing_no_idx on raw.vc_portfolio_payloads (landing_no);
comment on table raw.vc_portfolio_payloads is
  'Companies in the portfolios of investors, as received: one row per company and investor. '
  'Append-only; insert into (domain, payload) is all it takes. Taken by '
  'extracted.take_vc_portfolio through trigger t10_land.';
comment on column raw.vc_portfolio_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.vc_portfolio_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.vc_portfolio_payloads.received_at is 'When the payload landed.';
comment on column raw.vc_portfolio_payloads.domain is 'Domain as requested, as received.';
comment on column raw.vc_portfolio_payloads.payload is
  'The company as sent: the whole body of a single request, an item of a batch. Parsed if it came '
  'as a JSON string.';
comment on column raw.vc_portfolio_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.vc_portfolio_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.vc_portfolio_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.vc_portfolio_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.vc_portfolio_payloads enable row level security;
create policy vc_portfolio_payloads_analyst_lands on raw.vc_portfolio_payloads
  for insert to pipeline_analyst with check (true);
create policy vc_portfolio_payloads_analyst_reads on raw.vc_portfolio_payloads
  for select to pipeline_analyst using (true);

create table extracted.vc_portfolio (
  domain text collate "C" not null,
  vc_name_key text collate "C" not null,
  vc_name text collate "C" not null,
  raw_id uuid not null,
  landing_no bigint not null,
  company_name text,
  linkedin_url text collate "C",
  short_description text,
  long_description text,
  city text,
  state text,
  country text,
  employee_range text,
  founded_date text,
  operating_status text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint vc_portfolio_pkey primary key (domain, vc_name_key),
  constraint vc_portfolio_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint vc_portfolio_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  )
);
comment on table extracted.vc_portfolio is
  'Companies in the portfolios of investors, one row per company and investor: the newest document '
  'that has both. Accumulates: a document about one investor says nothing about others.';
comment on column extracted.vc_portfolio.domain is 'Normalised domain of the company.';
comment on column extracted.vc_portfolio.vc_name_key is 'reference.name_key of vc_name.';
comment on column extracted.vc_portfolio.vc_name is 'Name of the investor, as given.';
comment on column extracted.vc_portfolio.raw_id is
  'The document of the row: raw.vc_portfolio_payloads.id.';
comment on column extracted.vc_portfolio.landing_no is 'Landing number of that document.';
comment on column extracted.vc_portfolio.company_name is 'Name of the company, as given.';
comment on column extracted.vc_portfolio.linkedin_url is 'Company page, normalised.';
comment on column extracted.vc_portfolio.short_description is 'Short description, as given.';
comment on column extracted.vc_portfolio.long_description is 'Long description, as given.';
comment on column extracted.vc_portfolio.city is 'City, as given.';
comment on column extracted.vc_portfolio.state is 'State or region, as given.';
comment on column extracted.vc_portfolio.country is 'Country, as given.';
comment on column extracted.vc_portfolio.employee_range is 'Size, as given.';
comment on column extracted.vc_portfolio.founded_date is 'When it was founded, as given.';
comment on column extracted.vc_portfolio.operating_status is 'Whether it operates, as given.';
comment on column extracted.vc_portfolio.created_at is 'When the row was first written.';
comment on column extracted.vc_portfolio.updated_at is 'When the row last changed.';
alter table extracted.vc_portfolio enable row level security;
create policy vc_portfolio_analyst_reads on extracted.vc_portfolio
  for select to pipeline_analyst using (true);

create type extracted.vc_portfolio_document as (
  domain text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  vc_name text,
  vc_name_key text,
  company_name text,
  linkedin_url text,
  short_description text,
  long_description text,
  city text,
  state text,
  country text,
  employee_range text,
  founded_date text,
  operating_status text
);
comment on type extracted.vc_portfolio_document is
  'A company in the portfolio of an investor as typed values, with its place among the documents '
  'of its domain (ops.document_work). raw_id null: the company has no document left.';

create type core.vc_portfolio_claim as (
  domain text,
  vc_name text,
  description text,
  landing_no bigint
);
comment on type core.vc_portfolio_claim is
  'That a company is in the portfolio of an investor, as a source claims it. vc_name null: the '
  'source claims nothing about the company.';

create table reference.job_function_mapping (
  job_function text collate "C" not null,
  sales_nav_function text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint job_function_mapping_pkey primary key (job_function),
  constraint job_function_mapping_job_function_fkey
    foreign key (job_function) references reference.job_functions (name)
);
comment on table reference.job_function_mapping is
  'Our job functions under the names of Sales Navigator; what is not here is Other there.';
comment on column reference.job_function_mapping.job_function is 'A name of job_functions.';
comment on column reference.job_function_mapping.sales_nav_function is
  'The function of Sales Navigator that means it.';
comment on column reference.job_function_mapping.created_at is 'When the row was first written.';
comment on column reference.job_function_mapping.updated_at is 'When the row last changed.';
alter table reference.job_function_mapping enable row level security;
create policy job_function_mapping_analyst_reads on reference.job_function_mapping
  for select to pipeline_analyst using (true);

insert into reference.job_function_mapping (job_function, sales_nav_function)
select m.job_function, m.sales_nav_function
from (
  values
    ('Administrative', 'Administrative'),
    ('Business Development', 'Business Development'),
    ('Customer Success', 'Customer Success and Support'),
    ('Support', 'Customer Success and Support'),
    ('Design', 'Arts and Design'),
    ('Education', 'Education'),
    ('Engineering', 'Engineering'),
    ('Executive Leadership', 'Entrepreneurship'),
    ('Finance', 'Finance'),
    ('Investment & Advisory', 'Finance'),
    ('Growth', 'Marketing'),
    ('Marketing', 'Marketing'),
    ('Public Relations', 'Media and Communication'),
    ('Healthcare', 'Healthcare Services'),
    ('Human Resources', 'Human Resources'),
    ('Recruiting', 'Human Resources'),
    ('Information Technology (IT)', 'Information Technology'),
    ('Security, Risk, & Compliance', 'Information Technology'),
    ('Legal and Compliance', 'Legal'),
    ('Operations', 'Operations'),
    ('Product', 'Product Management'),
    ('Revenue Operations', 'Sales'),
    ('Sales', 'Sales'),
    ('Sales Engineering', 'Sales')
) as m (job_function, sales_nav_function)
inner join reference.job_functions as f on f.name = m.job_function;

reset search_path;
reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
