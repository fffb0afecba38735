-- Purpose: hands landed payloads to extraction, in the same transaction.
-- Input -> output: transition table inserted, the source as argument of the trigger -> null. The
--   transition table is read by one statement.
-- Called by: trigger t10_land of every payload table.
-- Writes to: what extracted.take_<source> writes, as the owner of the pipeline: an analyst may
--   insert into raw without a right to the tables behind it.
-- Idempotence: yes; no rows are no work.
-- Errors: only those that are not the payload's.
-- Example: insert into raw.companyenrich_payloads (domain, payload) values ('acme.example', '{}').
create or replace function raw.tg_payloads_land()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  -- The source comes from the binding of the trigger, never from a payload.
  execute format('select extracted.%I($1)', 'take_' || tg_argv[0])
  using (select array_agg(i.id) from inserted as i);
  return null;
end;
$$;

comment on function raw.tg_payloads_land() is
  'Trigger function: hands the ids of the inserted rows to extracted.take_<source>, the source '
  'being the argument of the trigger. Units: none. Nulls: no rows, no work. Errors: those of '
  'extracted.take_<source>.';

revoke all on function raw.tg_payloads_land() from public;
