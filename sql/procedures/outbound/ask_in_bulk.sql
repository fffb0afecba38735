-- Purpose: makes a job that asks a model about everything it was not asked about yet.
-- Input -> output: kind, {limit, budget_usd, dry_run, again}, context -> {success, total_rows,
--   queued, remaining, job_id, highest_cost_usd, ...}.
-- Called by: the api functions of bulk inference.
-- Writes to: what outbound.enqueue_calls writes; ops.idempotency_keys.
-- Idempotence: what a job has in hand is not taken again, what was asked before only with again;
--   by Idempotency-Key.
-- Errors: WH104 wrong type, WH105, WH741 the key of the vendor is not set.
-- Example: return outbound.ask_in_bulk('orphan_domain', p_request, p_context).
create or replace function outbound.ask_in_bulk(p_kind text, p_request jsonb, p_context jsonb)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_kind outbound.kinds := outbound.require_call_kind(p_kind, p_context);
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 50000, 50000);
  v_is_again boolean := ops.read_boolean(p_request, 'again', false);
  v_is_dry_run boolean := ops.read_boolean(p_request, 'dry_run', false);
  v_budget_usd numeric := outbound.read_budget(v_kind, p_request);
  v_answer jsonb;
  v_subjects text[];
  v_bodies json[];
  v_waiting bigint;
  v_job outbound.jobs;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;
  if not v_is_dry_run then
    -- One bulk request of a kind at a time, so that each sees the job of the one before. Single
    -- requests, whose jobs refer to the row, do not wait.
    perform from outbound.kinds as k where k.kind = p_kind collate "C" for no key update;
  end if;

  if p_kind in ('case_study_extraction', 'case_study_buyer') then
    select
      array_agg(u.subject order by u.position),
      array_agg(u.body::json order by u.position),
      max(u.waiting)
    into v_subjects, v_bodies, v_waiting
    from outbound.list_unasked_case_studies(p_kind, v_is_again, v_limit)
      with ordinality as u (subject, body, waiting, position);
  else
    select
      array_agg(u.subject order by u.position),
      array_agg(u.body::json order by u.position),
      max(u.waiting)
    into v_subjects, v_bodies, v_waiting
    from outbound.list_unasked_customers(p_kind, v_is_again, v_limit)
      with ordinality as u (subject, body, waiting, position);
  end if;

  if not v_is_dry_run and v_subjects is not null then
    v_job := outbound.enqueue_calls(
      p_kind => p_kind,
      p_subjects => v_subjects,
      p_bodies => v_bodies,
      p_options => jsonb_strip_nulls(
        jsonb_build_object('budget_usd', v_budget_usd, 'again', v_is_again)
      ),
      p_context => p_context
    );
  end if;

  return ops.keep_idempotent_answer(
    p_context,
    outbound.answer_sender(v_job, v_subjects, v_is_dry_run, 'Nothing is left to be asked.')
      || jsonb_build_object(
        'remaining', coalesce(v_waiting - cardinality(v_subjects), 0),
        'budget_usd', v_budget_usd,
        'highest_cost_usd',
        coalesce(cardinality(v_subjects), 0)
          * case when v_kind.is_metered then reference.ai_highest_cost_usd(p_kind) end
      )
  );
end;
$$;

comment on function outbound.ask_in_bulk(text, jsonb, jsonb) is
  'A job that asks p_kind about at most p_request.limit (1 to 50000; by default as many) rows, '
  'oldest first, until p_request.budget_usd is used up; dry_run only counts; again also takes what '
  'was asked before. highest_cost_usd: what it would cost were every call as dear as can be. '
  'Units: rows, US dollars. Nulls: a null budget is no limit. Errors: WH104, WH105, WH741.';

revoke all on function outbound.ask_in_bulk(text, jsonb, jsonb) from public;
