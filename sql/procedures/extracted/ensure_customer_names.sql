-- Purpose: makes sure of the names under which companies mention their customers, and of what they
--   match.
-- Input -> output: names of customers with their origins, these locked -> nothing; the matches
--   stand in extracted.customer_names.
-- Called by: extracted.load_<source> of sources of customers, before they write their mentions.
-- Writes to: extracted.customer_names; where a name that stood unmatched matches by now, what
--   extracted.write_customer_name_matches writes.
-- Idempotence: yes; a name that is matched is not looked at again.
-- Errors: 23514 for names over 500 characters.
-- Example: perform extracted.ensure_customer_names(
--   array[row('vendor.example', 'Acme Ltd')::extracted.customer_name]);
create or replace function extracted.ensure_customer_names(p_names extracted.customer_name[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_new core.name_probe[];
  v_open core.name_probe[];
begin
  with wanted as materialized (
    select distinct n.origin_company_domain, n.customer_name
    from unnest(p_names) as n
    where n.origin_company_domain is not null and reference.name_key(n.customer_name) is not null
  ),
  known as materialized (
    select
      w.origin_company_domain,
      w.customer_name,
      e.stored
    from wanted as w
    left join lateral (
      select t
      from extracted.customer_names as t
      where t.origin_company_domain = w.origin_company_domain
        and t.customer_name = w.customer_name
      offset 0
    ) as e (stored) on true
  )
  select
    (
      select array_agg(
        row(
          k.origin_company_domain, k.customer_name, n.name_key, n.bare_key, n.weak_key,
          n.weak_words
        )::core.name_probe
      )
      from known as k
      cross join lateral (
        select r.* from reference.company_name_keys(k.customer_name) as r offset 0
      ) as n
      where (k.stored).customer_name is null
    ),
    (
      select array_agg(
        row(
          k.origin_company_domain, k.customer_name, (k.stored).exact_key, (k.stored).bare_key,
          (k.stored).weak_key, (k.stored).weak_words
        )::core.name_probe
      )
      from known as k
      where (k.stored).customer_name is not null and (k.stored).matched_domain is null
    )
  into v_new, v_open;

  if v_new is not null then
    insert into extracted.customer_names (
      origin_company_domain,
      customer_name,
      customer_name_key,
      exact_key,
      bare_key,
      weak_key,
      weak_words,
      matched_domain,
      matched_linkedin_url,
      match_method,
      matched_at
    )
    select
      m.origin_company_domain,
      m.customer_name,
      reference.name_key(m.customer_name),
      m.exact_key,
      m.bare_key,
      m.weak_key,
      m.weak_words,
      m.matched_domain,
      m.matched_linkedin_url,
      m.match_method,
      case when m.matched_domain is not null then now() end
    from core.match_company_names(v_new) as m
    on conflict (origin_company_domain, customer_name) do nothing;
  end if;

  if v_open is not null then
    perform extracted.write_customer_name_matches(
      array(select m from core.match_company_names(v_open) as m where m.matched_domain is not null)
    );
  end if;
end;
$$;

comment on function extracted.ensure_customer_names(extracted.customer_name[]) is
  'Inserts the names that extracted.customer_names lacks, with their keys and matches, and matches '
  'those anew that stand unmatched. The caller holds the locks of the origins. Units: none. Nulls: '
  'names without an origin or without a key are left out; a null or empty array does nothing. '
  'Errors: 23514 for names over 500 characters.';

revoke all on function extracted.ensure_customer_names(extracted.customer_name[]) from public;
