-- Purpose: what the words and phrases of job titles mean, the dictionary of the rules.
-- Input -> output: nothing -> an object: term -> code; + and a first word -> words of the longest
--   term that begins with it; ~ and an ending, ^ and a beginning -> code of parts of compounds.
-- Called by: reference.infer_job_title, whose plan holds the answer as a constant: this runs once
--   a session. After a change of this function, create reference.infer_job_title anew.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.list_job_title_terms() ->> 'product manager';  -- MU7-
-- A code is level, function, weight (the heaviest term of a phrase gives its function), flag.
-- Level: C C-Level, O Owner, P Partner, V VP, H Head, D Director, M Manager, N individual
--   contributor, E Entry Level, A Assistant, I Intern, F Freelance make a role; S Senior, J Entry
--   Level, T staff, R principal qualify one; a domain and other words: -.
-- Function: A Administrative, B Business Development, C Customer Success, D Design, E Education,
--   F Finance, G Engineering, H Healthcare, I Information Technology (IT), K Security, Risk, &
--   Compliance, L Legal and Compliance, M Marketing, N Support, O Operations, P Human Resources,
--   Q Miscellaneous, R Public Relations, S Sales, T Recruiting, U Product, V Investment & Advisory,
--   W Growth, X Executive Leadership, Y Revenue Operations, Z Sales Engineering, - none.
-- Flag: s gives way to any other role, m is a role only at the end, . is noise, ! ends what says
--   something about the present job, @ begins the name of an employer.
-- Terms are folded: lower case, no accents, no dots, hyphens as spaces, "and" as &.
create or replace function reference.list_job_title_terms()
returns jsonb
language sql
immutable parallel safe
set search_path = ''
as $$
  with words (term, code) as (
    select t.term, g.code
    from (
      select r.code, r.terms
      from reference.list_job_title_roles() as r
      union all
      select d.code, d.terms
      from reference.list_job_title_domains() as d
    ) as g
    cross join lateral string_to_table(g.terms, ', ') as t (term)
    union all
    select ',', '---,'
  )
  select jsonb_object_agg(w.term, w.code)
    || (
      select jsonb_object_agg('+' || p.first_word, p.length)
      from (
        select split_part(m.term, ' ', 1) as first_word,
          max(cardinality(string_to_array(m.term, ' ')))::text as length
        from words as m
        where m.term like '% %'
        group by 1
      ) as p
    )
  from words as w;
$$;

comment on function reference.list_job_title_terms() is
  'Dictionary of the words and phrases of job titles: term -> level, function, weight, flag. '
  'Units: none. Nulls: never. Errors: none.';

revoke all on function reference.list_job_title_terms() from public;
