-- Purpose: sorts out the candidates that cannot be used, and locks the entities of the others.
-- Input -> output: candidates of one source -> the usable ones, in the order (key, document_at,
--   landing_no); the unusable ones stand in ops.failures. One that was a document before and is
--   unusable now comes back under its old key without a landing number: recompute without it.
--   The companies p_further_companies are locked with them: in one statement with the candidates'
--   own where these are companies, after them where they are not.
-- Called by: extracted.take_<source>.
-- Writes to: ops.failures, ops.entities.
-- Idempotence: yes; a candidate that is unusable again counts one more attempt.
-- Errors: 40P01 when the lock order is broken.
-- Example: v_candidates := ops.lock_documents(v_candidates);
-- It had one parameter.
drop function if exists ops.lock_documents(ops.document_candidate[]);

create or replace function ops.lock_documents(
  p_candidates ops.document_candidate[],
  p_further_companies text[] default '{}'
)
returns ops.document_candidate[]
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_kind text := (p_candidates[1]).kind;
  v_usable ops.document_candidate[];
  v_keys text[];
begin
  if cardinality(p_candidates) > 1 or (p_candidates[1]).problem is not null then
    perform ops.record_failure(
      p_source => c.source,
      p_raw_id => c.raw_id,
      p_stage => 'key',
      p_sqlstate => c.problem,
      p_message => case c.problem
        when 'WH101' then 'the ' || f.key_fields || ' is missing or blank'
        when 'WH102' then 'the ' || f.key_fields || ' cannot be normalised'
        when 'WH103' then 'the ' || f.key_fields || ' is a shared host, not a company'
        when 'WH202' then format('Workflow ''%s'' not found', left(c.workflow_slug, 200))
        when 'WH203' then 'the model gave no answer that can be used'
        else 'the payload is not a JSON object'
      end,
      p_hint => case c.problem
        when 'WH202' then
          'add it to reference.enrichment_workflow_registry as a workflow of a '
          || ops.registry_entity_type(s.kind) || ', then call ops.replay(source, raw_ids)'
        when 'WH203' then
          'the raw row says why (unusable_answer) and holds what was answered (response_text): ask '
          || 'again, or mend it with ops.resubmit_failure(failure_id, payload), without '
          || 'unusable_answer'
        else 'mend it with ops.resubmit_failure(failure_id, payload, key)'
      end
    )
    from unnest(p_candidates) as c
    inner join ops.sources as s on s.source = c.source
    cross join lateral (select coalesce(s.key_fields, s.key_column)) as f (key_fields)
    where c.problem is not null;
  end if;

  with registered as materialized (
    -- A replayed row may have got another key, or none: its old key is recomputed as well.
    select c.source, c.kind, d.key, c.raw_id, c.problem
    from unnest(p_candidates) as c
    cross join lateral (
      select d.key from ops.documents as d where d.landing_no = c.landing_no offset 0
    ) as d
    where d.key is distinct from c.key or c.problem is not null
  )
  select
    -- Slices follow each other in the order in which rows are locked.
    array_agg(u.candidate order by u.key collate "C", u.document_at, u.landing_no)
      filter (where not u.candidate is null),
    array_agg(u.key)
  into v_usable, v_keys
  from (
    select c.key, c.document_at, c.landing_no, c as candidate
    from unnest(p_candidates) as c
    where c.problem is null
    union all
    select
      r.key,
      null,
      null,
      case
        when r.problem is not null
          then row(
            r.source, r.kind, r.key, null, null, r.raw_id, null, null, null
          )::ops.document_candidate
      end
    from registered as r
  ) as u;

  if v_keys is null then
    return '{}';
  end if;

  if v_kind = 'company' then
    perform ops.lock_entities(v_kind, v_keys || p_further_companies);
  else
    perform ops.lock_entities(v_kind, v_keys);
    -- Companies come last in the order of locks.
    if p_further_companies <> '{}' then
      perform ops.lock_entities('company', p_further_companies);
    end if;
  end if;

  return coalesce(v_usable, '{}');
end;
$$;

comment on function ops.lock_documents(ops.document_candidate[], text[]) is
  'Records the unusable candidates as failures, locks the entities of the others and '
  'p_further_companies in key order, and returns those in document order. Units: none. Nulls: a '
  'null or empty array gives an empty one; without usable candidates nothing is locked. Errors: '
  '40P01 when the lock order is broken.';

revoke all on function ops.lock_documents(ops.document_candidate[], text[]) from public;
