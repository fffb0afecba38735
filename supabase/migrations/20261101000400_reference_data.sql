-- migrate:up
set role pipeline_owner;

insert into reference.employee_ranges (name, min_employees, max_employees, sort_order)
values
  ('1-10', 1, 10, 1),
  ('11-50', 11, 50, 2),
  ('51-200', 51, 200, 3),
  ('201-500', 201, 500, 4),
  ('501-1000', 501, 1000, 5),
  ('1001-5000', 1001, 5000, 6),
  ('5001-10000', 5001, 10000, 7),
  ('10001+', 10001, null, 8);

-- Overlapping buckets of other vocabularies go to the bucket of their upper end.
insert into reference.employee_range_lookup (size_raw, size_cleaned, size_key)
values
  ('1-10', '1-10', '1-10'),
  ('11-50', '11-50', '11-50'),
  ('51-200', '51-200', '51-200'),
  ('201-500', '201-500', '201-500'),
  ('501-1000', '501-1000', '501-1000'),
  ('1001-5000', '1001-5000', '1001-5000'),
  ('5001-10000', '5001-10000', '5001-10000'),
  ('10001+', '10001+', '10001+'),
  ('501-1K', '501-1000', '501-1k'),
  ('1K-5K', '1001-5000', '1k-5k'),
  ('5K-10K', '5001-10000', '5k-10k'),
  ('over-10K', '10001+', 'over-10k'),
  ('2-10 employees', '1-10', '2-10'),
  ('1 employee', '1-10', '1'),
  ('Self-employed', '1-10', 'self-employed'),
  ('0-1 employees', '1-10', '0-1'),
  ('1-1', '1-10', '1-1'),
  ('myself only', '1-10', 'myselfonly'),
  ('0-10', '1-10', '0-10'),
  ('1-9', '1-10', '1-9'),
  ('1-5', '1-10', '1-5'),
  ('5-10', '1-10', '5-10'),
  ('10-50', '11-50', '10-50'),
  ('10-49', '11-50', '10-49'),
  ('11-20', '11-50', '11-20'),
  ('21-50', '11-50', '21-50'),
  ('50-200', '51-200', '50-200'),
  ('51-100', '51-200', '51-100'),
  ('101-200', '51-200', '101-200'),
  ('50-99', '51-200', '50-99'),
  ('50-249', '51-200', '50-249'),
  ('101-250', '201-500', '101-250'),
  ('251-500', '201-500', '251-500'),
  ('200-500', '201-500', '200-500'),
  ('250-499', '201-500', '250-499'),
  ('500-1K', '501-1000', '500-1k'),
  ('500-1000', '501-1000', '500-1000'),
  ('500-999', '501-1000', '500-999'),
  ('1000-5000', '1001-5000', '1000-5000'),
  ('1001-2000', '1001-5000', '1001-2000'),
  ('2001-5000', '1001-5000', '2001-5000'),
  ('1000-4999', '1001-5000', '1000-4999'),
  ('1001-5K', '1001-5000', '1001-5k'),
  ('5000-10000', '5001-10000', '5000-10000'),
  ('5001-10K', '5001-10000', '5001-10k'),
  ('5000-9999', '5001-10000', '5000-9999'),
  ('10K+', '10001+', '10k+'),
  ('10000+', '10001+', '10000+'),
  ('over-10000', '10001+', 'over-10000'),
  ('10001-50000', '10001+', '10001-50000'),
  ('50001-100000', '10001+', '50001-100000'),
  ('100001+', '10001+', '100001+');

insert into reference.revenue_ranges (name, min_revenue_usd, max_revenue_usd, sort_order)
values
  ('< $1M', 0, 999999, 1),
  ('$1M - $5M', 1000000, 4999999, 2),
  ('$5M - $10M', 5000000, 9999999, 3),
  ('$10M - $25M', 10000000, 24999999, 4),
  ('$25M - $50M', 25000000, 49999999, 5),
  ('$50M - $100M', 50000000, 99999999, 6),
  ('$100M - $500M', 100000000, 499999999, 7),
  ('$500M - $1B', 500000000, 999999999, 8),
  ('$1B - $10B', 1000000000, 9999999999, 9),
  ('$10B - $100B', 10000000000, 99999999999, 10),
  ('$100B+', 100000000000, null, 11);

-- A range that spans several goes to the one of its upper end; an open top to the first above it.
insert into reference.revenue_range_lookup (raw_value, matched_revenue_range, raw_key)
values
  ('$0-$1M', '< $1M', '0-1m'),
  ('$1M-$5M', '$1M - $5M', '1m-5m'),
  ('$5M-$10M', '$5M - $10M', '5m-10m'),
  ('$10M-$25M', '$10M - $25M', '10m-25m'),
  ('$25M-$50M', '$25M - $50M', '25m-50m'),
  ('$50M-$100M', '$50M - $100M', '50m-100m'),
  ('$100M-$500M', '$100M - $500M', '100m-500m'),
  ('$500M-$1B', '$500M - $1B', '500m-1b'),
  ('$1B-$10B', '$1B - $10B', '1b-10b'),
  ('$10B-$100B', '$10B - $100B', '10b-100b'),
  ('$100B-$1T', '$100B+', '100b-1t'),
  ('10m-50m', '$25M - $50M', '10m-50m'),
  ('under-1m', '< $1M', 'under-1m'),
  ('1m-10m', '$5M - $10M', '1m-10m'),
  ('100m-200m', '$100M - $500M', '100m-200m'),
  ('200m-1b', '$500M - $1B', '200m-1b'),
  ('over-1b', '$1B - $10B', 'over-1b'),
  ('0-500K', '< $1M', '0-500k'),
  ('500K-1M', '< $1M', '500k-1m'),
  ('25M-75M', '$50M - $100M', '25m-75m'),
  ('75M-200M', '$100M - $500M', '75m-200m'),
  ('200M-500M', '$100M - $500M', '200m-500m'),
  ('$100B+', '$100B+', '100b+'),
  ('over-100b', '$100B+', 'over-100b'),
  ('1B+', '$1B - $10B', '1b+'),
  ('10B+', '$10B - $100B', '10b+'),
  ('100M-250M', '$100M - $500M', '100m-250m'),
  ('250M-500M', '$100M - $500M', '250m-500m'),
  ('100M-1B', '$500M - $1B', '100m-1b'),
  ('50M-200M', '$100M - $500M', '50m-200m');

insert into reference.funding_ranges (name, min_funding_usd, max_funding_usd, sort_order)
values
  ('Bootstrapped', 0, 0, 1),
  ('< $1M', 1, 999999, 2),
  ('$1M - $5M', 1000000, 4999999, 3),
  ('$5M - $10M', 5000000, 9999999, 4),
  ('$10M - $25M', 10000000, 24999999, 5),
  ('$25M - $50M', 25000000, 49999999, 6),
  ('$50M - $100M', 50000000, 99999999, 7),
  ('$100M - $250M', 100000000, 249999999, 8),
  ('$250M - $500M', 250000000, 499999999, 9),
  ('$500M - $1B', 500000000, 999999999, 10),
  ('$1B+', 1000000000, null, 11);

insert into reference.funding_range_lookup (raw_value, matched_funding_range, raw_key)
values
  ('$0 - $1M', '< $1M', '0-1m'),
  ('$1M - $5M', '$1M - $5M', '1m-5m'),
  ('$5M - $10M', '$5M - $10M', '5m-10m'),
  ('$10M - $25M', '$10M - $25M', '10m-25m'),
  ('$25M - $50M', '$25M - $50M', '25m-50m'),
  ('$50M - $100M', '$50M - $100M', '50m-100m'),
  ('$100M - $250M', '$100M - $250M', '100m-250m'),
  ('$250M - $500M', '$250M - $500M', '250m-500m'),
  ('$500M - $1B', '$500M - $1B', '500m-1b'),
  ('$1B+', '$1B+', '1b+'),
  ('< $1M', '< $1M', 'under-1m'),
  ('Bootstrapped', 'Bootstrapped', 'bootstrapped'),
  ('over-1b', '$1B+', 'over-1b');

insert into reference.company_types (name, sort_order)
values
  ('Public Company', 1),
  ('Private Company', 2),
  ('Nonprofit', 3),
  ('Educational Institution', 4),
  ('Government Agency', 5),
  ('Self-Employed', 6),
  ('Partnership', 7);

insert into reference.company_type_lookup (raw_value, matched_company_type)
values
  ('public', 'Public Company'),
  ('public company', 'Public Company'),
  ('publicly traded', 'Public Company'),
  ('publicly held', 'Public Company'),
  ('private', 'Private Company'),
  ('privately held', 'Private Company'),
  ('private company', 'Private Company'),
  ('privately-held', 'Private Company'),
  ('nonprofit', 'Nonprofit'),
  ('non-profit', 'Nonprofit'),
  ('non profit', 'Nonprofit'),
  ('not for profit', 'Nonprofit'),
  ('not-for-profit', 'Nonprofit'),
  ('nonprofit organization', 'Nonprofit'),
  ('non-profit organization', 'Nonprofit'),
  ('educational', 'Educational Institution'),
  ('educational institution', 'Educational Institution'),
  ('education', 'Educational Institution'),
  ('educational-institution', 'Educational Institution'),
  ('government', 'Government Agency'),
  ('government agency', 'Government Agency'),
  ('government-agency', 'Government Agency'),
  ('self-employed', 'Self-Employed'),
  ('self-owned', 'Self-Employed'),
  ('sole proprietorship', 'Self-Employed'),
  ('self employed', 'Self-Employed'),
  ('self owned', 'Self-Employed'),
  ('sole-proprietorship', 'Self-Employed'),
  ('partnership', 'Partnership');

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
    'companyenrich',
    'companyenrich',
    'clay',
    'enrichment',
    'company',
    'Lands a CompanyEnrich company document and makes the canonical company record of it.',
    'raw.companyenrich_payloads',
    'extracted.companyenrich_company',
    'core.companies',
    'domain',
    'company',
    true,
    'client',
    'ingest',
    'ingest_companyenrich',
    'POST /run/companies/companyenrich/ingest'
  ),
  (
    'testing-companies',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Stores a company in the sandbox, for people who wire up a new sender.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'internal-hq',
    'utility',
    'create_testing_company',
    'POST /run/testing/companies'
  ),
  (
    'db-check-existence',
    'internal',
    'pipeline',
    'utility',
    'company',
    'Says whether a table has a row for a domain.',
    null,
    null,
    null,
    'domain',
    'company',
    false,
    'internal-hq',
    'lookup',
    'read_db_check_existence',
    'POST /read/companies/db/check-existence'
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
