-- Purpose: asks CompanyEnrich for the companies similar to each of many, one call per domain.
-- Input -> output: {domains, similarity_weight, country_code, batch_name} -> at once {success,
--   batch_id, job_id, total_domains, status: processing, message, skipped, skipped_domains}.
--   Domains are normalised, each is asked about once; those that are none are left out and named.
-- Called by: POST /run/companies/companyenrich/similar-companies/batch.
-- Writes to: raw.company_enrich_similar_batches; outbound.jobs, outbound.deliveries,
--   outbound.queue.
-- Idempotence: by Idempotency-Key; without one every request is a batch.
-- Errors: WH101 no domains, WH102 none of them is a company's domain, WH104 wrong type, WH105,
--   WH741 the key of CompanyEnrich is not set.
-- Example: select api.find_similar_companies_batch('{"domains": ["acme.example"]}').
create or replace function api.find_similar_companies_batch(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_given text[] := ops.read_texts(p_request, 'domains');
  v_weight numeric := ops.read_number(p_request, 'similarity_weight', -1, 1, 0);
  v_country_code text := ops.read_country_code(p_request, 'country_code');
  v_answer jsonb;
  v_domains text[];
  v_skipped jsonb;
  v_batch raw.company_enrich_similar_batches;
begin
  if coalesce(cardinality(v_given), 0) = 0 then
    raise exception using
      errcode = 'WH101',
      message = 'domains is required',
      detail = ops.describe_issue('domains', 'missing or empty'),
      hint = 'send a list of at least one domain, such as ["acme.example"]';
  end if;

  with given as materialized (
    select
      g.given,
      g.place,
      k.domain,
      case
        when k.domain is null then 'not a domain name'
        when reference.is_blocked_domain(k.domain) then 'a link shortener or link page'
      end as problem
    from unnest(v_given) with ordinality as g (given, place)
    cross join lateral (select reference.normalize_domain(g.given) as domain offset 0) as k
  )
  select
    array(
      select u.domain
      from given as u
      where u.problem is null
      group by u.domain
      order by min(u.place)
    ),
    coalesce(
      jsonb_agg(
        jsonb_build_object('subject', left(g.given, 300), 'reason', g.problem) order by g.place
      ) filter (where g.problem is not null),
      '[]'
    )
  into v_domains, v_skipped
  from given as g;

  if v_domains = '{}' then
    raise exception using
      errcode = 'WH102',
      message = 'domains holds no domain of a company',
      detail = ops.describe_issue('domains', 'none of them is a domain of a company'),
      hint = 'send host names with a dot, such as acme.example; no IP addresses';
  end if;

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  v_batch := ops.start_similar_batch(
    p_domains => v_domains,
    p_similarity_weight => v_weight,
    p_country_code => v_country_code,
    p_batch_name => reference.json_text(p_request -> 'batch_name'),
    p_skipped => v_skipped,
    p_context => p_context
  );
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', true,
      'batch_id', v_batch.batch_id,
      'job_id', v_batch.job_id,
      'total_domains', v_batch.total_domains,
      'status', 'processing',
      'message', format(
        '%s domains are being asked about: GET /api/enrichment/similar-companies/batch/%s/status',
        v_batch.total_domains,
        v_batch.batch_id
      ),
      'skipped', jsonb_array_length(v_skipped),
      'skipped_domains', jsonb_path_query_array(v_skipped, '$[0 to 49]')
    )
  );
end;
$$;

comment on function api.find_similar_companies_batch(jsonb, jsonb) is
  'Makes a batch of p_request.domains. p_context: api_key_id, idempotency_key, endpoint, vendors. '
  'Units: weight -1 to 1, default 0. Nulls: domains is required; country_code and batch_name may '
  'be left out. Errors: WH101 no domains, WH102 none is usable, WH104 wrong type, WH105 '
  'Idempotency-Key reused, WH741 no key of the vendor.';

revoke all on function api.find_similar_companies_batch(jsonb, jsonb) from public;
grant execute on function api.find_similar_companies_batch(jsonb, jsonb)
  to pipeline_edge, service_role;
