-- Purpose: mirrors the jobs of the newest document that has any, by difference.
-- Input -> output: sums of documents, one per person -> rows written.
-- Called by: extracted.write_person_profile.
-- Writes to: extracted.person_experience, and through its triggers core.person_work_history and
--   core.person_promotions.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_person_experience(v_people, true);
create or replace function extracted.write_person_experience(
  p_people extracted.person_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
-- What was matched is put to its jobs by hashing, not by looking through it for each.
set enable_hashjoin = 'on'
as $$
declare
  -- Ordinary text: printable ASCII, single spaces, and no brackets, which an object or array would
  -- have. It needs no call of a cleaner, and there are 50 texts in a profile.
  c_plain constant text collate "C" := '^[!-Z^-z|~]+( [!-Z^-z|~]+)*$';
  c_date constant text collate "C" :=
    '^(19|20)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$';
  c_domain constant text collate "C" := '^[a-wyz0-9][a-z0-9]*(-[a-z0-9]+)*[.][a-z][a-z]+$';
  c_company_url constant text := 'https://www.linkedin.com/company/';
  c_slug constant text collate "C" := '^[a-z0-9-]+$';
  c_number constant text collate "C" := '^[0-9]+$';
  v_written integer;
  v_deleted integer := 0;
begin
  with job as materialized (
    select
      d.linkedin_url, e.place - 1 as experience_order, v.title, k.title_key, v.company,
      v.company_domain, v.company_linkedin_url, v.company_org_id, v.locality, v.summary,
      v.start_date, v.end_date, v.start_date_raw, v.end_date_raw, v.start_precision,
      v.end_precision, coalesce(v.is_current, v.end_date is null) as is_current,
      l.cleaned_job_title, l.job_function, l.seniority_level,
      num_nonnulls(l.cleaned_job_title, l.seniority_level, l.job_function) < 3 as is_missed
    from unnest(p_people) as d
    cross join lateral jsonb_array_elements(d.experience) with ordinality as e (item, place)
    cross join lateral jsonb_to_record(
      case when jsonb_typeof(e.item) = 'object' then e.item else '{}' end
    ) as r (
      title text, company text, company_domain text, url text, org_id text, locality text,
      summary text, start_date text, end_date text, is_current text
    )
    -- Offset 0 keeps each of these expressions from being computed once per use.
    cross join lateral (
      select
        octet_length(r.title) between 5 and 500 and r.title collate "C" ~ c_plain
          as is_plain_title,
        coalesce(r.start_date collate "C" ~ c_date, r.start_date is null) as is_plain_start,
        coalesce(r.end_date collate "C" ~ c_date, r.end_date is null) as is_plain_end,
        case
          when octet_length(r.company_domain) between 5 and 60
            and r.company_domain collate "C" ~ c_domain then r.company_domain
          when r.company_domain is not null
            then reference.normalize_domain(reference.json_text(e.item -> 'company_domain'))
        end as domain
      offset 0
    ) as p
    cross join lateral (
      select
        case
          when p.is_plain_title then r.title
          when r.title is not null
            then reference.clean_label(reference.json_text(e.item -> 'title'))
        end as title,
        case
          when octet_length(r.company) between 5 and 500 and r.company collate "C" ~ c_plain
            then r.company
          when r.company is not null
            then reference.clean_label(reference.json_text(e.item -> 'company'))
        end as company,
        case
          when p.domain is null then null
          -- Most domains have two labels; only others have parents to look up.
          when p.domain not like '%.%.%' then (
            select p.domain
            where not exists (
              select from reference.blocked_domains as b where b.domain = p.domain
            )
          )
          when not reference.is_blocked_domain(p.domain) then p.domain
        end as company_domain,
        case
          when octet_length(r.url) < 200
            and starts_with(r.url, c_company_url)
            and substr(r.url, 34) collate "C" ~ c_slug then r.url
          when r.url is not null
            then reference.normalize_linkedin_url(reference.json_text(e.item -> 'url'), 'company')
        end as company_linkedin_url,
        case
          when r.org_id collate "C" ~ c_number then r.org_id
          when r.org_id is not null then reference.json_text(e.item -> 'org_id')
        end as company_org_id,
        case
          when octet_length(r.locality) between 5 and 500 and r.locality collate "C" ~ c_plain
            then r.locality
          when r.locality is not null
            then reference.clean_label(reference.json_text(e.item -> 'locality'))
        end as locality,
        case
          when r.summary is not null then reference.json_text(e.item -> 'summary')
        end as summary,
        case
          when p.is_plain_start then r.start_date::date
          else (
            extracted.parse_profile_date(reference.json_text(e.item -> 'start_date'))
          ).began_on
        end as start_date,
        case
          when p.is_plain_end then r.end_date::date
          else (extracted.parse_profile_date(reference.json_text(e.item -> 'end_date'))).began_on
        end as end_date,
        case
          when p.is_plain_start then r.start_date
          else reference.json_text(e.item -> 'start_date')
        end as start_date_raw,
        case
          when p.is_plain_end then r.end_date
          else reference.json_text(e.item -> 'end_date')
        end as end_date_raw,
        case
          when r.start_date is null then null
          when p.is_plain_start
            then case when right(r.start_date, 2) = '01' then 'month' else 'day' end
          else (
            extracted.parse_profile_date(reference.json_text(e.item -> 'start_date'))
          ).date_precision
        end as start_precision,
        case
          when r.end_date is null then null
          when p.is_plain_end
            then case when right(r.end_date, 2) = '01' then 'month' else 'day' end
          else (
            extracted.parse_profile_date(reference.json_text(e.item -> 'end_date'))
          ).date_precision
        end as end_precision,
        case
          when r.is_current = 'true' then true
          when r.is_current = 'false' then false
          when r.is_current is not null then reference.json_boolean(e.item -> 'is_current')
        end as is_current
      offset 0
    ) as v
    cross join lateral (
      select
        case
          when p.is_plain_title then lower(v.title collate "C")
          else reference.lookup_key(v.title)
        end as title_key
      offset 0
    ) as k
    left join lateral (
      select l.lookup_key, l.cleaned_job_title, l.seniority_level, l.job_function
      from reference.job_title_lookup as l
      where l.lookup_key = k.title_key
      offset 0
    ) as l on true
    where jsonb_typeof(e.item) = 'object'
      -- A job that says nothing is none.
      and (
        num_nonnulls(v.title, v.company) > 0
        or coalesce(
          reference.json_text(e.item -> 'company_domain'), reference.json_text(e.item -> 'url')
        ) is not null
      )
  ),
  -- The rules take ten times as long as the look-up: each title that it does not know, or not in
  -- full, is matched once.
  missed as materialized (
    select u.title, reference.match_job_title(u.title) as match
    from (select distinct j.title from job as j where j.is_missed) as u
  )
  insert into extracted.person_experience as t (
    linkedin_url, experience_order, title, title_key, company, company_domain,
    company_linkedin_url, company_org_id, locality, summary, start_date, end_date, start_date_raw,
    end_date_raw, start_precision, end_precision, is_current, matched_cleaned_job_title,
    matched_job_function, matched_seniority, matched_source
  )
  select
    j.linkedin_url, j.experience_order, j.title, j.title_key, j.company, j.company_domain,
    j.company_linkedin_url, j.company_org_id, j.locality, j.summary, j.start_date, j.end_date,
    j.start_date_raw, j.end_date_raw, j.start_precision, j.end_precision, j.is_current,
    case when j.is_missed then (m.match).cleaned_job_title else j.cleaned_job_title end,
    case when j.is_missed then (m.match).job_function else j.job_function end,
    case when j.is_missed then (m.match).seniority else j.seniority_level end,
    case when j.is_missed then (m.match).source else 'lookup' end
  from job as j
  left join missed as m on m.title = j.title
  on conflict (linkedin_url, experience_order) do update
    set (
      title, title_key, company, company_domain, company_linkedin_url, company_org_id, locality,
      summary, start_date, end_date, start_date_raw, end_date_raw, start_precision, end_precision,
      is_current, matched_cleaned_job_title, matched_job_function, matched_seniority,
      matched_source, updated_at
    ) = (
      excluded.title, excluded.title_key, excluded.company, excluded.company_domain,
      excluded.company_linkedin_url, excluded.company_org_id, excluded.locality, excluded.summary,
      excluded.start_date, excluded.end_date, excluded.start_date_raw, excluded.end_date_raw,
      excluded.start_precision, excluded.end_precision, excluded.is_current,
      excluded.matched_cleaned_job_title, excluded.matched_job_function,
      excluded.matched_seniority, excluded.matched_source, excluded.updated_at
    )
    where (
      t.title, t.title_key, t.company, t.company_domain, t.company_linkedin_url, t.company_org_id,
      t.locality, t.summary, t.start_date, t.end_date, t.start_date_raw, t.end_date_raw,
      t.start_precision, t.end_precision, t.is_current, t.matched_cleaned_job_title,
      t.matched_job_function, t.matched_seniority, t.matched_source
    ) is distinct from (
      excluded.title, excluded.title_key, excluded.company, excluded.company_domain,
      excluded.company_linkedin_url, excluded.company_org_id, excluded.locality, excluded.summary,
      excluded.start_date, excluded.end_date, excluded.start_date_raw, excluded.end_date_raw,
      excluded.start_precision, excluded.end_precision, excluded.is_current,
      excluded.matched_cleaned_job_title, excluded.matched_job_function,
      excluded.matched_seniority, excluded.matched_source
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    -- By place: a plan that was made on an empty table would walk through all of them.
    delete from extracted.person_experience as t
    where t.ctid = any (
      array(
        select k.place
        from unnest(p_people) as d
        cross join lateral (
          select s.ctid as place, s.experience_order
          from extracted.person_experience as s
          where s.linkedin_url = d.linkedin_url
          offset 0
        ) as k
        where d.raw_id is null
          or d.experience is not null
          and coalesce(
            reference.json_text(d.experience -> k.experience_order -> 'title'),
            reference.json_text(d.experience -> k.experience_order -> 'company'),
            reference.json_text(d.experience -> k.experience_order -> 'company_domain'),
            reference.json_text(d.experience -> k.experience_order -> 'url')
          ) is null
          -- A sum of all documents without any job leaves none.
          or d.is_complete and d.experience is null
      )
    );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_person_experience(extracted.person_document[], boolean) is
  'Mirrors the jobs of people into extracted.person_experience: upserts what differs, deletes '
  'what is no longer listed. Without jobs, those that stand stay. Returns the rows written and '
  'deleted. p_has_previous: false when no person had a document before, so that nothing can be '
  'left over. Units: rows; dates are the first day of their period. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_person_experience(
  extracted.person_document[], boolean
) from public;
