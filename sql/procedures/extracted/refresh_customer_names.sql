-- Purpose: makes the names of customers what the mentions and the legal forms of today give.
-- Input -> output: origins, locked -> names dropped and names whose keys changed.
-- Called by: ops.match_customer_names_slice.
-- Writes to: extracted.customer_names.
-- Idempotence: yes.
-- Errors: none.
-- Example: select * from extracted.refresh_customer_names(array['vendor.example']).
create or replace function extracted.refresh_customer_names(
  p_origins text[],
  out dropped integer,
  out rekeyed integer
)
language plpgsql
volatile
set search_path = ''
as $$
begin
  dropped := extracted.drop_customer_names(
    array(
      select distinct row(t.origin_company_domain, t.customer_name_key)::core.company_customer_key
      from extracted.customer_names as t
      where t.origin_company_domain = any (p_origins)
    )
  );

  update extracted.customer_names as t
  set customer_name_key = n.customer_name_key,
      exact_key = n.exact_key,
      bare_key = n.bare_key,
      weak_key = n.weak_key,
      weak_words = n.weak_words,
      updated_at = now()
  from (
    select
      s.origin_company_domain,
      s.customer_name,
      reference.name_key(s.customer_name) as customer_name_key,
      k.name_key as exact_key,
      k.bare_key,
      k.weak_key,
      k.weak_words
    from extracted.customer_names as s
    cross join lateral (
      select r.* from reference.company_name_keys(s.customer_name) as r offset 0
    ) as k
    where s.origin_company_domain = any (p_origins)
    offset 0
  ) as n
  where t.origin_company_domain = n.origin_company_domain
    and t.customer_name = n.customer_name
    and (t.customer_name_key, t.exact_key, t.bare_key, t.weak_key, t.weak_words)
      is distinct from (
        n.customer_name_key, n.exact_key, n.bare_key, n.weak_key, n.weak_words
      );
  get diagnostics rekeyed = row_count;
end;
$$;

comment on function extracted.refresh_customer_names(text[]) is
  'Drops the names of customers of p_origins that no mention has any more, and computes the keys '
  'of the others anew. Returns the rows dropped and changed. Units: rows. Nulls: a null or empty '
  'array does nothing. Errors: none.';

revoke all on function extracted.refresh_customer_names(text[]) from public;
