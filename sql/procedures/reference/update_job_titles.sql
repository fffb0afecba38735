-- Purpose: writes updates into the job title look-up.
-- Input -> output: updates as read, who gives them -> rows written. Those that are refused are
--   left out; several of one key count as if they came one after the other.
-- Called by: api.update_job_title.
-- Writes to: reference.job_title_lookup: null keeps what is stored, unless the update overwrites;
--   an unknown seniority or function keeps it in any case.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none. Rows are taken in the order of their keys, so that concurrent callers never wait
--   for each other in a circle.
-- Example: perform reference.update_job_titles(v_updates, 'job_title_update');
create or replace function reference.update_job_titles(
  p_updates reference.job_title_update[],
  p_source text
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changes reference.job_title_change[];
  v_inserted integer;
  v_updated integer;
begin
  select array_agg(
    row(
      f.lookup_key, f.latest_title, f.cleaned_job_title, f.seniority_level, f.job_function,
      f.status, f.sets_seniority and f.seniority_level is null,
      f.sets_function and f.job_function is null, f.sets_status and f.status is null
    )::reference.job_title_change
    order by f.lookup_key
  )
  into v_changes
  from (
    select
      u.lookup_key collate "C" as lookup_key,
      (array_agg(u.latest_title order by u.item_no))[1] as latest_title,
      (array_agg(u.cleaned_job_title order by u.item_no desc))[1] as cleaned_job_title,
      (array_agg(u.seniority_level order by u.item_no desc) filter (where d.sets_seniority))[1]
        as seniority_level,
      (array_agg(u.job_function order by u.item_no desc) filter (where d.sets_function))[1]
        as job_function,
      (array_agg(u.status order by u.item_no desc) filter (where d.sets_status))[1] as status,
      bool_or(d.sets_seniority) as sets_seniority,
      bool_or(d.sets_function) as sets_function,
      bool_or(d.sets_status) as sets_status
    from unnest(p_updates) as u
    cross join lateral (
      select
        u.seniority_level is not null
          or (u.overwrites and u.unknown_seniority is null) as sets_seniority,
        u.job_function is not null
          or (u.overwrites and u.unknown_job_function is null) as sets_function,
        u.status is not null or u.overwrites as sets_status
    ) as d
    where u.code is null
    group by u.lookup_key
  ) as f;

  -- No conflict target: a twin may be met in either of the two unique keys.
  insert into reference.job_title_lookup (
    latest_title, cleaned_job_title, seniority_level, job_function, status, source
  )
  select
    c.latest_title, c.cleaned_job_title, c.seniority_level, c.job_function, c.status, p_source
  from unnest(v_changes) as c
  where not exists (
    select from reference.job_title_lookup as t where t.lookup_key = c.lookup_key
  )
  order by c.lookup_key
  on conflict do nothing;
  get diagnostics v_inserted = row_count;

  perform 1
  from (
    select t.lookup_key
    from reference.job_title_lookup as t
    where t.lookup_key in (select c.lookup_key from unnest(v_changes) as c)
    order by t.lookup_key
    for update
  ) as locked;

  update reference.job_title_lookup as t
  set cleaned_job_title = n.cleaned_job_title,
      seniority_level = n.seniority_level,
      job_function = n.job_function,
      status = n.status,
      updated_at = now()
  from unnest(v_changes) as c
  cross join lateral (
    select
      l.lookup_key,
      c.cleaned_job_title,
      case when not c.clears_seniority then coalesce(c.seniority_level, l.seniority_level) end
        as seniority_level,
      case when not c.clears_function then coalesce(c.job_function, l.job_function) end
        as job_function,
      case when not c.clears_status then coalesce(c.status, l.status) end as status
    from reference.job_title_lookup as l
    where l.lookup_key = c.lookup_key
  ) as n
  where t.lookup_key = n.lookup_key
    and (t.cleaned_job_title, t.seniority_level, t.job_function, t.status)
      is distinct from (n.cleaned_job_title, n.seniority_level, n.job_function, n.status);
  get diagnostics v_updated = row_count;

  return v_inserted + v_updated;
end;
$$;

comment on function reference.update_job_titles(reference.job_title_update[], text) is
  'Writes the updates that are not refused into reference.job_title_lookup, in key order; returns '
  'the rows written. Units: rows. Nulls: a null value keeps what is stored, unless the update '
  'overwrites; a null or empty array does nothing. Errors: none.';

revoke all on function reference.update_job_titles(reference.job_title_update[], text)
  from public;
