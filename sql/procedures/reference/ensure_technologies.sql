-- Purpose: get-or-create of technologies: an open vocabulary.
-- Input -> output: technology names -> nothing. Reads what is missing, and only if something is,
--   inserts it, sorted by key, so that concurrent callers never wait for each other in a circle.
-- Called by: extracted.ensure_<source>_vocabularies.
-- Writes to: reference.technologies.
-- Idempotence: yes; an existing technology keeps its name.
-- Errors: none.
-- Example: select reference.ensure_technologies(array['Cloudflare-Cdn']).
create or replace function reference.ensure_technologies(p_names text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_missing text[];
begin
  select array_agg(n.name order by n.name)
  into v_missing
  from unnest(p_names) as n (name)
  where (
    select true from reference.technologies as t
    where t.name_key = reference.technology_key(n.name)
    limit 1
  ) is null;

  if v_missing is not null then
    insert into reference.technologies (id, name, name_key)
    select reference.entity_id('technology', k.name_key), min(k.name), k.name_key
    from (
      select n.name collate "C" as name, reference.technology_key(n.name) collate "C" as name_key
      from unnest(v_missing) as n (name)
    ) as k
    where k.name_key is not null
    group by k.name_key
    order by k.name_key
    -- Whichever unique key a concurrent twin met first: id, name or name_key.
    on conflict do nothing;
  end if;
end;
$$;

comment on function reference.ensure_technologies(text[]) is
  'Creates the technologies of p_names that are missing, by key. Units: none. Nulls: a null array '
  'does nothing. Errors: none.';

revoke all on function reference.ensure_technologies(text[]) from public;
