-- Purpose: writes what was found for orphan customers: one row per document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_orphan_customer_domain.
-- Writes to: extracted.orphan_customer_domain.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_orphan_customer_domain(v_documents);
create or replace function extracted.write_orphan_customer_domain(
  p_documents extracted.orphan_customer_domain_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.orphan_customer_domain as t (
    origin_company_domain, customer_name_key, raw_payload_id, id, document_at, landing_no,
    customer_company_name, inferred_domain, confidence, reason, input_tokens, output_tokens,
    cost_usd, success
  )
  select
    d.origin_company_domain,
    d.customer_name_key,
    d.raw_payload_id,
    reference.entity_id('orphan_customer_domain', d.raw_payload_id::text),
    d.document_at,
    d.landing_no,
    d.customer_company_name,
    d.inferred_domain,
    d.confidence,
    d.reason,
    d.input_tokens,
    d.output_tokens,
    d.cost_usd,
    d.success
  from unnest(p_documents) as d
  where d.raw_payload_id is not null
  on conflict (origin_company_domain, customer_name_key, raw_payload_id) do update
    set document_at = excluded.document_at,
        landing_no = excluded.landing_no,
        customer_company_name = excluded.customer_company_name,
        inferred_domain = excluded.inferred_domain,
        confidence = excluded.confidence,
        reason = excluded.reason,
        input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens,
        cost_usd = excluded.cost_usd,
        success = excluded.success,
        updated_at = excluded.updated_at
    where (
      t.document_at, t.landing_no, t.customer_company_name, t.inferred_domain, t.confidence,
      t.reason, t.input_tokens, t.output_tokens, t.cost_usd, t.success
    ) is distinct from (
      excluded.document_at, excluded.landing_no, excluded.customer_company_name,
      excluded.inferred_domain, excluded.confidence, excluded.reason, excluded.input_tokens,
      excluded.output_tokens, excluded.cost_usd, excluded.success
    );
  get diagnostics v_written = row_count;

  -- Of a customer that is recomputed all documents are here: what is none of them any more goes.
  delete from extracted.orphan_customer_domain as t
  using (
    select d.origin_company_domain, d.customer_name_key, array_agg(d.raw_payload_id) as raw_ids
    from unnest(p_documents) as d
    where d.is_complete
    group by d.origin_company_domain, d.customer_name_key
  ) as k
  where t.origin_company_domain = k.origin_company_domain
    and t.customer_name_key = k.customer_name_key
    and not t.raw_payload_id = any (array_remove(k.raw_ids, null));
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_orphan_customer_domain(
  extracted.orphan_customer_domain_document[]
) is
  'Upserts the rows of documents into extracted.orphan_customer_domain; of customers that are '
  'recomputed, deletes those of documents that are none any more. Returns the rows written. Units: '
  'rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_orphan_customer_domain(
  extracted.orphan_customer_domain_document[]
) from public;
