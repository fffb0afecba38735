-- Purpose: what a job title means.
-- Input -> output: a title -> cleaned title, seniority, job function: those of its row in
--   reference.job_title_lookup, what that lacks from the rules; source says which.
-- Called by: the extractions and core.fill_person_job_titles, extracted.rematch_job_titles; a null
--   source or one without lookup is a miss to be recorded.
-- Reads: reference.job_title_lookup.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from reference.match_job_title('Sr. Account Executive');
create or replace function reference.match_job_title(p_title text)
returns reference.matched_job_title
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := reference.lookup_key(p_title);
  v_match reference.matched_job_title;
  v_inferred record;
begin
  select l.cleaned_job_title, l.seniority_level, l.job_function, 'lookup'
  into v_match
  from reference.job_title_lookup as l
  where l.lookup_key = v_key;

  if v_match.source is null
    or num_nulls(v_match.cleaned_job_title, v_match.seniority, v_match.job_function) > 0
  then
    select i.cleaned_job_title, i.seniority, i.job_function
    into v_inferred
    from reference.infer_job_title(p_title) as i;

    v_match.source := case
      when num_nonnulls(
        v_inferred.cleaned_job_title, v_inferred.seniority, v_inferred.job_function
      ) = 0 then v_match.source
      when v_match.source is null then 'rules'
      when (v_match.cleaned_job_title is null and v_inferred.cleaned_job_title is not null)
        or (v_match.seniority is null and v_inferred.seniority is not null)
        or (v_match.job_function is null and v_inferred.job_function is not null) then 'mixed'
      else 'lookup'
    end;
    v_match.cleaned_job_title :=
      coalesce(v_match.cleaned_job_title, v_inferred.cleaned_job_title);
    v_match.seniority := coalesce(v_match.seniority, v_inferred.seniority);
    v_match.job_function := coalesce(v_match.job_function, v_inferred.job_function);
  end if;

  if num_nonnulls(v_match.cleaned_job_title, v_match.seniority, v_match.job_function) = 0 then
    return null;
  end if;
  return v_match;
end;
$$;

comment on function reference.match_job_title(text) is
  'What a job title means: look-up first, what it lacks from reference.infer_job_title; source: '
  'lookup, mixed or rules. Units: none. Nulls: null for null and for titles that neither knows. '
  'Errors: none.';

revoke all on function reference.match_job_title(text) from public;
