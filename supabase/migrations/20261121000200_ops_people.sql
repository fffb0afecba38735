-- migrate:up
set role pipeline_owner;

alter type ops.document_candidate add attribute workflow_slug text;
comment on type ops.document_candidate is
  'A raw row as its source reads it before the lock is taken. problem names what makes it '
  'unusable; null when it is usable. workflow_slug: what its request named; null is the workflow '
  'of the source.';

alter table ops.sources add column workflow_slug text collate "C";
comment on column ops.sources.workflow_slug is
  'The workflow that payloads belong to whose request names none.';

update ops.sources set workflow_slug = 'companyenrich' where source = 'companyenrich';

-- A table of a few rows.
-- squawk-ignore adding-not-nullable-field
alter table ops.sources alter column workflow_slug set not null;

insert into ops.sources (source, kind, raw_table, key_column, description, workflow_slug)
values (
  'person_profile', 'person', 'person_payloads', 'linkedin_url',
  'Person profiles of LinkedIn, posted by Clay.', 'clay-person-profile'
);

-- A look-up or update that missed is about no entity and landed no payload.
-- squawk-ignore ban-drop-not-null
alter table ops.reference_misses alter column key drop not null;
-- squawk-ignore ban-drop-not-null
alter table ops.reference_misses alter column raw_id drop not null;
comment on column ops.reference_misses.dimension is
  'The vocabulary: employee_range, revenue_range, company_type, industry, job_title, location, '
  'seniority or job_function.';
comment on column ops.reference_misses.source is
  'Source of the document, or the look-up or update that missed.';
comment on column ops.reference_misses.key is
  'Entity that the document describes; null when there was no document.';
comment on column ops.reference_misses.raw_id is 'The raw row; null when there was no document.';
create index reference_misses_folded_idx
  on ops.reference_misses (dimension, lower(raw_value collate "und-x-icu"))
  where resolved_at is null;
comment on index ops.reference_misses_folded_idx is
  'The open misses of a value in any case, for the updates of look-ups.';

create table ops.enrichment_runs (
  enrichment_run_id uuid not null default gen_random_uuid(),
  workflow_slug text collate "C" not null,
  entity_type text not null,
  entity_key text collate "C",
  status text not null,
  records_processed integer not null,
  records_failed integer not null default 0,
  source text collate "C",
  raw_id uuid,
  started_at timestamptz not null,
  completed_at timestamptz not null default clock_timestamp(),
  constraint enrichment_runs_pkey primary key (enrichment_run_id),
  constraint enrichment_runs_status_check check (status in ('completed', 'partial', 'failed')),
  constraint enrichment_runs_records_check check (
    records_processed >= 0 and records_failed between 0 and records_processed
  )
);
comment on table ops.enrichment_runs is
  'What ran, when, and over how much: one row per statement that landed or re-took payloads, and '
  'per backfill. Append-only.';
comment on column ops.enrichment_runs.enrichment_run_id is 'Identifies the run.';
comment on column ops.enrichment_runs.workflow_slug is
  'The workflow, as in reference.enrichment_workflow_registry; of payloads that name an unknown '
  'one, what they name.';
comment on column ops.enrichment_runs.entity_type is 'Kind of entity: company or person.';
comment on column ops.enrichment_runs.entity_key is
  'The entity, when the run was about a single one; else null.';
comment on column ops.enrichment_runs.status is
  'completed: everything went through; partial: some of it; failed: nothing did.';
comment on column ops.enrichment_runs.records_processed is 'Payloads or rows it was about.';
comment on column ops.enrichment_runs.records_failed is 'How many of them went to ops.failures.';
comment on column ops.enrichment_runs.source is 'Source of the payloads; null for a backfill.';
comment on column ops.enrichment_runs.raw_id is
  'The raw row, when the run was about a single one; else null.';
comment on column ops.enrichment_runs.started_at is 'When it began.';
comment on column ops.enrichment_runs.completed_at is 'When it was done.';
alter table ops.enrichment_runs enable row level security;
create policy enrichment_runs_analyst_reads on ops.enrichment_runs
  for select to pipeline_analyst using (true);

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
