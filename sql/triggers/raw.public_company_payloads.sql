-- Purpose: the triggers of raw.public_company_payloads.
-- Input -> output: inserted rows -> typed rows.
-- Called by: every insert, of one payload or of 20,000.
-- Writes to: see raw.tg_payloads_land.
-- Idempotence: create or replace.
-- Errors: see raw.tg_payloads_land.
create or replace trigger t10_land
  after insert on raw.public_company_payloads
  referencing new table as inserted
  for each statement
  execute function raw.tg_payloads_land('public_company');

comment on trigger t10_land on raw.public_company_payloads is
  'Takes what has landed: extraction in the transaction of the insert.';
