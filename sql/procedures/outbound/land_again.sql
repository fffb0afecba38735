-- Purpose: lands answers of vendors that the tables refused, once they accept them.
-- Input -> output: nothing -> number of answers that are landed now.
-- Called by: operators in psql, after what stood in the way was mended.
-- Writes to: outbound.results, outbound.deliveries; what the landing functions write.
-- Idempotence: yes; an answer is landed once.
-- Errors: those of the landing functions: then nothing is landed.
-- Example: select outbound.land_again().
create or replace function outbound.land_again()
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_results outbound.vendor_result[];
  v_landed outbound.landed_result[];
begin
  v_results := array(
    select jsonb_populate_record(null::outbound.vendor_result, u.unlanded)
    from (
      select r.unlanded
      from outbound.results as r
      where r.unlanded is not null
      order by r.delivery_id
      for no key update
    ) as u
  );
  v_landed := array(
    select l
    from extracted.land_similar_companies(
      array(select r from unnest(v_results) as r where r.kind = 'similar_companies')
    ) as l
  ) || array(
    select l
    from extracted.land_gemini_results(
      array(select r from unnest(v_results) as r where r.kind <> 'similar_companies')
    ) as l
  );

  update outbound.results as s
  set raw_id = l.raw_id,
      unlanded = null,
      landed_at = clock_timestamp()
  from unnest(v_results) as r
  left join unnest(v_landed) as l on l.delivery_id = r.delivery_id
  where s.delivery_id = r.delivery_id;
  update outbound.deliveries as d
  set state = r.state,
      last_error = null
  from unnest(v_results) as r
  where d.delivery_id = r.delivery_id and d.state = 'failed' and r.state = 'sent';
  return cardinality(v_results);
end;
$$;

comment on function outbound.land_again() is
  'Lands what outbound.results.unlanded holds and returns how many answers that were. Units: '
  'answers. Nulls: none. Errors: those of the landing functions; then nothing is changed.';

revoke all on function outbound.land_again() from public;
