-- Purpose: the candidates for a domain that a document names, each read once.
-- Input -> output: the document's list of candidates, normalised domain of the vendor (empty where
--   none is known) -> a row per element: place from 0, the element as an object, the domain where
--   it is usable, confidence, reason. An element that is no object is a domain alone.
-- Called by: extracted.parse_gemini_domain_inference, extracted.warn_gemini_domain_inference.
-- Writes to: nothing.
-- Idempotence: stable: blocked domains are a table.
-- Errors: none.
-- Example: select * from extracted.list_domain_candidates('["acme.example"]', '');
create or replace function extracted.list_domain_candidates(
  p_candidates jsonb,
  p_origin text,
  out place integer,
  out candidate jsonb,
  out is_origin boolean,
  out inferred_domain text,
  out confidence text,
  out reason text
)
returns setof record
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  -- Models name three. A list of thousands is no list of candidates, and reading it takes seconds.
  c_most constant integer := 100;
begin
  return query
  select
    e.place::integer - 1,
    c.item,
    coalesce(d.domain = p_origin, false),
    case when d.domain <> p_origin and not reference.is_blocked_domain(d.domain) then d.domain end,
    extracted.read_confidence(c.item -> 'confidence'),
    reference.json_text(c.item -> 'reason')
  from jsonb_array_elements(reference.json_array(p_candidates)) with ordinality as e (item, place)
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select coalesce(
      reference.json_object(e.item), jsonb_build_object('domain', e.item)
    ) as item
    offset 0
  ) as c
  cross join lateral (
    select reference.normalize_domain(reference.json_text(c.item -> 'domain')) as domain
    offset 0
  ) as d
  where e.place <= c_most;
end;
$$;

comment on function extracted.list_domain_candidates(jsonb, text) is
  'The first 100 candidates of a list: place from 0, the candidate as an object, whether it is the '
  'vendor itself, its domain where it is a company''s and not the vendor''s, its confidence and '
  'reason. Units: none. Nulls: null or no list in, no rows out; an unusable domain is null. '
  'Errors: none.';

revoke all on function extracted.list_domain_candidates(jsonb, text) from public;
