-- Purpose: keeps core.person_work_history and core.person_promotions what the jobs of people say.
-- Input -> output: transition table touched (new rows, or old ones of a delete) -> null. It is read
--   by one statement.
-- Called by: triggers t20_sync_insert, t20_sync_update and t20_sync_delete of
--   extracted.person_experience.
-- Writes to: core, through core.coalesce_person_work_history and core.coalesce_person_promotions;
--   the transaction-local setting pipeline.synced: rows written per table.
-- Idempotence: yes; no rows are no work.
-- Errors: those of the core functions.
-- Example: delete from extracted.person_experience where linkedin_url = '...';
create or replace function extracted.sync_person_experience_to_core()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_linkedin_urls text[];
  v_history integer;
  v_promotions integer := 0;
  v_synced jsonb;
begin
  select array_agg(distinct t.linkedin_url) into v_linkedin_urls from touched as t;
  if v_linkedin_urls is null then
    return null;
  end if;

  v_history := core.coalesce_person_work_history(v_linkedin_urls, tg_op);
  if v_history > 0 then
    v_promotions := core.coalesce_person_promotions(v_linkedin_urls);
  end if;

  v_synced := coalesce(nullif(current_setting('pipeline.synced', true), ''), '{}');
  perform set_config(
    'pipeline.synced',
    jsonb_build_object(
      'core.person_work_history',
      coalesce((v_synced ->> 'core.person_work_history')::integer, 0) + v_history,
      'core.person_promotions',
      coalesce((v_synced ->> 'core.person_promotions')::integer, 0) + v_promotions
    )::text,
    true
  );
  return null;
end;
$$;

comment on function extracted.sync_person_experience_to_core() is
  'Trigger function: mirrors extracted.person_experience of the people touched into '
  'core.person_work_history and recomputes their promotions. Units: rows. Nulls: no rows, no '
  'work. Errors: those of the core functions.';

revoke all on function extracted.sync_person_experience_to_core() from public;
