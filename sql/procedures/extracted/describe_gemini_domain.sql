-- Purpose: what the answer to a request says of the domain that Gemini guessed.
-- Input -> output: kind, payload of the call -> the members of the answer. A domain is normalised;
--   what is none, a shared host or the vendor's own is null, and named in warnings.
-- Called by: extracted.answer_gemini_result.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: extracted.describe_gemini_domain('orphan_domain', v_payload).
create or replace function extracted.describe_gemini_domain(p_kind text, p_payload jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_origin text := coalesce(
    reference.normalize_domain(reference.json_text(p_payload -> 'origin_company_domain')), ''
  );
  v_domain text;
  v_warnings jsonb;
begin
  if p_kind = 'domain_inference' then
    return jsonb_build_object(
      'customer_company_name', p_payload -> 'customer_company_name',
      'candidates', (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'domain', c.inferred_domain, 'confidence', c.confidence, 'reason', c.reason
            )
            order by c.place
          ),
          '[]'
        )
        from extracted.list_domain_candidates(p_payload -> 'candidates', v_origin) as c
        where c.inferred_domain is not null
      )
    );
  end if;

  v_domain := (
    select c.inferred_domain
    from extracted.list_domain_candidates(
      jsonb_build_array(p_payload -> 'customer_domain'), v_origin
    ) as c
  );
  v_warnings := case
    when v_domain is null and not ops.is_blank(p_payload -> 'customer_domain')
      then jsonb_build_array(
        jsonb_build_object(
          'field', case p_kind when 'orphan_domain' then 'domain' else 'customer_domain' end,
          'message', 'no domain, a shared host or the vendor''s own: given as null'
        )
      )
    else '[]'
  end;
  return case p_kind
    when 'orphan_domain' then jsonb_build_object(
      'customer_company_name', p_payload -> 'customer_company_name',
      'origin_company_domain', v_origin,
      'domain', v_domain,
      'confidence', p_payload -> 'confidence',
      'reason', p_payload -> 'reasoning',
      'warnings', v_warnings
    )
    else jsonb_build_object(
      'customer_name', p_payload -> 'customer_name',
      'origin_company_name', p_payload -> 'origin_company_name',
      'origin_company_domain', v_origin,
      'customer_domain', v_domain,
      'confidence', p_payload -> 'confidence',
      'reasoning', p_payload -> 'reasoning',
      'warnings', v_warnings
    )
  end;
end;
$$;

comment on function extracted.describe_gemini_domain(text, jsonb) is
  'What the model said in p_payload, for the answer to a request. Units: none. Nulls: a domain '
  'that is not given or not usable is null. Errors: none.';

revoke all on function extracted.describe_gemini_domain(text, jsonb) from public;
