-- Purpose: whose customers a document about a company may concern: they are locked with it, in one
--   order, so that nobody waits for a second company while holding a first.
-- Input -> output: domain, name and page of documents, element by element, as received, and
--   whether they go to core.companies, where the first name and page stay, or to
--   extracted.company_discovery, where the newest do -> the companies that mention customers by a
--   name which those companies would get or lose.
-- Called by: extracted.take_<source> of sources about companies, extracted.write_employers.
-- Reads: core.companies, extracted.company_discovery, extracted.customer_names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_origins := extracted.list_waiting_origins(array['acme.example'], array['Acme Ltd']).
-- What is not seen here (another page in place of one, a name that is odder than it looks) is
-- matched all the same, unless somebody else holds the origin just then.
create or replace function extracted.list_waiting_origins(
  p_domains text[],
  p_names text[],
  p_linkedin_urls text[] default '{}',
  p_is_core boolean default true
)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
  c_marks constant text collate "C" := '-,&+/()!"#$%*:;<=>?@[\]^_{|}~.''`';
  v_names text collate "C" := lower(array_to_string(p_names, ' ') collate "C");
begin
  -- The keys of a name begin with a word of it. For most names no customer's begins so, which takes
  -- less to know than what the keys are.
  if octet_length(v_names) = length(v_names)
    and array_position(p_names, null) is null
    and not exists (
      select
      from extracted.customer_names as t
      where split_part(t.weak_key, ' ', 1)
        = any (string_to_array(translate(v_names, c_marks, repeat(' ', 29)), ' '))
    )
  then
    return '{}';
  end if;

  return array(
    select n.origin_company_domain
    from unnest(p_domains, p_names, p_linkedin_urls) as g (domain, name, linkedin_url)
    left join lateral (
      select t.name, t.linkedin_url, t.weak_key
      from core.companies as t
      where t.domain = g.domain
      offset 0
    ) as c on true
    left join lateral (
      select t.name, t.linkedin_url, t.weak_key
      from extracted.company_discovery as t
      where t.domain = g.domain
      offset 0
    ) as d on true
    -- Names that are equal at another level are equal at this one, but for odd spellings of forms.
    cross join lateral unnest(
      case
        when p_is_core and c.name is null or not p_is_core and g.name is distinct from d.name
          then array[reference.company_name_key(g.name, 2), c.weak_key, d.weak_key]
        when g.linkedin_url is not null
          and case when p_is_core then c.linkedin_url else d.linkedin_url end is null
          then array[c.weak_key, d.weak_key]
      end
    ) as k (weak_key)
    cross join lateral (
      select t.origin_company_domain
      from extracted.customer_names as t
      where t.weak_key = k.weak_key
      offset 0
    ) as n
  );
end;
$$;

comment on function extracted.list_waiting_origins(text[], text[], text[], boolean) is
  'The origins of extracted.customer_names whose names carry a key that documents about p_domains '
  'would add or take away, in any number. Units: none. Nulls: null names and pages change nothing; '
  'null or empty arrays give an empty one. Errors: none.';

revoke all on function extracted.list_waiting_origins(text[], text[], text[], boolean)
  from public;
