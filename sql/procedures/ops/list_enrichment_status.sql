-- Purpose: whether the core tables of workflows hold an entity.
-- Input -> output: company or person, its key, workflows -> [{workflow_slug, enriched, count,
--   last_enriched_at}]: per workflow that leads to a core table of such entities the number of
--   rows of the key, and when the last of them changed.
-- Called by: api.get_enrichment_status, api.get_company_enrichment_status.
-- Reads: reference.enrichment_workflow_registry, the system catalog, the tables of core that
--   these name.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select ops.list_enrichment_status('company', 'acme.example',
--   array['companyenrich']).
create or replace function ops.list_enrichment_status(
  p_key_type text,
  p_key text,
  p_workflow_slugs text[]
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_queries text;
  v_status jsonb;
begin
  -- The registry is data: a name counts only if core has a table of that name whose key begins
  -- with a column of that kind.
  select string_agg(
    format(
      'select %L::text as slug, count(*) as n, max(t.updated_at) as last_at from core.%I as t '
        || 'where t.%I = $1',
      w.workflow_slug,
      c.relname,
      a.attname
    ),
    ' union all '
  )
  into v_queries
  from reference.enrichment_workflow_registry as w
  inner join pg_catalog.pg_class as c
    on c.relname = regexp_replace(w.core_table, '^core\.', '')
    and c.relnamespace = 'core'::regnamespace
    and c.relkind in ('r', 'p')
  inner join lateral (
    select k.attname
    from pg_catalog.pg_index as i
    inner join pg_catalog.pg_attribute as k on k.attrelid = c.oid and k.attnum = i.indkey[0]
    where i.indrelid = c.oid
      and i.indisunique
      and k.attname = any (
        case p_key_type
          when 'company' then array[
            'domain', 'company_domain', 'origin_company_domain', 'input_domain'
          ]
          when 'person' then array['linkedin_url']
        end
      )
    limit 1
  ) as a on true
  where w.workflow_slug = any (p_workflow_slugs)
    and exists (
      select
      from pg_catalog.pg_attribute as u
      where u.attrelid = c.oid and u.attname = 'updated_at' and not u.attisdropped
    );
  if v_queries is null then
    return '[]';
  end if;
  -- Dynamic, since the registry names the tables: identifiers come from the catalog.
  execute format(
    'select jsonb_agg(jsonb_build_object(%L, s.slug, %L, s.n > 0, %L, s.n, %L, s.last_at) '
      || 'order by s.slug) from (%s) as s',
    'workflow_slug', 'enriched', 'count', 'last_enriched_at', v_queries
  )
  into v_status
  using p_key;
  return v_status;
end;
$$;

comment on function ops.list_enrichment_status(text, text, text[]) is
  'Per workflow of p_workflow_slugs with a core table keyed by companies or people '
  '(p_key_type): the rows of p_key and when the last of them changed. Units: rows. Nulls: '
  'last_enriched_at is null without rows; other workflows have no entry. Errors: none.';

revoke all on function ops.list_enrichment_status(text, text, text[]) from public;
