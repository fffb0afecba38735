-- Purpose: customers whose similar companies nobody has asked for: one anti-join.
-- Input -> output: whether those are listed again that were asked for in vain -> domains of
--   customers, each once, without an answer and not on their way, by domain.
-- Called by: api.list_pending_similar_companies, api.start_similar_companies_batch.
-- Reads: core.company_customers, ops.documents (an answer without companies is an answer, too),
--   outbound.deliveries.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select array_agg(d) from outbound.list_pending_similar_domains(false) as d.
create or replace function outbound.list_pending_similar_domains(p_again boolean)
returns setof text
language plpgsql
stable
set search_path = ''
set jit = 'off'
as $$
begin
  return query
  select c.customer_domain
  from (
    select distinct t.customer_domain
    from core.company_customers as t
    where t.customer_domain is not null
  ) as c
  where not exists (
      select
      from ops.documents as a
      where a.source = 'company_enrich_similar' and a.key = c.customer_domain
    )
    and not exists (
      select
      from outbound.deliveries as d
      inner join outbound.jobs as j on j.job_id = d.job_id
      where d.subject = c.customer_domain
        and j.kind = 'similar_companies'
        and (d.state = 'pending' or (d.state in ('sent', 'failed', 'dead') and not p_again))
    )
  order by c.customer_domain collate "C";
end;
$$;

comment on function outbound.list_pending_similar_domains(boolean) is
  'Domains of customers without an answer about similar companies, and not on their way; those '
  'that were asked for in vain only with p_again. Units: none. Nulls: none allowed. Errors: none.';

revoke all on function outbound.list_pending_similar_domains(boolean) from public;
