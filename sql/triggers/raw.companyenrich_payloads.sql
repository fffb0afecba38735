-- Purpose: the triggers of raw.companyenrich_payloads.
-- Input -> output: inserted rows -> typed rows and core.
-- Called by: every insert, of one payload or of 20,000.
-- Writes to: see raw.tg_payloads_land.
-- Idempotence: create or replace.
-- Errors: see raw.tg_payloads_land.
create or replace trigger t10_land
  after insert on raw.companyenrich_payloads
  referencing new table as inserted
  for each statement
  execute function raw.tg_payloads_land('companyenrich');

comment on trigger t10_land on raw.companyenrich_payloads is
  'Takes what has landed: extraction and coalescing in the transaction of the insert.';

-- Its name before there were several sources.
drop function if exists raw.tg_companyenrich_payloads_land();
