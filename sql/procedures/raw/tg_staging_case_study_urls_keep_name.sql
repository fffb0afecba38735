-- Purpose: the name of a publisher that is known never becomes unknown.
-- Input -> output: an update that would take the name away -> the update, with the name kept.
-- Called by: trigger t10_keep_name of raw.staging_case_study_urls.
-- Writes to: the row that is being written.
-- Idempotence: yes.
-- Errors: none.
-- Example: see test/triggers/staging_case_study_urls.test.ts.
create or replace function raw.tg_staging_case_study_urls_keep_name()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.origin_company_name := old.origin_company_name;
  return new;
end;
$$;

comment on function raw.tg_staging_case_study_urls_keep_name() is
  'Keeps origin_company_name where an update would set it to null or blank. Units: none. Nulls: '
  'see there. Errors: none.';

revoke all on function raw.tg_staging_case_study_urls_keep_name() from public;
