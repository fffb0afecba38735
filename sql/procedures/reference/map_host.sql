-- Purpose: the mapping step of internationalised host names (UTS 46, as in the URL standard).
-- Input -> output: a host -> folded case, compatibility characters resolved, ignored characters
--   dropped, every kind of full stop as a dot.
-- Called by: reference.host_to_ascii.
-- Writes to: nothing.
-- Idempotence: map_host(map_host(x)) = map_host(x).
-- Errors: none.
-- Example: select reference.map_host('Ｂücher。example');  -- bücher.example
create or replace function reference.map_host(p_host text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_cased constant text collate "C" :=
    '[\u13f8-\u13fd\u1c90-\u1cbf\uab70-\uabbf\U00010570-\U00010595\U00016e40-\U00016e5f]';
  v_host text collate "C" := p_host;
begin
  -- Ignored: soft hyphens, zero-width spaces, variation selectors.
  v_host := regexp_replace(
    v_host,
    '[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff'
    || '\U0001bca0-\U0001bca3\U000e0100-\U000e01ef]',
    '', 'g'
  );
  v_host := translate(replace(v_host, E'\u1e9e', 'ss'),
    E'\u03a3\u03f2\u03f9\U0001d6d3\U0001d70d\U0001d747\U0001d781\U0001d7bb', repeat(E'\u03c3', 8));
  -- An iota below a Greek letter folds to one behind it.
  if v_host ~ '[\u0345\u1f80-\u1fff]' then
    v_host := replace(normalize(v_host, nfkd), E'\u0345', E'\u03b9');
  end if;
  v_host := normalize(v_host, nfkc);
  v_host := normalize(lower(v_host collate "und-x-icu") collate "C", nfkc);
  v_host := replace(v_host, E'\u3002', '.');
  -- Letters whose folding is not their lower case, or is unknown to older ICU libraries.
  if v_host ~ c_cased then
    select string_agg(
      case
        when c.code between 5112 and 5117 then chr(c.code - 8)
        when c.code between 7312 and 7359 then chr(c.code - 3008)
        when c.code between 43888 and 43967 then chr(c.code - 38864)
        when c.code between 66928 and 66965 then chr(c.code + 39)
        when c.code between 93760 and 93791 then chr(c.code + 32)
        else c.letter
      end,
      '' order by c.place
    )
    into v_host
    from (
      select s.letter, ascii(s.letter) as code, s.place
      from regexp_split_to_table(v_host, '') with ordinality as s (letter, place)
    ) as c;
  end if;
  return v_host;
end;
$$;

comment on function reference.map_host(text) is
  'Host after the UTS 46 mapping. Units: none. Nulls: null for null. Errors: none.';

revoke all on function reference.map_host(text) from public;
