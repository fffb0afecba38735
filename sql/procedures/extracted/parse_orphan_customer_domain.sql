-- Purpose: reads the domains of orphan customers into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null, and so does a domain that is a shared host or the vendor's own
--   (extracted.warn_orphan_customer_domain says so in the answer).
-- Called by: extracted.load_orphan_customer_domain.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_orphan_customer_domain(v_work);
create or replace function extracted.parse_orphan_customer_domain(p_work ops.document_work[])
returns extracted.orphan_customer_domain_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.orphan_customer_domain_document[];
begin
  select array_agg(
    row(
      k.origin,
      k.name_key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      v.name,
      case
        when v.domain <> k.origin and not reference.is_blocked_domain(v.domain) then v.domain
      end,
      v.confidence,
      v.reason,
      case when v.input_tokens >= 0 then v.input_tokens end,
      case when v.output_tokens >= 0 then v.output_tokens end,
      case when v.cost_usd between 0 and 9999.99999999 then round(v.cost_usd, 8) end,
      v.success
    )::extracted.orphan_customer_domain_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.customer_company_name
    from raw.orphan_customer_domain_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      split_part(w.key, ' ', 1) as origin,
      substr(w.key, strpos(w.key, ' ') + 1) as name_key
    offset 0
  ) as k
  cross join lateral (
    select
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'customer_company_name'), p.customer_company_name
        )
      ) as name,
      reference.normalize_domain(reference.json_text(p.payload -> 'domain')) as domain,
      extracted.read_confidence(p.payload -> 'confidence') as confidence,
      reference.json_text(p.payload -> 'reason') as reason,
      reference.json_integer(p.payload -> 'input_tokens') as input_tokens,
      reference.json_integer(p.payload -> 'output_tokens') as output_tokens,
      reference.json_number(p.payload -> 'cost_usd') as cost_usd,
      reference.json_boolean(p.payload -> 'success') as success
    offset 0
  ) as v;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_orphan_customer_domain(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters, tokens, US dollars. Nulls: work without a raw row gives a document without values. '
  'Errors: none.';

revoke all on function extracted.parse_orphan_customer_domain(ops.document_work[]) from public;
