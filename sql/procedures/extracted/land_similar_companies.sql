-- Purpose: lands what CompanyEnrich answered about similar companies.
-- Input -> output: answers (request: the body of the delivery {domain, similarity_weight,
--   country_code, batch_id}; result: {status_code, response} of a usable answer, {status_code,
--   body} of any other, see vendors/companyenrich.ts) -> the raw row of each.
-- Called by: outbound.land_results, in the transaction that settles the deliveries.
-- Writes to: raw.company_enrich_similar_raw, and through its trigger extracted and core;
--   raw.company_enrich_similar_batch_items.
-- Idempotence: no; called once per answer, every answer is a row.
-- Errors: those that are not the payload's; a payload that cannot be taken is quarantined.
-- Example: select * from extracted.land_similar_companies(v_results).
create or replace function extracted.land_similar_companies(p_results outbound.vendor_result[])
returns setof outbound.landed_result
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_landed outbound.landed_result[];
begin
  with landed as (
    insert into raw.company_enrich_similar_raw as p (
      input_domain,
      batch_id,
      similarity_weight,
      country_code,
      status_code,
      error_message,
      payload,
      envelope,
      api_key_id
    )
    select
      r.subject,
      (r.request ->> 'batch_id')::uuid,
      reference.json_number(r.request -> 'similarity_weight'),
      r.request ->> 'country_code',
      reference.json_integer(r.result -> 'status_code'),
      case
        when a.payload is null
          then coalesce(nullif(r.result ->> 'body', ''), r.error, r.result ->> 'response', '')
      end,
      a.payload,
      jsonb_build_object('job_id', r.job_id, 'delivery_id', r.delivery_id),
      r.api_key_id
    from unnest(p_results) as r
    cross join lateral (
      -- As text on its way here: numbers of any size stay what they are.
      select reference.parse_json(r.result ->> 'response') as payload
      offset 0
    ) as a
    -- Without a result no call was made.
    where r.result is not null
    order by r.delivery_id
    returning p.id, (p.envelope -> 'delivery_id')::bigint as delivery_id
  )
  select array_agg(row(l.delivery_id, l.id)::outbound.landed_result)
  into v_landed
  from landed as l;

  insert into raw.company_enrich_similar_batch_items as i (
    batch_id, domain, raw_id, similar_companies_count, answered_at
  )
  select
    p.batch_id,
    p.input_domain,
    p.id,
    cardinality(extracted.list_similar_companies(p.input_domain, p.payload)),
    p.received_at
  from unnest(v_landed) as l
  inner join raw.company_enrich_similar_raw as p on p.id = l.raw_id
  inner join raw.company_enrich_similar_batches as b on b.batch_id = p.batch_id
  where p.error_message is null
    and p.input_domain = any (b.input_domains)
  order by p.batch_id, p.input_domain collate "C"
  on conflict (batch_id, domain) do update
    set raw_id = excluded.raw_id,
        similar_companies_count = excluded.similar_companies_count,
        answered_at = excluded.answered_at;

  return query select u.delivery_id, u.raw_id from unnest(v_landed) as u;
end;
$$;

comment on function extracted.land_similar_companies(outbound.vendor_result[]) is
  'Lands p_results and says which raw row holds each: a usable answer as a payload, any other as '
  'status and text. Units: none. Nulls: a null or empty array does nothing; a null result lands '
  'nothing. Errors: those that are not the payload''s.';

revoke all on function extracted.land_similar_companies(outbound.vendor_result[]) from public;
