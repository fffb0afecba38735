-- Purpose: what the answer to a single payload says about the domain of an orphan customer.
-- Input -> output: the candidate, whether it repeats what stands, rows written in extracted, rows
--   updated in core -> the fields of the answer.
-- Called by: extracted.load_orphan_customer_domain.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"extracted_id": "...", "core_updated": 1, "unchanged": false, ...}.
create or replace function extracted.answer_orphan_customer_domain(
  p_candidate ops.document_candidate,
  p_is_unchanged boolean,
  p_written integer,
  p_core_updated integer
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_origin text := split_part(p_candidate.key, ' ', 1);
begin
  return jsonb_build_object(
    -- A document that repeats the one before it has no row of its own: that one's stands for both.
    'extracted_id', (
      select t.id
      from extracted.orphan_customer_domain as t
      where t.origin_company_domain = v_origin
        and t.customer_name_key = substr(p_candidate.key, length(v_origin) + 2)
        and (t.document_at, t.landing_no) <= (p_candidate.document_at, p_candidate.landing_no)
      order by t.document_at desc, t.landing_no desc
      limit 1
    ),
    'core_updated', p_core_updated,
    'unchanged', p_is_unchanged,
    'written', jsonb_build_object(
      'extracted.orphan_customer_domain', p_written,
      'core.company_customers', p_core_updated
    ),
    'warnings', (
      select extracted.warn_orphan_customer_domain(p.payload, v_origin)
      from raw.orphan_customer_domain_payloads as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_orphan_customer_domain(
  ops.document_candidate, boolean, integer, integer
) is
  'The fields of the answer to a single payload: its row, rows written, warnings. Units: rows. '
  'Nulls: none allowed. Errors: none.';

revoke all on function extracted.answer_orphan_customer_domain(
  ops.document_candidate, boolean, integer, integer
) from public;
