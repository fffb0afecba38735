-- Purpose: mirrors the location of the newest document.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_location.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_location(v_documents, true);
create or replace function extracted.write_companyenrich_location(
  p_documents extracted.companyenrich_document[],
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
  insert into extracted.companyenrich_location as t (
    domain, address, phone, postal_code, city, city_id, state, state_code, state_id, country,
    country_code, latitude, longitude
  )
  select
    d.domain, d.address, d.phone, d.postal_code, d.city, d.city_id, d.state, d.state_code,
    d.state_id, d.country, d.country_code, d.latitude, d.longitude
  from unnest(p_documents) as d
  where d.is_newest and num_nonnulls(
      d.address, d.phone, d.postal_code, d.city, d.city_id, d.state, d.state_code, d.state_id,
      d.country, d.country_code, d.latitude, d.longitude
    ) > 0
  on conflict (domain) do update
    set (
      address, phone, postal_code, city, city_id, state, state_code, state_id, country,
      country_code, latitude, longitude, updated_at
    ) = (
      excluded.address, excluded.phone, excluded.postal_code, excluded.city, excluded.city_id,
      excluded.state, excluded.state_code, excluded.state_id, excluded.country,
      excluded.country_code, excluded.latitude, excluded.longitude, excluded.updated_at
    )
    where (
      t.address, t.phone, t.postal_code, t.city, t.city_id, t.state, t.state_code, t.state_id,
      t.country, t.country_code, t.latitude, t.longitude
    ) is distinct from (
      excluded.address, excluded.phone, excluded.postal_code, excluded.city, excluded.city_id,
      excluded.state, excluded.state_code, excluded.state_id, excluded.country,
      excluded.country_code, excluded.latitude, excluded.longitude
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_location as t
    using unnest(p_documents) as d
    where t.domain = d.domain
      and d.is_newest and d.has_previous and num_nonnulls(
        d.address, d.phone, d.postal_code, d.city, d.city_id, d.state, d.state_code, d.state_id,
        d.country, d.country_code, d.latitude, d.longitude
      ) = 0;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_location(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_location; a document without values '
  'has no row. Returns the rows written and deleted. p_has_previous: false when no company of the '
  'documents had one before, so that nothing can be left over. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_location(
  extracted.companyenrich_document[], boolean
) from public;
