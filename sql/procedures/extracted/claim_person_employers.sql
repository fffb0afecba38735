-- Purpose: what profiles say about the employers of their people, as far as core lacks it.
-- Input -> output: candidates that were loaded -> core.company_claim[], one per company that core
--   does not have, or whose name or page it could fill or has from a later document.
-- Called by: extracted.load_person_profile, extracted.take_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_claims := extracted.claim_person_employers(v_candidates);
create or replace function extracted.claim_person_employers(
  p_candidates ops.document_candidate[]
)
returns core.company_claim[]
language plpgsql
stable
set search_path = ''
-- The employers of 20,000 people are put together by hashing, not by looking up.
set enable_hashjoin = 'on'
as $$
declare
  v_claims core.company_claim[];
begin
  with mention as materialized (
    -- Of the document that extracted mirrors, the jobs are there as they are needed.
    select
      c.landing_no,
      e.experience_order as place,
      e.company_domain as domain,
      e.company as name,
      e.company_linkedin_url as linkedin_url
    from unnest(p_candidates) as c
    cross join lateral (
      select f.linkedin_url
      from extracted.person_profile as f
      where f.linkedin_url = c.key and f.experience_landing_no = c.landing_no
      offset 0
    ) as p
    cross join lateral (
      select x.experience_order, x.company_domain, x.company, x.company_linkedin_url
      from extracted.person_experience as x
      where x.linkedin_url = p.linkedin_url and x.company_domain is not null
      offset 0
    ) as e
    union all
    -- Other documents are read again, and the latest job of one that has it beside the others:
    -- core.people refers to it. It is the last to name its company.
    select
      c.landing_no,
      e.place,
      n.domain,
      reference.clean_label(reference.json_text(e.item -> 'company')),
      reference.normalize_linkedin_url(reference.json_text(e.item -> 'url'), 'company')
    from unnest(p_candidates) as c
    left join lateral (
      select
        true as is_mirrored,
        f.raw_id = c.raw_id
          and (
            f.latest_company_domain is null
            or (
              select
                (x.company_domain, x.company, x.company_linkedin_url) is not distinct from (
                  f.latest_company_domain, f.latest_company, f.latest_company_linkedin_url
                )
              from extracted.person_experience as x
              where x.linkedin_url = f.linkedin_url and x.experience_order = 0
            )
          ) as is_whole
      from extracted.person_profile as f
      where f.linkedin_url = c.key and f.experience_landing_no = c.landing_no
      offset 0
    ) as m on true
    cross join lateral (
      select s.payload
      from raw.person_payloads as s
      where s.id = c.raw_id
        and m.is_whole is not true
        -- What went to ops.failures says nothing.
        and (select true from ops.documents as d where d.landing_no = c.landing_no)
      offset 0
    ) as p
    cross join lateral jsonb_array_elements(
      case
        when m.is_mirrored then '[]'
        else coalesce(extracted.object_array(p.payload -> 'experience'), '[]')
      end || coalesce(reference.json_object(p.payload -> 'latest_experience'), '[]')
    ) with ordinality as e (item, place)
    cross join lateral (
      select reference.normalize_domain(reference.json_text(e.item -> 'company_domain')) as domain
      where jsonb_typeof(e.item) = 'object'
      offset 0
    ) as n
    where n.domain is not null and not reference.is_blocked_domain(n.domain)
  ),
  employer as materialized (
    select s.domain
    from (
      select
        m.domain,
        min(m.landing_no) as landing_no,
        bool_or(m.name is not null) as has_name,
        bool_or(m.linkedin_url is not null) as has_page
      from mention as m
      group by m.domain
    ) as s
    left join lateral (
      select t.landing_no, t.name_landing_no, t.linkedin_url_landing_no
      from core.companies as t
      where t.domain = s.domain
      offset 0
    ) as known on true
    where known.landing_no is null
      or known.landing_no > s.landing_no
      -- Equal: the document gave it, and is replayed.
      or (s.has_name and coalesce(known.name_landing_no >= s.landing_no, true))
      or (s.has_page and coalesce(known.linkedin_url_landing_no >= s.landing_no, true))
  ),
  named as (
    select m.domain, m.landing_no, m.place, m.name, m.linkedin_url
    from employer as w
    inner join mention as m on m.domain = w.domain
  ),
  summed as (
    select
      n.domain,
      min(n.landing_no) as landing_no,
      (array_agg(n.name order by n.landing_no, n.place) filter (where n.name is not null))[1]
        as name,
      min(n.landing_no) filter (where n.name is not null) as name_landing_no,
      (array_agg(n.linkedin_url order by n.landing_no, n.place)
        filter (where n.linkedin_url is not null))[1] as linkedin_url,
      min(n.landing_no) filter (where n.linkedin_url is not null) as linkedin_url_landing_no
    from named as n
    group by n.domain
  )
  select array_agg(
    jsonb_populate_record(
      null::core.company_claim,
      jsonb_build_object(
        'domain', s.domain, 'source', 'person_profile', 'landing_no', s.landing_no,
        'is_newest', true, 'is_complete', false, 'has_previous', false, 'name', s.name,
        'name_landing_no', s.name_landing_no, 'linkedin_url', s.linkedin_url,
        'linkedin_url_landing_no', s.linkedin_url_landing_no
      )
    )
    order by s.domain
  )
  into v_claims
  from summed as s;

  return coalesce(v_claims, '{}');
end;
$$;

comment on function extracted.claim_person_employers(ops.document_candidate[]) is
  'The companies that the experience of loaded profiles names and core lacks in whole or part. '
  'Jobs without a domain are left out. Units: none. Nulls: a null or empty array gives an empty '
  'one. Errors: none.';

revoke all on function extracted.claim_person_employers(ops.document_candidate[]) from public;
