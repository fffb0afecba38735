-- Purpose: description and tagline; per column the newest of the source that holds the row.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_descriptions.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_descriptions(v_claims, true);
create or replace function core.coalesce_company_descriptions(
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
  with decided as materialized (
    select
      c.domain,
      c.source,
      case
        when m.is_refresh then coalesce(c.description, (e.stored).description)
        else c.description
      end as description,
      case
        when m.is_refresh then coalesce(c.tagline, (e.stored).tagline)
        else c.tagline
      end as tagline,
      case
        when m.is_refresh then least((e.stored).first_landing_no, c.description_landing_no)
        else c.description_landing_no
      end as first_landing_no,
      e.stored
    from unnest(p_claims) as c
    left join lateral (
      select t from core.company_descriptions as t where t.domain = c.domain offset 0
    ) as e (stored) on true
    cross join lateral (
      select ((e.stored).source = c.source and not c.is_complete) is true as is_refresh
    ) as m
    where c.description_landing_no is not null
      and (
        (e.stored).domain is null
        or (e.stored).source = c.source
        or c.description_landing_no < (e.stored).first_landing_no
      )
  )
  insert into core.company_descriptions (
    domain, source, description, tagline, first_landing_no
  )
  select
    d.domain, d.source, d.description, d.tagline, d.first_landing_no
  from decided as d
  where (
      d.source, d.description, d.tagline, d.first_landing_no
    ) is distinct from (
      (d.stored).source, (d.stored).description, (d.stored).tagline, (d.stored).first_landing_no
    )
  on conflict (domain) do update
    set (
      source, description, tagline, first_landing_no, updated_at
    ) = (
      excluded.source, excluded.description, excluded.tagline, excluded.first_landing_no,
      excluded.updated_at
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_descriptions as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and c.description_landing_no is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_descriptions(core.company_claim[], boolean) is
  'Coalesces claims into core.company_descriptions. Newest wins per column, null never replaces; '
  'between sources the first that gives either holds the row. p_has_previous: false when the '
  'source had claimed nothing before about any of the companies, so that nothing of its can be '
  'left over. Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. '
  'Errors: none.';

revoke all on function core.coalesce_company_descriptions(core.company_claim[], boolean)
  from public;
