-- Purpose: what a vendor was asked about, or is about to be.
-- Input -> output: kind, whether only what is still pending -> subjects.
-- Called by: outbound.list_unasked_customers, outbound.list_unasked_case_studies.
-- Reads: the deliveries of the kind: one range per job.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from outbound.list_asked_subjects('orphan_domain', false).
create or replace function outbound.list_asked_subjects(p_kind text, p_is_pending_only boolean)
returns table (subject text)
language plpgsql
stable
set search_path = ''
set jit = 'off'
as $$
begin
  return query
  select distinct d.subject
  from outbound.jobs as j
  inner join outbound.deliveries as d
    on d.delivery_id between j.first_delivery_id and j.last_delivery_id
    and d.job_id = j.job_id
  where j.kind = p_kind collate "C"
    and (d.state = 'pending' or d.state in ('sent', 'failed') and not p_is_pending_only);
end;
$$;

comment on function outbound.list_asked_subjects(text, boolean) is
  'Subjects of the deliveries of p_kind that are pending, answered or refused. What died or was '
  'cancelled was not asked: the vendor never answered. Units: none. Nulls: a null kind gives none. '
  'Errors: none.';

revoke all on function outbound.list_asked_subjects(text, boolean) from public;
