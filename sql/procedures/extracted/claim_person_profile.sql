-- Purpose: what person profiles claim about their people.
-- Input -> output: sums of documents, one per person, written already -> core.person_claim[].
-- Called by: extracted.load_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_claims := extracted.claim_person_profile(v_people);
create or replace function extracted.claim_person_profile(p_people extracted.person_document[])
returns core.person_claim[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_claims core.person_claim[];
begin
  select array_agg(
    row(
      d.linkedin_url,
      reference.linkedin_url_type(d.linkedin_url),
      'person_profile',
      d.landing_no,
      d.is_complete,
      d.has_previous,
      d.first_full_name,
      d.full_name_landing_no,
      null::text,
      d.latest_title,
      d.matched_job_title,
      d.latest_is_current is not null,
      case when d.latest_is_current then d.latest_company_domain end,
      d.latest_start_date,
      d.latest_start_precision,
      d.has_start_date,
      d.city,
      d.state,
      d.place_country,
      d.place_name,
      d.lookup_status,
      d.place_landing_no,
      d.experience is not null or d.is_complete,
      past.employers
    )::core.person_claim
  )
  into v_claims
  from unnest(p_people) as d
  cross join lateral (
    select coalesce(
      array_agg(row(e.company, e.company_domain)::core.past_employer_claim), '{}'
    ) as employers
    from (
      -- The newest job at a domain names the company; without a domain every name counts.
      select distinct on (x.company_domain, case when x.company_domain is null then x.company end)
        x.company,
        x.company_domain
      from extracted.person_experience as x
      where x.linkedin_url = d.linkedin_url
        and not x.is_current
        and num_nonnulls(x.company, x.company_domain) > 0
      order by
        x.company_domain,
        case when x.company_domain is null then x.company end,
        x.experience_order
    ) as e
    offset 0
  ) as past;

  return coalesce(v_claims, '{}');
end;
$$;

comment on function extracted.claim_person_profile(extracted.person_document[]) is
  'What sums of documents claim about their people, one claim per person; former employers are '
  'read from extracted.person_experience. Units: none. Nulls: a null or empty array gives an '
  'empty one. Errors: none.';

revoke all on function extracted.claim_person_profile(extracted.person_document[]) from public;
