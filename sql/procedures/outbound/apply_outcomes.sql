-- Purpose: what follows for the warehouse from deliveries that were accepted.
-- Input -> output: deliveries answered with 2xx -> nothing. Case study URLs become sent_to_clay;
--   other kinds have no flag: what was sent is read from the deliveries.
-- Called by: outbound.finish_deliveries.
-- Writes to: raw.staging_case_study_urls, by extracted.mark_case_study_urls_sent.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform outbound.apply_outcomes(array[1, 2]);
create or replace function outbound.apply_outcomes(p_delivery_ids bigint[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_subjects text[];
begin
  select array_agg(d.subject)
  into v_subjects
  from unnest(p_delivery_ids) as i (delivery_id)
  cross join lateral (
    select t.subject, t.job_id
    from outbound.deliveries as t
    where t.delivery_id = i.delivery_id
    offset 0
  ) as d
  cross join lateral (
    select j.kind from outbound.jobs as j where j.job_id = d.job_id offset 0
  ) as j
  where j.kind = 'case_study_url';

  if v_subjects is not null then
    perform extracted.mark_case_study_urls_sent(v_subjects::uuid[]);
  end if;
end;
$$;

comment on function outbound.apply_outcomes(bigint[]) is
  'Marks what the accepted deliveries p_delivery_ids were about, by the kind of their job. Units: '
  'none. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function outbound.apply_outcomes(bigint[]) from public;
