-- Purpose: leads promoted lately at their present employer, the latest first.
-- Input -> output: {promoted_within_days, job_function, seniority, industry, include_incomplete,
--   report_hidden, limit, offset or cursor, count} -> {success, data, meta}.
-- Called by: GET /api/leads/recently-promoted.
-- Reads: core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104, WH108.
-- Example: select api.list_leads_recently_promoted('{"promoted_within_days": 30}').
create or replace function api.list_leads_recently_promoted(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
-- See core.find_leads.
set plan_cache_mode = 'force_custom_plan'
set random_page_cost = 1.1
set max_parallel_workers_per_gather = 0
set jit = 'off'
as $$
declare
  v_page ops.list_page := ops.read_page(
    p_request, 'list_leads_recently_promoted', array['date', 'bigint'], 50, 100
  );
  v_days integer := ops.read_integer(p_request, 'promoted_within_days', 1, 3650, 180);
  v_filter core.lead_filter := core.read_lead_filter(
    jsonb_build_object(
      'job_function', p_request -> 'job_function',
      'seniority', p_request -> 'seniority',
      'industry', p_request -> 'industry',
      'include_incomplete', p_request -> 'include_incomplete'
    )
  );
  v_after_date date := (v_page.after_key ->> 0)::date;
  v_after bigint := (v_page.after_key ->> 1)::bigint;
  v_keys jsonb;
  v_lead_nos bigint[];
  v_reports_hidden boolean := ops.read_boolean(p_request, 'report_hidden', false);
  v_total bigint;
  v_hidden bigint;
begin
  select
    array_agg(k.lead_no order by k.promoted_on desc, k.lead_no),
    jsonb_agg(
      jsonb_build_array(k.promoted_on, k.lead_no) order by k.promoted_on desc, k.lead_no
    )
  into v_lead_nos, v_keys
  from (
    select i.lead_no, i.promoted_on
    from core.lead_index as i
    where i.promoted_on is not null
      and i.promoted_on between current_date - v_days and current_date
      and (v_filter.include_incomplete or i.is_complete)
      and (
        v_after is null
        or i.promoted_on < v_after_date
        or i.promoted_on = v_after_date and i.lead_no > v_after
      )
      -- Where an index can begin to read.
      and (v_after is null or i.promoted_on <= v_after_date)
      and (v_filter.job_function_id is null or i.job_function_id = v_filter.job_function_id)
      and (v_filter.job_function_ids is null or i.job_function_id = any (v_filter.job_function_ids))
      and (v_filter.seniority_id is null or i.seniority_id = v_filter.seniority_id)
      and (v_filter.seniority_ids is null or i.seniority_id = any (v_filter.seniority_ids))
      and (v_filter.industry_id is null or i.industry_id = v_filter.industry_id)
      and (v_filter.industry_ids is null or i.industry_id = any (v_filter.industry_ids))
    order by i.promoted_on desc, i.lead_no
    limit v_page.page_limit + 1
    offset coalesce(v_page.page_offset, 0)
  ) as k;
  if v_page.counting <> 'none' or v_reports_hidden then
    select
      count(*) filter (where v_filter.include_incomplete or i.is_complete),
      count(*) filter (where not i.is_complete)
    into v_total, v_hidden
    from core.lead_index as i
    where i.promoted_on is not null
      and i.promoted_on between current_date - v_days and current_date
      and (v_reports_hidden or v_filter.include_incomplete or i.is_complete)
      and (v_filter.job_function_id is null or i.job_function_id = v_filter.job_function_id)
      and (v_filter.job_function_ids is null or i.job_function_id = any (v_filter.job_function_ids))
      and (v_filter.seniority_id is null or i.seniority_id = v_filter.seniority_id)
      and (v_filter.seniority_ids is null or i.seniority_id = any (v_filter.seniority_ids))
      and (v_filter.industry_id is null or i.industry_id = v_filter.industry_id)
      and (v_filter.industry_ids is null or i.industry_id = any (v_filter.industry_ids));
  end if;
  return ops.list_answer(
    v_page,
    (
      select jsonb_agg(r.lead || p.promotion order by r.place)
      from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
      cross join lateral (
        select
          jsonb_build_object(
            'previous_title', s.previous_title,
            'new_title', s.new_title,
            'promotion_date', s.promotion_date
          ) as promotion
        from core.person_promotions as s
        where s.linkedin_url = r.linkedin_url and s.company_domain = r.lead ->> 'company_domain'
        order by s.promotion_date desc, s.new_title
        limit 1
      ) as p
    ),
    case when v_page.counting <> 'none' then v_total end,
    case
      when cardinality(v_lead_nos) > v_page.page_limit then v_keys -> (v_page.page_limit - 1)
    end,
    case
      when v_reports_hidden then jsonb_build_object('hidden_incomplete', v_hidden)
    end
  );
end;
$$;

comment on function api.list_leads_recently_promoted(jsonb, jsonb) is
  'Leads whose latest promotion at their present employer was in the last promoted_within_days '
  '(1 to 3650, default 180), the latest first. Units: days, rows. Nulls: what is left out '
  'filters nothing. Errors: WH104, WH108.';

revoke all on function api.list_leads_recently_promoted(jsonb, jsonb) from public;
grant execute on function api.list_leads_recently_promoted(jsonb, jsonb)
  to pipeline_edge, service_role;
