-- Purpose: what the answer to a batch of companies of portfolios says about each.
-- Input -> output: raw rows that were taken just now -> a JSON array in their order: ids and
--   values, or the failure.
-- Called by: api.ingest_vc_portfolio.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: [{"success": true, "raw_id": "...", "domain": "acme.example", ...}, ...].
create or replace function extracted.answer_vc_portfolios(p_raw_ids uuid[])
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        case
          when d.key is not null then jsonb_build_object(
            'success', true,
            'raw_id', p.id,
            'domain', d.key,
            'vc_name', reference.clean_label(reference.json_text(p.payload -> 'vc_name')),
            'warnings', extracted.warn_vc_portfolio(p.payload)
          )
          else jsonb_build_object(
            'success', false,
            'raw_id', p.id,
            'domain', p.domain,
            'failure_id', f.failure_id,
            'error', ops.describe_quarantine(f.failure_id, f.message)
          )
        end
        order by i.place
      ),
      '[]'
    )
    from unnest(p_raw_ids) with ordinality as i (id, place)
    inner join raw.vc_portfolio_payloads as p on p.id = i.id
    left join ops.documents as d on d.landing_no = p.landing_no
    left join ops.failures as f
      on f.source = 'vc_portfolio' and f.raw_id = p.id and f.resolved_at is null
  );
end;
$$;

comment on function extracted.answer_vc_portfolios(uuid[]) is
  'What a batch answers about each of its raw rows, in their order. Units: items. Nulls: a null or '
  'empty array gives an empty one; a value that a document does not give is null. Errors: none.';

revoke all on function extracted.answer_vc_portfolios(uuid[]) from public;
