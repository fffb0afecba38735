-- Purpose: the canonical job function that a raw value means.
-- Input -> output: a raw value -> the canonical name that it is, else the one that
--   reference.value_aliases maps it to, else the one that it is but for case and punctuation.
-- Called by: the updates of reference.job_title_lookup, the extractions; a null is a miss to be
--   recorded.
-- Reads: reference.job_functions, reference.value_aliases.
-- Writes to: nothing.
-- Idempotence: canonical names match themselves.
-- Errors: none.
-- Example: select reference.match_job_function('HR');  -- Human Resources
create or replace function reference.match_job_function(p_value text)
returns text
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_name text collate "C";
  v_key text collate "C";
begin
  select t.name into v_name from reference.job_functions as t where t.name = p_value collate "C";
  if v_name is null then
    v_key := reference.value_key(p_value);
    -- An alias of a name that the vocabulary does not have matches nothing.
    select t.name
    into v_name
    from reference.value_aliases as a
    inner join reference.job_functions as t on t.name = a.canonical
    where a.dimension = 'job_function' and a.value_key = v_key;
  end if;
  if v_name is null then
    select t.name
    into v_name
    from reference.job_functions as t
    where reference.value_key(t.name) = v_key
    order by t.sort_order
    limit 1;
  end if;
  return v_name;
end;
$$;

comment on function reference.match_job_function(text) is
  'Canonical job function of a raw value. Units: none. Nulls: null for null and for values that '
  'mean nothing canonical. Errors: none.';

revoke all on function reference.match_job_function(text) from public;
