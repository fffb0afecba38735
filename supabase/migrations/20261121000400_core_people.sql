-- migrate:up
set role pipeline_owner;

create table core.people (
  id uuid not null,
  linkedin_url text collate "C" not null,
  linkedin_slug text not null,
  full_name text,
  full_name_source text collate "C",
  full_name_landing_no bigint,
  linkedin_url_type text collate "C" not null,
  linkedin_user_profile_urn text,
  core_company_id uuid,
  core_company_source text collate "C",
  work_email text,
  source text collate "C" not null,
  landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint people_pkey primary key (linkedin_url),
  constraint people_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/in/[^/?#[:space:]]+$'
  ),
  constraint people_linkedin_url_type_check check (linkedin_url_type in ('real', 'salesnav'))
);
create index people_core_company_id_idx
  on core.people (core_company_id) where core_company_id is not null;
comment on table core.people is 'One row per person: the canonical record.';
comment on column core.people.id is 'Derived from the URL: the same after a rebuild.';
comment on column core.people.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.people.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.people.full_name is
  'Name. First wins (lowest full_name_landing_no), null is filled.';
comment on column core.people.full_name_source is 'Source of full_name; null while there is none.';
comment on column core.people.full_name_landing_no is
  'Landing number of the document that gave full_name.';
comment on column core.people.linkedin_url_type is
  'real: a public profile; salesnav: a hashed Sales Navigator id, which is never joined to '
  'public ones.';
comment on column core.people.linkedin_user_profile_urn is
  'Sales Navigator''s URN of the profile. Filled where null.';
comment on column core.people.core_company_id is
  'The present employer: core.companies.id. Newest wins: the latest job of the newest '
  'document that has one; null when that job is over or its company has no domain.';
comment on column core.people.core_company_source is
  'Source of core_company_id; null while there is none.';
comment on column core.people.work_email is 'Work e-mail address. Filled where null.';
comment on column core.people.source is 'Source that landed first about the person.';
comment on column core.people.landing_no is 'Landing number of that document.';
comment on column core.people.created_at is 'When the row was first written.';
comment on column core.people.updated_at is 'When the row last changed.';
comment on index core.people_core_company_id_idx is 'The people of a company.';
alter table core.people enable row level security;
create policy people_analyst_reads on core.people for select to pipeline_analyst using (true);

create table core.person_locations (
  id uuid not null,
  linkedin_url text collate "C" not null,
  city text,
  state text,
  country text,
  location_name text,
  lookup_status text collate "C",
  source text collate "C" not null,
  first_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_locations_pkey primary key (linkedin_url),
  constraint person_locations_lookup_status_check check (lookup_status in ('found', 'missing'))
);
comment on table core.person_locations is
  'Where a person is. More complete wins (city, state, country), then the newest of the same '
  'source; between sources the first. The parts are never mixed, nothing replaces something.';
comment on column core.person_locations.id is
  'Derived from the URL: the same after a rebuild. core_location_id in answers.';
comment on column core.person_locations.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.person_locations.city is 'City, from reference.location_lookup.';
comment on column core.person_locations.state is 'State or region, from reference.location_lookup.';
comment on column core.person_locations.country is
  'Country, from reference.location_lookup, else as the document gives it.';
comment on column core.person_locations.location_name is 'The place as the document gives it.';
comment on column core.person_locations.lookup_status is
  'found or missing: whether reference.location_lookup knew location_name; null when there '
  'was none to look up.';
comment on column core.person_locations.source is 'Source that gave the row.';
comment on column core.person_locations.first_landing_no is
  'Landing number at which the source first gave this many parts: between sources the first '
  'wins.';
comment on column core.person_locations.created_at is 'When the row was first written.';
comment on column core.person_locations.updated_at is 'When the row last changed.';
alter table core.person_locations enable row level security;
create policy person_locations_analyst_reads on core.person_locations
  for select to pipeline_analyst using (true);

create table core.person_tenure (
  id uuid not null,
  linkedin_url text collate "C" not null,
  job_start_date date,
  job_start_precision text,
  source text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_tenure_pkey primary key (linkedin_url)
);
create index person_tenure_job_start_date_idx
  on core.person_tenure (job_start_date desc) where job_start_date is not null;
comment on table core.person_tenure is
  'Since when a person has held the present job. By source precedence: person_profile, '
  'person_discovery, salesnav; newest wins within one.';
comment on column core.person_tenure.id is
  'Derived from the URL: the same after a rebuild. core_tenure_id in answers.';
comment on column core.person_tenure.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.person_tenure.job_start_date is
  'When the latest job began. Null when the job changed and the new one has no start date.';
comment on column core.person_tenure.job_start_precision is 'day, month or year.';
comment on column core.person_tenure.source is 'Source that gave the row.';
comment on column core.person_tenure.created_at is 'When the row was first written.';
comment on column core.person_tenure.updated_at is 'When the row last changed.';
comment on index core.person_tenure_job_start_date_idx is 'Who is new in a job.';
alter table core.person_tenure enable row level security;
create policy person_tenure_analyst_reads on core.person_tenure
  for select to pipeline_analyst using (true);

create table core.person_past_employer (
  linkedin_url text collate "C" not null,
  past_company_name text,
  past_company_domain text collate "C",
  source text collate "C" not null,
  scrape_settings_id uuid,
  linkedin_url_type text collate "C" not null default 'real',
  created_at timestamptz not null default now(),
  constraint person_past_employer_key unique nulls not distinct (
    linkedin_url, source, past_company_domain, past_company_name
  )
);
create index person_past_employer_past_company_domain_idx
  on core.person_past_employer (past_company_domain, linkedin_url)
  where past_company_domain is not null;
create index person_past_employer_past_company_name_idx
  on core.person_past_employer (past_company_name)
  where past_company_domain is null;
comment on table core.person_past_employer is
  'Former employers, per source: those of person_profile are the jobs that are over in the '
  'newest document that has jobs, one per domain; without a domain one per name.';
comment on column core.person_past_employer.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column core.person_past_employer.past_company_name is 'Name of the company, as given.';
comment on column core.person_past_employer.past_company_domain is
  'Domain of the company, normalised.';
comment on column core.person_past_employer.source is 'Source that gave the row.';
comment on column core.person_past_employer.scrape_settings_id is
  'Search that found the person; Sales Navigator only.';
comment on column core.person_past_employer.linkedin_url_type is 'real or salesnav.';
comment on column core.person_past_employer.created_at is 'When the row was first written.';
comment on index core.person_past_employer_past_company_domain_idx is 'The alumni of a company.';
comment on index core.person_past_employer_past_company_name_idx is
  'Former employers without a domain, by name.';
alter table core.person_past_employer enable row level security;
create policy person_past_employer_analyst_reads on core.person_past_employer
  for select to pipeline_analyst using (true);

create table core.person_job_titles (
  id uuid not null,
  linkedin_url text collate "C" not null,
  raw_job_title text not null,
  matched_cleaned_job_title text,
  matched_job_function text collate "C",
  matched_seniority text collate "C",
  source text collate "C",
  document_source text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_job_titles_pkey primary key (linkedin_url)
);
create index person_job_titles_raw_job_title_idx
  on core.person_job_titles (lower(raw_job_title collate "und-x-icu"))
  where document_source <> 'person_profile';
create index person_job_titles_function_seniority_idx
  on core.person_job_titles (matched_job_function, matched_seniority);
comment on table core.person_job_titles is
  'What a person is: the title of the latest job and what it means. By source precedence: '
  'person_profile, person_title_enrichment; newest wins within one.';
comment on column core.person_job_titles.id is
  'Derived from the URL: the same after a rebuild. core_job_title_id in answers.';
comment on column core.person_job_titles.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.person_job_titles.raw_job_title is 'Title as the document gives it.';
comment on column core.person_job_titles.matched_cleaned_job_title is
  'raw_job_title as people write it: the look-up''s, else the rules''.';
comment on column core.person_job_titles.matched_job_function is
  'Job function of the vocabulary; null when neither look-up nor rules know it.';
comment on column core.person_job_titles.matched_seniority is
  'Seniority of the vocabulary; null when neither look-up nor rules know it.';
comment on column core.person_job_titles.source is
  'Where the match comes from: lookup; rules (reference.infer_job_title, no look-up row); '
  'mixed (a look-up row, what it leaves null from the rules). Null: no match.';
comment on column core.person_job_titles.document_source is 'Source that gave the title.';
comment on column core.person_job_titles.created_at is 'When the row was first written.';
comment on column core.person_job_titles.updated_at is 'When the row last changed.';
comment on index core.person_job_titles_raw_job_title_idx is
  'The people under a title that no profile gave, for updates of the look-up.';
comment on index core.person_job_titles_function_seniority_idx is
  'People by function and seniority.';
alter table core.person_job_titles enable row level security;
create policy person_job_titles_analyst_reads on core.person_job_titles
  for select to pipeline_analyst using (true);

create table core.person_work_history (
  linkedin_url text collate "C" not null,
  source text collate "C" not null,
  experience_order integer not null,
  linkedin_url_type text collate "C" not null default 'real',
  company_domain text collate "C",
  company_name text,
  company_linkedin_url text,
  title text,
  matched_cleaned_job_title text,
  matched_job_function text collate "C",
  matched_seniority text collate "C",
  matched_source text collate "C",
  start_date date,
  start_precision text,
  end_date date,
  end_precision text,
  is_current boolean not null,
  source_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_work_history_pkey primary key (linkedin_url, source, experience_order)
);
create index person_work_history_company_domain_idx
  on core.person_work_history (company_domain, is_current, linkedin_url)
  where company_domain is not null;
comment on table core.person_work_history is
  'The jobs of a person, per source: those of person_experience are '
  'extracted.person_experience, kept equal by its triggers.';
comment on column core.person_work_history.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.person_work_history.source is 'Source of the row: person_experience ...';
comment on column core.person_work_history.experience_order is
  'Position among the jobs of the source, from 0: the newest.';
comment on column core.person_work_history.linkedin_url_type is 'real or salesnav.';
comment on column core.person_work_history.company_domain is 'Domain of the company, normalised.';
comment on column core.person_work_history.company_name is 'Name of the company, as given.';
comment on column core.person_work_history.company_linkedin_url is 'Company page, normalised.';
comment on column core.person_work_history.title is 'Title, as given.';
comment on column core.person_work_history.matched_cleaned_job_title is
  'title as people write it: the look-up''s, else the rules''.';
comment on column core.person_work_history.matched_job_function is
  'Job function of the vocabulary; null when neither look-up nor rules know it.';
comment on column core.person_work_history.matched_seniority is
  'Seniority of the vocabulary; null when neither look-up nor rules know it.';
comment on column core.person_work_history.matched_source is
  'Where the match comes from: lookup; rules (reference.infer_job_title, no look-up row); '
  'mixed (a look-up row, what it leaves null from the rules). Null: no match.';
comment on column core.person_work_history.start_date is
  'Begin of the job, at the beginning of its period.';
comment on column core.person_work_history.start_precision is 'day, month or year.';
comment on column core.person_work_history.end_date is 'End of the job; null while it goes on.';
comment on column core.person_work_history.end_precision is 'day, month or year.';
comment on column core.person_work_history.is_current is 'Whether the job goes on.';
comment on column core.person_work_history.source_id is
  'Id of the row it comes from, where that has one; rows of person_experience are found by '
  '(linkedin_url, experience_order).';
comment on column core.person_work_history.created_at is 'When the row was first written.';
comment on column core.person_work_history.updated_at is 'When the row last changed.';
comment on index core.person_work_history_company_domain_idx is 'Who works or worked at a company.';
alter table core.person_work_history enable row level security;
create policy person_work_history_analyst_reads on core.person_work_history
  for select to pipeline_analyst using (true);

create table core.person_promotions (
  linkedin_url text collate "C" not null,
  company_domain text collate "C" not null,
  promotion_date date not null,
  new_title text collate "C" not null,
  previous_title text not null,
  company_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_promotions_pkey primary key (
    linkedin_url, company_domain, promotion_date, new_title
  )
);
create index person_promotions_promotion_date_idx on core.person_promotions (promotion_date desc);
comment on table core.person_promotions is
  'Rises within one company, computed from core.person_work_history '
  '(core.coalesce_person_promotions has the rule).';
comment on column core.person_promotions.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.person_promotions.company_domain is 'Domain of the company.';
comment on column core.person_promotions.promotion_date is 'When the new job began.';
comment on column core.person_promotions.new_title is 'Title of the new job, as given.';
comment on column core.person_promotions.previous_title is 'Title of the job before, as given.';
comment on column core.person_promotions.company_name is
  'Name of the company, as the new job gives it.';
comment on column core.person_promotions.created_at is 'When the row was first written.';
comment on column core.person_promotions.updated_at is 'When the row last changed.';
comment on index core.person_promotions_promotion_date_idx is 'The latest promotions.';
alter table core.person_promotions enable row level security;
create policy person_promotions_analyst_reads on core.person_promotions
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
