-- Purpose: the triggers of raw.client_lead_payloads.
-- Input -> output: inserted rows -> leads.
-- Called by: every insert, of one payload or of 20,000.
-- Writes to: see raw.tg_payloads_land.
-- Idempotence: create or replace.
-- Errors: see raw.tg_payloads_land.
create or replace trigger t10_land
  after insert on raw.client_lead_payloads
  referencing new table as inserted
  for each statement
  execute function raw.tg_payloads_land('client_lead');

comment on trigger t10_land on raw.client_lead_payloads is
  'Takes what has landed: leads, people and companies in the transaction of the insert.';
