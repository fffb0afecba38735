-- migrate:up
set role pipeline_owner;

create sequence raw.landing_no_seq as bigint;
comment on sequence raw.landing_no_seq is
  'One count for all payload tables: the order in which payloads landed.';

create table raw.companyenrich_payloads (
  id uuid not null default gen_random_uuid(),
  landing_no bigint not null default nextval('raw.landing_no_seq'),
  received_at timestamptz not null default clock_timestamp(),
  domain text,
  payload jsonb,
  envelope jsonb,
  payload_hash text generated always as (md5(payload::text)) stored,
  api_key_id uuid,
  constraint companyenrich_payloads_pkey primary key (id)
);
create index companyenrich_payloads_landing_no_idx on raw.companyenrich_payloads (landing_no);
comment on table raw.companyenrich_payloads is
  'Company enrichment documents of CompanyEnrich as received. Append-only; insert into (domain, '
  'payload) is all it takes. Taken by extracted.take_companyenrich through trigger t10_land.';
comment on column raw.companyenrich_payloads.id is
  'Identifies the payload: raw_id in answers and in other tables.';
comment on column raw.companyenrich_payloads.landing_no is
  'Order of landing over all payload tables.';
comment on column raw.companyenrich_payloads.received_at is 'When the payload landed.';
comment on column raw.companyenrich_payloads.domain is 'Domain as requested, as received.';
comment on column raw.companyenrich_payloads.payload is
  'The vendor''s document; parsed if it came as a JSON string.';
comment on column raw.companyenrich_payloads.envelope is
  'The other fields of the request; null when there were none.';
comment on column raw.companyenrich_payloads.payload_hash is
  'MD5 of the canonical payload: equal for equal documents.';
comment on column raw.companyenrich_payloads.api_key_id is
  'The API key that sent it; null when it did not come through an edge function.';
comment on index raw.companyenrich_payloads_landing_no_idx is
  'Walking the payloads in the order of landing, for replay and rebuild.';
alter table raw.companyenrich_payloads enable row level security;
create policy companyenrich_payloads_analyst_lands on raw.companyenrich_payloads
  for insert to pipeline_analyst with check (true);
create policy companyenrich_payloads_analyst_reads on raw.companyenrich_payloads
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
