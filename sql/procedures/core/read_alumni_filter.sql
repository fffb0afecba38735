-- Purpose: the filters of the past-employer endpoints.
-- Input -> output: {job_function in the words of Sales Navigator, country} -> filters.
-- Called by: api.count_past_employer, preview_past_employer, break_down_past_employer.
-- Reads: reference.job_functions, reference.job_function_mapping.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type. A function that nobody knows is one that nobody has.
-- Example: v_filter := core.read_alumni_filter(p_request).
create or replace function core.read_alumni_filter(p_request jsonb)
returns core.lead_filter
language plpgsql
stable
set search_path = ''
as $$
declare
  v_function text := ops.read_text(p_request, 'job_function');
  v_functions jsonb;
  v_filter core.lead_filter;
begin
  if v_function is not null then
    select jsonb_agg(f.name)
    into v_functions
    from reference.job_functions as f
    left join reference.job_function_mapping as m on m.job_function = f.name
    where reference.fold_case(coalesce(m.sales_nav_function, 'Other'))
      = reference.fold_case(v_function);
  end if;
  v_filter := core.read_lead_filter(
    jsonb_build_object(
      -- A function that Sales Navigator does not have may be one of ours.
      'job_function', coalesce(v_functions, p_request -> 'job_function'),
      'person_country', p_request -> 'country'
    )
  );
  v_filter.include_incomplete := true;
  return v_filter;
end;
$$;

comment on function core.read_alumni_filter(jsonb) is
  'The filters of a request about the alumni of one company: job_function as Sales Navigator calls '
  'it, or as we do, and country. Units: none. Nulls: what is missing filters nothing. Errors: '
  'WH104.';

revoke all on function core.read_alumni_filter(jsonb) from public;
