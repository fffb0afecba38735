-- Purpose: one slice of the matching of customers' names to companies.
-- Input -> output: table of mentions (null: all), whether matched names are left alone, where to go
--   on, number of origins, whether to only count, counts so far -> last origin (null: done), names
--   whose match changed or would change, counts with those of this slice.
-- Called by: ops.match_customer_names.
-- Reads: extracted.customer_names, extracted.customer_mentions.
-- Writes to: what extracted.refresh_customer_names and extracted.write_customer_name_matches write,
--   under the locks of the origins; ops.entities.
-- Idempotence: yes; a match that stands is not written.
-- Errors: WH903 no table of mentions.
-- Example: select * from ops.match_customer_names_slice(null, true, '', 1000, true, '{}').
create or replace function ops.match_customer_names_slice(
  p_table text,
  p_only_unmatched boolean,
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  p_counts jsonb,
  out last_key text,
  out changed integer,
  out counts jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
-- Plans are kept: one made here must not scan what a landing looks up by key.
set enable_seqscan = 'off'
as $$
declare
  v_source text := extracted.find_mention_source(p_table);
  v_origins text[];
  v_probes core.name_probe[];
  v_matches core.name_match[];
begin
  select array_agg(o.origin_company_domain), max(o.origin_company_domain)
  into v_origins, last_key
  from (
    select distinct n.origin_company_domain
    from extracted.customer_names as n
    where n.origin_company_domain > p_after collate "C"
      and (n.matched_domain is null or not p_only_unmatched)
    order by n.origin_company_domain
    limit p_batch_size
  ) as o;
  changed := 0;
  if not p_dry_run and last_key is not null then
    perform ops.lock_entities('company', v_origins);
    if not p_only_unmatched then
      perform extracted.refresh_customer_names(v_origins);
    end if;
  end if;

  select array_agg(
    row(
      n.origin_company_domain, n.customer_name, k.name_key, k.bare_key, k.weak_key, k.weak_words
    )::core.name_probe
  )
  into v_probes
  from extracted.customer_names as n
  cross join lateral (
    select n.exact_key, n.bare_key, n.weak_key, n.weak_words
    where p_only_unmatched or not p_dry_run
    union all
    select r.name_key, r.bare_key, r.weak_key, r.weak_words
    from reference.company_name_keys(n.customer_name) as r
    where p_dry_run and not p_only_unmatched
    offset 0
  ) as k (name_key, bare_key, weak_key, weak_words)
  where n.origin_company_domain = any (v_origins)
    and (n.matched_domain is null or not p_only_unmatched)
    and (
      v_source is null
      or exists (
        select
        from extracted.customer_mentions as m
        where m.source = v_source
          and m.origin_company_domain = n.origin_company_domain
          and m.customer_name_key = n.customer_name_key
          and m.customer_name = n.customer_name
      )
    );

  v_matches := array(select m from core.match_company_names(v_probes) as m);
  counts := extracted.count_name_matches(v_matches, v_source, p_counts);
  if p_dry_run then
    select count(*)
    into changed
    from unnest(v_matches) as m
    cross join lateral (
      select n.matched_domain, n.matched_linkedin_url, n.match_method
      from extracted.customer_names as n
      where n.origin_company_domain = m.origin_company_domain
        and n.customer_name = m.customer_name
      offset 0
    ) as n
    where (n.matched_domain, n.matched_linkedin_url, n.match_method)
      is distinct from (m.matched_domain, m.matched_linkedin_url, m.match_method);
  else
    changed := extracted.write_customer_name_matches(v_matches, not p_only_unmatched);
  end if;
end;
$$;

comment on function ops.match_customer_names_slice(
  text, boolean, text, integer, boolean, jsonb
) is
  'Matches the names of customers of the next p_batch_size origins after p_after; with p_dry_run '
  'only counts. last_key is null when there are none. Units: origins and names. Nulls: p_table '
  'null means every table of mentions. Errors: WH903 no table of mentions.';

revoke all on function ops.match_customer_names_slice(text, boolean, text, integer, boolean, jsonb)
  from public;
grant execute on function
  ops.match_customer_names_slice(text, boolean, text, integer, boolean, jsonb)
  to pipeline_analyst;
