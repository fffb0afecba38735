-- Purpose: reads person profiles into typed values, the lists of jobs and schools left as they are.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_person_profile says so in the answer to a single payload).
-- Called by: extracted.load_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_person_profile(v_work);
create or replace function extracted.parse_person_profile(p_work ops.document_work[])
returns extracted.person_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  -- As in extracted.write_person_experience: ordinary values need no call.
  c_plain constant text collate "C" := '^[!-Z^-z|~]+( [!-Z^-z|~]+)*$';
  c_number constant text collate "C" := '^[0-9]{1,9}$';
  v_documents extracted.person_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_new,
      w.is_newest,
      w.is_complete,
      w.has_previous,
      case
        when octet_length(d.slug) between 5 and 500 and d.slug collate "C" ~ c_plain then d.slug
        when d.slug is not null then reference.json_text(p.document -> 'slug')
      end,
      case
        when octet_length(d.profile_id) between 5 and 500
          and d.profile_id collate "C" ~ c_plain then d.profile_id
        when d.profile_id is not null then reference.json_text(p.document -> 'profile_id')
      end,
      case
        when octet_length(d.first_name) between 5 and 500
          and d.first_name collate "C" ~ c_plain then d.first_name
        when d.first_name is not null
          then reference.clean_label(reference.json_text(p.document -> 'first_name'))
      end,
      case
        when octet_length(d.last_name) between 5 and 500
          and d.last_name collate "C" ~ c_plain then d.last_name
        when d.last_name is not null
          then reference.clean_label(reference.json_text(p.document -> 'last_name'))
      end,
      v.full_name,
      v.full_name,
      case when v.full_name is not null then w.landing_no end,
      case
        when octet_length(d.headline) between 5 and 500
          and d.headline collate "C" ~ c_plain then d.headline
        when d.headline is not null then reference.json_text(p.document -> 'headline')
      end,
      reference.json_text(p.document -> 'summary'),
      v.country,
      v.location_name,
      case
        when d.connections collate "C" ~ c_number then d.connections::integer
        when d.connections is not null then reference.json_integer(p.document -> 'connections')
      end,
      case
        when d.num_followers collate "C" ~ c_number then d.num_followers::integer
        when d.num_followers is not null then reference.json_integer(p.document -> 'num_followers')
      end,
      case
        when d.jobs_count collate "C" ~ c_number then d.jobs_count::integer
        when d.jobs_count is not null then reference.json_integer(p.document -> 'jobs_count')
      end,
      case
        when octet_length(d.picture_url_orig) between 5 and 500
          and d.picture_url_orig collate "C" ~ c_plain then d.picture_url_orig
        else coalesce(
          reference.json_text(p.document -> 'picture_url_orig'),
          reference.json_text(p.document -> 'picture_url_copy')
        )
      end,
      latest.title,
      reference.lookup_key(latest.title),
      latest.company,
      case when not reference.is_blocked_domain(latest.domain) then latest.domain end,
      reference.normalize_linkedin_url(reference.json_text(named.item -> 'url'), 'company'),
      reference.json_text(named.item -> 'org_id'),
      reference.clean_label(reference.json_text(named.item -> 'locality')),
      began.began_on,
      began.date_precision,
      case
        when named.item is not null then coalesce(
          reference.json_boolean(named.item -> 'is_current'),
          (
            extracted.parse_profile_date(reference.json_text(named.item -> 'end_date'))
          ).began_on is null
        )
      end,
      began.began_on is not null,
      nullif(d.certifications, 'null'),
      nullif(d.languages, 'null'),
      nullif(d.courses, 'null'),
      nullif(d.patents, 'null'),
      nullif(d.projects, 'null'),
      nullif(d.publications, 'null'),
      nullif(d.volunteering, 'null'),
      nullif(d.awards, 'null'),
      (
        reference.parse_partial_date(reference.json_text(p.document -> 'last_refresh'))
      ).parsed_at,
      reference.match_job_title(latest.title),
      (place.found).city,
      (place.found).state,
      coalesce((place.found).country, v.country),
      v.location_name,
      case
        when v.location_name is null then null
        when (place.found).has_country is null then 'missing'
        else 'found'
      end,
      case when num_nonnulls(v.location_name, v.country) > 0 then w.landing_no end,
      v.experience,
      case when v.experience is not null then w.landing_no end,
      v.education
    )::extracted.person_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    -- The empty path reads it out of its compressed form, once.
    select r.payload #> '{}' as document
    from raw.person_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  cross join lateral jsonb_to_record(coalesce(p.document, '{}')) as d (
    slug text, profile_id text, name text, first_name text, last_name text, headline text,
    country text, location_name text, connections text, num_followers text,
    jobs_count text, picture_url_orig text, latest_experience jsonb, experience jsonb,
    education jsonb, certifications jsonb, languages jsonb, courses jsonb, patents jsonb,
    projects jsonb, publications jsonb, volunteering jsonb, awards jsonb
  )
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      case
        when octet_length(d.name) between 5 and 500 and d.name collate "C" ~ c_plain then d.name
        when d.name is not null
          then reference.clean_label(reference.json_text(p.document -> 'name'))
      end as full_name,
      case
        when octet_length(d.country) between 5 and 500
          and d.country collate "C" ~ c_plain then d.country
        when d.country is not null
          then reference.clean_label(reference.json_text(p.document -> 'country'))
      end as country,
      case
        when octet_length(d.location_name) between 5 and 500
          and d.location_name collate "C" ~ c_plain then d.location_name
        when d.location_name is not null
          then reference.clean_label(reference.json_text(p.document -> 'location_name'))
      end as location_name,
      reference.json_object(d.latest_experience) as latest_experience,
      -- An empty list, or one without an object, is "nothing sent", not "no jobs".
      case
        when jsonb_typeof(d.experience) = 'array'
          and octet_length(d.experience -> 0 ->> 'title') > 4
          and (d.experience -> 0 ->> 'title') collate "C" ~ c_plain then d.experience
        else extracted.object_array(d.experience)
      end as experience,
      case
        when jsonb_typeof(d.education) = 'array'
          and octet_length(d.education -> 0 ->> 'school_name') > 4
          and (d.education -> 0 ->> 'school_name') collate "C" ~ c_plain then d.education
        else extracted.object_array(d.education)
      end as education
    offset 0
  ) as v
  cross join lateral (
    select
      case
        when coalesce(
          reference.json_text(v.latest_experience -> 'title'),
          reference.json_text(v.latest_experience -> 'company'),
          reference.json_text(v.latest_experience -> 'company_domain')
        ) is not null then v.latest_experience
        when v.experience is not null then (
          select e.item
          from jsonb_array_elements(v.experience) with ordinality as e (item, place)
          where jsonb_typeof(e.item) = 'object'
          order by
            coalesce(
              reference.json_boolean(e.item -> 'is_current'),
              (
                extracted.parse_profile_date(reference.json_text(e.item -> 'end_date'))
              ).began_on is null
            ) desc,
            (extracted.parse_profile_date(reference.json_text(e.item -> 'start_date'))).began_on
              desc nulls last,
            e.place
          limit 1
        )
        else jsonb_build_object('title', p.document -> 'title', 'company', p.document -> 'org')
      end as item
    offset 0
  ) as job
  cross join lateral (
    select
      case
        when octet_length(job.item ->> 'title') between 5 and 500
          and (job.item ->> 'title') collate "C" ~ c_plain then job.item ->> 'title'
        else reference.clean_label(reference.json_text(job.item -> 'title'))
      end as title,
      case
        when octet_length(job.item ->> 'company') between 5 and 500
          and (job.item ->> 'company') collate "C" ~ c_plain then job.item ->> 'company'
        else reference.clean_label(reference.json_text(job.item -> 'company'))
      end as company,
      reference.normalize_domain(reference.json_text(job.item -> 'company_domain')) as domain
    offset 0
  ) as latest
  -- Without a title or a company it is no job, whatever else is said about it.
  cross join lateral (
    select
      case when num_nonnulls(latest.title, latest.company, latest.domain) > 0 then job.item end
        as item
    offset 0
  ) as named
  left join lateral extracted.parse_profile_date(
    reference.json_text(named.item -> 'start_date')
  ) as began on true
  cross join lateral (
    select reference.match_location(v.location_name) as found offset 0
  ) as place;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_person_profile(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'dates are the first day of their period. Nulls: work without a raw row gives a document '
  'without values. Errors: none.';

revoke all on function extracted.parse_person_profile(ops.document_work[]) from public;
