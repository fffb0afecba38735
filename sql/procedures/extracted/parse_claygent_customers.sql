-- Purpose: reads lists of customers into typed values, whichever of the four sources they are of.
--   Every payload is read once.
-- Input -> output: source and what is to be written (ops.document_work[]) -> the documents. Entries
--   of one name key are one customer: the first spelling, the first URL, has_case_study where any
--   entry says so. Entries without a name, and placeholders, are counted in customers_skipped; URLs
--   that lead to no case study in case_study_urls_skipped.
-- Called by: extracted.load_<source>, extracted.answer_claygent_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_claygent_customers('claygent_customers', v_work);
create or replace function extracted.parse_claygent_customers(
  p_source text,
  p_work ops.document_work[]
)
returns extracted.customer_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  -- What reference.is_stageable_case_study_url asks for, of a URL that is normalised already.
  c_page constant text collate "C" := 'http%://%/_%';
  v_documents extracted.customer_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      reference.clean_label(reference.json_text(p.payload -> 'origin_company_name')),
      b.confidence,
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'batch_id'),
          reference.json_text(p.payload -> 'batch_name')
        )
      ),
      c.customers,
      c.customers_skipped,
      c.staging_case_study_urls,
      c.case_study_urls_skipped
    )::extracted.customer_document
  )
  into v_documents
  from unnest(p_work) as w
  cross join lateral (
    select extracted.find_customer_payload(p_source, w.raw_id) as payload offset 0
  ) as p
  cross join lateral extracted.read_customer_body(p.payload) as b
  cross join lateral (
    select
      coalesce(
        array_agg(
          row(
            g.customer_name, g.customer_name_key, g.case_study_url, g.has_case_study
          )::extracted.customer_item
          order by g.place
        ) filter (where g.customer_name_key is not null),
        '{}'
      ) as customers,
      coalesce(sum(g.entries) filter (where g.customer_name_key is null), 0)::integer
        as customers_skipped,
      count(distinct g.case_study_url) filter (
        where g.customer_name_key is not null
          and g.has_case_study is not false
          and split_part(g.case_study_url, '?', 1) like c_page
      )::integer as staging_case_study_urls,
      coalesce(sum(g.urls_skipped), 0)::integer as case_study_urls_skipped
    from (
      select
        k.customer_name_key,
        min(e.place) as place,
        count(*) as entries,
        (array_agg(v.customer_name order by e.place))[1] as customer_name,
        (
          array_agg(v.case_study_url order by e.place) filter (where v.case_study_url is not null)
        )[1] as case_study_url,
        bool_or(v.has_case_study) as has_case_study,
        count(*) filter (
          where v.is_url_given
            and (
              k.customer_name_key is null
              or v.case_study_url is null
              or v.has_case_study is false
              or split_part(v.case_study_url, '?', 1) not like c_page
            )
        ) as urls_skipped
      from jsonb_array_elements(b.customers) with ordinality as e (item, place)
      -- Offset 0 keeps the expressions of a subquery from being computed once per use.
      cross join lateral (
        select
          case
            when jsonb_typeof(e.item) = 'object' then e.item
            when jsonb_typeof(e.item) = 'string' then coalesce(
              reference.json_object(e.item), jsonb_build_object('companyName', e.item)
            )
          end as item
        offset 0
      ) as o
      cross join lateral (
        select
          o.item -> 'companyName' as name,
          o.item -> 'url' as url,
          o.item ->> 'url' like 'http%' as is_url,
          o.item -> 'hasCaseStudy' as has_case_study
        offset 0
      ) as g
      cross join lateral (
        select
          n.name,
          -- Ordinary names (letters and digits, single spaces) need no function call.
          n.name ~ '^[0-9A-Za-z]+( [0-9A-Za-z]+)*$'
            and octet_length(n.name) between 5 and 500
            and (
              strpos('nNuUtT', left(n.name, 1)) = 0 or not reference.is_placeholder_name(n.name)
            ) as is_plain
        from (
          select case when jsonb_typeof(g.name) = 'string' then g.name #>> '{}' end collate "C"
            as name
          offset 0
        ) as n
        offset 0
      ) as n
      cross join lateral (
        select
          case
            when n.is_plain then n.name
            else reference.clean_label(reference.json_text(g.name))
          end as customer_name,
          case
            when g.is_url then reference.normalize_case_study_url(g.url #>> '{}')
            when g.url <> '""' then reference.normalize_case_study_url(reference.json_text(g.url))
          end as case_study_url,
          case
            when g.is_url then true
            when g.url <> '""' then not ops.is_blank(g.url)
            else false
          end as is_url_given,
          case
            when jsonb_typeof(g.has_case_study) = 'boolean' then g.has_case_study = 'true'
            else reference.json_boolean(g.has_case_study)
          end as has_case_study
        offset 0
      ) as v
      cross join lateral (
        select
          case
            when n.is_plain then lower(n.name)
            when not reference.is_placeholder_name(v.customer_name)
              then reference.name_key(v.customer_name)
          end as customer_name_key
        offset 0
      ) as k
      group by k.customer_name_key
    ) as g
  ) as c;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_claygent_customers(text, ops.document_work[]) is
  'Reads the raw payloads of p_work, of source p_source, into typed documents. Units: entries and '
  'URLs. Nulls: work without a raw row gives a document without customers; a value of a wrong type '
  'is null. Errors: none.';

revoke all on function extracted.parse_claygent_customers(text, ops.document_work[]) from public;
