-- Purpose: the triggers of extracted.person_experience.
-- Input -> output: written or deleted rows -> core.person_work_history and core.person_promotions.
-- Called by: every statement that writes jobs. A trigger with transition tables has one event.
-- Writes to: see extracted.sync_person_experience_to_core.
-- Idempotence: create or replace.
-- Errors: see extracted.sync_person_experience_to_core.
create or replace trigger t20_sync_insert
  after insert on extracted.person_experience
  referencing new table as touched
  for each statement
  execute function extracted.sync_person_experience_to_core();

create or replace trigger t20_sync_update
  after update on extracted.person_experience
  referencing new table as touched
  for each statement
  execute function extracted.sync_person_experience_to_core();

create or replace trigger t20_sync_delete
  after delete on extracted.person_experience
  referencing old table as touched
  for each statement
  execute function extracted.sync_person_experience_to_core();

comment on trigger t20_sync_insert on extracted.person_experience is
  'Mirrors jobs that were added into core.';

comment on trigger t20_sync_update on extracted.person_experience is
  'Mirrors jobs that changed into core.';

comment on trigger t20_sync_delete on extracted.person_experience is
  'Removes jobs that are gone from core.';
