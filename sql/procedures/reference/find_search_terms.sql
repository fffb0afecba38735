-- Purpose: which titles, cities, states or countries contain a text.
-- Input -> output: one of these words, the text -> the numbers of those values.
-- Called by: the lists that filter by part of a value.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: c.city_id = any (reference.find_search_terms('city', 'york')).
create or replace function reference.find_search_terms(p_kind text, p_text text)
returns bigint[]
language plpgsql
stable strict
set search_path = ''
-- Short texts have no trigrams: only the pattern itself tells whether the index helps.
set plan_cache_mode = 'force_custom_plan'
as $$
declare
  v_pattern text collate "C" := ops.like_pattern(reference.fold_case(p_text));
begin
  return array(
    select distinct t.term_id
    from reference.search_terms as t
    where t.kind = p_kind and t.term like v_pattern
  );
end;
$$;

comment on function reference.find_search_terms(text, text) is
  'The numbers (reference.search_term_id) of the known values of p_kind (title, city, state, '
  'country) that contain p_text, whatever its case. Units: none. Nulls: null in, null out; no '
  'value gives an empty array. Errors: none.';

revoke all on function reference.find_search_terms(text, text) from public;
