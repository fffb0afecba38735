-- Purpose: the triggers of raw.orphan_customer_domain_payloads.
-- Input -> output: inserted rows -> typed rows -> core.
-- Called by: every insert, of one payload or of 20,000.
-- Writes to: see raw.tg_payloads_land.
-- Idempotence: create or replace.
-- Errors: see raw.tg_payloads_land.
create or replace trigger t10_land
  after insert on raw.orphan_customer_domain_payloads
  referencing new table as inserted
  for each statement
  execute function raw.tg_payloads_land('orphan_customer_domain');

comment on trigger t10_land on raw.orphan_customer_domain_payloads is
  'Takes what has landed: extraction and core in the transaction of the insert.';
