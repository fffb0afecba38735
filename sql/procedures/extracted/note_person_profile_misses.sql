-- Purpose: records what no look-up knew, so that a reference miss is work and not silence.
-- Input -> output: sums of documents, one per person, written already, and the documents ->
--   nothing; noted are the titles of people whose jobs are from a new document, and the place of
--   every new document.
-- Called by: extracted.load_person_profile.
-- Writes to: ops.reference_misses, through ops.note_reference_misses.
-- Idempotence: replayed documents are not noted again.
-- Errors: none.
-- Example: perform extracted.note_person_profile_misses(v_people, v_documents);
create or replace function extracted.note_person_profile_misses(
  p_people extracted.person_document[],
  p_documents extracted.person_document[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform ops.note_reference_misses(
    'person_profile', n.dimension, array_agg(n.raw_value), array_agg(n.linkedin_url),
    array_agg(n.raw_id)
  )
  from (
    select m.dimension, m.raw_value, m.linkedin_url, m.raw_id
    from extracted.list_person_profile_misses(
      array(select d.linkedin_url from unnest(p_people) as d where d.is_new),
      -- Jobs that an older document gave were noted with it.
      array(
        select d.linkedin_url
        from unnest(p_people) as d
        where d.is_new and d.experience is not null
      )
    ) as m
    where m.dimension = 'job_title'
    union all
    -- The most complete place wins, whichever document names it: an older one counts as well.
    select 'location', d.location_name, d.linkedin_url, d.raw_id
    from unnest(p_documents) as d
    where d.is_new and d.lookup_status = 'missing'
  ) as n
  group by n.dimension;
end;
$$;

comment on function extracted.note_person_profile_misses(
  extracted.person_document[], extracted.person_document[]
) is
  'Appends the unmatched titles of people with new jobs and the unmatched places of new documents '
  'to ops.reference_misses. Units: none. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.note_person_profile_misses(
  extracted.person_document[], extracted.person_document[]
) from public;
