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
      reference.json_text(d.slug),
      reference.json_text(d.profile_id),
      reference.clean_label(reference.json_text(d.first_name)),
      reference.clean_label(reference.json_text(d.last_name)),
      v.full_name,
      v.full_name,
      case when v.full_name is not null then w.landing_no end,
      reference.json_text(d.headline),
      reference.json_text(d.summary),
      v.country,
      v.location_name,
      reference.json_integer(d.connections),
      reference.json_integer(d.num_followers),
      reference.json_integer(d.jobs_count),
      coalesce(
        reference.json_text(d.picture_url_orig), reference.json_text(d.picture_url_copy)
      ),
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
      (reference.parse_partial_date(reference.json_text(d.last_refresh))).parsed_at,
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
    select r.payload from raw.person_payloads as r where r.id = w.raw_id offset 0
  ) as p on true
  cross join lateral jsonb_to_record(coalesce(p.payload, '{}')) as d (
    slug jsonb, profile_id jsonb, name jsonb, first_name jsonb, last_name jsonb, headline jsonb,
    summary jsonb, title jsonb, org jsonb, country jsonb, location_name jsonb, connections jsonb,
    num_followers jsonb, jobs_count jsonb, last_refresh jsonb, picture_url_orig jsonb,
    picture_url_copy jsonb, latest_experience jsonb, experience jsonb, education jsonb,
    certifications jsonb, languages jsonb, courses jsonb, patents jsonb, projects jsonb,
    publications jsonb, volunteering jsonb, awards jsonb
  )
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(d.name)) as full_name,
      reference.clean_label(reference.json_text(d.country)) as country,
      reference.clean_label(reference.json_text(d.location_name)) as location_name,
      reference.json_object(d.latest_experience) as latest_experience,
      -- An empty list, or one without an object, is "nothing sent", not "no jobs".
      extracted.object_array(d.experience) as experience,
      extracted.object_array(d.education) as education
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
        else jsonb_build_object('title', d.title, 'company', d.org)
      end as item
    offset 0
  ) as job
  cross join lateral (
    select
      reference.clean_label(reference.json_text(job.item -> 'title')) as title,
      reference.clean_label(reference.json_text(job.item -> 'company')) as company,
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
