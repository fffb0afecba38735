-- Purpose: the batch of similar companies that a request is about.
-- Input -> output: request with batch_id -> its row; a row of nulls where batch_id is left out.
-- Called by: api functions about batches.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 no uuid, WH751 unknown batch.
-- Example: v_batch := ops.find_similar_batch(p_request).
create or replace function ops.find_similar_batch(p_request jsonb)
returns raw.company_enrich_similar_batches
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text;
  v_batch raw.company_enrich_similar_batches;
begin
  if ops.is_blank(p_request -> 'batch_id') then
    return null;
  end if;
  v_given := ops.require_text(p_request, 'batch_id');
  if v_given !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    raise exception using
      errcode = 'WH104',
      message = 'batch_id must be a uuid',
      detail = ops.describe_issue('batch_id', 'must be a uuid'),
      hint = 'use the batch_id of the answer that started the batch';
  end if;
  select b.*
  into v_batch
  from raw.company_enrich_similar_batches as b
  where b.batch_id = v_given::uuid;
  if not found then
    raise exception using
      errcode = 'WH751',
      message = 'the batch does not exist',
      hint = 'use the batch_id of the answer that started the batch; '
        'raw.company_enrich_similar_batches lists them';
  end if;
  return v_batch;
end;
$$;

comment on function ops.find_similar_batch(jsonb) is
  'The batch p_request.batch_id. Units: none. Nulls: a missing or blank batch_id gives a row of '
  'nulls. Errors: WH104 no uuid, WH751 unknown batch.';

revoke all on function ops.find_similar_batch(jsonb) from public;
