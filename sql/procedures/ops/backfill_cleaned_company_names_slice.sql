-- Purpose: one slice of the backfill of cleaned company names.
-- Input -> output: where to go on, number of companies, whether to only count -> last domain (null:
--   done), companies with a cleaned name that core lacks, rows filled in core.companies and in
--   core.company_names.
-- Called by: ops.backfill_cleaned_company_names, api.backfill_cleaned_company_names.
-- Reads: extracted.cleaned_company_names, core.companies, core.company_names.
-- Writes to: core.companies and core.company_names, through core.fill_cleaned_company_names, under
--   the locks of the companies; ops.entities.
-- Idempotence: yes; what is filled is not looked at again.
-- Errors: none.
-- Example: select * from ops.backfill_cleaned_company_names_slice('', 1000, true).
create or replace function ops.backfill_cleaned_company_names_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out examined integer,
  out filled integer,
  out names_filled integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domains text[];
begin
  select
    max(g.domain),
    count(*),
    array_agg(g.domain),
    count(*) filter (where g.has_company),
    coalesce(sum(g.names), 0)
  into last_key, examined, v_domains, filled, names_filled
  from (
    select e.domain, c.has_company, n.names
    from extracted.cleaned_company_names as e
    cross join lateral (
      select count(*) > 0 as has_company
      from core.companies as t
      where t.domain = e.domain and t.cleaned_name is null
    ) as c
    cross join lateral (
      select count(*) as names
      from core.company_names as t
      where t.domain = e.domain and t.cleaned_name is null
    ) as n
    where e.domain > p_after collate "C"
      and e.cleaned_company_name is not null
      and (c.has_company or n.names > 0)
    order by e.domain
    limit p_batch_size
  ) as g;

  if examined > 0 and not p_dry_run then
    perform ops.lock_entities('company', v_domains);
    -- What was filled while this waited for the locks is not counted.
    select f.companies, f.company_names
    into filled, names_filled
    from core.fill_cleaned_company_names(v_domains) as f;
  end if;
end;
$$;

comment on function ops.backfill_cleaned_company_names_slice(text, integer, boolean) is
  'Gives the next p_batch_size companies after p_after whose cleaned name core lacks the one of '
  'extracted.cleaned_company_names; with p_dry_run only counts. last_key is null when there are '
  'none. Units: companies and rows. Nulls: none allowed. Errors: none.';

revoke all on function ops.backfill_cleaned_company_names_slice(text, integer, boolean)
  from public;
grant execute on function ops.backfill_cleaned_company_names_slice(text, integer, boolean)
  to pipeline_analyst;
