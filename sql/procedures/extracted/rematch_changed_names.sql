-- Purpose: the closed loop: when companies get, change or lose a name or a page, the names of
--   customers that may mean them are matched anew, both ways: a match is made, and withdrawn where
--   it has become ambiguous or its company has another name.
-- Input -> output: nothing; what has changed in this transaction was left by
--   ops.note_changed_names, and is forgotten here -> nothing.
-- Called by: extracted.take_<source> of sources about companies, extracted.write_employers: at the
--   end, whatever the number of steps in which the companies were written.
-- Writes to: what extracted.match_customer_names and extracted.fill_staging_origin_names write.
-- Idempotence: yes.
-- Errors: those of core.coalesce_company_customers.
-- Example: perform extracted.rematch_changed_names();
-- The origins of the names were locked with the companies (extracted.list_waiting_origins); one
-- that was not seen then is locked if that takes no waiting. Transactions that do not see each
-- other are left to ops.fill_reference_gaps.
create or replace function extracted.rematch_changed_names()
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_noted text := nullif(current_setting('pipeline.changed_names', true), '');
  -- Domains and keys: neither is ever taken for the other.
  v_changed text[] collate "C";
begin
  if v_noted is null then
    return;
  end if;
  v_changed := string_to_array(v_noted, E'\n');
  v_noted := set_config('pipeline.changed_names', '', true);

  -- Case studies wait for the name of their publisher.
  if exists (
    select
    from raw.staging_case_study_urls as t
    where t.origin_company_domain = any (v_changed) and t.origin_company_name is null
  ) then
    perform extracted.fill_staging_origin_names(
      array(select u.changed from unnest(v_changed) as u (changed) where u.changed like '%.%')
    );
  end if;
  -- Most landings end here. Names that are equal without legal forms are equal without weak words.
  if exists (select from extracted.customer_names as t where t.weak_key = any (v_changed))
    or exists (select from extracted.customer_names as t where t.exact_key = any (v_changed))
  then
    perform extracted.match_customer_names(extracted.list_customer_names(v_changed));
  end if;
end;
$$;

comment on function extracted.rematch_changed_names() is
  'Matches the names of customers anew that have a key which companies got or lost in this '
  'transaction, or whose company has another page, and fills the names of publishers that case '
  'studies wait for. The caller holds the locks of the companies. Units: none. Nulls: none. '
  'Errors: those of core.coalesce_company_customers.';

revoke all on function extracted.rematch_changed_names() from public;
