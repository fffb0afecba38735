-- Purpose: where a company is; more complete wins, the parts are never mixed.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_locations.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_locations(v_claims, true);
create or replace function core.coalesce_company_locations(
  p_claims core.company_claim[],
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
      c.domain,
      c.source,
      c.city,
      c.state,
      c.country,
      c.raw_location,
      c.raw_country,
      case
        -- A refresh keeps the number at which its source first gave this many parts.
        when (e.stored).source = c.source and not c.is_complete and p.stored = p.claimed
          then least((e.stored).first_landing_no, c.location_landing_no)
        else c.location_landing_no
      end as first_landing_no,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t from core.company_locations as t where t.domain = c.domain offset 0
    ) as e (stored) on true
    cross join lateral (
      select
        num_nonnulls(c.city, c.state, c.country) as claimed,
        num_nonnulls((e.stored).city, (e.stored).state, (e.stored).country) as stored
    ) as p
    where p.claimed > 0
      and (
        p.claimed > p.stored
        or ((e.stored).source = c.source and (c.is_complete or p.claimed = p.stored))
        or (
          (e.stored).source <> c.source and p.claimed = p.stored
          and c.location_landing_no < (e.stored).first_landing_no
        )
      )
  )
  insert into core.company_locations (
    domain, city, state, country, raw_location, raw_country, has_city, has_state, source,
    first_landing_no
  )
  select
    d.domain, d.city, d.state, d.country, d.raw_location, d.raw_country, d.city is not null,
    d.state is not null, d.source, d.first_landing_no
  from decided as d
  where (
      d.city, d.state, d.country, d.raw_location, d.raw_country, d.source, d.first_landing_no
    ) is distinct from (
      (d.stored).city, (d.stored).state, (d.stored).country, (d.stored).raw_location,
      (d.stored).raw_country, (d.stored).source, (d.stored).first_landing_no
    )
  on conflict (domain) do update
    set city = excluded.city,
        state = excluded.state,
        country = excluded.country,
        raw_location = excluded.raw_location,
        raw_country = excluded.raw_country,
        has_city = excluded.has_city,
        has_state = excluded.has_state,
        source = excluded.source,
        first_landing_no = excluded.first_landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_locations as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and num_nonnulls(c.city, c.state, c.country) = 0;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_locations(core.company_claim[], boolean) is
  'Coalesces claims into core.company_locations. More complete wins; then the newest of the same '
  'source; between sources the first. p_has_previous: false when the source had claimed nothing '
  'before about any of the companies, so that nothing of its can be left over. Returns the rows '
  'written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_locations(core.company_claim[], boolean) from public;
