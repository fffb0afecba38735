-- migrate:up
set role pipeline_owner;

create type reference.inferred_job_title as (
  cleaned_job_title text,
  seniority text,
  job_function text
);
comment on type reference.inferred_job_title is
  'What the wording of a job title says by itself: the title as a lead list would write it, and '
  'names from the vocabularies of seniority and job function.';

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
