-- Purpose: hands what vendors answered to the functions that land it.
-- Input -> output: outcomes of calls that were settled in this transaction -> nothing.
-- Called by: outbound.finish_deliveries.
-- Writes to: outbound.results, outbound.job_costs; what extracted.land_similar_companies and
--   extracted.land_gemini_results write.
-- Idempotence: called once per settled outcome: that is what makes a result land once.
-- Errors: whatever the landing functions raise about several results; of one alone it fails the
--   delivery, unless the error is the server's.
-- Example: perform outbound.land_results(v_outcomes).
create or replace function outbound.land_results(p_outcomes outbound.outcome[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_results outbound.vendor_result[];
  v_assumed integer[];
  v_landed outbound.landed_result[];
  v_unlanded jsonb;
  v_sqlstate text;
  v_message text;
begin
  -- The attempt tells an outcome that was settled from a late one of the same delivery.
  select
    array_agg(
      row(
        d.delivery_id, d.subject, j.kind, d.job_id, j.api_key_id, d.body::jsonb, d.state,
        o.http_status, o.error, o.result, c.cost_usd
      )::outbound.vendor_result
      order by d.delivery_id
    ),
    array_agg(
      case when o.is_cost_unknown and c.cost_usd is null then 1 else 0 end order by d.delivery_id
    )
  into v_results, v_assumed
  from unnest(p_outcomes) as o
  inner join outbound.deliveries as d
    on d.delivery_id = o.delivery_id
    and d.attempts = o.attempt
  inner join outbound.jobs as j on j.job_id = d.job_id
  inner join outbound.kinds as k on k.kind = j.kind
  cross join lateral (
    select case when k.is_metered then outbound.cost_of(o.result) end as cost_usd
    offset 0
  ) as c
  where k.vendor is not null;
  if v_results is null then
    return;
  end if;

  begin
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
  exception when others then
    get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text;
    -- Of several, the worker reports them again one by one; an error of the server passes. Those
    -- of classes XX and 0A do not pass here, unlike in ops.load_isolated: what lands a payload is
    -- sent again by its sender, but this answer is paid for and nobody would send it again. It is
    -- kept in unlanded, for outbound.land_again once the cause is mended.
    if cardinality(v_results) > 1 or left(v_sqlstate, 2) in ('08', '40', '53', '57', '58') then
      raise;
    end if;
    v_unlanded := to_jsonb(v_results[1]);
    update outbound.deliveries as d
    set state = case when d.state = 'sent' then 'failed' else d.state end,
        last_error = left(format('the answer was not landed: %s %s', v_sqlstate, v_message), 500)
    where d.delivery_id = (v_results[1]).delivery_id;
  end;

  insert into outbound.results as s (delivery_id, raw_id, cost_usd, unlanded)
  select
    r.delivery_id,
    l.raw_id,
    r.cost_usd,
    v_unlanded
  from unnest(v_results) as r
  left join unnest(v_landed) as l on l.delivery_id = r.delivery_id
  order by r.delivery_id
  on conflict (delivery_id) do update
  set raw_id = coalesce(excluded.raw_id, s.raw_id),
      cost_usd = case
        when excluded.cost_usd is null then s.cost_usd
        else coalesce(s.cost_usd, 0) + excluded.cost_usd
      end,
      unlanded = excluded.unlanded,
      landed_at = excluded.landed_at;

  perform outbound.book_costs(
    array(select r.job_id from unnest(v_results) as r),
    array(select r.cost_usd from unnest(v_results) as r),
    v_assumed
  );
end;
$$;

comment on function outbound.land_results(outbound.outcome[]) is
  'Lands what vendors answered, by kind, remembers the raw row of each in outbound.results and '
  'books what it cost. A single result that the tables refuse fails its delivery and is kept in '
  'outbound.results.unlanded. Units: US dollars. Nulls: null does nothing. Errors: those of the '
  'landing functions about several results.';

revoke all on function outbound.land_results(outbound.outcome[]) from public;
