-- Purpose: what models were asked, what it took and what it cost, over all tasks.
-- Input -> output: the raw rows of answers -> one row per call.
-- Called by: analysts.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select task, model, count(*), sum(cost_usd) from extracted.gemini_calls group by 1, 2;
create or replace view extracted.gemini_calls
with (security_invoker = true)
as
select
  p.id as raw_id,
  p.received_at,
  p.task,
  p.origin_company_domain,
  reference.json_text(p.payload -> 'model') as model,
  reference.json_bigint(p.payload -> 'input_tokens') as input_tokens,
  reference.json_bigint(p.payload -> 'output_tokens') as output_tokens,
  reference.json_bigint(p.payload -> 'total_tokens') as total_tokens,
  reference.json_number(p.payload -> 'cost_usd') as cost_usd,
  p.payload #>> '{unusable_answer,code}' as unusable_code,
  p.payload #>> '{unusable_answer,message}' as unusable_message,
  p.payload -> 'dropped' as dropped,
  p.payload ->> 'response_text' as response_text,
  reference.json_bigint(p.payload -> 'delivery_id') as delivery_id
from (
  select
    c.id,
    c.received_at,
    'case_study_extraction'::text collate "C" as task,
    c.origin_company_domain,
    c.payload
  from raw.gemini_case_study_payloads as c
  union all
  select
    b.id,
    b.received_at,
    'case_study_buyer'::text collate "C",
    b.origin_company_domain,
    b.payload
  from raw.case_study_buyers_payloads as b
  union all
  select
    r.id,
    r.received_at,
    r.task,
    r.origin_company_domain,
    r.payload
  from raw.resolve_customer_domain_payloads as r
) as p;

comment on view extracted.gemini_calls is
  'What models were asked about case studies and domains: one row per raw row, those included that '
  'others asked and sent (delivery_id null). Tokens and US dollars are those of the document: '
  'output_tokens include thinking. unusable_code says why an answer could not be used: page, '
  'blocked, truncated, empty, unparsable, invalid, none; dropped lists values that the page did '
  'not bear out.';
