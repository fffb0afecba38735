-- Purpose: what the wording of a job title says by itself, for titles the look-up does not know.
-- Input -> output: a title -> the title as a lead list would write it, a name of
--   reference.seniorities, a name of reference.job_functions; a part that the title does not say
--   is null.
-- Called by: reference.match_job_title.
-- Writes to: nothing; reads no table.
-- Idempotence: the cleaned title of a cleaned title is itself.
-- Errors: none.
-- Example: select * from reference.infer_job_title('Sr. SWE II @Acme');
--   -- Senior Software Engineer, Senior, Engineering
-- Words are looked up in the dictionary of reference.list_job_title_terms, longest phrase first: a
-- constant of the plan, since the patterns of regular expressions that a session keeps are few.
-- A title is made of segments (at pipes, bullets, emoji, "at"), these of parts (at commas, dashes,
-- slashes, "and"); a part with a role in it is judged by itself, one without lends its function.
-- The first segment with a role is the title; of its parts the most senior one decides, but Intern
-- and Freelance stand before all below the owner. Of a part the heaviest term gives the function:
-- Sales Recruiter recruits.
-- Decided: "VP, Sales & Marketing" is written VP of Sales & Marketing and counts as Sales; Chief of
-- Staff is a Director of Operations; a bare Principal is a Partner, before a craft it is Senior, in
-- a school Head; founders are Owner, or C-Level where they are chiefs too; board members C-Level;
-- Senior Executive Assistant is Senior; a former job is none; a seller of any kind is Sales.
create or replace function reference.infer_job_title(p_title text)
returns reference.inferred_job_title
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  -- Levels by rank, as in reference.seniorities.
  c_levels constant text collate "C" := 'COPVHDMSNEAIF';
  -- Longer ones without a role are sentences.
  c_phrase constant integer := 6;
  v_words text[] := reference.split_job_title_words(reference.clean_text(p_title));
  v_keys text[];
  v_index integer := 1;
  v_next integer;
  v_size integer;
  v_key text collate "C";
  v_code text collate "C";
  v_level text collate "C";
  v_function text collate "C";
  v_weight text collate "C";
  v_flag text collate "C";
  v_rank integer;

  -- The part being read: between commas, dashes, slashes and "and".
  v_separator text collate "C" := '|';
  v_spelling text collate "C" := '|';
  v_part text[] := '{}';
  v_part_rank integer := 0;
  v_part_function text collate "C" := '-';
  v_part_weight text collate "C" := '0';
  v_has_role boolean := false;
  v_is_soft boolean := true;
  v_is_modifier boolean := false;
  v_is_senior boolean := false;
  v_is_junior boolean := false;
  v_is_staff boolean := false;
  v_is_lead boolean := false;
  v_is_assistant boolean := false;
  v_is_entry boolean := false;
  v_principal integer := 0;
  v_of integer := 0;
  v_is_of_known boolean := false;

  -- The segment being read: between pipes, bullets and the like.
  v_line text[] := '{}';
  v_best_rank integer := 0;
  v_best_function text collate "C" := '-';
  v_best_is_soft boolean := true;
  v_best_is_last boolean := false;
  v_principal_alone boolean := false;
  v_last_weight text collate "C" := '0';
  v_pending text collate "C" := '-';
  v_pending_is_senior boolean := false;
  v_temporary integer := 0;
  v_is_sealed boolean := false;
  v_is_listing boolean := false;
  v_is_employer boolean := false;
  v_is_mute boolean := false;

  -- The title.
  v_title text[];
  v_title_rank integer := 0;
  v_title_function text collate "C" := '-';
  v_title_is_soft boolean := true;
  v_first text[];
  v_other_function text collate "C" := '-';
  v_other_is_senior boolean := false;
  v_answer reference.inferred_job_title;
begin
  if cardinality(v_words) > 0 then
    v_keys := reference.fold_job_title_words(v_words) || '|'::text;
  else
    return null;
  end if;

  -- A title has few words and what one means depends on those before: a loop, not a join.
  while v_index <= cardinality(v_keys) loop
    v_key := v_keys[v_index];
    v_next := v_index + 1;
    v_size := reference.list_job_title_terms() ->> ('+' || v_key);
    v_code := null;
    if v_size is not null then
      for v_try in reverse least(v_size, cardinality(v_keys) - v_index)..2 loop
        v_code := reference.list_job_title_terms()
          ->> array_to_string(v_keys[v_index:v_index + v_try - 1], ' ');
        if v_code is not null then
          v_next := v_index + v_try;
          exit;
        end if;
      end loop;
    end if;
    if v_code is null then
      v_code := coalesce(
        reference.list_job_title_terms() ->> v_key,
        case when v_key like '%s' then reference.list_job_title_terms() ->> left(v_key, -1) end,
        case when length(v_key) > 7 then reference.match_job_title_compound(v_key) end,
        '----'
      );
    end if;
    v_flag := substr(v_code, 4, 1);

    if v_flag in ('|', '@', '!', ',') and not (v_is_mute and v_key in ('&', '/')) then
      -- The part ends: its level first.
      while rtrim(lower(v_part[cardinality(v_part)]), '.') in ('of', 'for', 'the', 'in', 'de') loop
        v_part := v_part[1:cardinality(v_part) - 1];
      end loop;
      if v_principal = 2 or v_is_staff and v_part_function in ('G', 'U', 'D', 'I', 'K') then
        v_is_senior := true;
      end if;
      if v_principal = 1 and not v_has_role then
        v_has_role := true;
        v_is_soft := false;
        if v_part_function = 'E' then
          v_part_rank := 5;
        elsif v_part_function in ('G', 'U', 'D', 'I', 'K') then
          v_part_rank := 8;
        else
          v_part_rank := 3;
        end if;
      elsif v_principal = 1 then
        v_is_senior := true;
      end if;
      if v_is_lead then
        v_is_senior := true;
        if not v_has_role and v_part_function <> '-' then
          v_has_role := true;
          v_is_soft := false;
        end if;
      end if;
      if not v_has_role and v_part_function = '-' and cardinality(v_part) = 1 then
        v_has_role := v_is_senior or v_is_junior;
        v_is_soft := not v_has_role;
      end if;
      v_rank := case
        when not v_has_role then 0
        when v_part_rank > 0 then v_part_rank
        when v_is_senior or v_pending_is_senior and v_pending <> '-' then 8
        when v_is_assistant then 11
        when v_is_entry or v_is_junior then 10
        else 9
      end;
      if v_part_function = '-' and v_is_assistant and v_rank > 7 then
        v_part_function := 'A';
        v_part_weight := '3';
      end if;
      if v_of > 0 and v_rank in (1, 2) and not v_is_of_known then
        v_part := v_part[1:v_of - 1];
      end if;

      -- What of it belongs to the title as written.
      if cardinality(v_part) = 0 then
        null;
      elsif cardinality(v_line) = 0 then
        v_line := v_part;
      elsif v_best_rank > 0 and v_best_is_soft and v_rank > 0 and not v_is_soft then
        v_line := v_part;
        v_is_sealed := false;
      elsif v_is_sealed then
        null;
      elsif v_rank = 12 and v_separator not in ('&', '/') then
        v_line := v_line || v_part;
      elsif v_separator in ('&', '/') then
        if v_best_rank > 0 and v_rank = 0 and v_part_function = '-' and v_best_rank < 4 then
          v_is_sealed := true;
        else
          v_line := v_line || v_spelling || v_part;
        end if;
      elsif v_best_rank = 0 then
        if v_rank = 0 and v_separator = ',' then
          v_line := v_line || v_separator || v_part;
        elsif v_rank = 0 then
          v_is_sealed := true;
        elsif v_pending = '-' or v_part_function <> '-' and v_separator <> ',' then
          v_line := v_part;
        elsif v_part_function = '-' then
          v_line := v_line || v_part;
        else
          v_line := v_line || v_separator || v_part;
        end if;
      elsif v_rank = 0 and v_part_weight > v_last_weight then
        -- In capitals as the words around it, so that the case of the title can be seen.
        v_line := v_line || case
          when v_best_rank not in (1, 4, 5, 6) then ','
          when upper(array_to_string(v_part, '')) = array_to_string(v_part, '') then 'OF'
          else 'of'
        end || v_part;
        v_is_listing := true;
      elsif v_rank = 0 and v_part_function <> '-' and v_is_listing and v_separator = ',' then
        v_line := v_line || ','::text || v_part;
      elsif v_rank between 1 and 2 and v_best_rank <= 3 and not v_is_soft then
        v_line := v_line || '&'::text || v_part;
      elsif v_rank > 0 and v_last_weight = '0' and not v_is_soft then
        v_line := v_line || ','::text || v_part;
      else
        v_is_sealed := true;
      end if;

      -- What it says about level and function.
      if v_rank = 0 then
        if v_part_function <> '-' then
          if v_best_rank = 0 then
            if v_pending = '-' then
              v_pending := v_part_function;
              v_pending_is_senior := v_is_senior;
            end if;
          elsif v_part_weight > v_last_weight then
            v_last_weight := '9';
            if v_best_is_last then
              v_best_function := v_part_function;
              if v_principal_alone and v_part_function = 'E' then
                v_best_rank := 5;
              elsif v_principal_alone and v_part_function in ('G', 'U', 'D', 'I', 'K') then
                v_best_rank := 8;
              end if;
            end if;
          end if;
        end if;
      else
        if v_pending <> '-' and v_best_rank = 0 and (
          v_part_function = '-' or v_separator in ('&', '/', ',') and v_part_weight < '7'
        ) then
          v_part_function := v_pending;
        end if;
        if v_rank > 11 then
          v_temporary := v_rank;
        end if;
        -- VP, Head of Finance; Attorney & Partner.
        if v_best_is_last and v_last_weight = '0' and not v_is_soft then
          v_best_function := v_part_function;
        elsif v_rank = 3 and v_part_weight < '5' and v_best_rank > 7 then
          v_part_function := v_best_function;
        elsif v_part_function = '-' and v_best_function not in ('X', 'Q') then
          -- Software Engineer, Team Lead.
          v_part_function := v_best_function;
        end if;
        -- A president or partner leads the firm, unless a function follows.
        v_last_weight := case
          when v_part_function = '-' then '0'
          when v_part_function = 'X' and v_part_weight < '5' then '4'
          else '9'
        end;
        v_best_is_last := false;
        if v_best_rank = 0
          or v_best_is_soft and not v_is_soft
          or v_best_is_soft = v_is_soft and v_rank < v_best_rank
        then
          v_best_rank := v_rank;
          v_best_function := v_part_function;
          v_best_is_soft := v_is_soft;
          v_best_is_last := true;
          v_principal_alone := v_principal = 1 and v_rank = 3;
        end if;
      end if;

      -- The next part.
      v_separator := v_key;
      v_spelling := v_words[v_index];
      v_part := '{}';
      v_part_rank := 0;
      v_part_function := '-';
      v_part_weight := '0';
      v_has_role := false;
      v_is_soft := true;
      v_is_modifier := false;
      v_is_senior := false;
      v_is_junior := false;
      v_is_staff := false;
      v_is_lead := false;
      v_is_assistant := false;
      v_is_entry := false;
      v_principal := 0;
      v_of := 0;
      v_is_of_known := false;
      v_is_mute := false;
      -- The name of an employer ends at a comma or dash; what follows is not the title any more.
      if v_flag <> ',' or v_is_employer and v_key not in ('&', '/') then
        if v_temporary > 0 and v_best_rank > 2 then
          v_best_rank := v_temporary;
        end if;
        if v_first is null and cardinality(v_line) > 0 then
          v_first := v_line;
        end if;
        if v_best_rank > 0
          and (v_title_rank = 0 or v_title_is_soft and not v_best_is_soft)
        then
          v_title := v_line;
          v_title_rank := v_best_rank;
          v_title_function := v_best_function;
          v_title_is_soft := v_best_is_soft;
        elsif v_temporary > 0 and v_title_rank > 2 then
          v_title_rank := v_temporary;
        end if;
        if v_other_function = '-' and v_best_function not in ('-', 'X', 'Q') then
          v_other_function := v_best_function;
        elsif v_other_function = '-' then
          v_other_function := v_pending;
          v_other_is_senior := v_pending_is_senior;
        end if;
        v_line := '{}';
        v_best_rank := 0;
        v_best_function := '-';
        v_best_is_soft := true;
        v_best_is_last := false;
        v_last_weight := '0';
        v_pending := '-';
        v_pending_is_senior := false;
        v_temporary := 0;
        v_is_sealed := false;
        v_is_listing := false;
        v_is_employer := v_flag in ('@', '!');
        v_separator := '|';
      end if;
      v_index := v_next;
      continue;
    end if;

    if v_is_employer or v_key like '#%' then
      v_index := v_next;
      continue;
    end if;

    if v_flag = 't' and (v_has_role or v_key = 'office') then
      v_is_mute := true;
    elsif v_flag = 'o' and (v_has_role or v_principal > 0) and v_of = 0 then
      v_of := cardinality(v_part) + 1;
    end if;
    if v_flag <> '.' or not (v_has_role or v_is_lead or v_separator = '/') then
      v_part := v_part || v_words[v_index:v_next - 1];
    end if;
    v_index := v_next;
    continue when v_is_mute or v_code = '----';

    v_level := left(v_code, 1);
    v_function := substr(v_code, 2, 1);
    v_weight := substr(v_code, 3, 1);
    if v_of > 0 then
      -- The director of account managers is no manager.
      v_is_of_known := v_is_of_known or v_function <> '-';
      if v_function <> 'X' and v_weight > v_part_weight then
        v_part_function := v_function;
        v_part_weight := v_weight;
      end if;
      continue;
    end if;

    v_is_lead := false;
    v_rank := strpos(c_levels, v_level);
    if v_level = '-' then
      null;
    elsif v_rank between 1 and 7 then
      if v_is_modifier and v_rank > 3 then
        v_part_rank := v_rank;
        if v_part_function = 'X' then
          v_part_function := 'B';
          v_part_weight := '4';
        end if;
        v_is_modifier := false;
      elsif v_part_rank = 0 or v_rank < v_part_rank then
        v_part_rank := v_rank;
        v_is_modifier := v_flag = 'm' and not v_has_role;
      end if;
      if v_is_assistant and v_part_function = 'A' then
        v_part_function := '-';
        v_part_weight := '0';
      end if;
      v_is_assistant := false;
    elsif v_level = 'A' then
      if v_part_rank between 1 and 7 then
        v_part_rank := 0;
        if v_part_function = 'X' then
          v_part_function := '-';
          v_part_weight := '0';
        end if;
      end if;
      v_is_assistant := true;
    elsif v_level in ('I', 'F') then
      v_part_rank := v_rank;
    elsif v_level = 'E' then
      v_is_entry := true;
    elsif v_level = 'S' then
      v_is_senior := true;
      v_is_lead := v_key = 'lead' or v_function <> '-';
    elsif v_level = 'J' then
      v_is_junior := true;
    elsif v_level = 'T' then
      v_is_staff := true;
    elsif v_level = 'R' then
      v_principal := 1;
    end if;
    if v_is_modifier and v_level in ('N', 'E', 'A') then
      v_part_rank := 0;
      v_is_modifier := false;
      if v_part_function = 'X' then
        v_part_function := 'B';
        v_part_weight := '4';
      end if;
    end if;
    if v_principal = 1 and v_level <> 'R' and (v_rank > 0 and v_rank <> 8 or v_weight > '2') then
      v_principal := 2;
    end if;
    if v_weight > v_part_weight or v_weight = v_part_weight and not v_has_role and v_weight > '0'
    then
      v_part_function := v_function;
      v_part_weight := v_weight;
    end if;
    if v_rank > 0 and v_rank <> 8 then
      v_has_role := true;
      v_is_soft := v_is_soft and v_flag = 's';
    end if;
  end loop;

  if v_title_rank = 0 and cardinality(v_first) <= c_phrase and v_other_function <> '-' then
    v_title_rank := case when v_other_is_senior then 8 else 9 end;
    v_title_function := v_other_function;
  elsif v_title_rank = 0 and cardinality(v_first) <= 4
    and reference.is_job_title_noun(v_first[cardinality(v_first)])
  then
    v_title_rank := 9;
    v_title_function := 'Q';
  end if;
  if v_title_rank > 0 and v_title_function = '-' then
    v_title_function := case
      when v_other_function <> '-' then v_other_function
      when v_title_rank < 4 then 'X'
      else '*'
    end;
  end if;
  v_answer.cleaned_job_title := reference.write_job_title_words(coalesce(v_title, v_first));
  v_answer.seniority := case v_title_rank
    when 1 then 'C-Level'
    when 2 then 'Owner'
    when 3 then 'Partner'
    when 4 then 'VP'
    when 5 then 'Head'
    when 6 then 'Director'
    when 7 then 'Manager'
    when 8 then 'Senior'
    when 9 then 'Individual Contributor'
    when 10 then 'Entry Level'
    when 11 then 'Assistant'
    when 12 then 'Intern'
    when 13 then 'Freelance'
  end;
  v_answer.job_function := case v_title_function
    when 'A' then 'Administrative'
    when 'B' then 'Business Development'
    when 'C' then 'Customer Success'
    when 'D' then 'Design'
    when 'E' then 'Education'
    when 'F' then 'Finance'
    when 'G' then 'Engineering'
    when 'H' then 'Healthcare'
    when 'I' then 'Information Technology (IT)'
    when 'K' then 'Security, Risk, & Compliance'
    when 'L' then 'Legal and Compliance'
    when 'M' then 'Marketing'
    when 'N' then 'Support'
    when 'O' then 'Operations'
    when 'P' then 'Human Resources'
    when 'Q' then 'Miscellaneous'
    when 'R' then 'Public Relations'
    when 'S' then 'Sales'
    when 'T' then 'Recruiting'
    when 'U' then 'Product'
    when 'V' then 'Investment & Advisory'
    when 'W' then 'Growth'
    when 'X' then 'Executive Leadership'
    when 'Y' then 'Revenue Operations'
    when 'Z' then 'Sales Engineering'
    when '*' then 'General'
  end;
  if num_nonnulls(v_answer.cleaned_job_title, v_answer.seniority, v_answer.job_function) = 0 then
    return null;
  end if;
  return v_answer;
end;
$$;

comment on function reference.infer_job_title(text) is
  'What the wording of a job title says: cleaned title, seniority, job function, in the names of '
  'reference.seniorities and reference.job_functions. Units: none; the first 300 characters are '
  'read. Nulls: a part that the title does not say is null; null for null, blank, placeholders and '
  'titles of nothing usable. Errors: none.';

revoke all on function reference.infer_job_title(text) from public;
