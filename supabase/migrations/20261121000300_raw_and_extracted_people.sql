-- migrate:up
set role pipeline_owner;

create table raw.person_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  linkedin_url text,
  workflow_slug text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint person_payloads_pkey primary key (id)
);
create index person_payloads_landing_no_idx on raw.person_payloads (landing_no);
comment on table raw.person_payloads is
  'Person profiles as received. Append-only; insert into (linkedin_url, payload) is all it '
  'takes. Taken by extracted.take_person_profile through trigger t10_land.';
comment on column raw.person_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.person_payloads.landing_no is 'Order of landing over all payload tables.';
comment on column raw.person_payloads.received_at is 'When the payload landed.';
comment on column raw.person_payloads.linkedin_url is 'LinkedIn URL as requested, as received.';
comment on column raw.person_payloads.workflow_slug is
  'Workflow that the request named; null is the workflow of the source. An unknown one is '
  'quarantined.';
comment on column raw.person_payloads.payload is
  'The vendor''s document; parsed if it came as a JSON string.';
comment on column raw.person_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.person_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.person_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.person_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.person_payloads enable row level security;
create policy person_payloads_analyst_lands on raw.person_payloads
  for insert to pipeline_analyst with check (true);
create policy person_payloads_analyst_reads on raw.person_payloads
  for select to pipeline_analyst using (true);

create table extracted.person_profile (
  id uuid not null,
  linkedin_url text collate "C" not null,
  raw_id uuid not null,
  linkedin_slug text,
  linkedin_profile_id text,
  first_name text,
  last_name text,
  full_name text,
  headline text,
  summary text,
  country text,
  location_name text,
  location_key text collate "C",
  connections integer,
  num_followers integer,
  jobs_count integer,
  picture_url text,
  latest_title text,
  latest_title_key text collate "C",
  latest_company text,
  latest_company_domain text collate "C",
  latest_company_linkedin_url text,
  latest_company_org_id text,
  latest_locality text,
  latest_start_date date,
  latest_start_precision text,
  latest_is_current boolean,
  certifications jsonb,
  languages jsonb,
  courses jsonb,
  patents jsonb,
  projects jsonb,
  publications jsonb,
  volunteering jsonb,
  awards jsonb,
  matched_cleaned_job_title text,
  matched_job_function text collate "C",
  matched_seniority text collate "C",
  matched_source text collate "C",
  source_last_refresh timestamptz,
  experience_landing_no bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_profile_pkey primary key (linkedin_url),
  constraint person_profile_linkedin_url_check check (
    linkedin_url ~ '^https://www\.linkedin\.com/in/[^/?#[:space:]]+$'
  )
);
create index person_profile_latest_title_key_idx
  on extracted.person_profile (latest_title_key) where latest_title_key is not null;
create index person_profile_location_key_idx
  on extracted.person_profile (location_key) where location_key is not null;
comment on table extracted.person_profile is
  'What the documents of a person say, one row per person. Every column holds the newest '
  'value that a document gave, so that a document that lacks it clears nothing; the columns '
  'of the latest job change together when the job does.';
comment on column extracted.person_profile.id is
  'Derived from the URL: the same after a rebuild. person_profile_id in answers.';
comment on column extracted.person_profile.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column extracted.person_profile.raw_id is
  'The newest document: raw.person_payloads.id. Of documents that repeat it unchanged, the '
  'first.';
comment on column extracted.person_profile.linkedin_slug is 'slug.';
comment on column extracted.person_profile.linkedin_profile_id is
  'profile_id; text, since it is a number only mostly.';
comment on column extracted.person_profile.first_name is 'first_name.';
comment on column extracted.person_profile.last_name is 'last_name.';
comment on column extracted.person_profile.full_name is 'name.';
comment on column extracted.person_profile.headline is 'headline.';
comment on column extracted.person_profile.summary is 'summary.';
comment on column extracted.person_profile.country is 'country, as given.';
comment on column extracted.person_profile.location_name is 'location_name, as given.';
comment on column extracted.person_profile.location_key is
  'reference.lookup_key(location_name): what is looked up.';
comment on column extracted.person_profile.connections is 'connections.';
comment on column extracted.person_profile.num_followers is 'num_followers.';
comment on column extracted.person_profile.jobs_count is 'jobs_count.';
comment on column extracted.person_profile.picture_url is
  'picture_url_orig, else picture_url_copy.';
comment on column extracted.person_profile.latest_title is
  'Title of the latest job: latest_experience, else of experience the current one, else that '
  'which began last.';
comment on column extracted.person_profile.latest_title_key is
  'reference.lookup_key(latest_title): what is looked up.';
comment on column extracted.person_profile.latest_company is 'Company of the latest job, as given.';
comment on column extracted.person_profile.latest_company_domain is
  'Domain of the company of the latest job, normalised; null when it is none or a shared '
  'host.';
comment on column extracted.person_profile.latest_company_linkedin_url is
  'Company page of the latest job, normalised.';
comment on column extracted.person_profile.latest_company_org_id is 'org_id of the latest job.';
comment on column extracted.person_profile.latest_locality is 'Locality of the latest job.';
comment on column extracted.person_profile.latest_start_date is
  'When the latest job began, at the beginning of its period.';
comment on column extracted.person_profile.latest_start_precision is 'day, month or year.';
comment on column extracted.person_profile.latest_is_current is 'Whether the latest job goes on.';
comment on column extracted.person_profile.certifications is
  'certifications, as given. Newest non-null.';
comment on column extracted.person_profile.languages is 'languages, as given. Newest non-null.';
comment on column extracted.person_profile.courses is 'courses, as given. Newest non-null.';
comment on column extracted.person_profile.patents is 'patents, as given. Newest non-null.';
comment on column extracted.person_profile.projects is 'projects, as given. Newest non-null.';
comment on column extracted.person_profile.publications is
  'publications, as given. Newest non-null.';
comment on column extracted.person_profile.volunteering is
  'volunteering, as given. Newest non-null.';
comment on column extracted.person_profile.awards is 'awards, as given. Newest non-null.';
comment on column extracted.person_profile.matched_cleaned_job_title is
  'latest_title as people write it: the look-up''s, else the rules''.';
comment on column extracted.person_profile.matched_job_function is
  'Job function of the vocabulary; null when neither look-up nor rules know it.';
comment on column extracted.person_profile.matched_seniority is
  'Seniority of the vocabulary; null when neither look-up nor rules know it.';
comment on column extracted.person_profile.matched_source is
  'Where the match comes from: lookup; rules (reference.infer_job_title, no look-up row); '
  'mixed (a look-up row, what it leaves null from the rules). Null: no match.';
comment on column extracted.person_profile.source_last_refresh is
  'last_refresh of the newest document: when the vendor refreshed it; UTC where it gives no '
  'zone.';
comment on column extracted.person_profile.experience_landing_no is
  'Landing number of the document whose jobs stand in extracted.person_experience; null while '
  'there is none.';
comment on column extracted.person_profile.created_at is 'When the row was first written.';
comment on column extracted.person_profile.updated_at is 'When the row last changed.';
comment on index extracted.person_profile_latest_title_key_idx is
  'The people whose latest title has a look-up key, for updates of the look-up.';
comment on index extracted.person_profile_location_key_idx is
  'The people at a place, for updates of the look-up.';
alter table extracted.person_profile enable row level security;
create policy person_profile_analyst_reads on extracted.person_profile
  for select to pipeline_analyst using (true);

create table extracted.person_experience (
  linkedin_url text collate "C" not null,
  experience_order integer not null,
  title text,
  title_key text collate "C",
  company text,
  company_domain text collate "C",
  company_linkedin_url text,
  company_org_id text,
  locality text,
  summary text,
  start_date date,
  end_date date,
  start_date_raw text,
  end_date_raw text,
  start_precision text,
  end_precision text,
  is_current boolean not null,
  matched_cleaned_job_title text,
  matched_job_function text collate "C",
  matched_seniority text collate "C",
  matched_source text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_experience_pkey primary key (linkedin_url, experience_order)
);
create index person_experience_title_key_idx
  on extracted.person_experience (title_key) where title_key is not null;
comment on table extracted.person_experience is
  'The jobs of a person, as the newest document that has any lists them. Written by '
  'difference; trigger functions mirror it into core.person_work_history.';
comment on column extracted.person_experience.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column extracted.person_experience.experience_order is
  'Position in the document, from 0: the newest job.';
comment on column extracted.person_experience.title is 'title, at most 500 characters.';
comment on column extracted.person_experience.title_key is
  'reference.lookup_key(title): what is looked up.';
comment on column extracted.person_experience.company is 'company, at most 500 characters.';
comment on column extracted.person_experience.company_domain is
  'company_domain, normalised; null when it is none or a shared host.';
comment on column extracted.person_experience.company_linkedin_url is
  'url: the company page, normalised; null when it is none.';
comment on column extracted.person_experience.company_org_id is 'org_id.';
comment on column extracted.person_experience.locality is 'locality.';
comment on column extracted.person_experience.summary is 'summary.';
comment on column extracted.person_experience.start_date is
  'Begin of the period that start_date_raw names.';
comment on column extracted.person_experience.end_date is
  'Begin of the period that end_date_raw names.';
comment on column extracted.person_experience.start_date_raw is 'start_date, as given.';
comment on column extracted.person_experience.end_date_raw is 'end_date, as given.';
comment on column extracted.person_experience.start_precision is
  'day, month or year; the first of a month counts as month.';
comment on column extracted.person_experience.end_precision is
  'day, month or year; the first of a month counts as month.';
comment on column extracted.person_experience.is_current is
  'is_current; where it is missing, whether there is no end date.';
comment on column extracted.person_experience.matched_cleaned_job_title is
  'title as people write it: the look-up''s, else the rules''.';
comment on column extracted.person_experience.matched_job_function is
  'Job function of the vocabulary; null when neither look-up nor rules know it.';
comment on column extracted.person_experience.matched_seniority is
  'Seniority of the vocabulary; null when neither look-up nor rules know it.';
comment on column extracted.person_experience.matched_source is
  'Where the match comes from: lookup; rules (reference.infer_job_title, no look-up row); '
  'mixed (a look-up row, what it leaves null from the rules). Null: no match.';
comment on column extracted.person_experience.created_at is 'When the row was first written.';
comment on column extracted.person_experience.updated_at is 'When the row last changed.';
comment on index extracted.person_experience_title_key_idx is
  'The jobs under a title, for updates of the look-up.';
alter table extracted.person_experience enable row level security;
create policy person_experience_analyst_reads on extracted.person_experience
  for select to pipeline_analyst using (true);

create table extracted.person_education (
  linkedin_url text collate "C" not null,
  education_order integer not null,
  school_name text,
  degree text,
  field_of_study text,
  grade text,
  activities text,
  start_date date,
  end_date date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_education_pkey primary key (linkedin_url, education_order)
);
comment on table extracted.person_education is
  'The education of a person, as the newest document that has any lists it. Written by '
  'difference.';
comment on column extracted.person_education.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column extracted.person_education.education_order is 'Position in the document, from 0.';
comment on column extracted.person_education.school_name is 'school_name.';
comment on column extracted.person_education.degree is 'degree.';
comment on column extracted.person_education.field_of_study is 'field_of_study.';
comment on column extracted.person_education.grade is 'grade.';
comment on column extracted.person_education.activities is 'activities.';
comment on column extracted.person_education.start_date is
  'Begin of the period that start_date names.';
comment on column extracted.person_education.end_date is 'Begin of the period that end_date names.';
comment on column extracted.person_education.created_at is 'When the row was first written.';
comment on column extracted.person_education.updated_at is 'When the row last changed.';
alter table extracted.person_education enable row level security;
create policy person_education_analyst_reads on extracted.person_education
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
