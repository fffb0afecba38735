-- Purpose: remembers, until the end of the landing, which companies show something else in lists:
--   the leads there are brought up to them then.
-- Input -> output: domains -> whether there were any.
-- Called by: core.refresh_company_index, core.coalesce_vc_portfolio; whoever else writes a table of
--   companies that core.lead_index shows.
-- Writes to: the transaction-local setting pipeline.changed_companies, which core.refresh_leads
--   reads and empties; a subtransaction that is rolled back takes it back.
-- Idempotence: yes: a domain counts once.
-- Errors: none.
-- Example: perform ops.note_changed_companies(array['acme.example']).
create or replace function ops.note_changed_companies(p_domains text[])
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_noted text;
begin
  if p_domains <> '{}' then
    v_noted := set_config(
      'pipeline.changed_companies',
      concat_ws(
        E'\n',
        nullif(current_setting('pipeline.changed_companies', true), ''),
        array_to_string(p_domains, E'\n')
      ),
      true
    );
  end if;
  return v_noted is not null;
end;
$$;

comment on function ops.note_changed_companies(text[]) is
  'Adds the companies p_domains to those whose leads core.refresh_leads sees to in this '
  'transaction; returns whether there were any. Units: none. Nulls: nothing to add. Errors: none.';

revoke all on function ops.note_changed_companies(text[]) from public;
