-- Purpose: how much is in a person profile, for the answer to it.
-- Input -> output: payload -> {experience_count, companies_count, education_count}.
-- Called by: extracted.answer_person_profile, extracted.answer_person_profiles.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: extracted.count_person_profile('{"experience": [{"title": "VP"}]}').
create or replace function extracted.count_person_profile(p_payload jsonb)
returns jsonb
language plpgsql
stable strict
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'experience_count', count(*),
      'companies_count', count(distinct n.domain)
        filter (where not reference.is_blocked_domain(n.domain)),
      'education_count', (
        select count(*)
        from jsonb_array_elements(
          coalesce(extracted.object_array(p_payload -> 'education'), '[]')
        ) as s (item)
        where jsonb_typeof(s.item) = 'object'
      )
    )
    from jsonb_array_elements(
      coalesce(extracted.object_array(p_payload -> 'experience'), '[]')
    ) as e (item)
    cross join lateral (
      select reference.normalize_domain(reference.json_text(e.item -> 'company_domain')) as domain
      offset 0
    ) as n
    where jsonb_typeof(e.item) = 'object'
  );
end;
$$;

comment on function extracted.count_person_profile(jsonb) is
  'The jobs, distinct company domains and schools of a profile; shared hosts are no companies. '
  'Units: items. Nulls: null in, null out. Errors: none.';

revoke all on function extracted.count_person_profile(jsonb) from public;
