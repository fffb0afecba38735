-- Purpose: which of the pages that a model visited is the case study of which customer.
-- Input -> output: names of customers, and the steps the model took (URLs, or prose with URLs in
--   it) -> for every name the first URL whose path has the name in it, as whole words, or null. A
--   page about Acme Labs is none about Acme where both are asked for.
-- Called by: extracted.read_customer_body, for lists that give names alone.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select extracted.find_case_study_urls(
--     '{"Acme, Inc.", Beta}', '["Visited https://v.example/customers/acme/, nothing on Beta"]'
--   );  -- {https://v.example/customers/acme,NULL}
create or replace function extracted.find_case_study_urls(p_names text[], p_steps jsonb)
returns text[]
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  -- Nobody visits more; and a path that names somebody does so early.
  c_urls constant integer := 200;
  c_path constant integer := 300;
  -- What paths of any customer have in them.
  c_common constant text[] collate "C" := array[
    'case', 'cases', 'case studies', 'case study', 'casestudies', 'casestudy', 'client', 'clients',
    'company', 'customer', 'customer stories', 'customer story', 'customers', 'home', 'html',
    'index', 'news', 'our customers', 'page', 'partners', 'products', 'reference', 'references',
    'resource', 'resources', 'stories', 'story', 'studies', 'study', 'success', 'success stories',
    'success story', 'testimonials'
  ];
begin
  return (
    with visited as materialized (
      select
        v.url,
        v.place,
        ' ' || regexp_replace(lower(v.path), '[^a-z0-9\u0080-\U0010ffff]+', ' ', 'g') || ' '
          as words
      from (
        select
          u.url,
          u.place,
          -- café is caf%C3%A9.
          regexp_replace(
            normalize(coalesce(reference.decode_percent(p.path), p.path), nfkd),
            '[\u0300-\u036f]', '', 'g'
          ) as path
        from (
          select g.url, min(g.place) as place
          from (
            select
              reference.normalize_case_study_url(rtrim(m.match[1], '.,;:!?)*_''')) as url,
              m.place
            from regexp_matches(p_steps #>> '{}', 'https?://[^\s"<>\\\[\]|`]+', 'gi')
              with ordinality as m (match, place)
            where m.place <= 5 * c_urls
          ) as g
          where reference.is_stageable_case_study_url(g.url)
          group by g.url
          order by 2
          limit c_urls
        ) as u
        cross join lateral (
          select left(substr(split_part(u.url, '?', 1), strpos(u.url, '://') + 3), c_path) as path
          offset 0
        ) as h
        cross join lateral (
          select substr(h.path, strpos(h.path, '/')) as path offset 0
        ) as p
      ) as v
    ),
    named as materialized (
      select n.place, s.slug
      from (select string_agg(v.words, '') as words from visited as v) as a
      cross join unnest(p_names) with ordinality as n (name, place)
      cross join lateral reference.company_name_keys(n.name) as k
      cross join lateral (
        select distinct c.slug
        from unnest(
          array[
            k.name_key,
            k.bare_key,
            replace(k.bare_key, ' and ', ' '),
            -- Booking.com is booking-com or bookingcom.
            btrim(regexp_replace(lower(n.name), '[^a-z0-9\u0080-\U0010ffff]+', ' ', 'g')),
            case when length(k.bare_key) > 4 then replace(k.bare_key, ' ', '') end
          ]
        ) as c (slug)
        where length(c.slug) > 1
          and strpos(a.words, ' ' || c.slug || ' ') > 0
          and not c.slug = any (c_common)
      ) as s
      where a.words is not null
    ),
    about as materialized (
      select n.place, n.slug, v.url, v.place as visited
      from named as n
      inner join visited as v on strpos(v.words, ' ' || n.slug || ' ') > 0
    )
    select array_agg(f.url order by n.place)
    from unnest(p_names) with ordinality as n (name, place)
    left join (
      select distinct on (a.place) a.place, a.url
      from about as a
      where not exists (
        select
        from about as o
        where o.url = a.url
          and o.place <> a.place
          and length(o.slug) > length(a.slug)
          and strpos(' ' || o.slug || ' ', ' ' || a.slug || ' ') > 0
      )
      order by a.place, a.visited
    ) as f on f.place = n.place
  );
end;
$$;

comment on function extracted.find_case_study_urls(text[], jsonb) is
  'For every name the normalised URL, among those in p_steps, of the first page whose path has the '
  'name in it as whole words. Units: the first 200 URLs. Nulls: null in, null out; null for a name '
  'that no page is about. Errors: none.';

revoke all on function extracted.find_case_study_urls(text[], jsonb) from public;
