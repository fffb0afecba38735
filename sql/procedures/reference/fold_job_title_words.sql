-- Purpose: the words of a job title as the dictionary of the rules has them.
-- Input -> output: words of reference.split_job_title_words -> as many keys: lower case, without
--   accents, dots, leading hyphens and possessive endings; "and" in some languages is &.
-- Called by: reference.infer_job_title, reference.write_job_title_words.
-- Writes to: nothing.
-- Idempotence: fold_job_title_words(fold_job_title_words(x)) = fold_job_title_words(x).
-- Errors: none.
-- Example: select reference.fold_job_title_words('{Co,-Gérant,and,V.P.}');  -- {co,gerant,&,vp}
create or replace function reference.fold_job_title_words(p_words text[])
returns text[]
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_text text collate "C" := ' ' || array_to_string(p_words, '  ') || ' ';
begin
  if octet_length(v_text) <> length(v_text) then
    v_text := translate(
      reference.fold_case(v_text),
      'àáâãäåāăąçćčďđèéêëēėęěğìíîïīıłñńňòóôõöøōőřśşšţťùúûüūůűýÿźżž',
      'aaaaaaaaacccddeeeeeeeegiiiiiilnnnoooooooorsssttuuuuuuuyyzzz'
    );
    v_text := replace(replace(replace(v_text, 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae');
  else
    v_text := lower(v_text);
  end if;
  v_text := replace(replace(replace(v_text, '.', ''), ' -', ' '), '''s ', ' ');
  v_text := replace(replace(v_text, ' and ', ' & '), ' + ', ' & ');
  v_text := replace(replace(replace(v_text, ' und ', ' & '), ' et ', ' & '), ' y ', ' & ');
  return string_to_array(substr(v_text, 2, length(v_text) - 2), '  ');
end;
$$;

comment on function reference.fold_job_title_words(text[]) is
  'Keys of the words of a job title, one a word. Units: words. Nulls: null for null. Errors: none.';

revoke all on function reference.fold_job_title_words(text[]) from public;
