-- migrate:up
set role pipeline_owner;

-- Case studies and customers are locked and put into document order like companies and people.
alter table ops.sources drop constraint sources_kind_check;
-- A table of a few rows.
-- squawk-ignore constraint-missing-not-valid
alter table ops.sources add constraint sources_kind_check
  check (kind in ('person', 'case_study', 'customer', 'company'));
comment on column ops.sources.kind is
  'Kind of entity that its documents describe: person, case_study, customer or company.';

alter table ops.sources add column key_fields text;
comment on column ops.sources.key_fields is
  'What messages call the key where it is made of several fields; null where it is key_column.';

-- Every row has one of the former two kinds: nothing can fail, and one read of the table is cheap.
alter table ops.entities drop constraint entities_kind_check;
-- squawk-ignore constraint-missing-not-valid
alter table ops.entities add constraint entities_kind_check
  check (kind in ('person', 'case_study', 'customer', 'company'));
comment on column ops.entities.kind is
  'person, case_study, customer or company: the order in which they are locked.';
comment on column ops.entities.key is
  'The normalised key: LinkedIn URL, case study URL, origin domain and customer name key with a '
  'space between, or domain.';
comment on table ops.entities is
  'One row per entity that a payload was about. The row is the lock of the entity: whoever writes '
  'about it holds the row. Locks are taken by kind (person, case_study, customer, company), then '
  'by key.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
