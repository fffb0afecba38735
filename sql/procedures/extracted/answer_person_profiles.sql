-- Purpose: what the answer to a batch of payloads says about each.
-- Input -> output: raw rows that were taken just now -> a JSON array in their order: ids and
--   counts, or the failure.
-- Called by: api.ingest_clay_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: [{"success": true, "raw_id": "...", "experience_count": 2, ...}, ...].
create or replace function extracted.answer_person_profiles(p_raw_ids uuid[])
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with landed as materialized (
      select
        i.place,
        p.id,
        p.linkedin_url,
        p.payload,
        d.key
      from unnest(p_raw_ids) with ordinality as i (id, place)
      inner join raw.person_payloads as p on p.id = i.id
      left join ops.documents as d on d.landing_no = p.landing_no
    ),
    described as materialized (
      select core.describe_people(array_agg(l.key)) as people from landed as l
    )
    select coalesce(
      jsonb_agg(
        case
          when l.key is not null then jsonb_build_object(
            'success', true,
            'raw_id', l.id,
            'linkedin_url', l.key,
            'person_profile_id', reference.entity_id('person_profile', l.key),
            'warnings', extracted.warn_person_profile(l.payload)
          ) || extracted.count_person_profile(l.payload) || (d.people -> l.key)
          else jsonb_build_object(
            'success', false,
            'raw_id', l.id,
            'linkedin_url', l.linkedin_url,
            'failure_id', f.failure_id,
            'error', ops.describe_quarantine(f.failure_id, f.message)
          )
        end
        order by l.place
      ),
      '[]'
    )
    from landed as l
    cross join described as d
    left join ops.failures as f
      on f.source = 'person_profile' and f.raw_id = l.id and f.resolved_at is null
  );
end;
$$;

comment on function extracted.answer_person_profiles(uuid[]) is
  'What a batch answers about each of its raw rows, in their order. Units: items and rows. Nulls: '
  'a null or empty array gives an empty one; ids of rows that a person does not have are null. '
  'Errors: none.';

revoke all on function extracted.answer_person_profiles(uuid[]) from public;
