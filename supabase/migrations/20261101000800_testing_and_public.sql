-- migrate:up
set role pipeline_owner;

create table testing.companies (
  id uuid not null default gen_random_uuid(),
  name text not null,
  domain text not null,
  linkedin_url text,
  created_at timestamptz not null default now(),
  constraint companies_pkey primary key (id)
);
comment on table testing.companies is
  'Sandbox of POST /run/testing/companies: plain rows, duplicates allowed, feeds nothing.';
comment on column testing.companies.id is 'Answered to the sender.';
comment on column testing.companies.name is 'Name as sent.';
comment on column testing.companies.domain is 'Domain as sent.';
comment on column testing.companies.linkedin_url is 'LinkedIn URL as sent.';
comment on column testing.companies.created_at is 'When it was sent.';
alter table testing.companies enable row level security;
create policy companies_analyst_reads on testing.companies
  for select to pipeline_analyst using (true);

reset role;

-- Schema public belongs to the platform, so the migrating role makes the table and hands it over.
grant create, usage on schema public to pipeline_owner;
create table public.top_priority_companies (
  id uuid not null default gen_random_uuid(),
  company_name text,
  domain text,
  company_linkedin_url text,
  created_at timestamptz not null default now(),
  constraint top_priority_companies_pkey primary key (id),
  constraint top_priority_companies_domain_key unique (domain)
);
comment on table public.top_priority_companies is
  'Work list of companies to enrich first, uploaded by analysts with psql; drives Clay inputs and '
  'is never served by the API.';
comment on column public.top_priority_companies.id is 'Identifies the row.';
comment on column public.top_priority_companies.company_name is 'Name as uploaded.';
comment on column public.top_priority_companies.domain is
  'Domain as uploaded; ops.priority_companies_to_enrich normalises it.';
comment on column public.top_priority_companies.company_linkedin_url is
  'LinkedIn page as uploaded.';
comment on column public.top_priority_companies.created_at is 'When it was uploaded.';
alter table public.top_priority_companies enable row level security;
create policy top_priority_companies_analyst_writes on public.top_priority_companies
  for all to pipeline_analyst using (true) with check (true);
alter table public.top_priority_companies owner to pipeline_owner;
revoke create on schema public from pipeline_owner;
revoke all on public.top_priority_companies from anon, authenticated;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
