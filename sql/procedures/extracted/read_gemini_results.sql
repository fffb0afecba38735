-- Purpose: what is to be landed of answers of Gemini.
-- Input -> output: answers -> those that are over: a 2xx, or a delivery that was given up; each
--   with an id for its raw row, in the order of the deliveries.
-- Called by: extracted.land_gemini_results.
-- Writes to: nothing.
-- Idempotence: no; ids are new in every call.
-- Errors: none.
-- Example: v_landings := extracted.read_gemini_results(p_results);
create or replace function extracted.read_gemini_results(p_results outbound.vendor_result[])
returns extracted.gemini_landing[]
language plpgsql
volatile
set search_path = ''
as $$
begin
  return array(
    select
      row(
        r.delivery_id,
        gen_random_uuid(),
        r.kind,
        r.kind = 'case_study_extraction'
          or coalesce(
            reference.json_boolean(r.request -> 'persist'),
            r.kind in ('case_study_buyer', 'customer_domain')
          ),
        a.answer is not null,
        r.request - 'ask' - 'persist',
        jsonb_build_object(
          'delivery_id', r.delivery_id,
          'model', coalesce(r.result -> 'model', r.request #> '{ask,model}'),
          'model_version', r.result -> 'model_version',
          'finish_reason', r.result -> 'finish_reason',
          'http_status', r.http_status,
          'input_tokens', r.result -> 'input_tokens',
          'output_tokens', r.result -> 'output_tokens',
          'total_tokens', r.result -> 'total_tokens',
          'cost_usd', r.cost_usd,
          'dropped', coalesce(r.result -> 'dropped', '[]'),
          'page', r.result -> 'page',
          'page_problem', r.result -> 'page_problem',
          'response_text', r.result -> 'response_text'
        )
        || case
          when a.answer is not null then '{}'
          else jsonb_build_object(
            'unusable_answer', coalesce(
              reference.json_object(r.result -> 'unusable'),
              jsonb_build_object(
                'code', 'none', 'message', coalesce(r.error, 'no answer came')
              )
            )
          )
        end,
        a.answer,
        r.api_key_id
      )::extracted.gemini_landing
    from unnest(p_results) as r
    cross join lateral (
      select
        case
          when r.http_status between 200 and 299
            then reference.json_object(r.result -> 'answer')
        end as answer
      offset 0
    ) as a
    -- What is tried again has not been answered.
    where r.http_status between 200 and 299 or r.state in ('failed', 'dead')
    order by r.delivery_id
  );
end;
$$;

comment on function extracted.read_gemini_results(outbound.vendor_result[]) is
  'The answers in p_results that are to be landed, with a new raw_id each. Units: tokens, US '
  'dollars. Nulls: a null or empty array gives an empty one; answer is null where it cannot be '
  'used. Errors: none.';

revoke all on function extracted.read_gemini_results(outbound.vendor_result[]) from public;
