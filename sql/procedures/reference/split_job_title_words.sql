-- Purpose: the words of a job title, separators as words of their own.
-- Input -> output: a title -> its words; | for what ends a title (pipes, bullets, emoji, ends
--   of sentences), – for dashes and colons; , & / @ stand for themselves; a word after a hyphen
--   begins with it. What stood in brackets comes last, after a |.
-- Called by: reference.infer_job_title.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.split_job_title_words('Co-Founder/CEO (m/w/d)');
--   -- {Co,-Founder,/,CEO,|,m,/,w,/,d}
create or replace function reference.split_job_title_words(p_title text)
returns text[]
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  -- Titles end long before; what comes later says nothing more.
  c_length constant integer := 300;
  c_controls constant text collate "C" :=
    E'\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012'
    '\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f"';
  c_unknown constant text collate "C" :=
    '[^\u0020-\u007e\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2013\u2c00-\u2dff'
    || '\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc]+';
  c_sentence constant text collate "C" :=
    '([a-z]{3}(?<!asst|exec|dept|engr|coord|assoc|supv|tech|prod|acct|svcs|comm|corp|intl|natl|mgmt'
    || '|mktg|mngr|mgr|dir|eng|reg|adm|ops|dev|gen|rep|exc))\. ';
  v_text text collate "C" := left(p_title, c_length);
  v_inside text collate "C" := '';
  v_open integer;
  v_close integer;
begin
  v_text := translate(v_text, c_controls, repeat(' ', length(c_controls)));
  if octet_length(v_text) <> length(v_text) then
    -- Invisible characters go, mathematical letters become letters, the rest divides.
    v_text := translate(
      v_text,
      E'\u2018\u2019\u02bc\u00b4\u2010\u2011\u2014\u2015\u2212\u00a0\u202f\u201c\u201d\u201e\u00ab'
      '\u00bb\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067'
      '\u2068\u2069\ufeff\ufe0f\u2122\u00ae\u00a9',
      E'\'\'\'\'--\u2013\u2013-  '
    );
    v_text := left(normalize(v_text, nfkc), c_length);
    v_text := regexp_replace(v_text, c_unknown, '|', 'g');
  end if;
  if strpos(v_text, '.') > 0 then
    -- Sr.Manager, but neither Node.js nor V.P.; sentences end, abbreviations do not.
    v_text := regexp_replace(v_text, '(\m(?:sr|jr|asst|mgr|dir|snr)\.)(?=[a-z])', '\1 ', 'gi');
    v_text := regexp_replace(v_text, c_sentence, '\1|', 'gi');
  end if;
  if translate(v_text, '*:_/', '') <> v_text then
    -- Verkäufer/in, Leiter:innen, Kauffrau/-mann.
    v_text := regexp_replace(
      v_text, '(?:/-?|[*:_])(?:in|innen|frau|mann)(?![a-z])', '', 'gi'
    );
  end if;

  v_text := translate(v_text, '[]{}*~<>=\^_`!?;$%', '()()||||||   |||');
  v_open := strpos(v_text, '(');
  while v_open > 0 loop
    v_close := strpos(substr(v_text, v_open), ')');
    exit when v_close = 0;
    v_inside := v_inside || '|' || substr(v_text, v_open + 1, v_close - 2);
    v_text := left(v_text, v_open - 1) || ' ' || substr(v_text, v_open + v_close);
    v_open := strpos(v_text, '(');
  end loop;
  v_text := translate(v_text || v_inside, '()', '||');

  v_text := replace(replace(replace(v_text, '|', ' | '), ',', ' , '), '&', ' & ');
  v_text := replace(replace(replace(v_text, '/', ' / '), ':', E' \u2013 '), '@', ' @ ');
  v_text := replace(replace(v_text, ' -', E' \u2013 '), '- ', E' \u2013 ');
  v_text := replace(replace(v_text, E'\u2013', E' \u2013 '), '-', ' -');
  -- Quotes and dots at the ends of words: 'CEO', ...CEO; but O'Neil and .NET.
  v_text := ' ' || replace(replace(v_text, ' +', ' + '), '..', ' ') || ' ';
  v_text := replace(replace(replace(v_text, '''''', ''), ''' ', ' '), ' -''', ' -');
  v_text := replace(v_text, ' ''', ' ');
  return array_remove(array_remove(string_to_array(v_text, ' '), ''), '.');
end;
$$;

comment on function reference.split_job_title_words(text) is
  'Words and separators of a job title. Units: words; the first 300 characters are read. Nulls: '
  'null for null. Errors: none.';

revoke all on function reference.split_job_title_words(text) from public;
