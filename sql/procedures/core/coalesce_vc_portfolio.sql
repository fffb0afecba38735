-- Purpose: which companies are in which portfolio. The leads there follow by core.refresh_leads.
-- Input -> output: locked companies, everything that is claimed about them -> rows written.
-- Called by: extracted.load_vc_portfolio.
-- Writes to: core.vc_portfolio; ops.note_changed_companies.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_written := core.coalesce_vc_portfolio(v_domains, v_claims);
create or replace function core.coalesce_vc_portfolio(
  p_domains text[],
  p_claims core.vc_portfolio_claim[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  delete from core.vc_portfolio as t
  where t.domain = any (p_domains)
    and t.source = 'vc_portfolio'
    and not exists (
      select
      from unnest(p_claims) as c
      where c.domain = t.domain and c.vc_name collate "C" = t.vc_name
    );
  get diagnostics v_deleted = row_count;

  insert into core.vc_portfolio as t (
    domain, vc_name, company_id, description, source, landing_no
  )
  select
    c.domain, c.vc_name, reference.search_term_id(c.domain), c.description, 'vc_portfolio',
    c.landing_no
  from unnest(p_claims) as c
  order by c.domain, c.vc_name
  on conflict (domain, vc_name) do update
    set description = excluded.description,
        source = excluded.source,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at
    where (t.description, t.source, t.landing_no)
      is distinct from (excluded.description, excluded.source, excluded.landing_no);
  get diagnostics v_written = row_count;

  if v_written + v_deleted > 0 then
    perform ops.note_changed_companies(p_domains);
  end if;
  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_vc_portfolio(text[], core.vc_portfolio_claim[]) is
  'Makes core.vc_portfolio of the companies p_domains what p_claims say. The caller holds the '
  'locks of the companies. Returns the rows written. Units: rows. Nulls: a null or empty array of '
  'domains does nothing. Errors: none.';

revoke all on function core.coalesce_vc_portfolio(text[], core.vc_portfolio_claim[]) from public;
