-- Purpose: leads at companies of investors' portfolios, once per investor.
-- Input -> output: {vc_name, job_function, seniority, include_incomplete, report_hidden, limit,
--   offset or cursor, count} -> {success, data, meta: {..., distinct_people}}.
-- Called by: GET /api/leads/at-vc-portfolio.
-- Reads: core.lead_index, core.vc_portfolio, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104, WH108.
-- Example: select api.list_leads_at_vc_portfolio('{"vc_name": "Example Capital"}').
create or replace function api.list_leads_at_vc_portfolio(
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
    p_request, 'list_leads_at_vc_portfolio', array['bigint', 'text'], 50, 100
  );
  v_vc_name text := ops.read_text(p_request, 'vc_name');
  v_vc_names text[];
  v_filter core.lead_filter := core.read_lead_filter(
    jsonb_build_object(
      'job_function', p_request -> 'job_function',
      'seniority', p_request -> 'seniority',
      'include_incomplete', p_request -> 'include_incomplete'
    )
  );
  v_after bigint := (v_page.after_key ->> 0)::bigint;
  v_after_name text := v_page.after_key ->> 1;
  v_lead_nos bigint[];
  v_names text[];
  v_total bigint;
  v_people bigint;
  v_reports_hidden boolean := ops.read_boolean(p_request, 'report_hidden', false);
  v_hidden bigint;
  v_from bigint;
  v_offset bigint := coalesce(v_page.page_offset, 0);
begin
  if v_vc_name is not null then
    v_vc_names := array(
      select n.vc_name
      -- Offset 0: each name is folded once, not once for each of its companies.
      from (select distinct v.vc_name from core.vc_portfolio as v offset 0) as n
      where reference.fold_case(n.vc_name) = reference.fold_case(v_vc_name)
    );
  elsif v_offset > 0 then
    -- How many rows a lead has is known without joining: the page begins at this lead.
    select s.lead_no, v_offset - (s.until - s.vc_count)
    into v_from, v_offset
    from (
      select i.lead_no, i.vc_count, sum(i.vc_count) over (order by i.lead_no) as until
      from core.lead_index as i
      where i.vc_count > 0
        and (v_filter.include_incomplete or i.is_complete)
        and (v_filter.job_function_id is null or i.job_function_id = v_filter.job_function_id)
        and (
          v_filter.job_function_ids is null
          or i.job_function_id = any (v_filter.job_function_ids)
        )
        and (v_filter.seniority_id is null or i.seniority_id = v_filter.seniority_id)
        and (v_filter.seniority_ids is null or i.seniority_id = any (v_filter.seniority_ids))
    ) as s
    where s.until > v_offset
    order by s.lead_no
    limit 1;
    v_from := coalesce(v_from, 9223372036854775807);
    v_offset := coalesce(v_offset, 0);
  end if;
  v_from := coalesce(v_from, v_after, 0);
  select
    array_agg(k.lead_no order by k.lead_no, k.vc_name),
    array_agg(k.vc_name order by k.lead_no, k.vc_name)
  into v_lead_nos, v_names
  from (
    select i.lead_no, v.vc_name
    from core.lead_index as i
    inner join core.vc_portfolio as v on v.company_id = i.company_id
    where i.vc_count > 0
      and (v_vc_names is null or v.vc_name = any (v_vc_names))
      and (v_filter.include_incomplete or i.is_complete)
      and (v_after is null or (i.lead_no, v.vc_name) > (v_after, v_after_name collate "C"))
      and i.lead_no >= v_from
      and (v_filter.job_function_id is null or i.job_function_id = v_filter.job_function_id)
      and (v_filter.job_function_ids is null or i.job_function_id = any (v_filter.job_function_ids))
      and (v_filter.seniority_id is null or i.seniority_id = v_filter.seniority_id)
      and (v_filter.seniority_ids is null or i.seniority_id = any (v_filter.seniority_ids))
    order by i.lead_no, v.vc_name
    limit v_page.page_limit + 1
    offset v_offset
  ) as k;
  if v_page.counting <> 'none' or v_reports_hidden then
    select
      coalesce(sum(c.investors * c.people), 0),
      coalesce(sum(c.people), 0),
      coalesce(sum(c.hidden), 0)
    into v_total, v_people, v_hidden
    from (
      select
        v.investors,
        count(*) filter (where v_filter.include_incomplete or i.is_complete) as people,
        count(*) filter (where not i.is_complete) as hidden
      from core.lead_index as i
      inner join (
        select p.company_id, count(*) as investors
        from core.vc_portfolio as p
        where v_vc_names is null or p.vc_name = any (v_vc_names)
        group by p.company_id
      ) as v on v.company_id = i.company_id
      where i.vc_count > 0
        and (v_reports_hidden or v_filter.include_incomplete or i.is_complete)
        and (v_filter.job_function_id is null or i.job_function_id = v_filter.job_function_id)
        and (
          v_filter.job_function_ids is null
          or i.job_function_id = any (v_filter.job_function_ids)
        )
        and (v_filter.seniority_id is null or i.seniority_id = v_filter.seniority_id)
        and (v_filter.seniority_ids is null or i.seniority_id = any (v_filter.seniority_ids))
      group by v.company_id, v.investors
    ) as c;
  end if;
  return ops.list_answer(
    v_page,
    (
      select
        jsonb_agg(
          r.lead || jsonb_build_object(
            'vc_name', v_names[r.place], 'vc_company_description', p.description
          )
          order by r.place
        )
      from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
      left join core.vc_portfolio as p
        on p.domain = r.lead ->> 'company_domain' and p.vc_name = v_names[r.place]
    ),
    case when v_page.counting <> 'none' then v_total end,
    case
      when cardinality(v_lead_nos) > v_page.page_limit
        then jsonb_build_array(v_lead_nos[v_page.page_limit], v_names[v_page.page_limit])
    end,
    jsonb_build_object(
      'distinct_people', case when v_page.counting <> 'none' then v_people end
    ) || case
      when v_reports_hidden then jsonb_build_object('hidden_incomplete', v_hidden) else '{}'
    end
  );
end;
$$;

comment on function api.list_leads_at_vc_portfolio(jsonb, jsonb) is
  'Leads whose employer is in core.vc_portfolio, one row per lead and investor, in the order of '
  'appearance; vc_name in any case. Units: rows and people. Nulls: what is left out filters '
  'nothing. Errors: WH104, WH108.';

revoke all on function api.list_leads_at_vc_portfolio(jsonb, jsonb) from public;
grant execute on function api.list_leads_at_vc_portfolio(jsonb, jsonb)
  to pipeline_edge, service_role;
