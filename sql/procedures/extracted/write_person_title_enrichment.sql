-- Purpose: writes the row of a person: the newest title and what was said about it.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_person_title_enrichment.
-- Writes to: extracted.person_title_enrichment.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_person_title_enrichment(v_documents);
create or replace function extracted.write_person_title_enrichment(
  p_documents extracted.person_title_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  with document as (
    select d.*, false as is_stored
    from unnest(p_documents) as d
    where d.raw_id is not null
    union all
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      t.linkedin_url, t.raw_id, null, null, false, false, t.latest_title, t.latest_title_key,
      t.cleaned_job_title, t.seniority_level, t.seniority_level_raw, t.job_function,
      t.job_function_raw, true
    from unnest(p_documents) as d
    cross join lateral (
      select s.*
      from extracted.person_title_enrichment as s
      where s.linkedin_url = d.linkedin_url
      offset 0
    ) as t
    where d.raw_id is not null and not d.is_complete
  ),
  numbered as (
    select
      d.*,
      row_number() over document_order as place,
      count(d.latest_title_key) over document_order as title_no
    from document as d
    window document_order as (
      partition by d.linkedin_url order by d.is_stored desc, d.document_at, d.landing_no
    )
  ),
  titled as (
    -- A document without a title is about the one before it.
    select n.*, max(n.latest_title_key) over (partition by n.linkedin_url, n.title_no) as title_key
    from numbered as n
  ),
  changes as (
    select
      t.*,
      t.title_key is distinct from
        lag(t.title_key) over (partition by t.linkedin_url order by t.place) as is_change
    from titled as t
  ),
  runs as (
    select
      c.*,
      count(*) filter (where c.is_change)
        over (partition by c.linkedin_url order by c.place desc) as changes_after,
      c.is_change as begins
    from changes as c
  )
  insert into extracted.person_title_enrichment as t (
    linkedin_url, raw_id, latest_title, latest_title_key, cleaned_job_title, seniority_level,
    seniority_level_raw, job_function, job_function_raw
  )
  select
    r.linkedin_url,
    (array_agg(r.raw_id order by r.place desc))[1],
    (array_agg(r.latest_title order by r.place desc) filter (where r.latest_title is not null))[1],
    max(r.title_key),
    (
      array_agg(r.cleaned_job_title order by r.place desc)
        filter (where r.cleaned_job_title is not null)
    )[1],
    (
      array_agg(r.seniority_level order by r.place desc)
        filter (where r.seniority_level is not null)
    )[1],
    (
      array_agg(r.seniority_level_raw order by r.place desc)
        filter (where r.seniority_level_raw is not null)
    )[1],
    (array_agg(r.job_function order by r.place desc) filter (where r.job_function is not null))[1],
    (
      array_agg(r.job_function_raw order by r.place desc)
        filter (where r.job_function_raw is not null)
    )[1]
  from runs as r
  -- Since the title last changed: no change after it, but for the one that it is itself.
  where r.changes_after = case when r.begins then 1 else 0 end
  group by r.linkedin_url
  on conflict (linkedin_url) do update
    set raw_id = excluded.raw_id,
        latest_title = excluded.latest_title,
        latest_title_key = excluded.latest_title_key,
        cleaned_job_title = excluded.cleaned_job_title,
        seniority_level = excluded.seniority_level,
        seniority_level_raw = excluded.seniority_level_raw,
        job_function = excluded.job_function,
        job_function_raw = excluded.job_function_raw,
        updated_at = excluded.updated_at
    where (
      t.raw_id, t.latest_title, t.latest_title_key, t.cleaned_job_title, t.seniority_level,
      t.seniority_level_raw, t.job_function, t.job_function_raw
    ) is distinct from (
      excluded.raw_id, excluded.latest_title, excluded.latest_title_key,
      excluded.cleaned_job_title, excluded.seniority_level, excluded.seniority_level_raw,
      excluded.job_function, excluded.job_function_raw
    );
  get diagnostics v_written = row_count;

  delete from extracted.person_title_enrichment as t
  using unnest(p_documents) as d
  where t.linkedin_url = d.linkedin_url and d.raw_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_person_title_enrichment(extracted.person_title_document[]) is
  'Upserts extracted.person_title_enrichment: the newest title, and of the documents since it came '
  'up the newest value of each other column; deletes the row of a person without documents. '
  'Returns the rows written. Units: rows. Nulls: a null or empty array does nothing; null never '
  'replaces a value of the same title. Errors: none.';

revoke all on function extracted.write_person_title_enrichment(
  extracted.person_title_document[]
) from public;
