-- Purpose: sums up what the documents of a case study say.
-- Input -> output: documents, and what stands of their case studies -> one document per case study:
--   the people of the newest document with a list, each with what older ones say of them as long as
--   they listed them without a break; of every other column the newest value. What stands counts as
--   the oldest document where the documents are not all there are (is_complete false).
-- What is said about the customer holds while the documents are about one customer of one vendor: a
--   document about another one begins anew, so that no customer gets the domain of the former.
-- Called by: extracted.load_gemini_case_study, extracted.load_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: v_merged := extracted.merge_case_studies(v_documents, v_stored);
create or replace function extracted.merge_case_studies(
  p_documents extracted.case_study_document[],
  p_stored extracted.case_study_document[]
)
returns extracted.case_study_document[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- First documents of their case studies are their own sums.
  if p_stored = '{}' and not exists (select from unnest(p_documents) as d where d.is_complete) then
    return p_documents;
  end if;

  return (
    with document as (
      select
        u.key,
        array_agg(u.document order by u.is_stored, u.document_at desc, u.landing_no desc)
          as documents
      from (
        select
          x.*,
          bool_or(x.is_complete) over (partition by x.key) as has_all
        from (
          select d.key, d.is_complete, d.document_at, d.landing_no, false as is_stored,
            d as document
          from unnest(p_documents) as d
          union all
          select s.key, false, null, null, true, s
          from unnest(p_stored) as s
          -- What was copied in by hand gives way to the first document.
          where s.raw_payload_id is not null
        ) as x
      ) as u
      where not (u.is_stored and u.has_all)
      group by u.key
    )
    select coalesce(
      array_agg(
        row(
          n.key, n.raw_payload_id, n.document_at, n.landing_no, n.is_complete, n.case_study_url,
          n.origin_company_domain, c.origin_company_name, c.customer_name, c.customer_name_key,
          c.customer_domain, c.customer_domain_source, c.customer_domain_landing_no,
          l.article_title, l.confidence, l.reasoning, p.people
        )::extracted.case_study_document
        order by g.key
      ),
      '{}'
    )
    from document as g
    -- The newest document.
    cross join lateral (select (g.documents[1]).*) as n
    cross join lateral (
      select
        (array_agg(d.article_title order by d.place)
          filter (where d.article_title is not null))[1] as article_title,
        (array_agg(d.confidence order by d.place)
          filter (where d.confidence is not null))[1] as confidence,
        (array_agg(d.reasoning order by d.place)
          filter (where d.reasoning is not null))[1] as reasoning
      from unnest(g.documents) with ordinality as d (
        key, raw_payload_id, document_at, landing_no, is_complete, case_study_url,
        origin_company_domain, origin_company_name, customer_name, customer_name_key,
        customer_domain, customer_domain_source, customer_domain_landing_no, article_title,
        confidence, reasoning, people, place
      )
    ) as l
    cross join lateral (
      select
        (array_agg(d.origin_company_name order by d.place)
          filter (where d.origin_company_name is not null))[1] as origin_company_name,
        (array_agg(d.known_name order by d.place))[1] as customer_name,
        (array_agg(d.known_key order by d.place))[1] as customer_name_key,
        (array_agg(d.customer_domain order by d.place)
          filter (where d.is_standing))[1] as customer_domain,
        -- Of the documents since which the domain has not changed, the first to land.
        (array_agg(d.customer_domain_source order by d.customer_domain_landing_no)
          filter (where d.is_standing))[1] as customer_domain_source,
        min(d.customer_domain_landing_no)
          filter (where d.is_standing) as customer_domain_landing_no
      from (
        select
          k.*,
          k.is_of_customer
            and k.customer_domain is not null
            and bool_and(
              k.customer_domain is null or k.customer_domain = k.newest_domain
            ) over (order by k.place) as is_standing
        from (
          select
            o.*,
            (
              array_agg(o.customer_domain) filter (where o.customer_domain is not null) over (
                partition by o.is_of_customer
                order by o.place
                rows between unbounded preceding and unbounded following
              )
            )[1] as newest_domain
          from (
            select
              m.*,
              bool_and(m.known_key is not distinct from m.newest_key) over (order by m.place)
                as is_of_customer
            from (
              select
                y.*,
                first_value(y.known_key) over (order by y.place) as newest_key
              from (
                select
                  v.*,
                  -- The name that a document gives, else that of the one before it.
                  first_value(v.customer_name) over of_one_name as known_name,
                  first_value(v.customer_name_key) over of_one_name as known_key
                from (
                  select
                    w.*,
                    count(w.customer_name_key) over (order by w.place desc) as name_no
                  from (
                    select
                      d.place, d.origin_company_name, d.customer_name, d.customer_name_key,
                      d.customer_domain, d.customer_domain_source, d.customer_domain_landing_no,
                      bool_and(d.origin_company_domain = n.origin_company_domain)
                        over (order by d.place) as is_of_vendor
                    from unnest(g.documents) with ordinality as d (
                      key, raw_payload_id, document_at, landing_no, is_complete, case_study_url,
                      origin_company_domain, origin_company_name, customer_name,
                      customer_name_key, customer_domain, customer_domain_source,
                      customer_domain_landing_no, article_title, confidence, reasoning, people,
                      place
                    )
                  ) as w
                  where w.is_of_vendor
                ) as v
                window of_one_name as (partition by v.name_no order by v.place desc)
              ) as y
            ) as m
          ) as o
        ) as k
      ) as d
    ) as c
    cross join lateral (
      select coalesce(
        array_agg(
          row(
            q.full_name, q.full_name_key, q.job_title, q.company_name, q.landing_no
          )::extracted.case_study_person
          order by q.full_name_key
        ),
        '{}'
      ) as people
      from (
        select
          i.full_name_key,
          (array_agg(i.full_name order by i.place))[1] as full_name,
          (array_agg(i.job_title order by i.place) filter (where i.job_title is not null))[1]
            as job_title,
          (array_agg(i.company_name order by i.place)
            filter (where i.company_name is not null))[1] as company_name,
          min(i.landing_no) as landing_no
        from (
          select
            b.place,
            e.full_name,
            e.full_name_key,
            e.job_title,
            e.company_name,
            e.landing_no,
            row_number() over (partition by e.full_name_key order by b.place) as listing
          from (
            -- A document without a list says nothing about people; an empty list says nobody.
            select d.people, row_number() over (order by d.place) as place
            from unnest(g.documents) with ordinality as d (
              key, raw_payload_id, document_at, landing_no, is_complete, case_study_url,
              origin_company_domain, origin_company_name, customer_name, customer_name_key,
              customer_domain, customer_domain_source, customer_domain_landing_no, article_title,
              confidence, reasoning, people, place
            )
            where d.people is not null
          ) as b
          cross join lateral unnest(b.people) as e
        ) as i
        -- Listed by the newest document and each before it, up to the first that does not.
        where i.listing = i.place
        group by i.full_name_key
      ) as q
    ) as p
  );
end;
$$;

comment on function extracted.merge_case_studies(
  extracted.case_study_document[], extracted.case_study_document[]
) is
  'Sums up documents of case studies, one per key: p_documents in document order, before them what '
  'stands (p_stored) where they are not complete. Units: none. Nulls: null replaces nothing; a '
  'document without a raw row stays one. Errors: none.';

revoke all on function extracted.merge_case_studies(
  extracted.case_study_document[], extracted.case_study_document[]
) from public;
