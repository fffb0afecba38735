-- Purpose: copies cleaned names of companies to core where there is none, over HTTP.
-- Input -> output: {batch_size, max_batches, dry_run} -> {success, total_updated,
--   batches_processed, written, remaining, dry_run}. All of it is one transaction.
-- Called by: POST /run/companies/db/populate-name/backfill.
-- Writes to: core.companies, core.company_names, ops.entities, ops.enrichment_runs. A dry run
--   writes nothing.
-- Idempotence: only nulls are filled; an Idempotency-Key seen before gives the first answer.
-- Errors: WH104, WH105.
-- Example: select api.backfill_cleaned_company_names('{"batch_size": 5000, "max_batches": 10}').
create or replace function api.backfill_cleaned_company_names(
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
  v_batch_size integer := ops.read_integer(p_request, 'batch_size', 1, 20000, 5000);
  v_max_batches integer := ops.read_integer(p_request, 'max_batches', 1, 1000000, null);
  v_dry_run boolean := ops.read_boolean(p_request, 'dry_run', false);
  v_started_at timestamptz := clock_timestamp();
  v_after text := '';
  v_batches integer := 0;
  v_filled bigint := 0;
  v_names_filled bigint := 0;
  v_remaining integer := 0;
  v_answer jsonb;
  v_slice record;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  -- A loop over batches, in the order of domains: so are the locks that it takes.
  while v_max_batches is null or v_batches < v_max_batches loop
    select s.*
    into v_slice
    from ops.backfill_cleaned_company_names_slice(v_after, v_batch_size, v_dry_run) as s;
    exit when v_slice.last_key is null;
    v_after := v_slice.last_key;
    v_batches := v_batches + 1;
    v_filled := v_filled + v_slice.filled;
    v_names_filled := v_names_filled + v_slice.names_filled;
  end loop;
  if v_slice.last_key is not null then
    select s.examined
    into v_remaining
    from ops.backfill_cleaned_company_names_slice(v_after, 2147483647, true) as s;
  end if;

  if not v_dry_run then
    perform ops.finish_backfill(
      'cleaned-company-names-backfill', v_filled + v_names_filled, v_started_at
    );
  end if;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', true,
      'total_updated', v_filled,
      'batches_processed', v_batches,
      'written', jsonb_build_object(
        'core.companies', v_filled,
        'core.company_names', v_names_filled
      ),
      'remaining', v_remaining,
      'dry_run', v_dry_run
    )
  );
end;
$$;

comment on function api.backfill_cleaned_company_names(jsonb, jsonb) is
  'Fills cleaned_name of core.companies and core.company_names where it is null, p_request.'
  'batch_size (5000) companies at a time, p_request.max_batches times at most; p_request.dry_run '
  '(false) only counts. Says how many companies remain. Units: companies and rows. Nulls: '
  'max_batches null is no limit. Errors: WH104 out of bounds or of a wrong type, WH105 '
  'Idempotency-Key reused.';

revoke all on function api.backfill_cleaned_company_names(jsonb, jsonb) from public;
grant execute on function api.backfill_cleaned_company_names(jsonb, jsonb)
  to pipeline_edge, service_role;
