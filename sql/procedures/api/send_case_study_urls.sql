-- Purpose: sends case study URLs that were not sent yet to a Clay webhook.
-- Input -> output: {webhook_url, batch_id, limit, dry_run} -> {success, total_rows, queued,
--   skipped, skipped_rows, remaining, job_id, ...}. A row goes out when its four fields are there;
--   others are reported and stay unsent. sent_to_clay is set when Clay has accepted the row.
-- Called by: POST /run/case-study-urls/to-clay.
-- Writes to: through outbound.enqueue the job and its deliveries; names that core knows by now go
--   to raw.staging_case_study_urls first.
-- Idempotence: a row that a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH101 no webhook_url, WH104 wrong type, WH105, WH703 over the limit of the webhook, WH711
--   to WH713 not allowed.
-- Example: select api.send_case_study_urls('{"webhook_url": "https://api.clay.com/v3/..."}').
create or replace function api.send_case_study_urls(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set jit = 'off'
as $$
declare
  v_webhook_url text := ops.require_text(p_request, 'webhook_url');
  v_batch_id text := reference.clean_label(reference.json_text(p_request -> 'batch_id'));
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 5000, 1000);
  v_is_dry_run boolean := ops.read_boolean(p_request, 'dry_run', false);
  v_answer jsonb;
  v_ids uuid[];
  v_subjects text[];
  v_bodies json[];
  v_skipped jsonb;
  v_remaining bigint;
  v_job outbound.jobs;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;
  perform outbound.find_destination(
    v_webhook_url, coalesce((p_context ->> 'is_development')::boolean, false)
  );

  if not v_is_dry_run then
    perform extracted.fill_staging_origin_names(
      array(
        select distinct s.origin_company_domain
        from raw.staging_case_study_urls as s
        where not s.sent_to_clay and s.origin_company_name is null
      )
    );
    -- Another request passes these rows by; one that waited for nothing sees the job below.
    v_ids := array(
      select s.id
      from raw.staging_case_study_urls as s
      where not s.sent_to_clay and (v_batch_id is null or s.batch_id = v_batch_id)
      order by s.created_at, s.id
      for update skip locked
    );
  end if;

  -- A statement after the locks: it sees the jobs of requests that held them before.
  with unsent as materialized (
    select s.*, m.missing
    from raw.staging_case_study_urls as s
    cross join lateral (
      select array_remove(
        array[
          case when reference.clean_text(s.origin_company_name) is null
            then 'origin_company_name' end,
          case when reference.clean_text(s.origin_company_domain) is null
            then 'origin_company_domain' end,
          case when reference.clean_text(s.customer_company_name) is null
            then 'customer_company_name' end,
          case when reference.clean_text(s.case_study_url) is null then 'case_study_url' end
        ],
        null
      ) as missing
      offset 0
    ) as m
    where not s.sent_to_clay
      and (v_batch_id is null or s.batch_id = v_batch_id)
      and (v_is_dry_run or s.id = any (v_ids))
      and not exists (
        select
        from outbound.deliveries as d
        inner join outbound.jobs as j on j.job_id = d.job_id
        where d.subject = s.id::text collate "C"
          and d.state = 'pending'
          -- A vendor may be asked about the same row.
          and j.kind = 'case_study_url'
      )
  ),
  chosen as (
    select u.*
    from unsent as u
    where u.missing = '{}'
    order by u.created_at, u.id
    limit v_limit
  )
  select
    (select array_agg(c.id::text order by c.created_at, c.id) from chosen as c),
    (
      select array_agg(
        json_build_object(
          'origin_company_name', c.origin_company_name,
          'origin_company_domain', c.origin_company_domain,
          'customer_company_name', c.customer_company_name,
          'case_study_url', c.case_study_url
        )
        order by c.created_at, c.id
      )
      from chosen as c
    ),
    coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('subject', u.id, 'id', u.id, 'missing', u.missing, 'reason',
            'missing: ' || array_to_string(u.missing, ', '))
          order by u.created_at, u.id
        )
        from unsent as u
        where u.missing <> '{}'
      ),
      '[]'
    ),
    (select count(*) from unsent as u where u.missing = '{}')
      - (select count(*) from chosen as c)
  into v_subjects, v_bodies, v_skipped, v_remaining;

  if not v_is_dry_run and v_subjects is not null then
    v_job := outbound.enqueue(
      p_kind => 'case_study_url',
      p_webhook_url => v_webhook_url,
      p_subjects => v_subjects,
      p_bodies => v_bodies,
      p_skipped => v_skipped,
      p_options => jsonb_strip_nulls(jsonb_build_object('batch_id', v_batch_id)),
      p_context => p_context
    );
  end if;

  return ops.keep_idempotent_answer(
    p_context,
    outbound.answer_sender(v_job, v_subjects, v_is_dry_run, 'No unsent rows found.')
      || jsonb_build_object(
        'skipped', jsonb_array_length(v_skipped),
        'skipped_rows', (
          select coalesce(jsonb_agg(r.item - 'subject' - 'reason' order by r.place), '[]')
          from jsonb_array_elements(v_skipped) with ordinality as r (item, place)
          where r.place <= 50
        ),
        'remaining', v_remaining
      )
  );
end;
$$;

comment on function api.send_case_study_urls(jsonb, jsonb) is
  'Makes a job that posts the unsent rows of raw.staging_case_study_urls, oldest first, at most '
  'p_request.limit (1 to 5000, default 1000), of p_request.batch_id where given; dry_run only '
  'counts. Units: rows. Nulls: webhook_url is required; rows with a blank field are skipped and '
  'stay unsent. Errors: WH101, WH104, WH105, WH703, WH711, WH712.';

revoke all on function api.send_case_study_urls(jsonb, jsonb) from public;
grant execute on function api.send_case_study_urls(jsonb, jsonb) to pipeline_edge, service_role;
