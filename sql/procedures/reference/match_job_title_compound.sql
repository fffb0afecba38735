-- Purpose: what a compound says that the dictionary of the rules does not have: Vertriebsleiterin.
-- Input -> output: a folded word -> its code as in reference.list_job_title_terms: level of the
--   longest ending that is known, function of the longest beginning or else of the ending; null
--   where no ending is known.
-- Called by: reference.infer_job_title.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.match_job_title_compound('vertriebsleiterin');  -- HS5-
create or replace function reference.match_job_title_compound(p_word text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_end text collate "C";
  v_begin text collate "C";
begin
  for v_size in reverse least(length(p_word) - 2, 13)..4 loop
    v_end := reference.list_job_title_terms() ->> ('~' || right(p_word, v_size));
    if v_end is not null then
      for v_head in reverse least(length(p_word) - v_size, 16)..2 loop
        v_begin := reference.list_job_title_terms() ->> ('^' || left(p_word, v_head));
        exit when v_begin is not null;
      end loop;
      if v_begin is null or substr(v_end, 3, 1) > substr(v_begin, 3, 1) then
        return v_end;
      end if;
      return left(v_end, 1) || substr(v_begin, 2, 2) || substr(v_end, 4, 1);
    end if;
  end loop;
  -- Vertriebsinnendienst has no role in it; short words and beginnings are something else.
  for v_head in reverse case when length(p_word) > 10 then 16 else 0 end..7 loop
    v_begin := reference.list_job_title_terms() ->> ('^' || left(p_word, v_head));
    exit when v_begin is not null;
  end loop;
  return v_begin;
end;
$$;

comment on function reference.match_job_title_compound(text) is
  'Code of a compound word of a job title. Units: none. Nulls: null for null and unknown words. '
  'Errors: none.';

revoke all on function reference.match_job_title_compound(text) from public;
