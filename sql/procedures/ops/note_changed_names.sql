-- Purpose: remembers, until the end of the landing, which companies have changed, and which keys of
--   names have come or gone with them: what may match by them is matched anew then.
-- Input -> output: lines, each a domain or a key of any level (a domain has a dot, a key has none)
--   -> whether there were any.
-- Called by: core.coalesce_companies, extracted.write_company_discovery.
-- Writes to: the transaction-local setting pipeline.changed_names; a subtransaction that is rolled
--   back takes it back.
-- Idempotence: yes: a line counts once.
-- Errors: none.
-- Example: perform ops.note_changed_names(E'acme.example\nacme ltd\nacme');
-- A text, not an array: it is added to once per slice, and read once.
create or replace function ops.note_changed_names(p_lines text)
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_noted text;
begin
  if p_lines <> '' then
    v_noted := set_config(
      'pipeline.changed_names',
      concat_ws(E'\n', nullif(current_setting('pipeline.changed_names', true), ''), p_lines),
      true
    );
  end if;
  return v_noted is not null;
end;
$$;

comment on function ops.note_changed_names(text) is
  'Adds companies and keys of names to those that extracted.rematch_changed_names() sees to in '
  'this transaction; returns whether there were any. Units: lines. Nulls: nothing to add. Errors: '
  'none.';

revoke all on function ops.note_changed_names(text) from public;
