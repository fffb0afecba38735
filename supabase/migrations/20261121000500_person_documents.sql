-- migrate:up
set role pipeline_owner;

create type extracted.person_document as (
  linkedin_url text,
  raw_id uuid,
  document_at timestamptz,
  landing_no bigint,
  is_new boolean,
  is_newest boolean,
  is_complete boolean,
  has_previous boolean,
  linkedin_slug text,
  linkedin_profile_id text,
  first_name text,
  last_name text,
  full_name text,
  first_full_name text,
  full_name_landing_no bigint,
  headline text,
  summary text,
  country text,
  location_name text,
  connections integer,
  num_followers integer,
  jobs_count integer,
  picture_url text,
  latest_title text,
  latest_title_key text,
  latest_company text,
  latest_company_domain text,
  latest_company_linkedin_url text,
  latest_company_org_id text,
  latest_locality text,
  latest_start_date date,
  latest_start_precision text,
  latest_is_current boolean,
  has_start_date boolean,
  certifications jsonb,
  languages jsonb,
  courses jsonb,
  patents jsonb,
  projects jsonb,
  publications jsonb,
  volunteering jsonb,
  awards jsonb,
  source_last_refresh timestamptz,
  matched_job_title reference.matched_job_title,
  city text,
  state text,
  place_country text,
  place_name text,
  lookup_status text,
  place_landing_no bigint,
  experience jsonb,
  experience_landing_no bigint,
  education jsonb
);
comment on type extracted.person_document is
  'A profile read into typed values; summed up over the documents of a person, what they say '
  'together. first_full_name: the name that landed first. latest_*: the latest job; '
  'has_start_date: a document gave a start date of any job. city, state, place_country, '
  'place_name, lookup_status: the place; place_landing_no: lowest landing number that gave one. '
  'experience, education: arrays as given; null when the document has none.';

create type core.past_employer_claim as (
  past_company_name text,
  past_company_domain text
);
comment on type core.past_employer_claim is 'A former employer as a source claims it.';

create type core.person_claim as (
  linkedin_url text,
  linkedin_url_type text,
  source text,
  landing_no bigint,
  is_complete boolean,
  has_previous boolean,
  full_name text,
  full_name_landing_no bigint,
  linkedin_user_profile_urn text,
  job_title text,
  matched_job_title reference.matched_job_title,
  has_job boolean,
  employer_domain text,
  job_start_date date,
  job_start_precision text,
  has_start_date boolean,
  city text,
  state text,
  country text,
  location_name text,
  lookup_status text,
  location_landing_no bigint,
  has_past_employers boolean,
  past_employers core.past_employer_claim[]
);
comment on type core.person_claim is
  'What one source says about one person, normalised: the input of core.coalesce_person. '
  'Everything but the name and the place is what the source says now. is_complete: name and '
  'place sum up every document of the source and replace what it claimed before; otherwise they '
  'are those of its newest document, to be applied on top. has_previous: the source has claimed '
  'before. landing_no is the lowest of the claim; null: the source has no document left. has_job: '
  'the source knows the latest job, whose parts may be null. employer_domain: of the job if it '
  'goes on. has_start_date: the source ever gave a start date. has_past_employers: past_employers '
  'replaces what the source claimed before, empty or not.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
