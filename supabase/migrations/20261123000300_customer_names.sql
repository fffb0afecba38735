-- migrate:up
set role pipeline_owner;

-- Rows that stand get their keys when they are taken again: call ops.rebuild(), then
-- call ops.match_customer_names(p_only_unmatched => false, p_dry_run => false).
alter table core.companies
  add column exact_key text collate "C",
  add column bare_key text collate "C",
  add column weak_key text collate "C",
  add column weak_words text collate "C";
-- The columns are new and null: one read of the table and nothing can fail.
-- squawk-ignore constraint-missing-not-valid
alter table core.companies add constraint companies_keys_check
  check (
    num_nulls(exact_key, bare_key, weak_key) in (0, 3)
    and (exact_key is null or name is not null)
    and (weak_words is null or weak_key is not null)
  );
create index companies_exact_key_idx on core.companies (exact_key);
create index companies_bare_key_idx on core.companies (bare_key);
create index companies_weak_key_idx on core.companies (weak_key);
comment on column core.companies.exact_key is
  'name_key of reference.company_name_keys(name): the name without case, accents and punctuation. '
  'Null without a name and for names of nothing but punctuation. Computed when the name is taken.';
comment on column core.companies.bare_key is
  'bare_key of reference.company_name_keys(name): exact_key without legal forms.';
comment on column core.companies.weak_key is
  'weak_key of reference.company_name_keys(name): bare_key without words such as Group.';
comment on column core.companies.weak_words is
  'What weak_key left out, by its meaning; null where it left nothing out.';
comment on index core.companies_exact_key_idx is 'The companies of one name.';
comment on index core.companies_bare_key_idx is 'The companies of one name without legal forms.';
comment on index core.companies_weak_key_idx is
  'The companies of one name without legal forms and weak words.';

-- Its index and its check go with it.
-- squawk-ignore ban-drop-column
alter table extracted.company_discovery drop column name_key;
alter table extracted.company_discovery
  add column exact_key text collate "C",
  add column bare_key text collate "C",
  add column weak_key text collate "C",
  add column weak_words text collate "C";
-- squawk-ignore constraint-missing-not-valid
alter table extracted.company_discovery add constraint company_discovery_keys_check
  check (
    num_nulls(exact_key, bare_key, weak_key) in (0, 3)
    and (exact_key is null or name is not null)
    and (weak_words is null or weak_key is not null)
  );
create index company_discovery_exact_key_idx on extracted.company_discovery (exact_key);
create index company_discovery_bare_key_idx on extracted.company_discovery (bare_key);
create index company_discovery_weak_key_idx on extracted.company_discovery (weak_key);
comment on column extracted.company_discovery.exact_key is
  'name_key of reference.company_name_keys(name); null for a name of nothing but punctuation.';
comment on column extracted.company_discovery.bare_key is
  'bare_key of reference.company_name_keys(name): exact_key without legal forms.';
comment on column extracted.company_discovery.weak_key is
  'weak_key of reference.company_name_keys(name): bare_key without words such as Group.';
comment on column extracted.company_discovery.weak_words is
  'What weak_key left out, by its meaning; null where it left nothing out.';
comment on index extracted.company_discovery_exact_key_idx is 'The companies of one name.';
comment on index extracted.company_discovery_bare_key_idx is
  'The companies of one name without legal forms.';
comment on index extracted.company_discovery_weak_key_idx is
  'The companies of one name without legal forms and weak words.';

-- Keys are computed where a name changes, not for every document.
alter type extracted.company_discovery_document drop attribute name_key;

create table extracted.customer_names (
  origin_company_domain text collate "C" not null,
  customer_name text collate "C" not null,
  customer_name_key text collate "C" not null,
  exact_key text collate "C",
  bare_key text collate "C",
  weak_key text collate "C",
  weak_words text collate "C",
  matched_domain text collate "C",
  matched_linkedin_url text collate "C",
  match_method text collate "C",
  matched_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint customer_names_pkey primary key (origin_company_domain, customer_name),
  constraint customer_names_origin_company_domain_check check (
    origin_company_domain
      ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(origin_company_domain) <= 253
  ),
  constraint customer_names_customer_name_check check (length(customer_name) <= 500),
  constraint customer_names_keys_check check (
    num_nulls(exact_key, bare_key, weak_key) in (0, 3)
    and (weak_words is null or weak_key is not null)
  ),
  constraint customer_names_match_check check (
    num_nulls(matched_domain, match_method, matched_at) in (0, 3)
    and (matched_linkedin_url is null or matched_domain is not null)
    and matched_domain <> origin_company_domain
  ),
  constraint customer_names_match_method_check check (
    match_method in (
      'core-exact', 'discovery-exact', 'core-suffix', 'discovery-suffix', 'core-weak-suffix',
      'discovery-weak-suffix'
    )
  )
);
create index customer_names_exact_key_idx on extracted.customer_names (exact_key);
create index customer_names_bare_key_idx on extracted.customer_names (bare_key);
create index customer_names_weak_key_idx on extracted.customer_names (weak_key);
create index customer_names_first_word_idx
  on extracted.customer_names (split_part(weak_key, ' ', 1));
comment on table extracted.customer_names is
  'The names under which companies mention their customers, each with the company that it matches. '
  'One row per name as it is spelled; the mentions of all sources carry a copy of its match. A '
  'match is always that of the names which core.companies and extracted.company_discovery have '
  'now: it is made, changed and withdrawn when these change.';
comment on column extracted.customer_names.origin_company_domain is
  'The company that mentions the customer.';
comment on column extracted.customer_names.customer_name is
  'The name of the customer as the mentions have it.';
comment on column extracted.customer_names.customer_name_key is
  'reference.name_key(customer_name): the customer among those of its origin.';
comment on column extracted.customer_names.exact_key is
  'name_key of reference.company_name_keys(customer_name); null for names that have none.';
comment on column extracted.customer_names.bare_key is
  'bare_key of reference.company_name_keys(customer_name): exact_key without legal forms.';
comment on column extracted.customer_names.weak_key is
  'weak_key of reference.company_name_keys(customer_name): bare_key without words such as Group.';
comment on column extracted.customer_names.weak_words is
  'What weak_key left out, by its meaning; null where it left nothing out.';
comment on column extracted.customer_names.matched_domain is
  'Domain of the company that the name matches; null where it matches none, several, or the '
  'origin.';
comment on column extracted.customer_names.matched_linkedin_url is
  'Company page of that row, else that of the row which the other table has of the domain.';
comment on column extracted.customer_names.match_method is
  'How it matched: core or discovery for the table; exact, suffix (without legal forms) or '
  'weak-suffix (without words such as Group too). Null while unmatched.';
comment on column extracted.customer_names.matched_at is
  'When the match became what it is; null while unmatched.';
comment on column extracted.customer_names.created_at is 'When the row was first written.';
comment on column extracted.customer_names.updated_at is 'When the row last changed.';
comment on index extracted.customer_names_exact_key_idx is
  'The names that wait for a company of this name.';
comment on index extracted.customer_names_bare_key_idx is
  'The names that wait for a company of this name without legal forms.';
comment on index extracted.customer_names_weak_key_idx is
  'The names that wait for a company of this name without legal forms and weak words.';
comment on index extracted.customer_names_first_word_idx is
  'Whether any name begins with a word: most companies are known to concern no customer by that.';
alter table extracted.customer_names enable row level security;
create policy customer_names_analyst_reads on extracted.customer_names
  for select to pipeline_analyst using (true);

create type extracted.customer_name as (
  origin_company_domain text,
  customer_name text
);
comment on type extracted.customer_name is
  'A customer of a company by its name, as a mention has it: the key of extracted.customer_names.';

create type core.name_probe as (
  origin_company_domain text,
  customer_name text,
  exact_key text,
  bare_key text,
  weak_key text,
  weak_words text
);
comment on type core.name_probe is
  'A customer''s name with its keys (reference.company_name_keys): what core.match_company_names '
  'looks up.';

create type core.name_match as (
  origin_company_domain text,
  customer_name text,
  matched_domain text,
  matched_linkedin_url text,
  match_method text,
  is_ambiguous boolean,
  exact_key text,
  bare_key text,
  weak_key text,
  weak_words text
);
comment on type core.name_match is
  'What a customer''s name matches, beside the keys that it was looked up by. matched_domain null: '
  'no company, the origin itself, or, with is_ambiguous, several.';

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
    'customer-names-match',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Matches the names of customers to companies.',
    null,
    'extracted.customer_names',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'backfill',
    'match_customer_names',
    null
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
