-- Purpose: makes case study URLs go out again that went out without the name of their publisher.
-- Input -> output: {ids, batch_id, origin_company_domains, only_null_name_sends, dry_run} ->
--   {success, matched, reset, still_null}. What was really sent is read from the deliveries; rows
--   sent before there was such a log count as sent without a name.
-- Called by: POST /run/case-study-urls/resend; the rows go out with the next to-clay.
-- Writes to: raw.staging_case_study_urls.sent_to_clay. processed stays.
-- Idempotence: yes; a row that is unsent is not matched.
-- Errors: WH104 wrong type, WH105.
-- Example: select api.resend_case_study_urls('{"batch_id": "2026-02", "dry_run": false}').
create or replace function api.resend_case_study_urls(
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
  v_ids text[] := ops.read_texts(p_request, 'ids');
  v_domains text[] := ops.read_texts(p_request, 'origin_company_domains');
  v_batch_id text := reference.clean_label(reference.json_text(p_request -> 'batch_id'));
  v_is_null_only boolean := ops.read_boolean(p_request, 'only_null_name_sends', true);
  v_is_dry_run boolean := ops.read_boolean(p_request, 'dry_run', true);
  v_answer jsonb;
  v_matched uuid[];
  v_named uuid[];
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  select
    array_agg(s.id),
    array_agg(s.id) filter (where reference.clean_text(s.origin_company_name) is not null)
  into v_matched, v_named
  from raw.staging_case_study_urls as s
  where s.sent_to_clay
    and (v_ids is null or s.id::text = any (v_ids))
    and (v_batch_id is null or s.batch_id = v_batch_id)
    and (
      v_domains is null
      or s.origin_company_domain = any (
        array(select reference.normalize_domain(d.domain) from unnest(v_domains) as d (domain))
      )
    )
    and (
      not v_is_null_only
      or coalesce(
        (
          select bool_or(
            reference.clean_text(d.body::jsonb ->> 'origin_company_name') is null
          )
          from outbound.deliveries as d
          inner join outbound.jobs as j on j.job_id = d.job_id
          where d.subject = s.id::text collate "C"
            and d.state = 'sent'
            -- A vendor may be asked about the same row.
            and j.kind = 'case_study_url'
        ),
        true
      )
    );

  if not v_is_dry_run then
    update raw.staging_case_study_urls as s
    set sent_to_clay = false,
        sent_at = null,
        updated_at = now()
    where s.id = any (v_named);
  end if;

  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', true,
      'dry_run', v_is_dry_run,
      'matched', coalesce(cardinality(v_matched), 0),
      'reset', coalesce(cardinality(v_named), 0),
      'still_null', coalesce(cardinality(v_matched), 0) - coalesce(cardinality(v_named), 0)
    )
  );
end;
$$;

comment on function api.resend_case_study_urls(jsonb, jsonb) is
  'Sets sent_to_clay of sent rows to false where the publisher has a name now; dry_run (default) '
  'only counts, only_null_name_sends (default) takes those alone that went out without one. Units: '
  'rows. Nulls: a filter that is null or blank selects all. Errors: WH104, WH105.';

revoke all on function api.resend_case_study_urls(jsonb, jsonb) from public;
grant execute on function api.resend_case_study_urls(jsonb, jsonb) to pipeline_edge, service_role;
