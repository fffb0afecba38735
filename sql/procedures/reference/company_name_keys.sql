-- Purpose: the keys under which company names match, at three levels of tolerance, in one call.
-- Input -> output: a name -> name_key, level 0: reference.fold_company_name; bare_key, level 1:
--   without legal forms at its ends, whole words only, never leaving under three characters (two
--   of Chinese, Japanese, Korean) nor nothing but another form; weak_key, level 2: without Group,
--   Company, Holdings, International too, where two words or five characters are left; weak_words:
--   what of these was dropped, by its meaning. "and" and "the" beside what is dropped go with it.
-- Called by: customer name matching, reference.company_name_key.
-- Reads: reference.legal_forms, once a call for names of up to eight words with spaces.
-- Writes to: nothing.
-- Idempotence: a key is its own key at the same level.
-- Errors: none.
-- Example: select * from reference.company_name_keys('The Müller Group GmbH & Co. KG');
--   -- muller group gmbh and co kg, muller group, muller, group
-- Two names match at level 2 when their weak_key is equal and their weak_words are, or one has
-- none: X Group is X, but not X Holdings. Changes of reference.legal_forms reach stored keys when
-- these are computed anew.
create or replace function reference.company_name_keys(
  p_name text,
  out name_key text,
  out bare_key text,
  out weak_key text,
  out weak_words text
)
returns record
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  -- Words at the end in which forms are looked for, and words of a form.
  c_window constant integer := 8;
  c_longest constant integer := 7;
  c_spaceless constant text collate "C" :=
    '[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]';
  v_key text collate "C" := reference.fold_company_name(p_name);
  v_words text[] collate "C";
  v_size integer;
  v_parts text[] collate "C";
  v_forms text[] collate "C";
  v_flags text[] collate "C";
  v_form text collate "C";
  v_flag text collate "C";
  v_rest text collate "C";
  v_best text collate "C";
  v_left text collate "C";
  v_meaning text collate "C";
  v_is_head boolean := true;
  v_is_tail boolean := true;
  v_is_spaceless boolean := false;
  v_is_read boolean := false;
  v_is_glued boolean;
begin
  name_key := v_key;
  bare_key := v_key;
  weak_key := v_key;
  if octet_length(v_key) <> length(v_key) then
    v_is_spaceless := v_key ~ c_spaceless;
  end if;
  -- One word is a name, and so is nothing.
  if v_key is null or strpos(v_key, ' ') = 0 and not v_is_spaceless then
    return;
  end if;

  -- One form a turn, the longest that may go: this depends on what would be left.
  for v_level in 1..2 loop
    loop
      if not v_is_read then
        v_words := string_to_array(v_key, ' ');
        v_size := cardinality(v_words);
        v_parts := '{}';
        for v_end in greatest(v_size - c_window + 1, 1)..v_size loop
          for v_start in greatest(v_end - c_longest + 1, 1)..v_end loop
            v_parts := v_parts || array_to_string(v_words[v_start:v_end], ' ');
          end loop;
        end loop;
        for v_end in 1..least(v_size - c_window, c_longest) loop
          v_parts := v_parts || array_to_string(v_words[1:v_end], ' ');
        end loop;
        select
          array_agg(f.form_key),
          array_agg(
            case when f.is_weak then 'w' when f.is_word then 'o' else '-' end
              || case when f.is_leading then 'l' else '-' end
              || case when f.is_trailing then 't' else '-' end
              || case when f.is_glued then 'g' else '-' end
              || coalesce(f.meaning, '')
          )
        into v_forms, v_flags
        from reference.legal_forms as f
        where f.form_key = any (v_parts);
        if v_is_spaceless then
          select
            v_forms || array_agg(f.form_key),
            v_flags || array_agg(
              case when f.is_weak then 'w' else '-' end
                || case when f.is_leading then 'l' else '-' end
                || case when f.is_trailing then 't' else '-' end
                || 'g' || coalesce(f.meaning, '')
            )
          into v_forms, v_flags
          from reference.legal_forms as f
          where f.is_glued
            and strpos(v_key, f.form_key) > 0;
        end if;
        v_is_read := true;
      end if;
      exit when v_forms is null;

      v_best := null;
      for v_index in 1..cardinality(v_forms) loop
        v_form := v_forms[v_index];
        v_flag := v_flags[v_index];
        continue when length(v_form) <= length(v_best) or v_level = 1 and v_flag like 'w%';
        if v_flag like '__t%' and (
          right(v_key, length(v_form) + 1) = ' ' || v_form
          or v_flag like '___g%' and right(v_key, length(v_form)) = v_form
        ) then
          -- What may be an ordinary word counts first or last only, and written as a form.
          continue when v_flag like 'o%'
            and not (v_is_tail and reference.is_written_as_form(p_name, v_form, false));
          v_rest := left(v_key, -length(v_form));
        elsif v_flag like '_l%' and (
          left(v_key, length(v_form) + 1) = v_form || ' '
          or v_flag like '___g%' and left(v_key, length(v_form)) = v_form
        ) then
          continue when v_flag like 'o%'
            and not (v_is_head and reference.is_written_as_form(p_name, v_form, true));
          v_rest := substr(v_key, length(v_form) + 1);
        else
          continue;
        end if;
        v_rest := btrim(v_rest);
        while v_rest like '% and' or v_rest like '% the' loop
          v_rest := rtrim(left(v_rest, -4));
        end loop;
        while v_rest like 'the _%' loop
          v_rest := ltrim(substr(v_rest, 5));
        end loop;
        if v_flag like '___g%' then
          v_rest := reference.fold_company_name(v_rest);
        end if;
        -- Three bytes are an ideograph, a kana, a syllable: two of them are a name.
        continue when v_rest is null
          or length(v_rest) < 3 and octet_length(v_rest) < 6
          or v_flag like 'w%' and length(v_rest) < 5 and v_rest not like '% %'
          and not (v_flag like '___g%' and octet_length(v_rest) >= 6)
          or v_rest = any (v_forms)
          and v_flags[array_position(v_forms, v_rest)] not like 'o%';
        v_best := v_form;
        v_left := v_rest;
        v_meaning := substr(v_flag, 5);
        v_is_glued := v_flag like '___g%';
      end loop;
      exit when v_best is null;
      v_is_head := v_is_head and left(v_key, length(v_left)) = v_left;
      v_is_tail := v_is_tail and right(v_key, length(v_left)) = v_left;
      v_key := v_left;
      -- What was not in sight before may be now.
      v_is_read := not v_is_glued and v_size <= c_window;
      if v_meaning <> '' then
        weak_words := concat_ws(' ', weak_words, v_meaning);
      end if;
    end loop;
    if v_level = 1 then
      bare_key := v_key;
    else
      weak_key := v_key;
    end if;
  end loop;
end;
$$;

comment on function reference.company_name_keys(text) is
  'Keys of a company name: folded, without legal forms, without weak words such as Group; and the '
  'weak words dropped. Units: none. Nulls: keys null for null and for names of nothing but '
  'punctuation; weak_words null where none was dropped. Errors: none.';

revoke all on function reference.company_name_keys(text) from public;
