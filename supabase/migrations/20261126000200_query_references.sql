-- migrate:up
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
grant usage on schema extensions to pipeline_owner;

set role pipeline_owner;
-- Where the operator classes of pg_trgm are, wherever it was installed before.
set search_path = extensions, public;

create table reference.countries (
  name text collate "C" not null,
  code text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint countries_pkey primary key (code),
  constraint countries_name_key unique (name),
  constraint countries_code_check check (code ~ '^[A-Z]{2}$')
);
comment on table reference.countries is 'Countries and territories, for filters.';
comment on column reference.countries.name is 'English name.';
comment on column reference.countries.code is 'ISO 3166-1 alpha-2; XK for Kosovo.';
comment on column reference.countries.created_at is 'When the row was first written.';
comment on column reference.countries.updated_at is 'When the row last changed.';
alter table reference.countries enable row level security;
create policy countries_analyst_reads on reference.countries
  for select to pipeline_analyst using (true);

insert into reference.countries (name, code)
values
  ('Afghanistan', 'AF'),
  ('Albania', 'AL'),
  ('Algeria', 'DZ'),
  ('American Samoa', 'AS'),
  ('Andorra', 'AD'),
  ('Angola', 'AO'),
  ('Anguilla', 'AI'),
  ('Antarctica', 'AQ'),
  ('Antigua and Barbuda', 'AG'),
  ('Argentina', 'AR'),
  ('Armenia', 'AM'),
  ('Aruba', 'AW'),
  ('Australia', 'AU'),
  ('Austria', 'AT'),
  ('Azerbaijan', 'AZ'),
  ('Bahamas', 'BS'),
  ('Bahrain', 'BH'),
  ('Bangladesh', 'BD'),
  ('Barbados', 'BB'),
  ('Belarus', 'BY'),
  ('Belgium', 'BE'),
  ('Belize', 'BZ'),
  ('Benin', 'BJ'),
  ('Bermuda', 'BM'),
  ('Bhutan', 'BT'),
  ('Bolivia', 'BO'),
  ('Bosnia and Herzegovina', 'BA'),
  ('Botswana', 'BW'),
  ('Bouvet Island', 'BV'),
  ('Brazil', 'BR'),
  ('British Indian Ocean Territory', 'IO'),
  ('British Virgin Islands', 'VG'),
  ('Brunei', 'BN'),
  ('Bulgaria', 'BG'),
  ('Burkina Faso', 'BF'),
  ('Burundi', 'BI'),
  ('Cambodia', 'KH'),
  ('Cameroon', 'CM'),
  ('Canada', 'CA'),
  ('Cape Verde', 'CV'),
  ('Caribbean Netherlands', 'BQ'),
  ('Cayman Islands', 'KY'),
  ('Central African Republic', 'CF'),
  ('Chad', 'TD'),
  ('Chile', 'CL'),
  ('China', 'CN'),
  ('Christmas Island', 'CX'),
  ('Cocos (Keeling) Islands', 'CC'),
  ('Colombia', 'CO'),
  ('Comoros', 'KM'),
  ('Cook Islands', 'CK'),
  ('Costa Rica', 'CR'),
  ('Croatia', 'HR'),
  ('Cuba', 'CU'),
  ('Curaçao', 'CW'),
  ('Cyprus', 'CY'),
  ('Czechia', 'CZ'),
  ('Côte d''Ivoire', 'CI'),
  ('Democratic Republic of the Congo', 'CD'),
  ('Denmark', 'DK'),
  ('Djibouti', 'DJ'),
  ('Dominica', 'DM'),
  ('Dominican Republic', 'DO'),
  ('Ecuador', 'EC'),
  ('Egypt', 'EG'),
  ('El Salvador', 'SV'),
  ('Equatorial Guinea', 'GQ'),
  ('Eritrea', 'ER'),
  ('Estonia', 'EE'),
  ('Eswatini', 'SZ'),
  ('Ethiopia', 'ET'),
  ('Falkland Islands', 'FK'),
  ('Faroe Islands', 'FO'),
  ('Fiji', 'FJ'),
  ('Finland', 'FI'),
  ('France', 'FR'),
  ('French Guiana', 'GF'),
  ('French Polynesia', 'PF'),
  ('French Southern Territories', 'TF'),
  ('Gabon', 'GA'),
  ('Gambia', 'GM'),
  ('Georgia', 'GE'),
  ('Germany', 'DE'),
  ('Ghana', 'GH'),
  ('Gibraltar', 'GI'),
  ('Greece', 'GR'),
  ('Greenland', 'GL'),
  ('Grenada', 'GD'),
  ('Guadeloupe', 'GP'),
  ('Guam', 'GU'),
  ('Guatemala', 'GT'),
  ('Guernsey', 'GG'),
  ('Guinea', 'GN'),
  ('Guinea-Bissau', 'GW'),
  ('Guyana', 'GY'),
  ('Haiti', 'HT'),
  ('Heard and McDonald Islands', 'HM'),
  ('Honduras', 'HN'),
  ('Hong Kong', 'HK'),
  ('Hungary', 'HU'),
  ('Iceland', 'IS'),
  ('India', 'IN'),
  ('Indonesia', 'ID'),
  ('Iran', 'IR'),
  ('Iraq', 'IQ'),
  ('Ireland', 'IE'),
  ('Isle of Man', 'IM'),
  ('Israel', 'IL'),
  ('Italy', 'IT'),
  ('Jamaica', 'JM'),
  ('Japan', 'JP'),
  ('Jersey', 'JE'),
  ('Jordan', 'JO'),
  ('Kazakhstan', 'KZ'),
  ('Kenya', 'KE'),
  ('Kiribati', 'KI'),
  ('Kosovo', 'XK'),
  ('Kuwait', 'KW'),
  ('Kyrgyzstan', 'KG'),
  ('Laos', 'LA'),
  ('Latvia', 'LV'),
  ('Lebanon', 'LB'),
  ('Lesotho', 'LS'),
  ('Liberia', 'LR'),
  ('Libya', 'LY'),
  ('Liechtenstein', 'LI'),
  ('Lithuania', 'LT'),
  ('Luxembourg', 'LU'),
  ('Macao', 'MO'),
  ('Madagascar', 'MG'),
  ('Malawi', 'MW'),
  ('Malaysia', 'MY'),
  ('Maldives', 'MV'),
  ('Mali', 'ML'),
  ('Malta', 'MT'),
  ('Marshall Islands', 'MH'),
  ('Martinique', 'MQ'),
  ('Mauritania', 'MR'),
  ('Mauritius', 'MU'),
  ('Mayotte', 'YT'),
  ('Mexico', 'MX'),
  ('Micronesia', 'FM'),
  ('Moldova', 'MD'),
  ('Monaco', 'MC'),
  ('Mongolia', 'MN'),
  ('Montenegro', 'ME'),
  ('Montserrat', 'MS'),
  ('Morocco', 'MA'),
  ('Mozambique', 'MZ'),
  ('Myanmar', 'MM'),
  ('Namibia', 'NA'),
  ('Nauru', 'NR'),
  ('Nepal', 'NP'),
  ('Netherlands', 'NL'),
  ('New Caledonia', 'NC'),
  ('New Zealand', 'NZ'),
  ('Nicaragua', 'NI'),
  ('Niger', 'NE'),
  ('Nigeria', 'NG'),
  ('Niue', 'NU'),
  ('Norfolk Island', 'NF'),
  ('North Korea', 'KP'),
  ('North Macedonia', 'MK'),
  ('Northern Mariana Islands', 'MP'),
  ('Norway', 'NO'),
  ('Oman', 'OM'),
  ('Pakistan', 'PK'),
  ('Palau', 'PW'),
  ('Palestine', 'PS'),
  ('Panama', 'PA'),
  ('Papua New Guinea', 'PG'),
  ('Paraguay', 'PY'),
  ('Peru', 'PE'),
  ('Philippines', 'PH'),
  ('Pitcairn Islands', 'PN'),
  ('Poland', 'PL'),
  ('Portugal', 'PT'),
  ('Puerto Rico', 'PR'),
  ('Qatar', 'QA'),
  ('Republic of the Congo', 'CG'),
  ('Romania', 'RO'),
  ('Russia', 'RU'),
  ('Rwanda', 'RW'),
  ('Réunion', 'RE'),
  ('Saint Barthélemy', 'BL'),
  ('Saint Helena', 'SH'),
  ('Saint Kitts and Nevis', 'KN'),
  ('Saint Lucia', 'LC'),
  ('Saint Martin', 'MF'),
  ('Saint Pierre and Miquelon', 'PM'),
  ('Saint Vincent and Grenadines', 'VC'),
  ('Samoa', 'WS'),
  ('San Marino', 'SM'),
  ('Saudi Arabia', 'SA'),
  ('Senegal', 'SN'),
  ('Serbia', 'RS'),
  ('Seychelles', 'SC'),
  ('Sierra Leone', 'SL'),
  ('Singapore', 'SG'),
  ('Sint Maarten', 'SX'),
  ('Slovakia', 'SK'),
  ('Slovenia', 'SI'),
  ('Solomon Islands', 'SB'),
  ('Somalia', 'SO'),
  ('South Africa', 'ZA'),
  ('South Georgia and South Sandwich Islands', 'GS'),
  ('South Korea', 'KR'),
  ('South Sudan', 'SS'),
  ('Spain', 'ES'),
  ('Sri Lanka', 'LK'),
  ('Sudan', 'SD'),
  ('Suriname', 'SR'),
  ('Svalbard and Jan Mayen', 'SJ'),
  ('Sweden', 'SE'),
  ('Switzerland', 'CH'),
  ('Syria', 'SY'),
  ('São Tomé and Príncipe', 'ST'),
  ('Taiwan', 'TW'),
  ('Tajikistan', 'TJ'),
  ('Tanzania', 'TZ'),
  ('Thailand', 'TH'),
  ('Timor-Leste', 'TL'),
  ('Togo', 'TG'),
  ('Tokelau', 'TK'),
  ('Tonga', 'TO'),
  ('Trinidad and Tobago', 'TT'),
  ('Tunisia', 'TN'),
  ('Turkmenistan', 'TM'),
  ('Turks and Caicos Islands', 'TC'),
  ('Tuvalu', 'TV'),
  ('Türkiye', 'TR'),
  ('U.S. Outlying Islands', 'UM'),
  ('U.S. Virgin Islands', 'VI'),
  ('Uganda', 'UG'),
  ('Ukraine', 'UA'),
  ('United Arab Emirates', 'AE'),
  ('United Kingdom', 'GB'),
  ('United States', 'US'),
  ('Uruguay', 'UY'),
  ('Uzbekistan', 'UZ'),
  ('Vanuatu', 'VU'),
  ('Vatican City', 'VA'),
  ('Venezuela', 'VE'),
  ('Vietnam', 'VN'),
  ('Wallis and Futuna', 'WF'),
  ('Western Sahara', 'EH'),
  ('Yemen', 'YE'),
  ('Zambia', 'ZM'),
  ('Zimbabwe', 'ZW'),
  ('Åland Islands', 'AX');

create table reference.business_models (
  name text collate "C" not null,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint business_models_pkey primary key (name),
  constraint business_models_sort_order_key unique (sort_order)
);
comment on table reference.business_models is
  'Business models as filters name them: of core.company_business_model, B2B is is_b2b, B2C is '
  'is_b2c, Both is both.';
comment on column reference.business_models.name is 'The model as filters name it.';
comment on column reference.business_models.sort_order is 'Order in filters, ascending.';
comment on column reference.business_models.created_at is 'When the row was first written.';
comment on column reference.business_models.updated_at is 'When the row last changed.';
alter table reference.business_models enable row level security;
create policy business_models_analyst_reads on reference.business_models
  for select to pipeline_analyst using (true);

insert into reference.business_models (name, sort_order)
values
  ('B2B', 1),
  ('B2C', 2),
  ('Both', 3);

create table reference.signals (
  name text collate "C" not null,
  display_name text not null,
  endpoint text not null,
  sort_order smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint signals_pkey primary key (name),
  constraint signals_sort_order_key unique (sort_order),
  constraint signals_endpoint_check check (endpoint ~ '^/api/')
);
comment on table reference.signals is 'Signals by which leads are found, for filters.';
comment on column reference.signals.name is 'Name of the signal.';
comment on column reference.signals.display_name is 'What people read.';
comment on column reference.signals.endpoint is 'Path of the list that has the signal.';
comment on column reference.signals.sort_order is 'Order in filters, ascending.';
comment on column reference.signals.created_at is 'When the row was first written.';
comment on column reference.signals.updated_at is 'When the row last changed.';
alter table reference.signals enable row level security;
create policy signals_analyst_reads on reference.signals
  for select to pipeline_analyst using (true);

insert into reference.signals (name, display_name, endpoint, sort_order)
values
  ('new-in-role', 'New in role', '/api/leads/new-in-role', 1),
  ('recently-promoted', 'Recently promoted', '/api/leads/recently-promoted', 2),
  ('at-vc-portfolio', 'At a VC portfolio company', '/api/leads/at-vc-portfolio', 3),
  ('by-past-employer', 'By past employer', '/api/leads/by-past-employer', 4),
  ('by-company-customers', 'By customers of a company', '/api/leads/by-company-customers', 5);

create table reference.sec_company_info (
  ticker text collate "C" not null,
  cik text collate "C" not null,
  sec_company_name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sec_company_info_pkey primary key (ticker),
  constraint sec_company_info_ticker_check check (
    ticker ~ '^[A-Z0-9]{1,6}([.-][A-Z0-9]{1,3})?$'
  ),
  constraint sec_company_info_cik_check check (cik ~ '^[0-9]{10}$')
);
comment on table reference.sec_company_info is
  'Companies registered with the SEC, from its public file of tickers. Loaded by an operator.';
comment on column reference.sec_company_info.ticker is 'Ticker as reference.normalize_ticker.';
comment on column reference.sec_company_info.cik is
  'Central Index Key, ten digits with leading zeros.';
comment on column reference.sec_company_info.sec_company_name is 'Name as registered.';
comment on column reference.sec_company_info.created_at is 'When the row was first written.';
comment on column reference.sec_company_info.updated_at is 'When the row last changed.';
alter table reference.sec_company_info enable row level security;
create policy sec_company_info_analyst_reads on reference.sec_company_info
  for select to pipeline_analyst using (true);

create table reference.search_terms (
  term_id bigint not null,
  entry_no bigint generated always as identity,
  term text collate "C" not null,
  constraint search_terms_pkey primary key (term_id, entry_no)
);
create index search_terms_term_idx on reference.search_terms using gin (term gin_trgm_ops);
comment on table reference.search_terms is
  'The places and industries of core.company_index in lower case: which of them contain a text. '
  'Append-only. A term stands twice when two transactions met it first at the same time: that '
  'neither waits for the other is worth a row.';
comment on column reference.search_terms.term_id is
  'reference.search_term_id(term): the same in every database.';
comment on column reference.search_terms.entry_no is 'Tells twins apart.';
comment on column reference.search_terms.term is 'reference.fold_case of the value.';
comment on index reference.search_terms_term_idx is 'Terms that contain a text.';
alter table reference.search_terms enable row level security;
create policy search_terms_analyst_reads on reference.search_terms
  for select to pipeline_analyst using (true);

create table core.company_index (
  domain text collate "C" not null,
  name_term text collate "C",
  city_id bigint,
  state_id bigint,
  country_id bigint,
  industry_id bigint,
  employee_range_id bigint,
  company_type_id bigint,
  constraint company_index_pkey primary key (domain) include (
    name_term, city_id, state_id, country_id, industry_id, employee_range_id, company_type_id
  ),
  constraint company_index_name_term_check check (length(name_term) <= 500)
);
create index company_index_city_id_idx on core.company_index (city_id);
create index company_index_state_id_idx on core.company_index (state_id);
create index company_index_industry_id_idx on core.company_index (industry_id);
-- Large parts of all companies have one size or one country: too many to sort, too few to find
-- among all. These are read in the order of lists, without the table.
create index company_index_country_id_idx
  on core.company_index (country_id, domain)
  include (employee_range_id, industry_id, company_type_id, state_id, city_id);
create index company_index_employee_range_id_idx
  on core.company_index (employee_range_id, domain)
  include (country_id, industry_id, company_type_id, state_id, city_id);
create index company_index_search_idx
  on core.company_index using gin (name_term gin_trgm_ops, domain gin_trgm_ops);
comment on table core.company_index is
  'What companies are found by: one row per row of core.companies, a narrow copy of '
  'core.companies_full kept by core.refresh_company_index. Lists filter and count here, in the '
  'order of the primary key, and fetch the rows of a page from the view.';
comment on column core.company_index.domain is 'Normalised domain of the company.';
comment on column core.company_index.name_term is
  'reference.fold_case of companies_full.name, its first 500 characters.';
comment on column core.company_index.city_id is 'reference.search_term_id of the city.';
comment on column core.company_index.state_id is 'reference.search_term_id of the state.';
comment on column core.company_index.country_id is 'reference.search_term_id of the country.';
comment on column core.company_index.industry_id is 'reference.search_term_id of the industry.';
comment on column core.company_index.employee_range_id is
  'reference.search_term_id of the employee range.';
comment on column core.company_index.company_type_id is
  'reference.search_term_id of the company type.';
comment on index core.company_index_city_id_idx is 'Companies of a city.';
comment on index core.company_index_state_id_idx is 'Companies of a state.';
comment on index core.company_index_country_id_idx is
  'Companies of a country, in the order of lists.';
comment on index core.company_index_industry_id_idx is 'Companies of an industry.';
comment on index core.company_index_employee_range_id_idx is
  'Companies of a size, in the order of lists.';
comment on index core.company_index_search_idx is
  'Companies whose name or domain contains a text.';
alter table core.company_index enable row level security;
create policy company_index_analyst_reads on core.company_index
  for select to pipeline_analyst using (true);

create table core.priority_companies (
  domain text collate "C" not null,
  id uuid not null,
  company_name text not null,
  name_key text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint priority_companies_pkey primary key (domain),
  constraint priority_companies_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
create index priority_companies_name_key_idx on core.priority_companies (name_key);
comment on table core.priority_companies is
  'The companies that the lead lists watch: a work list of people, not made from raw.';
comment on column core.priority_companies.domain is 'Normalised domain of the company.';
comment on column core.priority_companies.id is 'Derived from the domain.';
comment on column core.priority_companies.company_name is 'Name as it was entered last.';
comment on column core.priority_companies.name_key is 'reference.name_key(company_name).';
comment on column core.priority_companies.created_at is 'When the row was first written.';
comment on column core.priority_companies.updated_at is 'When the row last changed.';
comment on index core.priority_companies_name_key_idx is 'Rows of a name.';
alter table core.priority_companies enable row level security;
create policy priority_companies_analyst_reads on core.priority_companies
  for select to pipeline_analyst using (true);

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'public_company', 'company', 'public_company_payloads', 'domain',
  'Companies that a person found to be listed, and their tickers.', 'manual-public-company-check'
);

create table raw.public_company_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint public_company_payloads_pkey primary key (id)
);
create index public_company_payloads_landing_no_idx
  on raw.public_company_payloads (landing_no);
comment on table raw.public_company_payloads is
  'Checks whether a company is listed, and tickers, as received. Append-only; insert into (domain, '
  'payload) is all it takes. Taken by extracted.take_public_company through trigger t10_land.';
comment on column raw.public_company_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.public_company_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.public_company_payloads.received_at is 'When the payload landed.';
comment on column raw.public_company_payloads.domain is 'Domain as requested, as received.';
comment on column raw.public_company_payloads.payload is
  'The whole body of the request: company_name and linkedin_url of a check, or ticker.';
comment on column raw.public_company_payloads.envelope is
  '{"is_ticker_only": true} where it says the ticker of a company and nothing of a listing.';
comment on column raw.public_company_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.public_company_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.public_company_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.public_company_payloads enable row level security;
create policy public_company_payloads_analyst_lands
  on raw.public_company_payloads
  for insert to pipeline_analyst with check (true);
create policy public_company_payloads_analyst_reads
  on raw.public_company_payloads
  for select to pipeline_analyst using (true);

create table extracted.public_company (
  domain text collate "C" not null,
  id uuid not null,
  raw_id uuid not null,
  is_listed boolean not null,
  company_name text,
  linkedin_url text collate "C",
  ticker text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint public_company_pkey primary key (domain),
  constraint public_company_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint public_company_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint public_company_ticker_check check (
    ticker ~ '^[A-Z0-9]{1,6}([.-][A-Z0-9]{1,3})?$'
  )
);
comment on table extracted.public_company is
  'Listed companies and tickers as people enter them: of every column the newest value that is '
  'not null.';
comment on column extracted.public_company.domain is 'Normalised domain of the company.';
comment on column extracted.public_company.id is
  'Derived from the domain: the same after a rebuild. extracted_id in answers.';
comment on column extracted.public_company.raw_id is
  'The newest document of the company: raw.public_company_payloads.id. Of documents that repeat '
  'it unchanged, the first.';
comment on column extracted.public_company.is_listed is
  'Whether a document said that the company is listed; one that only gives a ticker does not.';
comment on column extracted.public_company.company_name is
  'company_name, on one line, at most 500 characters. Newest wins; null replaces nothing.';
comment on column extracted.public_company.linkedin_url is
  'linkedin_url, normalised; null where it is no company page. Newest wins; null replaces nothing.';
comment on column extracted.public_company.ticker is
  'ticker by reference.normalize_ticker. Newest wins; null replaces nothing.';
comment on column extracted.public_company.created_at is 'When the row was first written.';
comment on column extracted.public_company.updated_at is 'When the row last changed.';
alter table extracted.public_company enable row level security;
create policy public_company_analyst_reads on extracted.public_company
  for select to pipeline_analyst using (true);

create type extracted.public_company_document as (
  domain text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_complete boolean,
  is_listed boolean,
  company_name text,
  linkedin_url text,
  ticker text
);
comment on type extracted.public_company_document is
  'A check or a ticker as typed values, with its place among the documents of its domain '
  '(ops.document_work). raw_id null: the company has no document left.';

create table core.company_public (
  domain text collate "C" not null,
  company_name text,
  linkedin_url text,
  ticker text collate "C",
  source text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_public_pkey primary key (domain),
  constraint company_public_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  ),
  constraint company_public_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint company_public_ticker_check check (
    ticker ~ '^[A-Z0-9]{1,6}([.-][A-Z0-9]{1,3})?$'
  )
);
comment on table core.company_public is
  'Listed companies, as extracted.public_company has them; a ticker alone makes no row.';
comment on column core.company_public.domain is 'Normalised domain of the company.';
comment on column core.company_public.company_name is
  'Name as entered. Newest wins, null never replaces.';
comment on column core.company_public.linkedin_url is
  'Company page, normalised. Newest wins, null never replaces.';
comment on column core.company_public.ticker is 'Ticker. Newest wins, null never replaces.';
comment on column core.company_public.source is 'Source that gave the row.';
comment on column core.company_public.created_at is 'When the row was first written.';
comment on column core.company_public.updated_at is 'When the row last changed.';
alter table core.company_public enable row level security;
create policy company_public_analyst_reads on core.company_public
  for select to pipeline_analyst using (true);

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
    'manual-public-company-check',
    'internal',
    'manual',
    'enrichment',
    'company',
    'Lands companies that a person found to be listed.',
    'raw.public_company_payloads',
    'extracted.public_company',
    'core.company_public',
    'domain',
    'company',
    true,
    'internal-hq',
    'ingest',
    'ingest_public_company',
    'POST /run/companies/manual/public-company-check/ingest'
  ),
  (
    'public-ticker-backfill',
    'internal',
    'pipeline',
    'enrichment',
    'company',
    'Gives a listed company its ticker, for the look-up of its SEC number.',
    'raw.public_company_payloads',
    'extracted.public_company',
    'core.company_public',
    'domain',
    'company',
    true,
    'internal-hq',
    'backfill',
    'set_company_ticker',
    'POST /run/companies/db/public-ticker/backfill'
  ),
  (
    'company-business-model',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Gives the business model of a company.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_company_business_model',
    'POST /run/companies/db/company-business-model/lookup'
  ),
  (
    'company-description',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Gives description and tagline of a company.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_company_description',
    'POST /run/companies/db/company-description/lookup'
  ),
  (
    'company-vc-status',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Says whether a company has raised venture capital.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_company_vc_status',
    'POST /run/companies/db/has-raised-vc-status/check'
  ),
  (
    'company-name',
    'internal',
    'pipeline',
    'lookup',
    'company',
    'Gives the name of a company.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'client',
    'lookup',
    'lookup_company_name',
    'POST /run/companies/db/company-name/lookup'
  );

reset search_path;
reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
