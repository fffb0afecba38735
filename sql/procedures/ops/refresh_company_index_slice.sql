-- Purpose: one slice of making the read model of companies anew.
-- Input -> output: where to go on, number of companies -> last domain (null: done), rows written.
-- Called by: ops.refresh_company_index.
-- Writes to: what core.refresh_company_index and core.refresh_leads write, under the locks of the
--   companies.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select * from ops.refresh_company_index_slice('', 5000).
create or replace function ops.refresh_company_index_slice(
  p_after text,
  p_batch_size integer,
  out last_key text,
  out written integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domains text[];
begin
  select max(g.domain), array_agg(g.domain)
  into last_key, v_domains
  from (
    select k.domain
    from (
      (
        select c.domain
        from core.companies as c
        where c.domain > p_after collate "C"
        order by c.domain
        limit p_batch_size
      )
      union
      (
        select i.domain
        from core.company_index as i
        where i.domain > p_after collate "C"
        order by i.domain
        limit p_batch_size
      )
    ) as k
    order by k.domain
    limit p_batch_size
  ) as g;
  written := 0;
  if last_key is not null then
    perform ops.lock_entities('company', v_domains);
    written := cardinality(core.refresh_company_index(v_domains));
    perform core.refresh_leads();
  end if;
end;
$$;

comment on function ops.refresh_company_index_slice(text, integer) is
  'Makes the read model of the next p_batch_size companies after p_after anew. last_key is null '
  'when there are none. Units: rows. Nulls: none allowed. Errors: none.';

revoke all on function ops.refresh_company_index_slice(text, integer) from public;
grant execute on function ops.refresh_company_index_slice(text, integer) to pipeline_analyst;
