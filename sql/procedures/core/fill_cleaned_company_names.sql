-- Purpose: gives companies without a cleaned name the one of extracted.cleaned_company_names.
-- Input -> output: domains of locked companies -> rows written, per table.
-- Called by: ops.backfill_cleaned_company_names_slice.
-- Writes to: core.companies, core.company_names: cleaned_name where it is null; what
--   core.refresh_company_index and core.refresh_leads write.
-- Idempotence: yes; a cleaned name that stands is not written.
-- Errors: none.
-- Example: select * from core.fill_cleaned_company_names(array['acme.example']).
create or replace function core.fill_cleaned_company_names(
  p_domains text[],
  out companies integer,
  out company_names integer
)
language plpgsql
volatile
set search_path = ''
as $$
begin
  update core.companies as t
  set cleaned_name = e.cleaned_company_name,
      updated_at = now()
  from extracted.cleaned_company_names as e
  where t.domain = any (p_domains)
    and t.cleaned_name is null
    and e.domain = t.domain
    and e.cleaned_company_name is not null;
  get diagnostics companies = row_count;

  update core.company_names as t
  set cleaned_name = e.cleaned_company_name,
      updated_at = now()
  from extracted.cleaned_company_names as e
  where t.domain = any (p_domains)
    and t.cleaned_name is null
    and e.domain = t.domain
    and e.cleaned_company_name is not null;
  get diagnostics company_names = row_count;

  perform core.refresh_company_index(p_domains);
  perform core.refresh_leads();
end;
$$;

comment on function core.fill_cleaned_company_names(text[]) is
  'Fills cleaned_name of core.companies and core.company_names for p_domains where it is null; '
  'returns the rows written. Units: rows. Nulls: only null is filled; a null or empty array does '
  'nothing. Errors: none.';

revoke all on function core.fill_cleaned_company_names(text[]) from public;
