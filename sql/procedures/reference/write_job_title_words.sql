-- Purpose: writes the words of a job title as a person would: abbreviations spelled out, capitals
--   and small letters where all letters were one or the other.
-- Input -> output: words of reference.split_job_title_words -> one line without punctuation at its
--   ends.
-- Called by: reference.infer_job_title.
-- Writes to: nothing.
-- Idempotence: the words of a written title are written alike.
-- Errors: none.
-- Example: select reference.write_job_title_words('{SR.,SALES,MGR}');  -- Senior Sales Manager
create or replace function reference.write_job_title_words(p_words text[])
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_longest constant integer := 100;
  v_keys text[] := reference.fold_job_title_words(p_words);
  v_text text collate "C" := array_to_string(p_words, ' ');
  v_lower text collate "C" := reference.fold_case(v_text);
  v_is_plain boolean := v_text = v_lower;
  v_is_shouted boolean := not v_is_plain and upper(v_text collate "und-x-icu") = v_text;
  v_line text collate "C" := '';
  v_word text collate "C";
  v_key text collate "C";
  v_spelling text collate "C";
  v_is_tight boolean := true;
begin
  for v_index in 1..cardinality(p_words) loop
    v_word := rtrim(p_words[v_index], '.');
    v_key := v_keys[v_index];
    v_spelling := reference.list_job_title_spellings() ->> v_key;
    if v_spelling is not null
      and (
        left(v_spelling, 1) <> '?'
        or (v_is_plain or v_is_shouted) and lower(v_word) = v_key
      )
      and left(v_word, 1) <> '-'
    then
      -- An SDR is a Sales Development Representative, an SDR Manager is none.
      v_word := case
        when strpos(v_spelling, ' ') = 0 or v_index = cardinality(v_keys)
          or v_keys[v_index + 1] in (',', '/', '&', 'of', 'to', 'for', 'in', 'intern')
        then ltrim(v_spelling, '?')
        else upper(v_word)
      end;
      if v_key in ('eng', 'engr', 'sre', 'swe') and (
        v_index > 1
        and v_keys[v_index - 1] in ('vp', 'svp', 'evp', 'of', 'director', 'head', 'dir')
        or v_keys[v_index + 1] in ('manager', 'mgr', 'director', 'dir', 'lead')
      ) then
        v_word := replace(v_word, 'Engineer', 'Engineering');
      end if;
    elsif v_key = '&' then
      v_word := reference.fold_case(v_word);
    elsif v_is_plain or v_is_shouted and (
      -- One short word in capitals is an abbreviation, unless it is known: CHEF.
      cardinality(p_words) > 1 or length(v_word) > 4
      or length(v_word) = 4 and reference.list_job_title_terms() ? v_key
    ) then
      if left(v_word, 1) = '-' then
        v_word := '-' || initcap(substr(v_word, 2) collate "und-x-icu");
      else
        v_word := initcap(v_word collate "und-x-icu");
      end if;
    end if;
    -- VP-Sales is no compound.
    if left(v_word, 1) = '-'
      and v_keys[v_index - 1] in ('vp', 'svp', 'evp', 'avp', 'manager', 'director', 'head')
      and v_key not in ('general', 'in', 'level')
    then
      v_word := substr(v_word, 2);
    end if;
    if v_word in (',', '/') or left(v_word, 1) = '-' then
      v_line := v_line || v_word;
      v_is_tight := v_word = '/';
    elsif v_is_tight
      or v_word = '&' and length(p_words[v_index - 1]) < 3 and length(p_words[v_index + 1]) = 1
    then
      v_line := v_line || v_word;
      v_is_tight := v_word = '&';
    else
      v_line := v_line || ' ' || v_word;
    end if;
  end loop;
  if length(v_line) > c_longest then
    v_line := left(v_line, c_longest - strpos(reverse(left(v_line, c_longest)), ' '));
  end if;
  v_line := rtrim(ltrim(v_line, ' -,/&'''), ' -,/&.''');
  -- Not iOS, and not ß, of which two letters would come.
  if substr(v_line, 2, 1) not between 'A' and 'Z'
    and length(upper(left(v_line, 1) collate "und-x-icu")) = 1
  then
    v_line := upper(left(v_line, 1) collate "und-x-icu") || substr(v_line, 2);
  end if;
  return reference.clean_text(v_line);
end;
$$;

comment on function reference.write_job_title_words(text[]) is
  'A job title as a lead list writes it, from its words. Units: at most 100 characters. Nulls: '
  'null for null and where no word remains. Errors: none.';

revoke all on function reference.write_job_title_words(text[]) from public;
