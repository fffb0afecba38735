-- migrate:up
set role pipeline_owner;

create table reference.ai_models (
  model text collate "C" not null,
  input_usd_per_million numeric not null,
  output_usd_per_million numeric not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ai_models_pkey primary key (model),
  constraint ai_models_model_check check (model ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  constraint ai_models_input_usd_per_million_check check (input_usd_per_million >= 0),
  constraint ai_models_output_usd_per_million_check check (output_usd_per_million >= 0)
);
comment on table reference.ai_models is
  'What models cost. A price that changed is an update of its row: what was asked before keeps its '
  'cost.';
comment on column reference.ai_models.model is 'Name of the model, as the vendor calls it.';
comment on column reference.ai_models.input_usd_per_million is
  'US dollars per million tokens asked with.';
comment on column reference.ai_models.output_usd_per_million is
  'US dollars per million tokens answered with, thinking included.';
comment on column reference.ai_models.created_at is 'When the row was first written.';
comment on column reference.ai_models.updated_at is 'When the row last changed.';
alter table reference.ai_models enable row level security;
create policy ai_models_analyst_reads on reference.ai_models
  for select to pipeline_analyst using (true);

insert into reference.ai_models (model, input_usd_per_million, output_usd_per_million)
values
  ('gemini-3-flash-preview', 0.50, 3.00),
  ('gemini-2.5-flash-lite', 0.10, 0.40),
  ('gemini-2.0-flash', 0.10, 0.40);

create table reference.ai_tasks (
  task text collate "C" not null,
  model text collate "C" not null,
  temperature numeric,
  max_output_tokens integer not null,
  max_prompt_bytes integer not null,
  timeout_seconds integer not null,
  description text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ai_tasks_pkey primary key (task),
  constraint ai_tasks_model_fkey foreign key (model) references reference.ai_models (model),
  constraint ai_tasks_task_check check (task ~ '^[a-z][a-z0-9_]*$'),
  constraint ai_tasks_temperature_check check (temperature between 0 and 2),
  constraint ai_tasks_max_output_tokens_check check (max_output_tokens between 1 and 65536),
  -- Below this the instructions alone do not fit.
  constraint ai_tasks_max_prompt_bytes_check check (max_prompt_bytes between 10000 and 500000),
  constraint ai_tasks_timeout_seconds_check check (timeout_seconds between 1 and 120)
);
create index ai_tasks_model_idx on reference.ai_tasks (model);
comment on table reference.ai_tasks is
  'What models are asked, and which one: one row per kind of outbound.kinds that one answers. To '
  'change a model, give it a row in reference.ai_models and update the row here; what is queued '
  'already is asked as it was enqueued.';
comment on column reference.ai_tasks.task is 'What is asked: outbound.kinds.kind.';
comment on column reference.ai_tasks.model is 'The model that is asked.';
comment on column reference.ai_tasks.temperature is 'From 0 to 2; null = that of the model.';
comment on column reference.ai_tasks.max_output_tokens is
  'Most tokens of an answer, thinking included; one that is cut off there is quarantined.';
comment on column reference.ai_tasks.max_prompt_bytes is
  'Most bytes (UTF-8) that are asked with: the text of a page is cut to fit. As a token has at '
  'least one byte, also the most tokens.';
comment on column reference.ai_tasks.timeout_seconds is
  'Seconds that an answer may take, that of the page included.';
comment on column reference.ai_tasks.description is 'What it is for.';
comment on column reference.ai_tasks.created_at is 'When the row was first written.';
comment on column reference.ai_tasks.updated_at is 'When the row last changed.';
comment on index reference.ai_tasks_model_idx is 'What a model is asked.';
alter table reference.ai_tasks enable row level security;
create policy ai_tasks_analyst_reads on reference.ai_tasks
  for select to pipeline_analyst using (true);

insert into reference.ai_tasks (
  task, model, temperature, max_output_tokens, max_prompt_bytes, timeout_seconds, description
)
values
  (
    'case_study_extraction', 'gemini-3-flash-preview', 0.1, 8192, 80000, 120,
    'Reads title, domain of the customer and champions in the page of a case study.'
  ),
  (
    'case_study_buyer', 'gemini-2.5-flash-lite', 0.1, 8192, 80000, 60,
    'Reads the buyers who are quoted in the page of a case study.'
  ),
  (
    'customer_domain', 'gemini-3-flash-preview', 0.1, 4096, 20000, 120,
    'Says which domain a customer of a vendor has.'
  ),
  (
    'orphan_domain', 'gemini-2.0-flash', 0.1, 2048, 20000, 60,
    'Says which domain a customer has that is known by name alone.'
  ),
  (
    'domain_inference', 'gemini-2.0-flash', null, 2048, 20000, 60,
    'Names up to three candidates for the domain of a customer.'
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
    'gemini-extract-case-study-buyer',
    'google',
    'gemini',
    'case_study_buyers',
    'company',
    'Asks Gemini who is quoted in a case study, and lands it.',
    'raw.case_study_buyers_payloads',
    'extracted.case_study_buyers',
    'core.case_study_champions',
    'case_study_url',
    'case_study',
    true,
    'client',
    'calls_ai',
    'extract_case_study_buyer',
    'POST /run/companies/gemini/case-study-buyer/extract'
  ),
  (
    'gemini-resolve-orphan-customer-domain',
    'google',
    'gemini',
    'inference',
    'company',
    'Asks Gemini for the domain of a customer that is known by name alone.',
    'raw.resolve_customer_domain_payloads',
    'extracted.orphan_customer_domain',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'calls_ai',
    'resolve_orphan_customer_domain',
    'POST /resolve_orphan_customer_domain'
  ),
  (
    'gemini-infer-customer-domain',
    'google',
    'gemini',
    'inference',
    'company',
    'Asks Gemini for candidates for the domain of a customer.',
    'raw.resolve_customer_domain_payloads',
    'extracted.gemini_domain_inference',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'calls_ai',
    'infer_customer_domain',
    'POST /infer_customer_domain'
  ),
  (
    'gemini-resolve-customer-domain',
    'google',
    'gemini',
    'inference',
    'company',
    'Asks Gemini for the domain of a customer, and lands it.',
    'raw.resolve_customer_domain_payloads',
    'extracted.gemini_domain_inference',
    'core.company_customers',
    'origin_company_domain',
    'company',
    true,
    'client',
    'calls_ai',
    'resolve_customer_domain',
    'POST /run/companies/gemini/resolve-customer-domain/ingest'
  );

create table raw.resolve_customer_domain_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  task text collate "C",
  customer_name text,
  origin_company_name text,
  origin_company_domain text,
  payload jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  -- Read off the payload. A value of another type is null, so nothing is refused.
  customer_domain text generated always as (payload ->> 'customer_domain') stored,
  confidence text generated always as (payload ->> 'confidence') stored,
  reasoning text generated always as (payload ->> 'reasoning') stored,
  model text generated always as (payload ->> 'model') stored,
  input_tokens numeric generated always as (
    case when jsonb_typeof(payload -> 'input_tokens') = 'number'
      then (payload -> 'input_tokens')::numeric end
  ) stored,
  output_tokens numeric generated always as (
    case when jsonb_typeof(payload -> 'output_tokens') = 'number'
      then (payload -> 'output_tokens')::numeric end
  ) stored,
  total_tokens numeric generated always as (
    case when jsonb_typeof(payload -> 'total_tokens') = 'number'
      then (payload -> 'total_tokens')::numeric end
  ) stored,
  cost_usd numeric generated always as (
    case when jsonb_typeof(payload -> 'cost_usd') = 'number'
      then (payload -> 'cost_usd')::numeric end
  ) stored,
  api_key_id uuid,
  constraint resolve_customer_domain_payloads_pkey primary key (id)
);
create index resolve_customer_domain_payloads_landing_no_idx
  on raw.resolve_customer_domain_payloads (landing_no);
comment on table raw.resolve_customer_domain_payloads is
  'What Gemini was asked about the domains of customers, and what it said: one row per call, '
  'append-only. A record, no source: nothing is extracted from it. What is to reach core lands '
  'under the same id in raw.orphan_customer_domain_payloads or '
  'raw.gemini_domain_inference_payloads, and so does an answer that cannot be used.';
comment on column raw.resolve_customer_domain_payloads.id is
  'Identifies the call: raw_id in answers.';
comment on column raw.resolve_customer_domain_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.resolve_customer_domain_payloads.received_at is 'When the answer landed.';
comment on column raw.resolve_customer_domain_payloads.task is
  'What was asked: orphan_domain, domain_inference or customer_domain.';
comment on column raw.resolve_customer_domain_payloads.customer_name is
  'Name of the customer as asked about.';
comment on column raw.resolve_customer_domain_payloads.origin_company_name is
  'Name of the vendor as given.';
comment on column raw.resolve_customer_domain_payloads.origin_company_domain is
  'Domain of the vendor as given; null where none was.';
comment on column raw.resolve_customer_domain_payloads.payload is
  'The request with what became of it: customer_domain (of candidates the best), confidence, '
  'reasoning, candidates, model, tokens, cost, the answer word for word, or unusable_answer.';
comment on column raw.resolve_customer_domain_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.resolve_customer_domain_payloads.customer_domain is
  'The domain that the model gave, as it gave it, of the payload; null when it gave none.';
comment on column raw.resolve_customer_domain_payloads.confidence is
  'high, medium or low; none where there is no answer; of the payload.';
comment on column raw.resolve_customer_domain_payloads.reasoning is
  'Why the model thinks so, of the payload.';
comment on column raw.resolve_customer_domain_payloads.model is
  'The model that was asked, of the payload.';
comment on column raw.resolve_customer_domain_payloads.input_tokens is
  'Tokens asked with, of the payload.';
comment on column raw.resolve_customer_domain_payloads.output_tokens is
  'Tokens answered with, thinking included, of the payload.';
comment on column raw.resolve_customer_domain_payloads.total_tokens is 'Their sum, of the payload.';
comment on column raw.resolve_customer_domain_payloads.cost_usd is
  'What the call cost in US dollars, of the payload.';
comment on column raw.resolve_customer_domain_payloads.api_key_id is
  'The API key that asked for it; null when it did not come through an edge function.';
comment on index raw.resolve_customer_domain_payloads_landing_no_idx is
  'Walking the calls in the order of landing.';
alter table raw.resolve_customer_domain_payloads enable row level security;
create policy resolve_customer_domain_payloads_analyst_reads
  on raw.resolve_customer_domain_payloads
  for select to pipeline_analyst using (true);

create type extracted.gemini_landing as (
  delivery_id bigint,
  raw_id uuid,
  kind text,
  is_persisted boolean,
  is_usable boolean,
  request jsonb,
  facts jsonb,
  answer jsonb,
  api_key_id uuid
);
comment on type extracted.gemini_landing is
  'An answer of Gemini on its way to raw. request: what was asked; facts: model, tokens, cost, the '
  'answer word for word, or unusable_answer; answer: what is left of it after the checks, null '
  'where it is not usable.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
