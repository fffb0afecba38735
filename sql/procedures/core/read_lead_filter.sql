-- Purpose: the filters of a list of leads in the numbers of core.lead_index.
-- Input -> output: request -> filters. What no row can pass is an empty list.
-- Called by: the api functions that list leads; each takes the parameters that its entry of the
--   catalogue has.
-- Reads: the vocabularies of reference, reference.search_terms, core.company_index, core.people.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type; WH102, WH103 no domain of a company.
-- Example: v_filter := core.read_lead_filter(p_request).
create or replace function core.read_lead_filter(p_request jsonb)
returns core.lead_filter
language plpgsql
stable
set search_path = ''
-- Whether an index helps depends on the text that is looked for; a part of a name is estimated to
-- be in so many that the planner would rather read them all.
set plan_cache_mode = 'force_custom_plan'
set enable_seqscan = 'off'
as $$
declare
  -- Up to so many people of a name are looked up by name, more of them by trying lead after lead.
  c_most constant integer := 20000;
  v_filter core.lead_filter;
  v_values text[];
  v_ids bigint[];
  v_text text;
  v_domain text;
  v_model text;
begin
  v_filter.include_incomplete := ops.read_boolean(p_request, 'include_incomplete', false);

  v_values := ops.read_list(
    p_request, 'job_function', array(select f.name from reference.job_functions as f)
  );
  if v_values is not null then
    v_ids := array(select reference.search_term_id(v.value) from unnest(v_values) as v (value));
    v_filter.job_function_id := case when cardinality(v_ids) = 1 then v_ids[1] end;
    v_filter.job_function_ids := case when cardinality(v_ids) > 1 then v_ids end;
  end if;

  v_values := ops.read_list(
    p_request, 'seniority', array(select s.name from reference.seniorities as s)
  );
  if v_values is not null then
    v_ids := array(select reference.search_term_id(v.value) from unnest(v_values) as v (value));
    v_filter.seniority_id := case when cardinality(v_ids) = 1 then v_ids[1] end;
    v_filter.seniority_ids := case when cardinality(v_ids) > 1 then v_ids end;
  end if;

  if p_request ? 'industry' then
    v_values := ops.read_list(
      p_request,
      'industry',
      array(select distinct i.name from reference.company_industries as i where i.name ~ ',')
    );
    if v_values is not null then
      v_ids := array(select reference.search_term_id(v.value) from unnest(v_values) as v (value));
      v_filter.industry_id := case when cardinality(v_ids) = 1 then v_ids[1] end;
      v_filter.industry_ids := case when cardinality(v_ids) > 1 then v_ids end;
    end if;
  end if;

  v_values := ops.read_list(
    p_request, 'employee_range', array(select r.name from reference.employee_ranges as r)
  );
  if v_values is not null then
    v_filter.employee_range_ids := array(
      select reference.search_term_id(v.value) from unnest(v_values) as v (value)
    );
  end if;

  v_filter.title_ids := reference.find_search_terms('title', ops.read_text(p_request, 'job_title'));
  v_filter.city_ids := reference.find_search_terms('city', ops.read_text(p_request, 'person_city'));
  v_filter.state_ids :=
    reference.find_search_terms('state', ops.read_text(p_request, 'person_state'));
  v_ids := reference.find_search_terms('country', ops.read_text(p_request, 'person_country'));
  v_filter.country_id := case when cardinality(v_ids) = 1 then v_ids[1] end;
  v_filter.country_ids := case when cardinality(v_ids) <> 1 then v_ids end;
  v_filter.company_city_ids :=
    reference.find_search_terms('city', ops.read_text(p_request, 'company_city'));
  v_filter.company_state_ids :=
    reference.find_search_terms('state', ops.read_text(p_request, 'company_state'));
  v_filter.company_country_ids :=
    reference.find_search_terms('country', ops.read_text(p_request, 'company_country'));

  v_domain := ops.read_company_domain(p_request, 'company_domain');
  if v_domain is not null then
    v_filter.company_ids := array[reference.search_term_id(v_domain)];
  end if;
  v_text := ops.like_pattern(reference.fold_case(ops.read_text(p_request, 'company_name')));
  if v_text is not null then
    v_ids := array(
      -- reference.search_term_id of what is in lower case already.
      select hashtextextended(c.domain collate "C", 0)
      from core.company_index as c
      where c.name_term like v_text
    );
    v_filter.company_ids := case
      when v_domain is null then v_ids
      when v_filter.company_ids[1] = any (v_ids) then v_filter.company_ids
      else '{}'
    end;
  end if;

  v_filter.job_start_from := ops.read_date(p_request, 'job_start_date_gte');
  v_filter.job_start_to := ops.read_date(p_request, 'job_start_date_lte');
  v_model := ops.read_choice(p_request, 'business_model', array['B2B', 'B2C', 'Both'], null);
  v_filter.is_b2b := case when v_model in ('B2B', 'Both') then true end;
  v_filter.is_b2c := case when v_model in ('B2C', 'Both') then true end;

  v_text := ops.like_pattern(ops.read_text(p_request, 'full_name'));
  if v_text !~ '[[:alnum:]]{3}' then
    -- No trigram: the index cannot help.
    v_filter.name_pattern := v_text;
  elsif v_text is not null then
    v_ids := array(
      select i.lead_no
      from (
        select p.linkedin_url
        from core.people as p
        where p.full_name ilike v_text
        limit c_most + 1
      ) as n
      inner join core.lead_index as i on i.linkedin_url = n.linkedin_url
    );
    if cardinality(v_ids) <= c_most then
      v_filter.lead_nos := v_ids;
    else
      v_filter.name_pattern := v_text;
    end if;
  end if;
  return v_filter;
end;
$$;

comment on function core.read_lead_filter(jsonb) is
  'The filters of a request for leads. Exact, in any case: job_function, seniority, industry, '
  'employee_range, company_domain. Contained: job_title, full_name, company_name, person_* and '
  'company_* places. Units: none. Nulls: what is missing or blank filters nothing. Errors: WH102, '
  'WH103, WH104.';

revoke all on function core.read_lead_filter(jsonb) from public;
