-- Purpose: the source word of extracted.customer_mentions for the name of a table of mentions.
-- Input -> output: a table of extracted, with or without its schema -> its source word.
-- Called by: ops.match_customer_names_slice.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: WH903 no table of mentions.
-- Example: extracted.find_mention_source('claygent_customers_v2') = 'claygent_v2'.
create or replace function extracted.find_mention_source(p_table text)
returns text
language plpgsql
immutable parallel safe
set search_path = ''
-- Not strict: null is no table, and no error.
as $$
declare
  v_source text := case
    when p_table like 'extracted.%' then substr(p_table, 11)
    else p_table
  end;
begin
  v_source := case v_source
    when 'claygent_customers_structured' then 'claygent_structured'
    when 'claygent_customers_v2' then 'claygent_v2'
    when 'claygent_customers' then 'claygent'
    when 'company_customer_claygent' then 'claygent_all_customers'
    when 'manual_company_customers' then 'manual'
  end;
  if p_table is not null and v_source is null then
    raise exception using
      errcode = 'WH903',
      message = 'no such table of mentions of customers',
      hint = 'pass claygent_customers_structured, claygent_customers_v2, claygent_customers, '
        || 'company_customer_claygent or manual_company_customers, or null for all of them';
  end if;
  return v_source;
end;
$$;

comment on function extracted.find_mention_source(text) is
  'The source in extracted.customer_mentions of the table p_table. Units: none. Nulls: null for '
  'null. Errors: WH903 no table of mentions.';

revoke all on function extracted.find_mention_source(text) from public;
