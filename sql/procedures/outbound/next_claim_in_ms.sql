-- Purpose: how long a worker that found nothing may sleep.
-- Input -> output: nothing -> milliseconds until something of the queue may be claimed.
-- Called by: api.claim_deliveries.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select outbound.next_claim_in_ms().
create or replace function outbound.next_claim_in_ms()
returns numeric
language plpgsql
stable
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set enable_sort = 'off'
set jit = 'off'
as $$
begin
  return (
    select round(
      extract(epoch from min(greatest(n.at - clock_timestamp(), interval '0'))) * 1000
    )
    from (
      select greatest(
        q.due_at, case when a.rate_per_second is not null then a.next_start_at end
      ) as at
      from outbound.accounts as a
      cross join lateral (
        select f.due_at
        from outbound.queue as f
        where f.account = a.account
        order by f.due_at
        limit 1
      ) as q
    ) as n
  );
end;
$$;

comment on function outbound.next_claim_in_ms() is
  'Milliseconds until a claim may find something, as far as is known now: the next retry, end of a '
  'lease or free start. Units: milliseconds. Nulls: null when the queue is empty. Errors: none.';

revoke all on function outbound.next_claim_in_ms() from public;
