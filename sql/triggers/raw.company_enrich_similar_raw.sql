-- Purpose: the triggers of raw.company_enrich_similar_raw.
-- Input -> output: inserted rows -> typed rows and core.
-- Called by: every insert, of one payload or of 20,000.
-- Writes to: see raw.tg_payloads_land.
-- Idempotence: create or replace.
-- Errors: see raw.tg_payloads_land.
create or replace trigger t10_land
  after insert on raw.company_enrich_similar_raw
  referencing new table as inserted
  for each statement
  execute function raw.tg_payloads_land('company_enrich_similar');

comment on trigger t10_land on raw.company_enrich_similar_raw is
  'Takes what has landed: extraction and core in the transaction of the insert.';
