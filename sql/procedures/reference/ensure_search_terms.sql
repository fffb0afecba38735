-- Purpose: get-or-create of the terms that lists look values up by: an open vocabulary.
-- Input -> output: values, and of each whether it is a title, city, state or country -> nothing.
--   Reads what is missing, and only if something is, appends it.
-- Called by: core.refresh_company_index, core.write_leads.
-- Writes to: reference.search_terms.
-- Idempotence: yes; two transactions that meet a new value at the same time both append it, and
--   neither waits.
-- Errors: none.
-- Example: perform reference.ensure_search_terms(array['city'], array['Cork']).
create or replace function reference.ensure_search_terms(p_kinds text[], p_values text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into reference.search_terms (kind, term_id, term)
  select distinct t.kind, t.term_id, t.term
  from (
    select
      v.kind collate "C" as kind,
      reference.search_term_id(v.value) as term_id,
      reference.fold_case(v.value) collate "C" as term
    from unnest(p_kinds, p_values) as v (kind, value)
    where v.value is not null
    offset 0
  ) as t
  where (
    select true
    from reference.search_terms as k
    where k.kind = t.kind and k.term_id = t.term_id
    limit 1
  ) is null;
end;
$$;

comment on function reference.ensure_search_terms(text[], text[]) is
  'Appends the values of p_values, each of the kind at its place in p_kinds, that '
  'reference.search_terms lacks. Units: none. Nulls: null arrays do nothing, null values are left '
  'out. Errors: none.';

revoke all on function reference.ensure_search_terms(text[], text[]) from public;
