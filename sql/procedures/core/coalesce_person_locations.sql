-- Purpose: where a person is; more complete wins, the parts are never mixed.
-- Input -> output: claims, one per person -> rows written.
-- Called by: core.coalesce_person.
-- Writes to: core.person_locations.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_person_locations(v_claims, true);
create or replace function core.coalesce_person_locations(
  p_claims core.person_claim[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  with decided as materialized (
    select
      c.linkedin_url,
      c.source,
      c.city,
      c.state,
      c.country,
      c.location_name,
      c.lookup_status,
      case
        -- A refresh keeps the number at which its source first gave this many parts.
        when (e.stored).source = c.source and not c.is_complete and p.stored = p.claimed
          then least((e.stored).first_landing_no, c.location_landing_no)
        else c.location_landing_no
      end as first_landing_no,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t from core.person_locations as t where t.linkedin_url = c.linkedin_url offset 0
    ) as e (stored) on true
    cross join lateral (
      select
        num_nonnulls(c.city, c.state, c.country) as claimed,
        num_nonnulls((e.stored).city, (e.stored).state, (e.stored).country) as stored
    ) as p
    where c.location_landing_no is not null
      and (
        (e.stored).linkedin_url is null
        or p.claimed > p.stored
        or ((e.stored).source = c.source and (c.is_complete or p.claimed = p.stored))
        or (
          (e.stored).source <> c.source and p.claimed = p.stored
          and c.location_landing_no < (e.stored).first_landing_no
        )
      )
  )
  insert into core.person_locations (
    id, linkedin_url, city, state, country, location_name, lookup_status, source, first_landing_no
  )
  select
    reference.entity_id('person_location', d.linkedin_url), d.linkedin_url, d.city, d.state,
    d.country, d.location_name, d.lookup_status, d.source, d.first_landing_no
  from decided as d
  where (
      d.city, d.state, d.country, d.location_name, d.lookup_status, d.source, d.first_landing_no
    ) is distinct from (
      (d.stored).city, (d.stored).state, (d.stored).country, (d.stored).location_name,
      (d.stored).lookup_status, (d.stored).source, (d.stored).first_landing_no
    )
  on conflict (linkedin_url) do update
    set city = excluded.city,
        state = excluded.state,
        country = excluded.country,
        location_name = excluded.location_name,
        lookup_status = excluded.lookup_status,
        source = excluded.source,
        first_landing_no = excluded.first_landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.person_locations as t
    using unnest(p_claims) as c
    where t.linkedin_url = c.linkedin_url
      and t.source = c.source
      and c.is_complete
      and c.location_landing_no is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_person_locations(core.person_claim[], boolean) is
  'Coalesces claims into core.person_locations. More complete wins; then the newest of the same '
  'source; between sources the first. p_has_previous: false when the source had claimed nothing '
  'before about any of the people, so that nothing of its can be left over. Returns the rows '
  'written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_person_locations(core.person_claim[], boolean) from public;
