-- Purpose: whether a word that the dictionary of the rules does not have names a job all the same.
-- Input -> output: the last word of a title -> whether it ends as names of jobs do: beekeeper,
--   upholsterer, herpetologist.
-- Called by: reference.infer_job_title, where no word of a title is known.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.is_job_title_noun('Beekeeper');  -- true
create or replace function reference.is_job_title_noun(p_word text)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_word text collate "C" := lower(p_word collate "C");
begin
  return length(v_word) > 5
    and (
      right(v_word, 2) in ('er', 'or')
      or right(v_word, 3) in ('ist', 'ian', 'man', 'eur')
      or right(v_word, 5) in ('woman', 'smith')
    )
    and v_word not in (
      'anchor', 'another', 'believer', 'better', 'brother', 'career', 'center', 'chapter',
      'christian', 'computer', 'consumer', 'customer', 'daughter', 'december', 'dinner',
      'dreamer', 'exist', 'explorer', 'father', 'fighter', 'follower', 'forever', 'former',
      'gentleman', 'german', 'higher', 'honor', 'however', 'human', 'hunter', 'indian', 'insider',
      'italian', 'learner', 'letter', 'lover', 'major', 'matter', 'member', 'minor', 'mother',
      'newcomer', 'november', 'number', 'october', 'older', 'optimist', 'outlier', 'parker',
      'partner', 'player', 'power', 'russian', 'seeker', 'september', 'silver', 'sister',
      'starter', 'summer', 'supporter', 'survivor', 'thinker', 'together', 'twitter', 'visitor',
      'winner', 'winter', 'woman', 'wonder', 'younger'
    );
end;
$$;

comment on function reference.is_job_title_noun(text) is
  'Whether an unknown word has the ending of a name of a job. Units: none. Nulls: null for null. '
  'Errors: none.';

revoke all on function reference.is_job_title_noun(text) from public;
