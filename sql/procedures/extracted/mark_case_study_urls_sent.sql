-- Purpose: marks case study URLs that Clay has accepted.
-- Input -> output: ids of raw.staging_case_study_urls -> rows marked.
-- Called by: outbound.apply_outcomes.
-- Writes to: raw.staging_case_study_urls.
-- Idempotence: yes; a row that is marked keeps its time.
-- Errors: none.
-- Example: select extracted.mark_case_study_urls_sent(v_ids);
create or replace function extracted.mark_case_study_urls_sent(p_ids uuid[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_marked integer;
begin
  with accepted as (
    -- In one order, so that two workers never wait for each other.
    select s.id
    from raw.staging_case_study_urls as s
    where s.id = any (p_ids) and not s.sent_to_clay
    order by s.case_study_url
    for update
  )
  update raw.staging_case_study_urls as s
  set sent_to_clay = true,
      sent_at = now(),
      updated_at = now()
  from accepted as a
  where s.id = a.id;
  get diagnostics v_marked = row_count;
  return v_marked;
end;
$$;

comment on function extracted.mark_case_study_urls_sent(uuid[]) is
  'Sets sent_to_clay and sent_at of the rows p_ids that are not marked yet; returns their number. '
  'Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.mark_case_study_urls_sent(uuid[]) from public;
