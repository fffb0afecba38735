-- Purpose: how words of job titles are written: abbreviations spelled out, those that stay.
-- Input -> output: nothing -> an object: folded word -> spelling; one after ? counts in titles of
--   capitals or of small letters only, where the word cannot be told by its letters.
-- Called by: reference.write_job_title_words, whose plan holds the answer as a constant: this runs
--   once a session. After a change of this function, create reference.write_job_title_words anew.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.list_job_title_spellings() ->> 'sr';  -- Senior
create or replace function reference.list_job_title_spellings()
returns jsonb
language sql
immutable parallel safe
set search_path = ''
as $$
  with
  expansions (word, spelling) as (
    values
      ('sr', 'Senior'), ('snr', 'Senior'), ('jr', 'Junior'), ('jnr', 'Junior'),
      ('mgr', 'Manager'), ('mngr', 'Manager'), ('mgmt', 'Management'), ('mktg', 'Marketing'),
      ('asst', 'Assistant'), ('assoc', 'Associate'), ('dir', 'Director'), ('exec', 'Executive'),
      ('eng', 'Engineer'), ('engr', 'Engineer'), ('dev', 'Developer'), ('admin', 'Administrator'),
      ('coord', 'Coordinator'), ('rep', 'Representative'), ('acct', 'Account'),
      ('dept', 'Department'), ('intl', 'International'), ('swe', 'Software Engineer'),
      ('sde', 'Software Development Engineer'), ('sre', 'Site Reliability Engineer'),
      ('tpm', 'Technical Program Manager'), ('csm', 'Customer Success Manager'),
      ('ae', 'Account Executive'), ('sdr', 'Sales Development Representative'),
      ('bdr', 'Business Development Representative'), ('hrbp', 'HR Business Partner'),
      ('ea', 'Executive Assistant'), ('gm', 'General Manager'), ('cofounder', 'Co-Founder'),
      ('pm', 'Product Manager'), ('gc', 'General Counsel'), ('md', 'Managing Director'),
      ('sdet', 'Software Development Engineer in Test'), ('supv', 'Supervisor'),
      ('svcs', 'Services'), ('ops', 'Operations'), ('phd', 'PhD'),
      ('saas', 'SaaS'), ('ios', 'iOS'), ('iot', 'IoT'), ('devops', 'DevOps'), ('revops', 'RevOps'),
      ('tam', 'Technical Account Manager'), ('pmm', 'Product Marketing Manager')
  ),
  capitals (words) as (
    values
      ('ceo cfo cto cmo cio coo chro cro ciso cpo cdo cco cso clo cgo cbo cxo cno cpto caio vp svp '
        || 'evp avp rvp gvp hr ux ui qa bi ai ml crm erp sap seo sem ppc b2b b2c gtm cx dg '
        || 'drh daf dsi pdg kyc aml emea apac latam dach mena anz uk usa eu fp aws gcp '
        || 'sql php api cad cnc plc hse ehs esg rn lpn mba cpa pmo nyc vc '
        || 'pe ip tv gis ngo rf hvac gmbh llc ag ii iii iv'),
      ('?it ?pr ?us ?ar ?vr')
  ),
  small (words) as (
    values
      ('?of ?and ?for ?the ?to ?in ?at ?on ?de ?des ?du ?la ?le ?les ?et ?und ?der ?die ?das ?von '
        || '?fur ?en ?y ?di ?da ?do ?del ?e ?van ?voor ?with ?als ?im')
  )
  select jsonb_object_agg(s.word, s.spelling)
  from (
    select e.word, e.spelling
    from expansions as e
    union all
    select ltrim(w.word, '?'), upper(w.word)
    from capitals as c
    cross join lateral string_to_table(c.words, ' ') as w (word)
    union all
    select ltrim(w.word, '?'), w.word
    from small as c
    cross join lateral string_to_table(c.words, ' ') as w (word)
  ) as s;
$$;

comment on function reference.list_job_title_spellings() is
  'Spellings of words of job titles. Units: none. Nulls: never. Errors: none.';

revoke all on function reference.list_job_title_spellings() from public;
