-- migrate:up
set role pipeline_owner;

create type core.funding_round_claim as (
  funding_date timestamptz,
  funding_type text,
  ordinal smallint,
  amount text,
  amount_value numeric,
  amount_currency text,
  investors text,
  investor_names text[],
  url text,
  funding_stage_normalized text,
  first_seen_at timestamptz,
  last_seen_at timestamptz
);
comment on type core.funding_round_claim is
  'A funding round as a source claims it, with the names parsed from investors. first_seen_at '
  'null: seen first in the claiming document.';

create type core.investor_claim as (
  vc_name text,
  vc_domain text,
  first_seen_at timestamptz,
  last_seen_at timestamptz
);
comment on type core.investor_claim is
  'An investor as a source claims it, by its canonical name. first_seen_at null: seen first in '
  'the claiming document.';

create type core.company_claim as (
  domain text,
  source text,
  document_at timestamptz,
  landing_no bigint,
  repeated_until timestamptz,
  previous_document_at timestamptz,
  is_newest boolean,
  is_complete boolean,
  has_previous boolean,
  name text,
  name_landing_no bigint,
  named_linkedin_url text,
  named_linkedin_url_landing_no bigint,
  linkedin_url text,
  linkedin_url_landing_no bigint,
  employee_range text,
  employee_range_document_at timestamptz,
  employee_range_landing_no bigint,
  raw_revenue_range text,
  raw_revenue_amount bigint,
  matched_revenue_range text,
  raw_type text,
  matched_type text,
  city text,
  state text,
  country text,
  raw_location text,
  raw_country text,
  location_landing_no bigint,
  description text,
  tagline text,
  description_landing_no bigint,
  industry text,
  industry_landing_no bigint,
  social_linkedin_url text,
  twitter_url text,
  facebook_url text,
  github_url text,
  youtube_url text,
  instagram_url text,
  crunchbase_url text,
  g2_url text,
  angellist_url text,
  social_landing_no bigint,
  technology_ids uuid[],
  technologies_first_seen_at timestamptz[],
  technologies_last_seen_at timestamptz[],
  keywords text[],
  keywords_first_seen_at timestamptz[],
  keywords_last_seen_at timestamptz[],
  categories text[],
  categories_first_seen_at timestamptz[],
  categories_last_seen_at timestamptz[],
  naics_codes text[],
  naics_codes_first_seen_at timestamptz[],
  naics_codes_last_seen_at timestamptz[],
  funding_rounds core.funding_round_claim[],
  investors core.investor_claim[]
);
comment on type core.company_claim is
  'What one source says about one company, normalised: the input of core.coalesce_company. '
  'is_complete: the claim sums up every document of the source and replaces what the source '
  'claimed before; otherwise it is one document, newer than all before, to be applied on top. '
  'has_previous: the source has claimed before. repeated_until and is_newest place a document '
  'among the others that core.merge_company_claims sums up. landing_no is the lowest of the '
  'claim. named_linkedin_url is the one of documents that give a name. A *_landing_no is that of '
  'the document which gave the value. *_first_seen_at and *_last_seen_at run parallel to their '
  'list; null: seen in the claiming document.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
