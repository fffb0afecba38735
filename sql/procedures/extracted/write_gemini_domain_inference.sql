-- Purpose: writes what is inferred about the domains of customers: the newest document with a
--   usable candidate wins; what it offers to core is the first to land of at least medium
--   confidence.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_gemini_domain_inference.
-- Writes to: extracted.gemini_domain_inference.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_gemini_domain_inference(v_documents);
create or replace function extracted.write_gemini_domain_inference(
  p_documents extracted.gemini_domain_inference_document[]
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
    select
      d.origin_company_domain,
      d.customer_name_key,
      d.raw_payload_id,
      d.document_at,
      d.landing_no,
      d.customer_company_name,
      d.inferred_domain,
      d.confidence,
      d.reason,
      case when c.is_claim then d.inferred_domain end as claimed_domain,
      case when c.is_claim then d.landing_no end as claimed_landing_no,
      false as is_stored
    from unnest(p_documents) as d
    cross join lateral (
      select
        d.origin_company_domain <> ''
          and d.inferred_domain is not null
          and d.confidence in ('high', 'medium') as is_claim
    ) as c
    where d.raw_payload_id is not null
    union all
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      d.origin_company_domain,
      d.customer_name_key,
      t.raw_payload_id,
      null,
      null,
      t.customer_company_name,
      t.inferred_domain,
      t.confidence,
      t.reason,
      t.claimed_domain,
      t.claimed_landing_no,
      true
    from unnest(p_documents) as d
    cross join lateral (
      select
        s.raw_payload_id,
        s.customer_company_name,
        s.inferred_domain,
        s.confidence,
        s.reason,
        s.claimed_domain,
        s.claimed_landing_no
      from extracted.gemini_domain_inference as s
      where s.origin_company_domain = d.origin_company_domain
        and s.customer_name_key = d.customer_name_key
      offset 0
    ) as t
    where d.raw_payload_id is not null and not d.is_complete
  ),
  newest_first as (
    select
      d.*,
      row_number() over (
        partition by d.origin_company_domain, d.customer_name_key
        order by d.is_stored, d.document_at desc, d.landing_no desc
      ) as place
    from document as d
  )
  insert into extracted.gemini_domain_inference as t (
    origin_company_domain, customer_name_key, id, raw_payload_id, customer_company_name,
    inferred_domain, confidence, reason, claimed_domain, claimed_landing_no
  )
  select
    d.origin_company_domain,
    d.customer_name_key,
    reference.entity_id(
      'gemini_domain_inference', d.origin_company_domain || ' ' || d.customer_name_key
    ),
    (array_agg(d.raw_payload_id order by d.place))[1],
    (array_agg(d.customer_company_name order by d.place))[1],
    -- Domain, confidence and reason are of one document.
    (array_agg(d.inferred_domain order by d.place) filter (where d.inferred_domain is not null))[1],
    (array_agg(d.confidence order by d.place) filter (where d.inferred_domain is not null))[1],
    (array_agg(d.reason order by d.place) filter (where d.inferred_domain is not null))[1],
    (
      array_agg(d.claimed_domain order by d.claimed_landing_no)
        filter (where d.claimed_domain is not null)
    )[1],
    min(d.claimed_landing_no)
  from newest_first as d
  group by d.origin_company_domain, d.customer_name_key
  on conflict (origin_company_domain, customer_name_key) do update
    set raw_payload_id = excluded.raw_payload_id,
        customer_company_name = excluded.customer_company_name,
        inferred_domain = excluded.inferred_domain,
        confidence = excluded.confidence,
        reason = excluded.reason,
        claimed_domain = excluded.claimed_domain,
        claimed_landing_no = excluded.claimed_landing_no,
        updated_at = excluded.updated_at
    where (
      t.raw_payload_id, t.customer_company_name, t.inferred_domain, t.confidence, t.reason,
      t.claimed_domain, t.claimed_landing_no
    ) is distinct from (
      excluded.raw_payload_id, excluded.customer_company_name, excluded.inferred_domain,
      excluded.confidence, excluded.reason, excluded.claimed_domain, excluded.claimed_landing_no
    );
  get diagnostics v_written = row_count;

  delete from extracted.gemini_domain_inference as t
  using unnest(p_documents) as d
  where t.origin_company_domain = d.origin_company_domain
    and t.customer_name_key = d.customer_name_key
    and d.raw_payload_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_gemini_domain_inference(
  extracted.gemini_domain_inference_document[]
) is
  'Upserts extracted.gemini_domain_inference: the newest inference, and the first that core may '
  'take; deletes the row of a customer without documents. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing; a document without a domain replaces none. Errors: '
  'none.';

revoke all on function extracted.write_gemini_domain_inference(
  extracted.gemini_domain_inference_document[]
) from public;
