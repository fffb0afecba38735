-- migrate:up
set role pipeline_owner;

-- A vendor call is a delivery whose kind is answered by a vendor instead of a webhook.
insert into outbound.accounts (
  account, description, rate_per_second, burst, max_payload_bytes, warn_submissions,
  max_submissions
)
values
  ('companyenrich', 'The CompanyEnrich API.', 2, 1, 100000, null, null),
  ('gemini', 'The Gemini API.', 5, 1, 1000000, null, null);

-- A few rows: nobody waits for these checks.
alter table outbound.kinds
  add column vendor text,
  add column account text collate "C",
  add column stop_statuses integer[] not null default '{404,410}',
  add column default_options jsonb not null default '{}',
  add column is_metered boolean not null default false;
-- squawk-ignore constraint-missing-not-valid
alter table outbound.kinds add constraint kinds_vendor_check
  check (vendor ~ '^[a-z][a-z0-9_]*$');
-- squawk-ignore constraint-missing-not-valid
alter table outbound.kinds add constraint kinds_vendor_account_check
  check ((vendor is null) = (account is null));
-- squawk-ignore constraint-missing-not-valid
alter table outbound.kinds add constraint kinds_vendor_is_metered_check
  check (vendor is not null or not is_metered);
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table outbound.kinds add constraint kinds_account_fkey
  foreign key (account) references outbound.accounts (account);
create index kinds_account_idx on outbound.kinds (account);
comment on column outbound.kinds.vendor is
  'Who answers; null = a webhook. The key of the vendor is the environment variable of its name in '
  'upper case with _API_KEY.';
comment on column outbound.kinds.account is
  'The account whose limits hold for a vendor; those of a webhook come from its destination.';
comment on column outbound.kinds.stop_statuses is
  'HTTP statuses that stop the job, since every other delivery would get them too; the rest stays '
  'pending.';
comment on column outbound.kinds.default_options is
  'Options of a job that does not say otherwise: max_attempts, backoff_base_seconds, '
  'backoff_cap_seconds. For vendors only.';
comment on column outbound.kinds.is_metered is
  'True where every call costs money: its jobs have a row in outbound.job_costs and may have a '
  'budget.';
comment on index outbound.kinds_account_idx is 'Kinds of an account.';

insert into outbound.kinds (
  kind, description, vendor, account, stop_statuses, default_options, is_metered
)
values
  (
    'similar_companies',
    'Companies similar to a company, asked of CompanyEnrich. Subject: its domain.',
    'companyenrich', 'companyenrich', '{401,402,403}',
    '{"max_attempts": 4, "backoff_base_seconds": 2, "backoff_cap_seconds": 60}', false
  ),
  (
    'case_study_extraction',
    'What a case study says of customer and champions, asked of Gemini. Subject: '
    'raw.staging_case_study_urls.id, or the URL.',
    'gemini', 'gemini', '{401,403,404}',
    '{"max_attempts": 5, "backoff_base_seconds": 2, "backoff_cap_seconds": 120}', true
  ),
  (
    'case_study_buyer',
    'People quoted in a case study, asked of Gemini. Subject: raw.staging_case_study_urls.id, or '
    'the URL.',
    'gemini', 'gemini', '{401,403,404}',
    '{"max_attempts": 5, "backoff_base_seconds": 2, "backoff_cap_seconds": 120}', true
  ),
  (
    'orphan_domain',
    'The domain of a customer that is known by name alone, asked of Gemini. Subject: '
    'core.company_customers.id, or the name.',
    'gemini', 'gemini', '{401,403,404}',
    '{"max_attempts": 5, "backoff_base_seconds": 2, "backoff_cap_seconds": 120}', true
  ),
  (
    'domain_inference',
    'Candidates for the domain of a customer, asked of Gemini. Subject: core.company_customers.id, '
    'or the name.',
    'gemini', 'gemini', '{401,403,404}',
    '{"max_attempts": 5, "backoff_base_seconds": 2, "backoff_cap_seconds": 120}', true
  ),
  (
    'customer_domain',
    'The domain of a customer of a vendor, asked of Gemini. Subject: core.company_customers.id, or '
    'the name.',
    'gemini', 'gemini', '{401,403,404}',
    '{"max_attempts": 5, "backoff_base_seconds": 2, "backoff_cap_seconds": 120}', true
  );

comment on column outbound.jobs.webhook_url is
  'Where to; vendor:<kind> where a vendor answers.';
comment on column outbound.jobs.state is
  'running; done: nothing is left to be sent; cancelled: on request; stopped: the receiver said '
  'that the webhook is gone, its destination was forbidden, a vendor refuses every call, or the '
  'budget is used up (redrive resumes it).';
comment on column outbound.jobs.options is
  'What the sender asked for, and max_attempts, backoff_base_seconds, backoff_cap_seconds.';

create table outbound.job_costs (
  job_id uuid not null,
  budget_usd numeric,
  reserve_usd numeric not null,
  spent_usd numeric not null default 0,
  assumed_usd numeric not null default 0,
  queued_up_to bigint not null default 0,
  constraint job_costs_pkey primary key (job_id),
  constraint job_costs_budget_usd_check check (budget_usd > 0),
  constraint job_costs_reserve_usd_check check (reserve_usd >= 0),
  constraint job_costs_spent_usd_check check (spent_usd >= 0),
  constraint job_costs_assumed_usd_check check (assumed_usd >= 0)
) with (fillfactor = 50);
comment on table outbound.job_costs is
  'What the jobs of metered kinds cost: one row per job. The row is the lock under which '
  'deliveries enter the queue: of a job with a budget there are never more in it than it could '
  'pay for, were each as dear as can be.';
comment on column outbound.job_costs.job_id is 'The job.';
comment on column outbound.job_costs.budget_usd is 'Most that it may cost; null = no limit.';
comment on column outbound.job_costs.reserve_usd is
  'Most that one call costs, from the prices and caps of its model; held back for every delivery '
  'in the queue.';
comment on column outbound.job_costs.spent_usd is 'What the answered calls cost, by their tokens.';
comment on column outbound.job_costs.assumed_usd is
  'reserve_usd for every call that was made and whose answer never came: it may have been charged. '
  'Counts against the budget.';
comment on column outbound.job_costs.queued_up_to is
  'Pending deliveries of the job up to this one have entered the queue; the next lie beyond it.';
alter table outbound.job_costs enable row level security;
create policy job_costs_analyst_reads on outbound.job_costs
  for select to pipeline_analyst using (job_id in (select j.job_id from outbound.jobs as j));

create table outbound.results (
  delivery_id bigint not null,
  raw_id uuid,
  cost_usd numeric,
  unlanded jsonb,
  landed_at timestamptz not null default clock_timestamp(),
  constraint results_pkey primary key (delivery_id)
) with (fillfactor = 90);
comment on table outbound.results is
  'What the last answer of a vendor to a delivery became: written in the transaction that settles '
  'it, so a result is landed once.';
comment on column outbound.results.delivery_id is 'The delivery.';
comment on column outbound.results.raw_id is 'The raw row that holds the answer; null: none.';
comment on column outbound.results.cost_usd is
  'What the calls of this delivery cost, those that failed included; null where no call says.';
comment on column outbound.results.unlanded is
  'The answer (an outbound.vendor_result) where the tables refused it, so that what was paid for '
  'is '
  'not lost: outbound.land_again takes it once they accept it. Null otherwise.';
comment on column outbound.results.landed_at is 'When it was landed.';
alter table outbound.results enable row level security;
create policy results_analyst_reads on outbound.results
  for select to pipeline_analyst
  using (
    exists (select from outbound.deliveries as d where d.delivery_id = results.delivery_id)
  );

alter type outbound.outcome add attribute is_call boolean;
alter type outbound.outcome add attribute result jsonb;
alter type outbound.outcome add attribute is_final boolean;
alter type outbound.outcome add attribute stop_reason text;
alter type outbound.outcome add attribute is_cost_unknown boolean;
comment on type outbound.outcome is
  'What a worker says of an attempt. http_status null: there was no answer, error says why. Of a '
  'call of a vendor (is_call) also: result: what the caller made of the answer; is_final: trying '
  'again does not help; stop_reason: every other call would fail likewise; is_cost_unknown: it was '
  'made and may have been charged, but its answer never came.';

create type outbound.vendor_result as (
  delivery_id bigint,
  subject text,
  kind text,
  job_id uuid,
  api_key_id uuid,
  request jsonb,
  state text,
  http_status integer,
  error text,
  result jsonb,
  cost_usd numeric
);
comment on type outbound.vendor_result is
  'The answer of a vendor on its way to the tables. request: the body of the delivery. state: that '
  'of the delivery by now: sent; failed, dead, cancelled; pending: it is tried again, or its job '
  'was stopped.';

create type outbound.landed_result as (
  delivery_id bigint,
  raw_id uuid
);
comment on type outbound.landed_result is 'Which raw row holds the answer to a delivery.';

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
    'gemini-orphan-domains-batch', 'google', 'gemini', 'orphan_domain', 'company',
    'Asks Gemini for the domains of all customers that are known by name alone.',
    'raw.orphan_customer_domain_payloads', 'extracted.orphan_customer_domain',
    'core.company_customers', 'origin_company_domain', 'company', true, 'client',
    'calls_ai', 'ask_orphan_domains', 'POST /run/customers/gemini/orphan-domains/batch'
  ),
  (
    'gemini-domain-inference-batch', 'google', 'gemini', 'domain_inference', 'company',
    'Asks Gemini for candidates for the domains of all customers that have none.',
    'raw.gemini_domain_inference_payloads', 'extracted.gemini_domain_inference',
    'core.company_customers', 'origin_company_domain', 'company', true, 'client',
    'calls_ai', 'ask_domain_inferences', 'POST /run/customers/gemini/domain-inference/batch'
  ),
  (
    'gemini-case-study-extraction-batch', 'google', 'gemini', 'case_study_extraction', 'company',
    'Asks Gemini to read all case studies that were not processed yet.',
    'raw.gemini_case_study_payloads', 'extracted.case_study_details',
    'core.company_customers', 'case_study_url', 'case_study', true, 'client',
    'calls_ai', 'ask_case_study_extractions',
    'POST /run/companies/gemini/case-study-extraction/batch'
  ),
  (
    'gemini-case-study-buyers-batch', 'google', 'gemini', 'case_study_buyer', 'company',
    'Asks Gemini who is quoted in all case studies that were not processed yet.',
    'raw.case_study_buyers_payloads', 'extracted.case_study_buyers',
    'core.case_study_champions', 'case_study_url', 'case_study', true, 'client',
    'calls_ai', 'ask_case_study_buyers', 'POST /run/companies/not-sure/case-study-buyers/batch'
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
