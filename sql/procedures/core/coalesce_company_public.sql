-- Purpose: the listed companies, as people have entered them.
-- Input -> output: domains of locked companies -> rows written.
-- Called by: extracted.load_public_company.
-- Reads: extracted.public_company.
-- Writes to: core.company_public.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := core.coalesce_company_public(array['acme.example']).
create or replace function core.coalesce_company_public(p_domains text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  insert into core.company_public as t (domain, company_name, linkedin_url, ticker, source)
  select e.domain, e.company_name, e.linkedin_url, e.ticker, 'public_company'
  from extracted.public_company as e
  where e.domain = any (p_domains) and e.is_listed
  on conflict (domain) do update
    set company_name = excluded.company_name,
        linkedin_url = excluded.linkedin_url,
        ticker = excluded.ticker,
        source = excluded.source,
        updated_at = excluded.updated_at
    where (t.company_name, t.linkedin_url, t.ticker, t.source) is distinct from (
      excluded.company_name, excluded.linkedin_url, excluded.ticker, excluded.source
    );
  get diagnostics v_written = row_count;

  delete from core.company_public as t
  where t.domain = any (p_domains)
    and t.source = 'public_company'
    and (
      select true from extracted.public_company as e where e.domain = t.domain and e.is_listed
    ) is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_public(text[]) is
  'Brings core.company_public of p_domains up to extracted.public_company; a ticker alone makes no '
  'row. Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function core.coalesce_company_public(text[]) from public;
