-- Purpose: the names in a list that is one text: "Acme, Inc., Beta (UK, Ireland), and Gamma".
-- Input -> output: the list -> its names in their order, on one line each. Commas, semicolons and
--   line breaks part them, but not inside quotes and brackets that are closed again; a piece that
--   is nothing but a legal form (reference.legal_forms) belongs to the one before; bullets and
--   "and" before a name go; placeholders go, and what is there already in another case.
-- Called by: extracted.read_customer_body.
-- Reads: reference.legal_forms.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select reference.split_customer_list('Acme, Inc., "Beta, Gamma", and acme, inc., N/A');
--   -- {"Acme, Inc.","Beta, Gamma"}
create or replace function reference.split_customer_list(
  p_list text,
  p_keeps_placeholders boolean default false
)
returns text[]
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  -- What people may call their company although it is a legal form as well; a form only where it
  -- is written with dots or as S.p.A. is.
  c_names constant text[] collate "C" := array['sas'];
  v_list text collate "C" := p_list;
  v_is_quoted boolean := (octet_length(p_list) - octet_length(replace(p_list, '"', ''))) % 2 = 0;
  v_pieces text[] collate "C";
begin
  -- An array that is none: [Acme, Beta].
  if v_list ~ '^\s*\[[^\[]*\]\s*$' then
    v_list := translate(v_list, '[]', '');
  end if;
  if v_list !~ '[();"\[\]\u201c\u201d]' then
    v_pieces := string_to_array(translate(v_list, E'\n\r', ',,'), ',');
  else
    with token as (
      select
        t.part[1] collate "C" as part,
        t.place,
        -- Of an odd number of quotes none is one; inches are.
        case
          when v_is_quoted then count(*) filter (where t.part[1] = '"') over up_to % 2
          else 0
        end as quotes,
        sum(
          case
            when t.part[1] in ('(', '[', E'\u201c') then 1
            when t.part[1] in (')', ']', E'\u201d') then -1
            else 0
          end
        ) over up_to as depth
      from regexp_matches(
        -- The semicolon of &amp; parts nothing.
        v_list, '&#?[a-zA-Z0-9]{1,8};|[();"\[\]\u201c\u201d,\n\r]|[^();"\[\]\u201c\u201d,\n\r&]+|&',
        'g'
      ) with ordinality as t (part, place)
      window up_to as (order by t.place)
    ),
    weighed as (
      select
        t.*,
        -- A bracket counts where it is opened before and closed behind.
        least(0, min(t.depth) over (order by t.place)) as lowest_before,
        min(t.depth) over (order by t.place desc) as lowest_behind
      from token as t
    ),
    marked as (
      select
        w.*,
        w.part in (',', ';', E'\n', E'\r')
          and w.quotes = 0
          and w.depth <= greatest(w.lowest_before, w.lowest_behind) as is_border
      from weighed as w
    ),
    numbered as (
      select m.*, count(*) filter (where m.is_border) over (order by m.place) as piece_no
      from marked as m
    )
    select array_agg(p.piece order by p.piece_no)
    into v_pieces
    from (
      select n.piece_no, string_agg(n.part, '' order by n.place) as piece
      from numbered as n
      where not n.is_border
      group by n.piece_no
    ) as p;
  end if;

  return (
    with cleaned as (
      select c.*, row_number() over (order by c.place) as number, count(*) over () as pieces
      from (
        select
          u.place,
          reference.clean_label(
            case
              when u.piece ~ '^\s*["\u201c][^"\u201c\u201d]*["\u201d]\s*$'
                then btrim(u.piece, E' \t"\u201c\u201d')
              when u.piece ~ '^\s*[*\u2022\u2013-]\s'
                then ltrim(u.piece, E' \t*\u2022\u2013-')
              else u.piece
            end
          ) as piece,
          btrim(u.piece) as given
        from unnest(v_pieces) with ordinality as u (piece, place)
        -- Offset 0 keeps the expressions from being computed once per use.
        offset 0
      ) as c
      where c.given <> ''
    ),
    told as (
      select
        c.place,
        -- "And" in front of the last one; And Digital is a name elsewhere.
        case
          when f.is_form then c.given
          when c.given like 'and %' or c.given like 'And %' and c.number > 1 and c.number = c.pieces
            then reference.clean_label(substr(c.given, 5))
          else coalesce(c.piece, c.given)
        end as piece,
        c.number > 1 and f.is_form as is_form
      from cleaned as c
      cross join lateral (
        select split_part(coalesce(c.piece, ''), ' (', 1) as word offset 0
      ) as w
      left join lateral (
        select true as is_form
        from reference.fold_company_name(w.word) as k (form_key)
        inner join lateral (
          select l.is_word
          from reference.legal_forms as l
          where l.form_key in (k.form_key, split_part(k.form_key, ' ', -1))
            and l.is_trailing
            and not l.is_weak
          order by l.form_key = k.form_key desc
          limit 1
        ) as l on true
        where length(w.word) <= 60
          and w.word not ilike 'the %'
          -- Co. Ltd. is two of them: what is left of a name with them is the name alone.
          and (
            strpos(k.form_key, ' ') = 0
            or (reference.company_name_keys('Zzyzx ' || w.word)).bare_key = 'zzyzx'
          )
          and (
            not (l.is_word or k.form_key = any (c_names))
            or w.word like '%.%.%'
            or substr(w.word, 2) not in (lower(substr(w.word, 2)), upper(substr(w.word, 2)))
          )
      ) as f on true
    ),
    -- A legal form goes to the name before it.
    joined as (
      select
        t.*,
        count(*) filter (where t.is_form is not true) over (order by t.place) as name_no
      from told as t
    ),
    named as (
      select
        j.name_no,
        reference.clean_label(string_agg(j.piece, ', ' order by j.place)) as name
      from joined as j
      group by j.name_no
    )
    select coalesce(array_agg(n.name order by n.name_no), '{}')
    from (
      select distinct on (reference.fold_case(d.name)) d.name_no, d.name
      from (
        select n.name_no, coalesce(n.name, case when p_keeps_placeholders then 'N/A' end) as name
        from named as n
      ) as d
      where d.name is not null
        and (p_keeps_placeholders or not reference.is_placeholder_name(d.name))
      order by reference.fold_case(d.name), d.name_no
    ) as n
  );
end;
$$;

comment on function reference.split_customer_list(text, boolean) is
  'The names in a list of customers, in order, each once. p_keeps_placeholders: false drops none, '
  'n/a and the like. Units: names of at most 500 characters. Nulls: null for null; an empty array '
  'for a list without names. Errors: none.';

revoke all on function reference.split_customer_list(text, boolean) from public;
