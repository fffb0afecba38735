-- Purpose: reads the companies of an answer of CompanyEnrich.
-- Input -> output: normalised domain asked about and the answer {items, metadata.scores} -> the
--   companies that can be used, best first: with a domain (items[].domain, else that of
--   items[].website), each once (the higher score, then the first), without the company asked
--   about and without link shorteners. A wrong type is null.
-- Called by: extracted.parse_company_enrich_similar, extracted.land_similar_companies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: select extracted.list_similar_companies('acme.example', '{"items": [
--   {"id": "1", "domain": "apex.example"}], "metadata": {"scores": {"1": 0.9}}}').
create or replace function extracted.list_similar_companies(p_domain text, p_payload jsonb)
returns extracted.similar_company[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      array_agg(
        row(
          reference.clean_label(reference.json_text(c.item -> 'id')),
          reference.clean_label(reference.json_text(c.item -> 'name')),
          c.domain,
          reference.json_text(c.item -> 'website'),
          reference.clean_label(reference.json_text(c.item -> 'industry')),
          reference.json_text(c.item -> 'description'),
          reference.label_list(reference.json_array(c.item -> 'keywords')),
          reference.json_text(c.item -> 'logo_url'),
          c.score
        )::extracted.similar_company
        order by c.score desc nulls last, c.domain collate "C"
      ),
      '{}'
    )
    from (
      select distinct on (k.domain) i.item, k.domain, s.score
      from jsonb_array_elements(coalesce(reference.json_array(p_payload -> 'items'), '[]'))
        with ordinality as i (item, place)
      -- Offset 0 keeps each of these expressions from being computed once per use.
      cross join lateral (
        select coalesce(
          reference.normalize_domain(reference.json_text(i.item -> 'domain')),
          reference.normalize_domain(reference.json_text(i.item -> 'website'))
        ) as domain
        offset 0
      ) as k
      cross join lateral (
        select reference.json_number(
          p_payload -> 'metadata' -> 'scores' -> (i.item ->> 'id')
        ) as given
        offset 0
      ) as g
      cross join lateral (
        select case when g.given between 0 and 1 then g.given end as score
      ) as s
      where k.domain is not null
        and k.domain <> p_domain
        and not reference.is_blocked_domain(k.domain)
      order by k.domain, s.score desc nulls last, i.place
    ) as c
  );
end;
$$;

comment on function extracted.list_similar_companies(text, jsonb) is
  'The usable companies of the answer p_payload about p_domain, best first. Units: scores 0 to 1; '
  'any other is null. Nulls: a null payload gives an empty list. Errors: none.';

revoke all on function extracted.list_similar_companies(text, jsonb) from public;
