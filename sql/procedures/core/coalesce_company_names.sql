-- Purpose: names per source; the first wins, cleaned_name is never touched.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_names.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_names(v_claims, true);
create or replace function core.coalesce_company_names(
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
  with wanted as (
    select
      c.domain,
      c.source,
      case when n.takes_name then c.name else (e.stored).raw_name end as raw_name,
      case when n.takes_name then c.name_landing_no else (e.stored).landing_no end as landing_no,
      case when n.takes_linkedin_url then c.named_linkedin_url else (e.stored).linkedin_url end
        as linkedin_url,
      case
        when n.takes_linkedin_url then c.named_linkedin_url_landing_no
        else (e.stored).linkedin_url_landing_no
      end as linkedin_url_landing_no,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t
      from core.company_names as t
      where t.domain = c.domain and t.source = c.source
      offset 0
    ) as e (stored) on true
    cross join lateral (
      select
        -- A complete claim replaces what the source claimed before.
        c.is_complete
          or (e.stored).domain is null
          or c.name_landing_no < (e.stored).landing_no as takes_name,
        c.is_complete or (e.stored).linkedin_url is null
          or c.named_linkedin_url_landing_no < (e.stored).linkedin_url_landing_no
          as takes_linkedin_url
    ) as n
    where c.name is not null
  )
  insert into core.company_names (
    domain, source, raw_name, landing_no, linkedin_url, linkedin_url_landing_no
  )
  select w.domain, w.source, w.raw_name, w.landing_no, w.linkedin_url, w.linkedin_url_landing_no
  from wanted as w
  where (w.raw_name, w.landing_no, w.linkedin_url, w.linkedin_url_landing_no) is distinct from (
      (w.stored).raw_name, (w.stored).landing_no, (w.stored).linkedin_url,
      (w.stored).linkedin_url_landing_no
    )
  on conflict (domain, source) do update
    set raw_name = excluded.raw_name,
        landing_no = excluded.landing_no,
        linkedin_url = excluded.linkedin_url,
        linkedin_url_landing_no = excluded.linkedin_url_landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_names as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and c.name is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_names(core.company_claim[], boolean) is
  'Coalesces claims into core.company_names. First wins per source, linkedin_url is filled where '
  'null. p_has_previous: false when the source had claimed nothing before about any of the '
  'companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_names(core.company_claim[], boolean) from public;
