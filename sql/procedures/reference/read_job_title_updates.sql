-- Purpose: reads updates of the job title look-up as senders give them.
-- Input -> output: JSON array of {latest_title, cleaned_job_title, seniority_level, job_function,
--   status, overwrite}, and the overwrite of items that give none -> the updates, each with what
--   is wrong with it (field, code, problem) or noteworthy (warnings).
-- Called by: api.update_job_title.
-- Reads: the vocabularies, through reference.match_seniority and reference.match_job_function.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; a bad item names its own.
-- Example: select u.* from unnest(reference.read_job_title_updates('[{"latest_title": "SDR"}]'))
--   as u;
create or replace function reference.read_job_title_updates(p_items jsonb, p_overwrite boolean)
returns reference.job_title_update[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_updates reference.job_title_update[];
begin
  select array_agg(
    row(
      e.item_no,
      v.latest_title,
      v.lookup_key,
      v.cleaned_job_title,
      m.seniority_level,
      m.job_function,
      v.status,
      coalesce(reference.json_boolean(e.item -> 'overwrite'), p_overwrite, false),
      case when m.seniority_level is null then v.seniority_level end,
      case when m.job_function is null then v.job_function end,
      w.warnings,
      p.field,
      case
        when p.field is null then null
        when p.is_wrong_type then 'WH104'
        else 'WH101'
      end,
      case
        when p.field is null then null
        when p.field = '' then 'must be a JSON object'
        when p.is_wrong_type then 'must be text'
        else 'missing or blank'
      end
    )::reference.job_title_update
    order by e.item_no
  )
  into v_updates
  from (
    select i.item, i.item_no::integer as item_no
    from jsonb_array_elements(p_items) with ordinality as i (item, item_no)
  ) as e
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(e.item -> 'latest_title')) as latest_title,
      reference.lookup_key(reference.json_text(e.item -> 'latest_title')) as lookup_key,
      reference.clean_label(reference.json_text(e.item -> 'cleaned_job_title'))
        as cleaned_job_title,
      reference.clean_label(reference.json_text(e.item -> 'seniority_level')) as seniority_level,
      reference.clean_label(reference.json_text(e.item -> 'job_function')) as job_function,
      reference.json_text(e.item -> 'status') as status
    offset 0
  ) as v
  cross join lateral (
    select
      reference.match_seniority(v.seniority_level) as seniority_level,
      reference.match_job_function(v.job_function) as job_function
    offset 0
  ) as m
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('field', n.field, 'message', n.message)), '[]')
      as warnings
    from (
      values
        (
          'latest_title',
          case when length(reference.json_text(e.item -> 'latest_title')) > 500
            then 'over 500 characters: cut' end
        ),
        (
          'cleaned_job_title',
          case when length(reference.json_text(e.item -> 'cleaned_job_title')) > 500
            then 'over 500 characters: cut' end
        ),
        (
          'seniority_level',
          case when v.seniority_level is not null and m.seniority_level is null
            then format('no seniority is named %s: not stored', to_jsonb(v.seniority_level)) end
        ),
        (
          'job_function',
          case when v.job_function is not null and m.job_function is null
            then format('no job function is named %s: not stored', to_jsonb(v.job_function)) end
        ),
        (
          'overwrite',
          case when reference.json_text(e.item -> 'overwrite') is not null
            and reference.json_boolean(e.item -> 'overwrite') is null
            then 'neither true nor false: left out' end
        )
    ) as n (field, message)
    where n.message is not null
  ) as w
  left join lateral (
    select
      f.field,
      f.field = '' or jsonb_typeof(e.item -> f.field) in ('object', 'array') as is_wrong_type
    from (
      values
        (1, '', jsonb_typeof(e.item) = 'object'),
        (2, 'latest_title', v.lookup_key is not null),
        (3, 'cleaned_job_title', v.cleaned_job_title is not null),
        (4, 'seniority_level', true),
        (5, 'job_function', true),
        (6, 'status', true)
    ) as f (place, field, is_given)
    where not f.is_given or jsonb_typeof(e.item -> f.field) in ('object', 'array')
    order by f.place
    limit 1
  ) as p on true;

  return coalesce(v_updates, '{}');
end;
$$;

comment on function reference.read_job_title_updates(jsonb, boolean) is
  'The items of p_items as updates of reference.job_title_lookup, in their order; p_overwrite '
  'holds for items without an overwrite of their own. Units: characters. Nulls: a null or empty '
  'array gives an empty one. Errors: none.';

revoke all on function reference.read_job_title_updates(jsonb, boolean) from public;
