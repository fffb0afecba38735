-- Purpose: get-or-create of the terms that lists look values up by: an open vocabulary.
-- Input -> output: values -> nothing. Reads what is missing, and only if something is, appends it.
-- Called by: core.refresh_company_index.
-- Writes to: reference.search_terms.
-- Idempotence: yes; two transactions that meet a new value at the same time both append it, and
--   neither waits.
-- Errors: none.
-- Example: perform reference.ensure_search_terms(array['Cork', 'Ireland']).
create or replace function reference.ensure_search_terms(p_values text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into reference.search_terms (term_id, term)
  select distinct t.term_id, t.term
  from (
    select
      reference.search_term_id(v.value) as term_id,
      reference.fold_case(v.value) collate "C" as term
    from unnest(p_values) as v (value)
    where v.value is not null
    offset 0
  ) as t
  where (
    select true from reference.search_terms as k where k.term_id = t.term_id limit 1
  ) is null;
end;
$$;

comment on function reference.ensure_search_terms(text[]) is
  'Appends the values of p_values that reference.search_terms lacks. Units: none. Nulls: a null '
  'array does nothing, null values are left out. Errors: none.';

revoke all on function reference.ensure_search_terms(text[]) from public;
