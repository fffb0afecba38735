-- Purpose: notes on staged case studies that what was read in them has come back.
-- Input -> output: normalised URLs -> rows marked.
-- Called by: extracted.take_gemini_case_study, extracted.take_case_study_buyers.
-- Writes to: raw.staging_case_study_urls.
-- Idempotence: yes; a row that is processed is not written again.
-- Errors: none.
-- Example: perform extracted.mark_case_study_urls_processed(array['https://acme.example/x']);
create or replace function extracted.mark_case_study_urls_processed(p_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_marked integer;
begin
  -- In the order of their keys: two statements over the same rows wait for each other, no more.
  with waiting as (
    select t.id
    from (select distinct l.url collate "C" as url from unnest(p_urls) as l (url)) as u
    cross join lateral (
      select s.id, s.case_study_url
      from raw.staging_case_study_urls as s
      where s.case_study_url = u.url and not s.processed
      offset 0
    ) as t
    order by t.case_study_url
  )
  update raw.staging_case_study_urls as s
  set processed = true,
      processed_at = now(),
      updated_at = now()
  from waiting as w
  where s.id = w.id and not s.processed;
  get diagnostics v_marked = row_count;
  return v_marked;
end;
$$;

comment on function extracted.mark_case_study_urls_processed(text[]) is
  'Sets processed and processed_at of the staged case studies p_urls; returns the rows marked. '
  'Independent of sent_to_clay. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function extracted.mark_case_study_urls_processed(text[]) from public;
