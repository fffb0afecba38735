-- migrate:up
set role pipeline_owner;

-- Keys of one client ---------------------------------------------------------------------------

alter table ops.api_keys add column client_domain text collate "C";
-- A table of a few rows, all of them null here.
-- squawk-ignore constraint-missing-not-valid
alter table ops.api_keys add constraint api_keys_client_domain_check check (
  client_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
  and length(client_domain) <= 253
);
-- squawk-ignore constraint-missing-not-valid
alter table ops.api_keys add constraint api_keys_client_scopes_check
  check (client_domain is null or not 'admin' = any (scopes));
comment on column ops.api_keys.client_domain is
  'The client that the key is bound to: it opens the endpoints of clients only, and there nothing '
  'of another client. null: the key is bound to none. Never changed: bind a new key instead.';

-- Sources whose payloads analysts do not see ---------------------------------------------------

alter table ops.sources drop constraint sources_kind_check;
-- A table of a few rows.
-- squawk-ignore constraint-missing-not-valid
alter table ops.sources add constraint sources_kind_check
  check (kind in ('person', 'case_study', 'customer', 'company', 'client_lead'));
comment on column ops.sources.kind is
  'Kind of entity that its documents describe: person, case_study, customer, company or '
  'client_lead.';
alter table ops.sources add column is_confidential boolean default false;
-- A table of a few rows.
-- squawk-ignore adding-not-nullable-field
alter table ops.sources alter column is_confidential set not null;
comment on column ops.sources.is_confidential is
  'True where payloads belong to a client: analysts see neither them nor their failures, documents '
  'and runs.';

-- Every row has one of the former kinds: nothing can fail, and one read of the table is cheap.
alter table ops.entities drop constraint entities_kind_check;
-- squawk-ignore constraint-missing-not-valid
alter table ops.entities add constraint entities_kind_check
  check (kind in ('client', 'client_lead', 'person', 'case_study', 'customer', 'company'));
comment on column ops.entities.kind is
  'client, client_lead, person, case_study, customer or company: the order in which they are '
  'locked. Who lands leads of a client locks none of the last four.';
comment on column ops.entities.key is
  'The normalised key: domain of the client, id of the answers that a lead gave, LinkedIn URL, '
  'case study URL, origin domain and customer name key with a space between, or domain.';

alter policy entities_analyst_reads on ops.entities
  using (kind not in ('client', 'client_lead'));
alter policy failures_analyst_reads on ops.failures
  using (source in (select s.source from ops.sources as s where not s.is_confidential));
alter policy documents_analyst_reads on ops.documents
  using (source in (select s.source from ops.sources as s where not s.is_confidential));
alter policy enrichment_runs_analyst_reads on ops.enrichment_runs
  using (
    source is null
    or source in (select s.source from ops.sources as s where not s.is_confidential)
  );

alter table ops.rejected_requests add column is_confidential boolean default false;
-- Nothing is null: the default holds for the rows that stand.
-- squawk-ignore adding-not-nullable-field
alter table ops.rejected_requests alter column is_confidential set not null;
comment on column ops.rejected_requests.is_confidential is
  'True when the request was for an endpoint of clients, or came with the key of a client: '
  'analysts do not see it.';
alter policy rejected_requests_analyst_reads on ops.rejected_requests
  using (not is_confidential);

-- Landing --------------------------------------------------------------------------------------

insert into ops.sources (
  source, kind, raw_table, key_column, description, workflow_slug, is_confidential
)
values (
  'client_lead', 'client_lead', 'client_lead_payloads', 'client_domain',
  'Leads that clients hand over: who answered a form, or stands on a list of theirs.',
  'client-leads-ingest', true
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
    'client-leads-ingest', 'pipeline', 'pipeline', 'lead', 'target_client',
    'Lands a lead of a client, with the person and the company behind it.',
    'raw.client_lead_payloads', null, null, 'client_domain', 'company', false, 'client', 'ingest',
    'ingest_client_lead', 'POST /run/client/leads/ingest'
  ),
  (
    'client-leads-to-clay', 'pipeline', 'clay', 'lead', 'target_client',
    'Sends the people and the companies behind the leads of a client to two Clay webhooks.',
    null, null, null, 'client_domain', 'company', false, 'client', 'utility',
    'send_client_leads_to_clay', 'POST /run/client/leads/to-clay'
  );

create table raw.client_lead_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  client_domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint client_lead_payloads_pkey primary key (id)
);
create index client_lead_payloads_landing_no_idx on raw.client_lead_payloads (landing_no);
comment on table raw.client_lead_payloads is
  'Leads of clients, as received. Append-only. Taken by extracted.take_client_lead through trigger '
  't10_land. It has no policy on purpose: only the owner''s functions and service_role read or '
  'write it, analysts do not.';
comment on column raw.client_lead_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.client_lead_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.client_lead_payloads.received_at is 'When the payload landed.';
comment on column raw.client_lead_payloads.client_domain is 'Domain of the client, as received.';
comment on column raw.client_lead_payloads.payload is 'The whole body of the request.';
comment on column raw.client_lead_payloads.envelope is 'Always null: the body is the payload.';
comment on column raw.client_lead_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.client_lead_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.client_lead_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.client_lead_payloads enable row level security;

-- Leads ----------------------------------------------------------------------------------------

-- Only one index of each of these tables begins with the client: with a second one, the planner
-- would have no way to tell them apart before the first analyze, and might read all of a client.
create table client.leads_people (
  id uuid not null,
  client_domain text collate "C" not null,
  person_key text collate "C" not null,
  first_name text,
  last_name text,
  full_name text,
  person_linkedin_url text collate "C",
  work_email text collate "C",
  company_domain text collate "C",
  source text,
  client_form_id text,
  client_form_title text,
  lead_count integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  last_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint leads_people_pkey primary key (id, client_domain),
  constraint leads_people_person_key_client_domain_key unique (person_key, client_domain),
  constraint leads_people_client_domain_check check (
    client_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(client_domain) <= 253
  ),
  constraint leads_people_person_key_check check (person_key <> ''),
  constraint leads_people_person_linkedin_url_check check (
    person_linkedin_url ~ '^https://www\.linkedin\.com/in/[^/?#[:space:]]+$'
  ),
  constraint leads_people_work_email_check check (
    work_email ~ '^[^[:space:]@<>]+@[a-z0-9.-]+\.[a-z0-9-]+$'
    and work_email !~ '[A-Z]'
    and length(work_email) <= 254
  ),
  constraint leads_people_company_domain_check check (
    company_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
  ),
  constraint leads_people_lead_count_check check (lead_count > 0),
  constraint leads_people_seen_check check (first_seen_at <= last_seen_at)
);
comment on table client.leads_people is
  'The people behind the leads of a client, one row per client and person: two clients that know '
  'the same person have a row each. Of every column the first value that is not null, in the order '
  'of landing. Deny-all row level security: only functions that check the client read it.';
comment on column client.leads_people.id is
  'Derived from client and key: the same after a rebuild. person_id in answers.';
comment on column client.leads_people.client_domain is 'Normalised domain of the client.';
comment on column client.leads_people.person_key is
  'LinkedIn URL, else work e-mail address, else name and company with " | " between.';
comment on column client.leads_people.first_name is 'First wins.';
comment on column client.leads_people.last_name is 'First wins.';
comment on column client.leads_people.full_name is 'First wins.';
comment on column client.leads_people.person_linkedin_url is 'Normalised. First wins.';
comment on column client.leads_people.work_email is 'Normalised, in lower case. First wins.';
comment on column client.leads_people.company_domain is 'Normalised. First wins.';
comment on column client.leads_people.source is 'source of the leads. First wins.';
comment on column client.leads_people.client_form_id is 'The form. First wins.';
comment on column client.leads_people.client_form_title is 'Title of the form. First wins.';
comment on column client.leads_people.lead_count is 'Leads of the person.';
comment on column client.leads_people.first_seen_at is 'When the first of them landed.';
comment on column client.leads_people.last_seen_at is 'When the last of them landed.';
comment on column client.leads_people.last_landing_no is
  'Landing number of the last of them: an earlier one that comes late has the row recomputed.';
comment on column client.leads_people.created_at is 'When the row was first written.';
comment on column client.leads_people.updated_at is 'When the row last changed.';
alter table client.leads_people enable row level security;

create table client.leads_companies (
  id uuid not null,
  client_domain text collate "C" not null,
  company_key text collate "C" not null,
  company_domain text collate "C",
  company_name text,
  company_linkedin_url text collate "C",
  source text,
  client_form_id text,
  client_form_title text,
  lead_count integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  last_landing_no bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint leads_companies_pkey primary key (id, client_domain),
  constraint leads_companies_company_key_client_domain_key unique (company_key, client_domain),
  constraint leads_companies_client_domain_check check (
    client_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(client_domain) <= 253
  ),
  constraint leads_companies_company_key_check check (company_key <> ''),
  constraint leads_companies_company_domain_check check (
    company_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
  ),
  constraint leads_companies_company_linkedin_url_check check (
    company_linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  ),
  constraint leads_companies_lead_count_check check (lead_count > 0),
  constraint leads_companies_seen_check check (first_seen_at <= last_seen_at)
);
comment on table client.leads_companies is
  'The companies behind the leads of a client, one row per client and company. Of every column the '
  'first value that is not null, in the order of landing. Deny-all row level security: only '
  'functions that check the client read it.';
comment on column client.leads_companies.id is
  'Derived from client and key: the same after a rebuild. company_id in answers.';
comment on column client.leads_companies.client_domain is 'Normalised domain of the client.';
comment on column client.leads_companies.company_key is
  'Domain, else LinkedIn URL, else reference.name_key of the name.';
comment on column client.leads_companies.company_domain is 'Normalised. First wins.';
comment on column client.leads_companies.company_name is 'First wins.';
comment on column client.leads_companies.company_linkedin_url is 'Normalised. First wins.';
comment on column client.leads_companies.source is 'source of the leads. First wins.';
comment on column client.leads_companies.client_form_id is 'The form. First wins.';
comment on column client.leads_companies.client_form_title is 'Title of the form. First wins.';
comment on column client.leads_companies.lead_count is 'Leads of the company.';
comment on column client.leads_companies.first_seen_at is 'When the first of them landed.';
comment on column client.leads_companies.last_seen_at is 'When the last of them landed.';
comment on column client.leads_companies.last_landing_no is
  'Landing number of the last of them: an earlier one that comes late has the row recomputed.';
comment on column client.leads_companies.created_at is 'When the row was first written.';
comment on column client.leads_companies.updated_at is 'When the row last changed.';
alter table client.leads_companies enable row level security;

create table client.leads (
  id uuid not null,
  client_domain text collate "C" not null,
  raw_id uuid not null,
  landing_no bigint not null,
  submission_key uuid not null,
  occurrence integer not null,
  submitted_at timestamptz not null,
  first_name text,
  last_name text,
  full_name text,
  person_linkedin_url text collate "C",
  work_email text collate "C",
  company_domain text collate "C",
  company_name text,
  company_linkedin_url text collate "C",
  source text,
  client_form_id text,
  client_form_title text,
  person_id uuid,
  company_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint leads_pkey primary key (id),
  constraint leads_submission_key_occurrence_key unique (submission_key, occurrence),
  constraint leads_person_id_client_domain_fkey
    foreign key (person_id, client_domain) references client.leads_people (id, client_domain),
  constraint leads_company_id_client_domain_fkey
    foreign key (company_id, client_domain) references client.leads_companies (id, client_domain),
  constraint leads_client_domain_check check (
    client_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(client_domain) <= 253
  ),
  constraint leads_occurrence_check check (occurrence > 0),
  constraint leads_person_linkedin_url_check check (
    person_linkedin_url ~ '^https://www\.linkedin\.com/in/[^/?#[:space:]]+$'
  ),
  constraint leads_work_email_check check (
    work_email ~ '^[^[:space:]@<>]+@[a-z0-9.-]+\.[a-z0-9-]+$'
    and work_email !~ '[A-Z]'
    and length(work_email) <= 254
  ),
  constraint leads_company_domain_check check (
    company_domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(company_domain) <= 253
  ),
  constraint leads_company_linkedin_url_check check (
    company_linkedin_url ~ '^https://www\.linkedin\.com/company/[^/?#]+$'
  )
);
create index leads_client_domain_landing_no_idx on client.leads (client_domain, landing_no);
create index leads_person_id_client_domain_idx on client.leads (person_id, client_domain);
create index leads_company_id_client_domain_idx on client.leads (company_id, client_domain);
comment on table client.leads is
  'Leads that clients handed over, one row per submission; the same answers again within 24 hours '
  'are no new lead. Its foreign keys hold the client, so that no lead can have a person or '
  'company of another. Deny-all row level security: only functions that check the client read it.';
comment on column client.leads.id is
  'Derived from what was submitted and how often: the same after a rebuild. lead_id in answers.';
comment on column client.leads.client_domain is 'Normalised domain of the client.';
comment on column client.leads.raw_id is 'raw.client_lead_payloads.id.';
comment on column client.leads.landing_no is 'Landing number of the raw row: the order of leads.';
comment on column client.leads.submission_key is
  'Id of client and answers: equal for equal submissions. Key of the document in ops.documents.';
comment on column client.leads.occurrence is
  '1 when these answers were given for the first time, 2 when they were given again after more '
  'than 24 hours without them, and so on.';
comment on column client.leads.submitted_at is 'When the payload landed.';
comment on column client.leads.first_name is 'first_name; without one, from full_name.';
comment on column client.leads.last_name is 'last_name; without one, from full_name.';
comment on column client.leads.full_name is 'full_name; without one, first and last name.';
comment on column client.leads.person_linkedin_url is
  'person_linkedin_url, normalised; null where it is no profile of a person.';
comment on column client.leads.work_email is
  'work_email in lower case; null where it is no e-mail address.';
comment on column client.leads.company_domain is
  'company_domain, normalised; without one, the domain of work_email, unless that is a free '
  'mailbox (reference.freemail_domains).';
comment on column client.leads.company_name is 'company_name, on one line, at most 500 characters.';
comment on column client.leads.company_linkedin_url is
  'company_linkedin_url, normalised; null where it is no company page.';
comment on column client.leads.source is 'source: where the client has the lead from.';
comment on column client.leads.client_form_id is
  'client_form_id: the form, as the client calls it.';
comment on column client.leads.client_form_title is 'client_form_title.';
comment on column client.leads.person_id is
  'The person, of client.leads_people; null when nothing identifies one.';
comment on column client.leads.company_id is
  'The company, of client.leads_companies; null when there is no company data.';
comment on column client.leads.created_at is 'When the row was first written.';
comment on column client.leads.updated_at is 'When the row last changed.';
comment on index client.leads_client_domain_landing_no_idx is 'The leads of a client in order.';
comment on index client.leads_person_id_client_domain_idx is 'The leads of a person.';
comment on index client.leads_company_id_client_domain_idx is 'The leads of a company.';
alter table client.leads enable row level security;

create type client.lead_document as (
  submission_key uuid,
  client_domain text,
  raw_id uuid,
  landing_no bigint,
  submitted_at timestamptz,
  previous_at timestamptz,
  is_complete boolean,
  occurrence integer,
  lead_id uuid,
  person_key text,
  person_id uuid,
  company_key text,
  company_id uuid,
  first_name text,
  last_name text,
  full_name text,
  person_linkedin_url text,
  work_email text,
  company_domain text,
  company_name text,
  company_linkedin_url text,
  source text,
  client_form_id text,
  client_form_title text
);
comment on type client.lead_document is
  'A submission as typed values, with its place among equal ones (ops.document_work); occurrence '
  'and lead_id once it counts as a lead. raw_id null: the submission has no document left.';

-- What a free mailbox says nothing about -------------------------------------------------------

create table reference.freemail_domains (
  domain text collate "C" not null,
  created_at timestamptz not null default now(),
  constraint freemail_domains_pkey primary key (domain),
  constraint freemail_domains_domain_check check (
    domain ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
    and length(domain) <= 253
  )
);
comment on table reference.freemail_domains is
  'Domains under which anybody may have a mailbox: an address there does not say where somebody '
  'works. A row covers its subdomains.';
comment on column reference.freemail_domains.domain is 'Normalised domain.';
comment on column reference.freemail_domains.created_at is 'When the row was first written.';
alter table reference.freemail_domains enable row level security;
create policy freemail_domains_analyst_reads on reference.freemail_domains
  for select to pipeline_analyst using (true);

-- Mailboxes of everybody and of access providers, and throw-away addresses. Not the domains under
-- which the providers' own people write (google.com, zoho.com, yandex-team.ru).
insert into reference.freemail_domains (domain)
select d.domain
from unnest(array[
  '10minutemail.com', '126.com', '139.com', '163.com', '189.cn', 'abv.bg', 'aim.com', 'alice.it',
  'aliyun.com', 'aol.co.uk', 'aol.com', 'aol.de', 'aol.fr', 'arcor.de', 'att.net',
  'bellsouth.net', 'bigmir.net', 'bigpond.com', 'bigpond.net.au', 'bk.ru', 'blueyonder.co.uk',
  'bol.com.br', 'btinternet.com', 'btopenworld.com', 'centrum.cz', 'centurylink.net',
  'charter.net', 'club-internet.fr', 'comcast.net', 'cox.net', 'daum.net', 'dispostable.com',
  'duck.com', 'earthlink.net', 'email.com', 'email.cz', 'email.de', 'fastmail.com', 'fastmail.fm',
  'foxmail.com', 'free.fr', 'freemail.hu', 'freenet.de', 'frontier.com', 'getnada.com',
  'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.fr', 'gmx.net', 'googlemail.com',
  'guerrillamail.com', 'hanmail.net', 'hey.com', 'hotmail.be', 'hotmail.ca', 'hotmail.ch',
  'hotmail.co.jp', 'hotmail.co.uk', 'hotmail.com', 'hotmail.com.ar', 'hotmail.com.br',
  'hotmail.de', 'hotmail.es', 'hotmail.fr', 'hotmail.it', 'hotmail.nl', 'hotmail.se',
  'hushmail.com', 'icloud.com', 'ig.com.br', 'inbox.lv', 'inbox.ru', 'inwind.it', 'juno.com',
  'laposte.net', 'libero.it', 'list.ru', 'live.be', 'live.ca', 'live.cn', 'live.co.uk',
  'live.com', 'live.com.au', 'live.com.mx', 'live.de', 'live.dk', 'live.fr', 'live.in', 'live.it',
  'live.nl', 'live.se', 'lycos.com', 'mac.com', 'mail.bg', 'mail.com', 'mail.de', 'mail.ee',
  'mail.ru', 'mailbox.org', 'maildrop.cc', 'mailinator.com', 'me.com', 'mindspring.com',
  'moakt.com', 'msn.com', 'mweb.co.za', 'naver.com', 'neuf.fr', 'ntlworld.co.uk', 'ntlworld.com',
  'o2.co.uk', 'o2.pl', 'onet.pl', 'online.de', 'online.no', 'optonline.net', 'optusnet.com.au',
  'orange.fr', 'outlook.at', 'outlook.be', 'outlook.co.id', 'outlook.com', 'outlook.com.br',
  'outlook.de', 'outlook.dk', 'outlook.es', 'outlook.fr', 'outlook.ie', 'outlook.in',
  'outlook.it', 'outlook.jp', 'outlook.pt', 'passport.com', 'pm.me', 'posteo.de', 'proton.me',
  'protonmail.ch', 'protonmail.com', 'qq.com', 'rambler.ru', 'rediffmail.com', 'rocketmail.com',
  'rogers.com', 'runbox.com', 'sapo.pt', 'sbcglobal.net', 'seznam.cz', 'sfr.fr',
  'sharklasers.com', 'shaw.ca', 'sina.cn', 'sina.com', 'sky.com', 'skynet.be', 'sohu.com',
  'spamgourmet.com', 'sympatico.ca', 't-online.de', 'talktalk.net', 'telefonica.net',
  'telenet.be', 'telus.net', 'temp-mail.org', 'tempmail.com', 'terra.com.br', 'throwawaymail.com',
  'tin.it', 'tiscali.co.uk', 'tiscali.it', 'trashmail.com', 'trbvm.com', 'tuta.com', 'tuta.io',
  'tutamail.com', 'tutanota.com', 'tutanota.de', 'ukr.net', 'uol.com.br', 'usa.net',
  'verizon.net', 'videotron.ca', 'virgilio.it', 'virgin.net', 'virginmedia.com', 'walla.co.il',
  'wanadoo.fr', 'web.de', 'windowslive.com', 'windstream.net', 'wp.pl', 'xtra.co.nz', 'ya.ru',
  'yahoo.at', 'yahoo.ca', 'yahoo.cn', 'yahoo.co.id', 'yahoo.co.in', 'yahoo.co.jp', 'yahoo.co.kr',
  'yahoo.co.nz', 'yahoo.co.th', 'yahoo.co.uk', 'yahoo.co.za', 'yahoo.com', 'yahoo.com.ar',
  'yahoo.com.au', 'yahoo.com.br', 'yahoo.com.cn', 'yahoo.com.hk', 'yahoo.com.mx', 'yahoo.com.my',
  'yahoo.com.ph', 'yahoo.com.sg', 'yahoo.com.tr', 'yahoo.com.tw', 'yahoo.com.vn', 'yahoo.de',
  'yahoo.dk', 'yahoo.es', 'yahoo.fr', 'yahoo.gr', 'yahoo.ie', 'yahoo.in', 'yahoo.it', 'yahoo.nl',
  'yahoo.no', 'yahoo.pl', 'yahoo.ro', 'yahoo.se', 'yandex.by', 'yandex.com', 'yandex.kz',
  'yandex.ru', 'yandex.ua', 'ymail.com', 'yopmail.com', 'zohomail.com', 'zonnet.nl'
]) as d (domain);

-- Sending --------------------------------------------------------------------------------------

insert into outbound.kinds (kind, description, return_after, is_confidential)
values
  (
    'client_lead', 'People behind leads of a client. Subject: client.leads.id.', null, true
  ),
  (
    'client_company',
    'Companies behind leads of a client. Subject: client.leads_companies.id.',
    null,
    true
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
