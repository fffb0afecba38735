-- Purpose: the trigger of raw.staging_case_study_urls.
-- Input -> output: updates that would take a name away -> updates that keep it.
-- Called by: every update, an upsert of somebody else's code too.
-- Writes to: see raw.tg_staging_case_study_urls_keep_name.
-- Idempotence: create or replace.
-- Errors: none.
create or replace trigger t10_keep_name
  before update on raw.staging_case_study_urls
  for each row
  when (
    btrim(old.origin_company_name) <> '' and coalesce(btrim(new.origin_company_name), '') = ''
  )
  execute function raw.tg_staging_case_study_urls_keep_name();

comment on trigger t10_keep_name on raw.staging_case_study_urls is
  'A publisher''s name never becomes null: an upsert that sets every column cannot erase it.';
