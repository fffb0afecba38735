-- Purpose: hands landed CompanyEnrich payloads to extraction, in the same transaction.
-- Input -> output: transition table inserted -> null. It is read by one statement.
-- Called by: trigger t10_land of raw.companyenrich_payloads.
-- Writes to: what extracted.take_companyenrich writes, as the owner of the pipeline: an analyst may
--   insert into raw without a right to the tables behind it.
-- Idempotence: yes; no rows are no work.
-- Errors: only those that are not the payload's.
-- Example: insert into raw.companyenrich_payloads (domain, payload) values ('acme.example', '{}').
create or replace function raw.tg_companyenrich_payloads_land()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform extracted.take_companyenrich((select array_agg(i.id) from inserted as i));
  return null;
end;
$$;

comment on function raw.tg_companyenrich_payloads_land() is
  'Trigger function: hands the ids of the inserted rows to extracted.take_companyenrich. Units: '
  'none. Nulls: no rows, no work. Errors: those of extracted.take_companyenrich.';

revoke all on function raw.tg_companyenrich_payloads_land() from public;
